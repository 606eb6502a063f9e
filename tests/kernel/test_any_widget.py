"""Plain ipywidgets in an app: what the reader does to them runs it, and they stay the same."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.kernel.live import Message
from tests.kernel.reader import Reader
from tests.kernel.widgets import COUNT, W, change, click, making, model

TWO = (
    W
    + """
n = w.IntSlider(3, 0, 10, description="n")
colour = w.Dropdown(options=["red", "blue"])
display(w.HBox([n, colour]))
print(f"{n.value} {colour.value}")
st.button("Again")
"""
)


@pytest.fixture
def s(reader: Reader) -> Iterator[Reader]:
    """A reader in whose kernel an ordinary cell has made widgets `s` and `b`, and a list."""
    with making(reader, "s, b, hits = w.IntSlider(), w.Button(), []", "s, b"):
        yield reader


def again(reader: Reader) -> list[str]:
    reader.press("Again")
    return reader.settle()


def of_type(messages: list[Message], kind: str) -> list[Message]:
    return [message for message in messages if message.type == kind]


# -- what the reader does --------------------------------------------------------------------------


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


# -- the same widget -------------------------------------------------------------------------------


def test_an_unchanged_rerun_sends_nothing(reader: Reader) -> None:
    reader.app(TWO)
    change(reader, "IntSlider", value=7)
    reader.see("7 red")
    with reader.kernel.recording() as seen:
        reader.press("Again")
    assert [m for m in seen if m.type.startswith("comm")] == []


def test_what_differs_is_all_that_a_rerun_sends(reader: Reader) -> None:
    reader.app(W + "n = w.IntSlider()\nt = w.HTML(f'<b>{n.value}</b>')\ndisplay(w.VBox([n, t]))")
    with reader.kernel.recording() as seen:
        change(reader, "IntSlider", value=7)
    updates = [m.data["state"] for m in seen if m.data.get("method") == "update"]
    assert updates == [{"value": "<b>7</b>"}]
    assert of_type(seen, "comm_open") == []


def test_other_arguments_make_another_widget(reader: Reader) -> None:
    reader.app(
        W
        + """
top = 20 if st.checkbox("More") else 10
n = w.IntSlider(3, 0, top)
display(n)
st.text(f"n is {n.value} of {n.max}")
"""
    )
    id = model(reader, "IntSlider")
    change(reader, "IntSlider", value=7)
    reader.see("n is 7 of 10")
    reader.change("More", True)
    reader.see("n is 3 of 20")
    assert model(reader, "IntSlider") != id


def test_a_widget_is_the_same_wherever_others_come_and_go(reader: Reader) -> None:
    reader.app(
        W
        + """
if st.checkbox("More"): display(w.Text(description="first"))
names = ["a", "b", "c"][st.button("Less"):]
texts = [w.Text(description=name) for name in names]
display(w.VBox(texts), w.Text())
st.text(str([t.value for t in texts]))
"""
    )
    ids = [c.id for c in reader.kernel.open_comms() if c.state.get("description") in ("b", "c")]
    for id, text in zip(ids, ["B", "C"], strict=True):
        reader.kernel.send_state(id, value=text)
    reader.see("['', 'B', 'C']")
    reader.change("More", True)
    reader.kernel.settle()
    reader.press("Less")
    reader.see("['B', 'C']")


def test_a_widget_that_was_not_made_for_a_run_is_a_new_one(reader: Reader) -> None:
    reader.app(
        W
        + """
if st.checkbox("On", True):
    n = w.IntSlider(3)
    display(n)
    st.text(f"n is {n.value}")
"""
    )
    change(reader, "IntSlider", value=7)
    reader.see("n is 7")
    reader.change("On", False)
    reader.kernel.settle()
    reader.change("On", True)
    reader.see("n is 3")


def test_what_a_handler_sets_stays(reader: Reader) -> None:
    reader.app(
        W
        + """
n, b = w.IntSlider(3), w.Button()
def reset(_): n.value = 0
b.on_click(reset)
display(n, b)
st.text(f"n is {n.value}")
"""
    )
    click(reader)
    reader.see("n is 0")
    change(reader, "IntSlider", value=7)
    reader.see("n is 7")
    click(reader)
    reader.see("n is 0")


def test_what_the_program_sets_counts_more_than_what_the_reader_chose(reader: Reader) -> None:
    reader.app(
        W + "n = w.IntSlider()\nn.value = 5\ndisplay(n)\nst.text(f'n is {n.value}')\n"
        "st.text(st.session_state.setdefault('runs', []))\nst.session_state.runs.append(1)"
    )
    change(reader, "IntSlider", value=7)
    reader.see("[1]")
    assert reader.settle()[1] == "n is 5"


def test_options_that_each_run_makes_anew_are_chosen_again(reader: Reader) -> None:
    reader.app(
        W
        + """
class Thing:
    def __init__(self, name): self.name = name
d = w.Dropdown(options=[(n, Thing(n)) for n in "ab"])
display(d)
st.text(f"it is {d.value.name}, {any(d.value is v for _, v in d.options)}")
st.button("Again")
"""
    )
    change(reader, "Dropdown", index=1)
    reader.see("it is b, True")
    assert again(reader)[1] == "it is b, True"


def test_widgets_of_the_state_are_left_alone(s: Reader) -> None:
    s.app(
        W
        + """
rows = st.session_state.setdefault("rows", [])
if st.button("Add"): rows.append(w.IntSlider())
display(*rows)
st.text(str([row.value for row in rows]))
"""
    )
    for _ in range(2):
        s.press("Add")
        s.kernel.settle()
        change(s, "IntSlider", value=7)
        s.kernel.settle()
    s.press("Add")
    s.see("[7, 7, 0]")


def test_a_cached_widget_is_left_alone(s: Reader) -> None:
    s.app(
        W
        + """
@st.cache_resource
def make(name): return w.IntSlider()
count = st.number_input("Count", value=1)
sliders = [make(i) for i in range(count)]
display(*sliders)
st.text(str([each.value for each in sliders]))
"""
    )
    change(s, "IntSlider", value=7)
    s.see("[7]")
    s.change("Count", 2)
    s.see("[7, 0]")


def test_a_run_that_a_newer_event_ends_loses_nothing(s: Reader) -> None:
    s.app(
        W
        + """
a, b = w.IntSlider(), w.FloatSlider()
display(a, b)
st.text(f"{a.value} and {b.value}")
time.sleep(0.3)
st.text("end")
"""
    )
    change(s, "IntSlider", value=7)
    change(s, "FloatSlider", value=2.5)
    s.kernel.read(0.35)
    change(s, "IntSlider", value=8)
    s.see("8 and 2.5")


def test_edited_code_makes_its_widgets_anew(reader: Reader) -> None:
    reader.app(TWO)
    change(reader, "IntSlider", value=7)
    reader.see("7 red")
    reader.app(TWO)
    assert reader.page.texts()[1] == "3 red\n"


# -- all kinds -------------------------------------------------------------------------------------

KINDS = {
    "interact": "@w.interact(x=(0, 10))\ndef f(x=3): print(f'x is {x}')",
    "interactive": "display(w.interactive(lambda x: print(f'x is {x}'), x=3))",
    "interactive_output": "x = w.IntSlider(3)\ndisplay(x, w.interactive_output("
    "lambda x: print(f'x is {x}'), {'x': x}))",
    "tqdm": "from tqdm.notebook import tqdm\nfor i in tqdm(range(5)): pass",
    "output": "out = w.Output()\ndisplay(out)\nwith out: print('inside')",
    "tab": "display(w.Tab([w.Text(), w.Text()], titles=['a', 'b']))",
    "accordion": "display(w.Accordion([w.Text()], titles=['a']))",
    "play": "p, s = w.Play(), w.IntSlider()\nw.jslink((p, 'value'), (s, 'value'))\n"
    "display(w.HBox([p, s]))",
    "anywidget": "import anywidget, traitlets\nclass C(anywidget.AnyWidget):\n"
    "    _esm = 'export default {}'\n    n = traitlets.Int().tag(sync=True)\ndisplay(C())",
    "layout": "display(w.Button(layout={'width': '50%'}, style={'button_color': 'red'}))",
    "upload": "display(w.FileUpload(), w.DatePicker(), w.ColorPicker(), w.TagsInput())",
}


@pytest.mark.parametrize("code", KINDS.values(), ids=KINDS)
def test_a_rerun_opens_and_leaves_nothing(reader: Reader, code: str) -> None:
    reader.app(W + code + "\nst.button('Again')")
    again(reader)
    before = reader.value(COUNT)
    with reader.kernel.recording() as seen:
        reader.press("Again")
    sent = [m for m in seen if m.type.startswith("comm")]
    # A progress bar tells how fast it was.
    assert [m for m in sent if "tqdm" not in code or m.type != "comm_msg"] == []
    assert reader.value(COUNT) == before


@pytest.mark.parametrize("kind", ["interact", "interactive", "interactive_output"])
def test_what_the_reader_chose_in_an_interaction_stays(reader: Reader, kind: str) -> None:
    reader.app(W + KINDS[kind] + "\nst.button('Again')")
    change(reader, "IntSlider", value=7)
    reader.kernel.settle()
    again(reader)
    out = reader.kernel.comms[model(reader, "Output")].state["outputs"]
    assert [each["text"] for each in out] == ["x is 7\n"]


@pytest.mark.parametrize(
    ("code", "name", "traits", "shown"),
    [
        ("x = w.Tab([w.Text(), w.Text()])", "Tab", {"selected_index": 1}, "x.selected_index"),
        ("x = w.Accordion([w.Text()])", "Accordion", {"selected_index": 0}, "x.selected_index"),
        ("x = w.ToggleButtons(options='ab')", "ToggleButtons", {"index": 1}, "x.value"),
        ("x = w.Play()", "Play", {"value": 5, "playing": True}, "(x.value, x.playing)"),
        ("x = w.ColorPicker()", "ColorPicker", {"value": "red"}, "x.value"),
        ("x = w.IntRangeSlider()", "IntRangeSlider", {"value": [1, 2]}, "x.value"),
    ],
)
def test_any_choice_stays(
    reader: Reader, code: str, name: str, traits: dict[str, Any], shown: str
) -> None:
    reader.app(W + code + f"\ndisplay(x)\nst.text(f'it is {{{shown}}}')\nst.button('Again')")
    change(reader, name, **traits)
    reader.kernel.settle()
    chosen = again(reader)[1]
    value = next(iter(traits.values()))
    assert str(value).strip("[]") in chosen or "b" in chosen


def test_a_class_that_the_cell_defines_is_the_same_in_each_run(reader: Reader) -> None:
    reader.app("""
import anywidget, traitlets
class Counter(anywidget.AnyWidget):
    _esm = "export default {}"
    n = traitlets.Int().tag(sync=True)
    def __init__(self):
        super().__init__()
        self.n = 1
c = Counter()
display(c)
st.text(f"n is {c.n}")
st.button("Again")
""")
    reader.kernel.send_state(next(c.id for c in reader.kernel.open_comms() if "n" in c.state), n=7)
    reader.see("n is 7")
    assert again(reader)[1] == "n is 7"


def test_what_a_handler_writes_into_an_output_stays_until_the_run_writes(reader: Reader) -> None:
    reader.app(
        W
        + """
out, b = w.Output(), w.Button()
def clicked(_):
    with out: print("clicked")
b.on_click(clicked)
display(b, out)
st.button("Again")
"""
    )
    for _ in range(2):
        click(reader)
        reader.kernel.settle()
    again(reader)
    out = reader.kernel.comms[model(reader, "Output")].state["outputs"]
    assert [each["text"] for each in out] == ["clicked\nclicked\n"]


def test_a_long_run_shows_its_widgets_while_it_goes_on(reader: Reader) -> None:
    reader.app(
        W + "p = w.IntProgress()\ndisplay(p)\nst.button('Again')\n"
        "for i in range(1, 4):\n    p.value = i\n    time.sleep(0.2)"
    )
    with reader.kernel.recording() as seen:
        reader.press("Again")
    values = [m.data["state"]["value"] for m in seen if m.data.get("method") == "update"]
    assert values == [1, 2, 3]


FIGURE = (
    W
    + """
import plotly.graph_objects as go
n = w.IntSlider(1)
figure = go.FigureWidget(go.Scatter(y=[1, n.value]))
display(n, figure)
st.button("Again")
"""
)


def test_a_figure_of_plotly_is_drawn_anew_only_where_it_differs(reader: Reader) -> None:
    reader.app(FIGURE)
    again(reader)
    with reader.kernel.recording() as same:
        reader.press("Again")
    with reader.kernel.recording() as other:
        change(reader, "IntSlider", value=5)
    told = [m.data["state"] for m in other if m.data.get("method") == "update"]
    assert [m for m in same if m.type.startswith("comm")] == []
    added = [state["_py2js_addTraces"] for state in told if state.get("_py2js_addTraces")]
    assert [each["trace_data"][0]["y"] for each in added] == [[1, 5]]
    assert of_type(other, "comm_open") == []


def test_a_displayed_widget_is_in_the_snapshot_as_the_reader_has_left_it(reader: Reader) -> None:
    reader.app(W + "s = w.IntSlider(3, description='n')\ndisplay(w.HBox([s]))\nst.text(s.value)")
    change(reader, "IntSlider", value=7)
    reader.see("7")
    told = reader.value("next(iter(__import__('rerun_state').apps.values())).snapshot()")
    assert told == "[IntSlider] n: 7\n\n7\n"


@pytest.mark.parametrize("code", ["st.write(t)\nt.close()", "t.close()\nst.write(t)"])
def test_a_widget_that_its_program_closes_leaves_the_rest_of_the_page(
    reader: Reader, code: str
) -> None:
    reader.app(f"{W}t = w.Text('old')\n{code}\nst.text('below')\nst.button('Again')")
    for _ in range(2):
        assert again(reader)[-2] == "below"


LINKED = (
    W
    + """
a, b, c = (w.IntSlider(each, 0, 9) for each in (3, 0, 0))
w.{link}((a, "value"), (b, "value"))
w.{link}((b, "value"), (c, "value"))
display(w.HBox([a, b, c]))
runs = st.session_state["runs"] = st.session_state.get("runs", 0) + 1
st.text(f"run {{runs}}: {{a.value}} {{b.value}} {{c.value}}")
"""
)


def sliders(reader: Reader) -> list[str]:
    comms = reader.kernel.open_comms()
    return [c.id for c in comms if c.state.get("_model_name") == "IntSliderModel"][-3:]


@pytest.mark.parametrize("link", ["jslink", "jsdlink"])
def test_what_a_link_sets_when_it_is_made_runs_no_app_and_moves_do(
    reader: Reader, link: str
) -> None:
    reader.app(LINKED.format(link=link))
    _, b, c = sliders(reader)
    for linked in (c, b):  # as browsers tell it: the end of the chain first
        reader.kernel.send_state(linked, value=3)
    assert reader.settle()[-1] == "run 1: 3 0 0"
    reader.kernel.send_state(b, value=5)  # by the reader
    reader.see("5")
    reader.kernel.send_state(b, value=3)  # where the link had brought it
    reader.see("3 3 3")


def test_a_move_of_a_link_s_source_that_no_app_shows_runs_that_of_its_target(
    s: Reader,
) -> None:
    code = "t = w.IntSlider()\nw.jslink((s, 'value'), (t, 'value'))\ndisplay(t)\n"
    s.app(W + code + "st.text(f'now {t.value}')")
    source, target = s.value("s.model_id"), sliders(s)[-1]
    s.kernel.send_state(source, value=4)
    s.kernel.send_state(target, value=4)
    s.see("now 4")
