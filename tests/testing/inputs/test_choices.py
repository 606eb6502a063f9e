"""Choices and numbers under test."""

import pytest

from rerun_state.testing import AppTest
from tests.testing.programs import app


@pytest.mark.parametrize("kind", ["radio", "selectbox", "multiselect", "select_slider", "pills"])
def test_a_choice_tells_its_format_func(kind: str) -> None:
    at = AppTest.from_string(
        f"import rerun_state as st\nst.{kind}('C', [1, 2], format_func='n{{}}'.format)"
    ).run()
    (choice,) = at.main.children.values()
    assert choice.format_func(5) == "n5"


def test_none_takes_back_what_was_set_on_a_widget_that_is_never_empty() -> None:
    at = AppTest.from_string("import rerun_state as st\nst.slider('S', 0, 9, 1)").run()
    at.slider[0].set_value(5).set_value(None)
    assert at.run().slider[0].value == 1


def test_a_value_that_the_page_holds_in_another_form_counts_as_a_change() -> None:
    at = app(
        "if 'seen' not in st.session_state: st.session_state.update(seen=[], s=2.5)\n"
        "hear = lambda: st.session_state.seen.append(st.session_state.s)\n"
        "st.slider('S', 0, 10, key='s', on_change=hear)"
    )
    assert at.slider[0].value == 2.5
    assert at.run().slider[0].value == 2
    assert at.session_state.seen == [2]


def test_a_page_number_that_the_app_deleted_is_the_first_one_again() -> None:
    at = AppTest.from_string("import rerun_state as st\nst.pagination(5, default=2, key='p')").run()
    at.pagination[0].set_value(4).run()
    del at.session_state["p"]
    assert at.run().pagination[0].value == 2
