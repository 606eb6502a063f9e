"""Somebody else's ipywidget, bound to an app by `st.widget`."""

from collections.abc import Iterator

import pytest

from tests.kernel.reader import Reader, Row
from tests.kernel.widgets import COUNT, W, making

SLIDER = (
    W
    + """
n = st.widget(lambda: w.IntSlider(3, 0, 100), key='n')
st.text(f'n is {n}')
st.button('Again')
"""
)


@pytest.fixture
def s(reader: Reader) -> Iterator[Reader]:
    """A reader in whose kernel an ordinary cell has made a slider `s` and a button `b`."""
    made = "from rerun_state import session_state\ns, b, hits = w.IntSlider(1), w.Button(), []"
    with making(reader, made, "s, b"):
        yield reader


def shown(reader: Reader) -> str:
    """The id of the first ipywidget that the page shows."""
    return str(next(row["w"] for row in _rows(reader.page.root) if "w" in row))


def _rows(row: Row) -> list[Row]:
    return [row, *(each for child in row.get("c", ()) for each in _rows(child))]


def change(reader: Reader, value: object) -> None:
    reader.kernel.send_state(shown(reader), value=value)


def test_a_change_in_the_browser_runs_the_app(reader: Reader) -> None:
    reader.app(SLIDER)
    change(reader, 7)
    reader.see("n is 7")
    assert reader.value("__import__('rerun_state').session_state.n") == 7


def test_a_trait_set_by_an_ordinary_cell_runs_the_app(s: Reader) -> None:
    s.app("st.text(f'n is {st.widget(s)}')")
    s.kernel.run("s.value = 8")
    s.see("n is 8")


def test_the_state_set_by_an_ordinary_cell_is_set_in_the_widget(s: Reader) -> None:
    s.app("st.text(f\"n is {st.widget(s, key='n')}\")")
    s.kernel.run("session_state.n = 9")
    s.see("n is 9")
    assert s.value("s.value") == 9


def test_what_a_run_sets_is_no_event(s: Reader) -> None:
    s.app("hits.append(1)\nst.widget(s, key='n')\ns.value += 1\nst.text(st.session_state.n)")
    assert s.page.texts() == ["widget", "2"]
    assert s.value("len(hits)") == 1


def test_a_burst_of_changes_is_few_runs_and_the_last_one_counts(s: Reader) -> None:
    s.app("hits.append(1)\nst.text(f'n is {st.widget(s)}')\ntime.sleep(0.1)")
    for value in range(2, 62):
        change(s, value)
    s.see("n is 61")
    assert s.value("s.value") == 61
    assert s.value("len(hits)") < 30


@pytest.mark.subshell
def test_changes_that_come_through_a_subshell_coalesce(s: Reader) -> None:
    subshell = s.kernel.create_subshell()
    s.app("hits.append(1)\nst.text(f'n is {st.widget(s)}')\ntime.sleep(0.1)")
    id = shown(s)
    for value in range(2, 62):
        s.kernel.send_state(id, subshell=subshell, value=value)
    s.see("n is 61")
    assert s.value("len(hits)") < 30


def test_the_factory_is_called_once_and_nothing_is_left_behind(reader: Reader) -> None:
    reader.app(SLIDER)
    id, count = shown(reader), None
    for _ in range(5):
        reader.press("Again")
        reader.kernel.settle(quiet=0.2)
        count = count or reader.value(COUNT)
    assert shown(reader) == id
    assert reader.value(COUNT) == count


def test_what_the_app_made_is_closed_when_it_is_no_longer_shown(reader: Reader) -> None:
    reader.app(W + "if st.checkbox('On', True): st.widget(w.IntSlider)\nst.button('Again')")
    id = shown(reader)
    reader.change("On", False)
    reader.kernel.settle(quiet=0.5)
    assert not reader.kernel.comms[id].is_open


def test_what_the_reader_used_last_is_closed_when_it_is_no_longer_shown(reader: Reader) -> None:
    reader.app(
        W
        + """
def off(): st.session_state.off = True
if "off" not in st.session_state: st.widget(w.IntSlider)
st.button("Off", on_click=off)
"""
    )
    id = shown(reader)
    change(reader, 7)
    reader.press("Off")
    reader.kernel.settle(quiet=0.5)
    assert not reader.kernel.comms[id].is_open


def test_a_widget_that_was_passed_in_is_never_closed(s: Reader) -> None:
    s.app("if st.checkbox('On', True): st.widget(s)\nst.text('here')")
    s.change("On", False)
    s.kernel.settle(quiet=0.5)
    assert s.value("s.comm is not None")
    s.kernel.run("s.value = 5")  # which nobody is told of
    s.change("On", True)
    s.kernel.settle(quiet=0.2)
    assert s.value("s.value") == 5


def test_a_fragment_alone_runs(s: Reader) -> None:
    s.app("""
hits.append("app")
@st.fragment
def part():
    st.text(f"n is {st.widget(s)}")
part()
""")
    change(s, 6)
    s.see("n is 6")
    assert s.value("hits") == ["app"]


def test_ignore_keeps_the_value_for_the_next_run(s: Reader) -> None:
    s.app("st.text(f\"n is {st.widget(s, on_change='ignore')}\")\nst.button('Again')")
    change(s, 6)
    assert "n is 1" in s.settle()
    s.press("Again")
    s.see("n is 6")


def test_a_form_holds_a_change_until_it_is_submitted(s: Reader) -> None:
    s.app("""
with st.form("f"):
    n = st.widget(s)
    st.form_submit_button("Go")
st.text(f"n is {n}")
st.button("Again")
""")
    change(s, 6)
    s.press("Again")
    assert "n is 1" in s.settle()
    assert s.value("s.value") == 6
    s.press("Go")
    s.see("n is 6")


def test_a_widget_in_a_dialog_runs_that_alone(s: Reader) -> None:
    s.app("""
import ipywidgets as w
@st.dialog("Pick")
def pick():
    hits.append(st.widget(lambda: w.IntSlider(4), key="d"))
    if st.button("Close"): st.rerun()
hits.append("app")
if st.button("Open"): pick()
st.text(f"state {st.session_state.get('d')}")
""")
    s.press("Open")
    s.see("state 4")
    change(s, 6)
    s.press("Close")
    s.see("state 6")
    s.kernel.settle()
    hits = s.value("hits")  # the change may be answered together with the press
    assert (hits[:3], hits.count("app"), hits[-2]) == (["app", "app", 4], 3, 6)


def test_a_disabled_widget_keeps_its_value_and_takes_that_of_the_state(s: Reader) -> None:
    s.app("""
n = st.widget(s, key="n")
s.disabled = st.checkbox("Off")
st.text(f"n is {n} {s.disabled}")
""")
    change(s, 7)
    s.see("n is 7 False")
    s.change("Off", True)
    s.see("n is 7 True")
    assert s.kernel.comms[shown(s)].state["disabled"] is True
    s.kernel.run("session_state.n = 9")
    s.see("n is 9 True")


@pytest.mark.parametrize("made", ["b", "lambda: w.Button()"])
def test_an_event_that_is_no_trait_counts_for_one_run(s: Reader, made: str) -> None:
    s.app(f"""
told = st.widget({made}, listen=lambda widget, send: widget.on_click(send))
hits.append(type(told).__name__)
st.button("Again")
""")
    for _ in range(2):
        s.kernel.send_custom(shown(s), {"event": "click"})
        s.kernel.settle(quiet=0.1)
        s.press("Again")
        s.kernel.settle(quiet=0.1)
    assert s.value("hits") == ["NoneType", "Button", "NoneType", "Button", "NoneType"]


def test_values_that_are_arrays_compare_by_content(reader: Reader) -> None:
    reader.kernel.run("""
import ipywidgets as w, numpy as np
from traitlets import Any
class Held(w.DOMWidget):
    points = Any().tag(
        sync=True, from_json=lambda v, _: np.array(v), to_json=lambda v, _: v.tolist()
    )
runs = []
""")
    reader.app("""
def make(): return Held(points=np.array([1, 2]))
p = st.widget(make, key="p", trait="points", on_change=lambda: runs.append(1))
st.text(f"sum {p.sum()}")
""")
    reader.kernel.send_state(shown(reader), points=[3, 4])
    reader.see("sum 7")
    reader.kernel.send_state(shown(reader), points=[3, 4])
    reader.kernel.settle()
    assert reader.value("runs") == [1]


def test_a_cell_that_is_executed_again_makes_its_widget_anew_with_the_readers_value(
    reader: Reader,
) -> None:
    reader.app(SLIDER)
    change(reader, 7)
    reader.see("n is 7")
    reader.app(SLIDER.replace("3, 0, 100", "3, 0, 50"))
    assert "n is 7" in reader.page.texts()
    assert reader.kernel.comms[shown(reader)].state["max"] == 50
