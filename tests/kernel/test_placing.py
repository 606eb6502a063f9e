"""An app as one ipywidget, in an ordinary cell's hands."""

import pytest

from tests.kernel.reader import Reader

PROGRAM = """
import ipywidgets as w, rerun_state
import rerun_state as st

def program():
    n = st.number_input("N", 0, 9, 2, key="n")
    st.text(f"n is {n}")
    st.text(offset)

offset = 1
"""


@pytest.fixture
def placed(reader: Reader) -> Reader:
    """A reader in whose notebook a box shows the app `shown`."""
    reader.kernel.run(PROGRAM)
    assert (
        reader.kernel.run("shown = rerun_state.app(program)\nbox = w.HBox([shown])").error is None
    )
    return reader


def test_a_function_is_an_app_that_a_box_can_show(placed: Reader) -> None:
    assert placed.settle() == ["N", "n is 2", "1"]
    placed.change("N", 5)
    placed.see("n is 5")
    assert placed.value("box.children[0] is shown")


def test_an_input_of_it_is_a_widget_that_can_be_observed(placed: Reader) -> None:
    placed.kernel.run("seen = []\nshown.inputs['n'].observe(lambda c: seen.append(c.new), 'value')")
    placed.change("N", 5)
    placed.see("n is 5")
    assert placed.value("seen") == [5]


def test_a_link_in_the_browser_sets_its_input(placed: Reader) -> None:
    placed.kernel.send_state(placed.value("shown.inputs['n'].model_id"), value=7)
    placed.see("n is 7")


def test_a_keyed_widget_is_one_of_its_inputs(placed: Reader) -> None:
    placed.kernel.run(
        'other = rerun_state.app("import ipywidgets\\n'
        "display(st.keyed('k', ipywidgets.IntSlider(4)))\", name='other')"
    )
    assert placed.value("(list(other.inputs), other.inputs['k'].value)") == (["k"], 4)


def test_text_is_an_app_by_its_name(placed: Reader) -> None:
    placed.kernel.run("other = rerun_state.app('st.text(offset + 1)', name='my app')")
    assert placed.page.texts() == ["2"]
    assert "my app" in placed.value("list(rerun_state.apps)")


def test_another_app_of_that_name_takes_its_place(placed: Reader) -> None:
    placed.kernel.run("again = rerun_state.app(program)")
    assert placed.value("(shown.comm is None, again.comm is None)") == (True, False)


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("rerun_state.app('1')", "StreamlitValueError"),
        ("rerun_state.app(3)", "StreamlitValueError"),
        ("rerun_state.app(lambda: 1 / 0, name='x')", "ZeroDivisionError"),
    ],
)
def test_what_is_no_app_is_refused(placed: Reader, code: str, error: str) -> None:
    assert placed.kernel.run(code).error == error


def test_an_app_places_others_by_their_names(placed: Reader) -> None:
    assert placed.app("import rerun_state\nrerun_state.app(print)").error == "StreamlitAPIException"


def test_where_visitors_come_there_is_no_reader_to_place_an_app_for(placed: Reader) -> None:
    placed.kernel.run("from rerun_state.jupyter import receive\nreceive(get_ipython())")
    assert placed.kernel.run("rerun_state.app(program)").error == "StreamlitAPIException"
