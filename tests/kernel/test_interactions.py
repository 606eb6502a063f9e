"""`interact` and its like in an app: their function is called once for each change."""

from collections.abc import Iterator

import pytest

from tests.kernel.reader import Reader
from tests.kernel.widgets import W, change, click, making


@pytest.fixture
def s(reader: Reader) -> Iterator[Reader]:
    """A reader in whose kernel an ordinary cell has made a list, what fills it, and a `box`."""
    box = (
        "hits = []\ndef hits_of(x): hits.append(x)\nbox = w.interactive(hits_of, x=3)\nhits.clear()"
    )
    with making(reader, box, "*box.children, box"):
        yield reader


@pytest.mark.parametrize(
    "code",
    [
        "@w.interact(x=(0, 10))\ndef f(x=3): hits.append(x)",
        "display(w.interactive(hits_of, x=w.IntSlider(3, description='x')))",
        "display(w.interactive(lambda x: hits.append(x), x=3))",
        "x = w.IntSlider(3)\ndisplay(x, w.interactive_output(hits_of, {'x': x}))",
        "x = st.widget(lambda: w.IntSlider(3), trait=('value', 'max'))\n"
        "display(w.interactive_output(hits_of, {'x': x}))",
        "@st.fragment\ndef part():\n    w.interact(hits_of, x=3)\npart()",
    ],
    ids=["interact", "of a control", "interactive", "interactive_output", "bound", "in a fragment"],
)
def test_an_interaction_calls_its_function_once_for_each_change(s: Reader, code: str) -> None:
    s.app(W + code)
    for value in (7, 8):
        change(s, "IntSlider", value=value)
        s.kernel.settle()
    assert s.value("hits") == [3, 7, 8]


@pytest.mark.parametrize(
    "code",
    [
        "if 'box' not in st.session_state: st.session_state.box = w.interactive(hits_of, x=3)\n"
        "display(st.session_state.box)",
        "@st.cache_resource\ndef box(): return w.interactive(hits_of, x=3)\ndisplay(box())",
        "with st.form('f'):\n    w.interact(hits_of, x=3)\n    st.form_submit_button()",
        "display(box)",
        "x = w.IntSlider(3)\n@st.fragment\ndef part(): display(x)\n"
        "part()\ndisplay(w.interactive_output(hits_of, {'x': x}))",
    ],
    ids=["in the state", "cached", "in a form", "of the notebook", "outside of the fragment"],
)
def test_an_interaction_that_no_run_makes_again_calls_its_function(s: Reader, code: str) -> None:
    s.app(W + code)
    first = s.value("hits")
    change(s, "IntSlider", value=7)
    s.kernel.settle()
    assert s.value("hits") == [*first, 7]


def test_an_interaction_by_a_button_calls_its_function_when_that_is_pressed(s: Reader) -> None:
    s.app(W + "f = w.interact_manual(lambda x: hits.append(x), x=3)\nst.button('Again')")
    change(s, "IntSlider", value=7)
    s.kernel.settle()
    assert s.value("hits") == []
    click(s)
    s.kernel.settle()
    assert s.value("hits") == [7]


def test_code_that_sets_a_control_has_the_interaction_call_its_function_at_once(s: Reader) -> None:
    s.app(W + "x = w.IntSlider(3)\nw.interactive_output(hits_of, {'x': x})\nx.value = 5")
    assert s.value("hits") == [3, 5]
