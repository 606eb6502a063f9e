"""What can be chosen from: options, their labels, and what comes back."""

from typing import Any

import pytest

from rerun_state.elements.base.options import offered
from rerun_state.testing import AppTest
from tests.elements.inputs.apps import app


def test_a_few_texts_as_they_are_are_the_same_options_in_every_run() -> None:
    assert offered(["a", "b"], str, "radio") is offered(("a", "b"), str, "selectbox")


@pytest.mark.parametrize(
    ("options", "format"), [(["a"], str.upper), ([True], str), (["a"] * 101, str), ("ab", str)]
)
def test_other_options_are_looked_at_in_every_run(options: Any, format: Any) -> None:
    assert offered(options, format, "radio") is not offered(options, format, "radio")


@pytest.mark.parametrize(
    "call",
    [
        "multiselect('M', ['a'], accept_new_options=True",
        "select_slider('S', ['a'], format_func=len",
    ],
)
def test_none_in_the_state_is_refused_where_options_are_formatted(call: str) -> None:
    at = app(f"st.session_state.update(k=None) or st.{call}, key='k')")
    assert at.exception[0].proto.type == "TypeError"


@pytest.mark.parametrize(
    "kind", ["multiselect('M', ['a'], ", "pills('M', ['a'], selection_mode='multi', "]
)
def test_an_array_in_the_state_is_refused_as_it_has_no_truth_value(kind: str) -> None:
    at = AppTest.from_string(
        "import rerun_state as st, numpy\nst.session_state.k = numpy.array(['a', 'a'])\n"
        f"st.{kind}key='k')"
    ).run()
    assert at.exception[0].proto.type == "ValueError"


def test_options_that_cannot_be_compared_are_refused() -> None:
    at = AppTest.from_string(
        "import pandas as pd\nimport rerun_state as st\nst.selectbox('S', [pd.Series([1, 2])])"
    ).run()
    assert "cannot be compared" in at.exception[0].message


@pytest.mark.parametrize("kind", ["selectbox", "radio", "multiselect"])
def test_a_label_that_is_no_text_is_refused(kind: str) -> None:
    at = app(f"st.{kind}('S', ['a'], format_func=len)")
    assert "must return a str for every option" in str(at.exception[0].message)
