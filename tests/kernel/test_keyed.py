"""Plain ipywidgets under keys of the state, made anew by each run or not."""

from collections.abc import Iterator

import pytest

from tests.kernel.reader import Reader
from tests.kernel.widgets import COUNT, W, change, click, making, model

MADE = (
    W
    + """
hits.append(1)
n = st.keyed("n", w.IntSlider(3, 0, 10))
colour = w.Dropdown(options=["red", "blue"])
display(w.HBox([n, colour]))
st.text(f"{n.value} {st.session_state.n} {colour.value}")
st.button("Again")
st.button("Zero", on_click=lambda: st.session_state.update(n=0))
st.button("Reset", on_click=lambda: st.session_state.pop("n"))
"""
)
PLACED = MADE.replace(
    'n = st.keyed("n", w.IntSlider(3, 0, 10))', 'n = w.IntSlider(3, 0, 10)\nst.widget(n, key="n")'
).replace("w.HBox([n, colour])", "colour")


@pytest.fixture
def s(reader: Reader) -> Iterator[Reader]:
    """A reader in whose kernel an ordinary cell has made widgets `s` and `b`, and a list."""
    made = "from rerun_state import session_state\ns, b, hits = w.IntSlider(), w.Button(), []"
    with making(reader, made, "s, b"):
        yield reader


@pytest.mark.parametrize("code", [MADE, PLACED], ids=["keyed", "placed"])
def test_the_reader_the_state_and_the_default_decide_in_turn(s: Reader, code: str) -> None:
    s.app(code)
    s.see("3 3 red")
    change(s, "IntSlider", value=7)
    s.see("7 7 red")
    s.press("Zero")
    s.see("0 0 red")
    change(s, "IntSlider", value=5)
    s.see("5 5 red")
    s.press("Reset")
    s.see("3 3 red")


@pytest.mark.parametrize("code", [MADE, PLACED], ids=["keyed", "placed"])
def test_one_change_is_one_run_and_leaves_one_model(s: Reader, code: str) -> None:
    s.app(code)
    id, before = model(s, "IntSlider"), s.value(COUNT)
    for value in (7, 8):
        change(s, "IntSlider", value=value)
        s.see(f"{value} {value}")
    s.kernel.settle()
    assert s.value("len(hits)") == 3
    assert (model(s, "IntSlider"), s.value(COUNT)) == (id, before)


def test_the_state_set_by_an_ordinary_cell_is_set_in_the_widget(s: Reader) -> None:
    s.app(MADE)
    s.kernel.run("session_state.n = 9")
    s.see("9 9 red")
    assert s.kernel.comms[model(s, "IntSlider")].state["value"] == 9


def test_a_widget_that_an_ordinary_cell_shows_runs_the_app(s: Reader) -> None:
    s.app("st.keyed('n', s)\nst.text(f'n is {st.session_state.n}')")
    s.kernel.send_state(s.value("s.model_id"), value=7)
    s.see("n is 7")
    s.kernel.run("s.value = 8")
    s.see("n is 8")


def test_another_app_that_reads_the_entry_follows(s: Reader) -> None:
    s.app("st.text(f\"other: {st.session_state.get('n')}\")", cell_id="other")
    s.app(MADE)
    change(s, "IntSlider", value=7)
    s.see("other: 7")


def test_a_callback_hears_of_a_change_before_the_run(s: Reader) -> None:
    s.app(
        "def moved(by): hits.append((st.session_state.n, by))\n"
        + "display(st.keyed('n', w.IntSlider(), on_change=moved, args=('x',)))\nst.text(hits)"
    )
    change(s, "IntSlider", value=4)
    s.see("[(4, 'x')]")


def test_ignore_keeps_the_value_for_the_next_run(s: Reader) -> None:
    s.app(MADE.replace("10))", "10), on_change='ignore')"))
    change(s, "IntSlider", value=7)
    s.kernel.settle()
    assert s.value("hits") == [1]
    s.press("Again")
    s.see("7 7 red")


def test_a_fragment_alone_runs(s: Reader) -> None:
    s.app("""
hits.append(1)
@st.fragment
def part():
    n = st.keyed("n", w.IntSlider(3))
    display(w.VBox([n]))
    st.text(f"n is {n.value}")
part()
""")
    for value in (7, 8):
        change(s, "IntSlider", value=value)
        s.see(f"n is {value}")
    assert s.value("hits") == [1]


def test_a_form_holds_a_change_until_it_is_submitted(s: Reader) -> None:
    s.app("""
with st.form("f"):
    display(st.keyed("n", w.IntSlider(3)))
    st.form_submit_button("Go")
st.text(f"n is {st.session_state.n}")
st.button("Again")
""")
    change(s, "IntSlider", value=7)
    s.press("Again")
    assert "n is 3" in s.settle()
    assert s.value(f"w.widgets.widget._instances[{model(s, 'IntSlider')!r}].value") == 7
    s.press("Go")
    s.see("n is 7")


def test_a_value_outlives_other_arguments_where_the_trait_takes_it(s: Reader) -> None:
    s.app(
        "n = st.keyed('n', w.IntSlider(3, 0, 20 if st.checkbox('More') else 10))\n"
        + "display(n)\nst.text(f'{n.value} of {n.max}')"
    )
    change(s, "IntSlider", value=7)
    s.see("7 of 10")
    s.change("More", True)
    s.see("7 of 20")


def test_what_a_trait_does_not_take_is_an_error_at_the_call_and_the_state_stays(s: Reader) -> None:
    s.app(MADE)
    s.kernel.run("session_state.n = 'many'")
    s.see("TraitError")
    assert s.value("session_state.n") == "many"
    s.kernel.run("session_state.n = 4")
    s.see("4 4 red")


def test_values_that_are_arrays_compare_by_content(s: Reader) -> None:
    s.app("""
import anywidget, numpy as np, traitlets
class Cells(anywidget.AnyWidget):
    _esm = "export default {}"
    value = traitlets.Any(np.arange(3)).tag(
        sync=True, to_json=lambda x, _: list(map(int, x)), from_json=lambda x, _: np.array(x)
    )
hits.append(1)
cells = st.keyed("cells", Cells())
display(cells)
st.text(f"sum {cells.value.sum()}")
""")
    id = next(c.id for c in s.kernel.open_comms() if c.state.get("value") == [0, 1, 2])
    s.kernel.send_state(id, value=[0, 1, 5])
    s.see("sum 6")
    s.kernel.send_state(id, value=[0, 1, 5])
    s.kernel.settle()
    assert s.value("hits") == [1, 1]


def test_a_click_on_a_widget_that_each_run_makes_counts_for_one_run(s: Reader) -> None:
    s.app("""
b = w.Button(description="Go")
told = st.widget(b, listen=lambda widget, send: widget.on_click(send))
hits.append(told is not None)
st.text(f"runs {len(hits)}")
st.button("Again")
""")
    click(s)
    s.see("runs 2")
    click(s)
    s.see("runs 3")
    s.press("Again")
    s.see("runs 4")
    assert s.value("hits") == [False, True, True, False]


@pytest.mark.subshell
def test_sixty_changes_through_a_subshell_are_few_runs(s: Reader) -> None:
    subshell = s.kernel.create_subshell()
    s.app(MADE + "time.sleep(0.02)")
    change(s, "IntSlider", subshell, value=1)
    s.see("1 1 red")
    for value in [*range(10), *range(10)] * 3:
        change(s, "IntSlider", subshell, value=value)
    s.see("9 9 red")
    s.kernel.settle()
    assert "9 9 red" in s.page.texts()
    assert s.value("len(hits)") < 40
