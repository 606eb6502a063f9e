"""Plain ipywidgets in an app: what the reader does to them runs it."""

import pytest

from tests.kernel.reader import Reader
from tests.kernel.widgets import TWO, W, again, change, model


def test_a_change_in_the_browser_runs_the_app_and_is_what_it_finds(reader: Reader) -> None:
    reader.app(TWO)
    change(reader, "IntSlider", value=7)
    reader.see("7 red")
    change(reader, "Dropdown", index=1)
    reader.see("7 blue")
    assert again(reader)[1] == "7 blue\n"


@pytest.mark.parametrize(
    ("shown", "kept"),
    [
        ("display(s)", ""),
        ("st.write(w.VBox([w.HTML('x'), w.HBox([s])]))", ""),
        ("display(w.Tab([w.Accordion([s])]))", ""),
        ("out = w.Output()\nwith out: display(s)\ndisplay(out)", ""),
        ("display(st.session_state.kept)", "session_state.kept = s"),
        (
            "box = st.session_state.setdefault('box', w.VBox())\nbox.children = [s]\ndisplay(box)",
            "",
        ),
    ],
    ids=["shown", "in boxes", "in tabs", "in an output", "in the state", "in a box in the state"],
)
def test_wherever_the_app_shows_a_widget_it_follows_it(s: Reader, shown: str, kept: str) -> None:
    s.kernel.run("from rerun_state import session_state\n" + kept)
    s.app(W + shown + "\nst.text(f'now {s.value}')")
    s.kernel.send_state(s.value("s.model_id"), value=7)
    s.see("now 7")


def test_a_widget_that_no_app_shows_runs_none(s: Reader) -> None:
    s.app("hits.append(1)\nst.text(s.value)")
    s.kernel.send_state(s.value("s.model_id"), value=7)
    s.kernel.settle()
    assert s.value("(s.value, hits)") == (7, [1])


def test_what_code_sets_runs_nothing(s: Reader) -> None:
    s.app("hits.append(1)\ns.value += 1\ndisplay(s)")
    s.kernel.run("s.value = 5")
    s.kernel.settle()
    assert s.value("hits") == [1]


def test_a_message_that_changes_nothing_runs_nothing(s: Reader) -> None:
    s.app("hits.append(1)\ndisplay(s)")
    s.kernel.send_state(s.value("s.model_id"), value=0)
    s.kernel.settle()
    assert s.value("hits") == [1]


def test_handlers_run_before_the_app_does(s: Reader) -> None:
    s.app("""
b.on_click(lambda _: hits.append("clicked"))
s.observe(lambda change: hits.append(change.new), "value")
display(b, s)
st.text(str(hits))
""")
    s.kernel.send_custom(s.value("b.model_id"), {"event": "click"})
    s.see("['clicked']")
    s.kernel.send_state(s.value("s.model_id"), value=4)
    s.see("['clicked', 4]")


def test_a_text_that_is_submitted_runs_the_app(s: Reader) -> None:
    s.app(W + "t = w.Text()\nt.on_submit(lambda _: hits.append(1))\ndisplay(t)\nst.text(hits)")
    s.kernel.send_custom(model(s, "Text"), {"event": "submit"})
    s.see("[1]")


def test_a_listener_that_a_class_of_widgets_keeps_by_its_event_runs_the_app(s: Reader) -> None:
    s.app("""
import ipywidgets as w
class Teller(w.DOMWidget):
    def __init__(self):
        super().__init__()
        self.heard = {}
        self.on_msg(self.tell)
    def listen(self, event, function):
        self.heard.setdefault(event, w.CallbackDispatcher()).register_callback(function)
    def tell(self, widget, content, buffers):
        self.heard[content["event"]]()
t = Teller()
t.listen("tap", lambda: hits.append(1))
display(w.VBox([t]))
st.text(f"taps {hits}")
""")
    id = [c for c in s.kernel.open_comms() if c.state.get("_model_name") == "DOMWidgetModel"][-1].id
    s.kernel.send_custom(id, {"event": "tap"})
    s.see("taps [1]")


def test_widgets_can_be_ignored(s: Reader) -> None:
    s.kernel.run("%%rerun --widgets=ignore\nhits.append(1)\ndisplay(s)", cell_id="app")
    s.kernel.send_state(s.value("s.model_id"), value=7)
    s.kernel.settle()
    assert s.value("(s.value, hits)") == (7, [1])


def test_one_widget_can_be_ignored_with_all_that_stands_in_it(s: Reader) -> None:
    s.app(W + "hits.append(1)\nst.widget(w.VBox([s]), trait=None, on_change='ignore')")
    s.kernel.send_state(s.value("s.model_id"), value=7)
    s.kernel.settle()
    assert s.value("(s.value, hits)") == (7, [1])


def test_a_fragment_alone_follows_what_it_shows(s: Reader) -> None:
    s.app("""
hits.append("app")
@st.fragment
def part():
    display(s)
    st.text(f"now {s.value}")
part()
""")
    s.kernel.send_state(s.value("s.model_id"), value=7)
    s.see("now 7")
    assert s.value("hits") == ["app"]


def test_a_form_waits_for_its_submission(s: Reader) -> None:
    s.app("""
with st.form("f"):
    display(s)
    st.form_submit_button("Go")
st.text(f"now {s.value}")
""")
    s.kernel.send_state(s.value("s.model_id"), value=7)
    assert "now 0" in s.settle()
    s.press("Go")
    s.see("now 7")


def test_a_burst_of_changes_is_few_runs_and_the_last_one_counts(s: Reader) -> None:
    s.app(
        W + "hits.append(1)\nx = w.IntSlider()\ndisplay(x)\n"
        "st.text(f'now {x.value}')\ntime.sleep(0.1)"
    )
    for value in range(1, 61):
        change(s, "IntSlider", value=value)
    s.see("now 60")
    s.kernel.settle()
    assert s.value("len(hits)") < 30


@pytest.mark.subshell
def test_changes_through_a_subshell_are_kept_while_the_app_runs(s: Reader) -> None:
    subshell = s.kernel.create_subshell()
    s.app(W + "x = w.IntSlider()\ndisplay(x)\nst.text(f'now {x.value}')\ntime.sleep(0.02)")
    change(s, "IntSlider", subshell, value=1)
    s.see("now 1")  # the kernel has learned by then that answers come through the subshell
    for value in range(2, 61):
        change(s, "IntSlider", subshell, value=value)
    s.see("now 60")


def test_what_a_map_works_out_as_it_is_drawn_runs_no_app(reader: Reader) -> None:
    reader.app(
        """
import traitlets
class Map(w.IntText):
    __module__ = "ipyleaflet.leaflet"
    north, zoom = traitlets.Float(1).tag(sync=True), traitlets.Int(5).tag(sync=True)
m = Map()
display(m)
runs = st.session_state["runs"] = st.session_state.get("runs", 0) + 1
st.text(f"run {runs}: {m.zoom} {m.north}")
""".replace("import", W + "import", 1)
    )
    change(reader, "IntText", north=2)
    assert reader.settle()[-1] == "run 1: 5 1.0"
    change(reader, "IntText", zoom=6, north=3)
    reader.see("run 2: 6 3.0")
