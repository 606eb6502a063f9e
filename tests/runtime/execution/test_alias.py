"""`import streamlit` means this package while an app runs."""

import sys
from importlib import import_module
from types import ModuleType

import pytest

import rerun_state
import rerun_state.streamlit as ours
from rerun_state.runtime.execution.alias import streamlit_alias


def test_streamlit_has_the_names_of_this_package_within() -> None:
    with streamlit_alias():
        assert import_module("streamlit").button == rerun_state.button
    assert "streamlit" not in sys.modules


def test_its_modules_are_ours() -> None:
    with streamlit_alias():
        assert import_module("streamlit.errors") is rerun_state.errors
    assert "streamlit.errors" not in sys.modules


def test_a_module_that_does_not_exist_here_says_so() -> None:
    with (
        streamlit_alias(),
        pytest.raises(ModuleNotFoundError, match="no module that stands for"),
    ):
        import_module("streamlit.nothing")


def test_what_was_loaded_before_is_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    theirs, part = ModuleType("streamlit"), ModuleType("streamlit.errors")
    monkeypatch.setitem(sys.modules, "streamlit", theirs)
    monkeypatch.setitem(sys.modules, "streamlit.errors", part)
    with streamlit_alias():
        assert import_module("streamlit.errors") is rerun_state.errors
    assert (sys.modules["streamlit"], sys.modules["streamlit.errors"]) == (theirs, part)


def test_an_alias_within_an_alias_leaves_the_outer_one_standing() -> None:
    with streamlit_alias():
        with streamlit_alias():
            pass
        assert sys.modules["streamlit"] is ours
    assert "streamlit" not in sys.modules


def test_aliases_may_end_in_the_order_in_which_they_began() -> None:
    first, second = streamlit_alias(), streamlit_alias()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert sys.modules["streamlit"] is ours
    second.__exit__(None, None, None)
    assert "streamlit" not in sys.modules


def test_other_imports_are_left_alone() -> None:
    with (
        streamlit_alias(),
        pytest.raises(ModuleNotFoundError, match="No module named"),
    ):
        import_module("streamlitlike")
