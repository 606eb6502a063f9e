"""Plain ipywidgets stay the same from run to run: what the reader chose, and the comms."""

from typing import Any

import pytest

from tests.kernel.live import Message, changes, patches
from tests.kernel.reader import Reader
from tests.kernel.widgets import COUNT, TWO, W, again, change, click, model


def of_type(messages: list[Message], kind: str) -> list[Message]:
    return [message for message in messages if message.type == kind]


def of_a_rerun(reader: Reader) -> list[Message]:
    """What a run sends that was not slow: a slow one is seen in parts, with widgets half made."""
    for _ in range(8):
        with reader.kernel.recording() as seen:
            reader.press("Again")
        if not any(op[0] == "stale" for patch in patches(seen) for op in patch["ops"]):
            break
    return changes(seen)


def test_an_unchanged_rerun_sends_nothing(reader: Reader) -> None:
    reader.app(TWO)
    change(reader, "IntSlider", value=7)
    reader.see("7 red")
    assert of_a_rerun(reader) == []


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


KINDS = {
    "interact": "@w.interact(x=(0, 10))\ndef f(x=3): print(f'x is {x}')",
    "interactive": "display(w.interactive(lambda x: print(f'x is {x}'), x=3))",
    "interactive_output": "x = w.IntSlider(3)\ndisplay(x, w.interactive_output("
    "lambda x: print(f'x is {x}'), {'x': x}))",
    "tqdm": "from tqdm.notebook import tqdm\nfor i in tqdm(range(5)): pass",
    "thread": "import threading\nt = threading.Thread(target=lambda: display(w.IntSlider()))\n"
    "t.start()\nt.join()",
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
    # A progress bar tells how fast it was.
    assert [m for m in of_a_rerun(reader) if "tqdm" not in code or m.type != "comm_msg"] == []
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


def values_told(reader: Reader) -> list[Any]:
    """The values of widgets that a run tells, one after the other."""
    with reader.kernel.recording() as seen:
        reader.press("Again")
    return [m.data["state"]["value"] for m in seen if m.data.get("method") == "update"]


def test_a_long_run_shows_its_widgets_while_it_goes_on(reader: Reader) -> None:
    reader.app(
        W + "p = w.IntProgress()\ndisplay(p)\nst.button('Again')\n"
        "for i in range(1, 4):\n    p.value = i\n    time.sleep(0.2)"
    )
    assert values_told(reader) == [1, 2, 3]


def test_a_widget_that_a_long_run_makes_late_is_shown_while_it_goes_on(reader: Reader) -> None:
    reader.app(
        W + "time.sleep(0.4)\np = w.IntProgress()\ndisplay(p)\nst.button('Again')\n"
        "for i in range(1, 4):\n    p.value = i\n    time.sleep(0.2)"
    )
    assert values_told(reader) == [1, 2, 3]


SLOWLY_FOUND = """
import ipywidgets.widgets.interaction as base
if not hasattr(base, "found"):
    base.found = base.interactive.find_abbreviations
    base.interactive.find_abbreviations = lambda *a: (time.sleep(0.3), base.found(*a))[1]
"""


@pytest.mark.parametrize(
    "code",
    [
        "box = w.VBox()\ndisplay(box)\ntime.sleep(0.3)\nbox.children = [w.Text(), w.Text()]",
        "box = w.VBox()\ndisplay(box)\nfor i in range(3):\n    box.children += (w.Text(),)\n"
        "    time.sleep(0.2)",
        SLOWLY_FOUND + "w.interact(lambda x: print(x), x=(0, 9))",
        "out = w.Output()\ndisplay(out)\ntime.sleep(0.3)\nwith out: print('done')",
    ],
)
def test_what_a_long_run_has_not_filled_again_stays_as_it_was_meanwhile(
    reader: Reader, code: str
) -> None:
    reader.app(f"{W}st.button('Again')\n{code}")
    again(reader)
    with reader.kernel.recording() as seen:
        reader.press("Again")
    assert changes(seen) == []


def test_a_box_with_less_in_it_than_before_says_so_when_the_long_run_is_over(
    reader: Reader,
) -> None:
    reader.app(
        W + "n = st.number_input('N', 0, 9, 3)\n"
        "box = w.VBox([w.Text() for _ in range(n)])\ndisplay(box)\ntime.sleep(0.3)"
    )
    reader.change("N", 1)
    reader.kernel.settle()
    assert len(reader.kernel.comms[model(reader, "VBox")].state["children"]) == 1


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
    same = of_a_rerun(reader)
    with reader.kernel.recording() as other:
        change(reader, "IntSlider", value=5)
    told = [m.data["state"] for m in other if m.data.get("method") == "update"]
    assert same == []
    added = [state["_py2js_addTraces"] for state in told if state.get("_py2js_addTraces")]
    assert [each["trace_data"][0]["y"] for each in added] == [[1, 5]]
    assert of_type(other, "comm_open") == []


SLOWLY_MADE = """
import plotly.basewidget as base
if not hasattr(base, "made"):
    base.made = base.BaseFigure.__init__
    base.BaseFigure.__init__ = lambda *a, **k: (base.made(*a, **k), time.sleep(0.4))[0]
"""


def test_a_figure_whose_making_takes_long_is_not_drawn_anew(reader: Reader) -> None:
    reader.app(SLOWLY_MADE + FIGURE)
    again(reader)
    with reader.kernel.recording() as seen:
        reader.press("Again")
    assert changes(seen) == []


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


def test_a_widget_that_is_closed_when_the_page_is_shown_leaves_no_trace(reader: Reader) -> None:
    reader.app(W + "b = w.Label('gone')\ndisplay(b)\nb.close()\nst.text('below')")
    assert [row["kind"] for row in reader.page.rows()] == ["empty", "text"]


@pytest.mark.parametrize(
    "code",
    [
        "class A:\n    def __getitem__(self, n): return w.IntSlider(n)\ndisplay(A()[1])",
        "class A:\n    @property\n    def s(self): return w.IntSlider(1)\ndisplay(A().s)",
        "class A:\n    def __init__(self): self.s = w.IntSlider(1)\ndisplay(A().s)",
        "def g():\n    for i in range(30): yield w.IntSlider(i) if i == 7 else None\n"
        "for x in g():\n    if x is not None: display(x)",
    ],
)
def test_a_widget_is_the_same_however_often_its_program_has_run(reader: Reader, code: str) -> None:
    reader.app(f"{W}{code}\nst.button('Again')")
    id = model(reader, "IntSlider")
    for _ in range(20):  # Python makes what is executed often faster, in several steps
        reader.press("Again")
    assert model(reader, "IntSlider") == id


def test_a_widget_that_a_thread_makes_keeps_what_the_reader_chose(reader: Reader) -> None:
    reader.app(
        W + "import threading\nmade = []\n"
        "t = threading.Thread(target=lambda: made.append(w.IntSlider(2, 0, 9)))\n"
        "t.start()\nt.join()\ndisplay(made[0])\nst.text(f'now {made[0].value}')"
    )
    change(reader, "IntSlider", value=7)
    reader.see("now 7")
