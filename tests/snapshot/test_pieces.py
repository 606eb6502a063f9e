"""What stands on a page, and with which value."""

from typing import Any

import pytest

from tests.snapshot.programs import app


def test_what_the_reader_chose_is_in_it() -> None:
    at = app("st.radio('R', ['a', 'b'])")
    assert at.radio[0].set_value("b").run().snapshot() == "R: b\n"


@pytest.mark.parametrize("form", ["text", "html", "json"])
def test_a_password_is_in_no_snapshot(form: Any) -> None:
    at = app("st.text_input('P', 'hunter2', type='password')")
    assert "hunter2" not in at.snapshot(form)


@pytest.mark.parametrize("call", ["dataframe", "data_editor", "line_chart"])
def test_what_stays_in_the_kernel_is_no_part_of_a_snapshot(call: str) -> None:
    assert " object at 0x" not in app(f"st.{call}({{'a': range(20_000)}})").snapshot("json")
