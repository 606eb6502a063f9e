"""When senseless parameters are refused."""

import pytest

import rerun_state as st
from rerun_state.errors import (
    StreamlitDuplicateElementKey,
    StreamlitInvalidHeightError,
    StreamlitInvalidWidthError,
)
from rerun_state.runtime.grammar.judgements import refuse_unfit, unfit
from tests.runtime.apps import App


def test_what_is_wrong_with_a_property_is_raised_where_it_is_refused() -> None:
    refuse_unfit({"width": "stretch"})
    with pytest.raises(ValueError, match="so wide"):
        refuse_unfit(unfit(ValueError("so wide")))


def test_a_widget_that_is_refused_for_its_width_has_its_value() -> None:
    def program() -> None:
        with pytest.raises(StreamlitInvalidWidthError):
            st.slider("S", 0, 9, 4, key="s", width=-1)
        st.text(str(st.session_state["s"]))

    assert App(program).run().texts == ["4"]


def test_a_text_area_that_is_refused_for_its_height_has_its_value() -> None:
    def program() -> None:
        with pytest.raises(StreamlitInvalidHeightError):
            st.text_area("T", "text", key="t", height=-1)
        st.text(st.session_state["t"])

    assert App(program).run().texts == ["text"]


def test_a_widget_that_is_refused_for_its_options_has_its_key() -> None:
    def program() -> None:
        with pytest.raises(st.errors.StreamlitAPIException):
            st.selectbox("Wrong", ["a"], index=7, key="s")
        with pytest.raises(StreamlitDuplicateElementKey):
            st.selectbox("Right", ["a"], key="s")

    assert App(program).run().errors == []
