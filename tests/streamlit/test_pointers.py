"""Names of inner modules stand for ours."""

from importlib import import_module

import pytest

from rerun_state.streamlit.lookup import read_names
from rerun_state.streamlit.pointers import POINTERS
from tests.streamlit.programs import ran


@pytest.mark.parametrize("name", sorted(POINTERS))
def test_what_stands_for_a_name_exists(name: str) -> None:
    where, _, attribute = POINTERS[name].partition(":")
    assert getattr(import_module(where), attribute) is not None
    module, _, plain = name.rpartition(".")
    modules = [module] if module else list(read_names())
    assert any(plain in read_names()[each] for each in modules)


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("delta_generator", "DeltaGenerator"),
        ("runtime.scriptrunner", "get_script_run_ctx"),
        ("runtime.scriptrunner", "StopException"),
        ("runtime.uploaded_file_manager", "UploadedFile"),
        ("runtime.caching", "cache_data"),
        ("commands.execution_control", "rerun"),
        ("components.types.base_custom_component", "BaseCustomComponent"),
        ("components.v2.types", "ComponentRenderer"),
        ("config", "get_option"),
        ("connections", "SQLConnection"),
        ("dataframe_util", "convert_anything_to_pandas_df"),
        ("testing.v1", "AppTest"),
    ],
)
def test_names_of_inner_modules_stand_for_ours(module: str, name: str) -> None:
    found = getattr(import_module(f"streamlit.{module}"), name)
    maker = getattr(found, "__module__", type(found).__module__)
    assert maker.startswith("rerun_state")


def test_packages_ask_whether_a_place_is_in_a_form() -> None:
    at = ran("""
import streamlit as st
from streamlit.elements.lib.form_utils import is_in_form
st.text(is_in_form(st._main))
with st.form("form"):
    st.text(is_in_form(st._main))
    st.form_submit_button()
""")
    assert [text.value for text in at.text] == ["False", "True"]
