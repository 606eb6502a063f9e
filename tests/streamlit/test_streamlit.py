"""What `import streamlit` finds while an app runs."""

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import rerun_state
from rerun_state.testing import AppTest

SURFACE = Path(__file__).parent.parent / "surface.json"
PUBLIC = set(json.loads(SURFACE.read_text())["module"])


def test_it_lists_streamlits_public_names_and_no_others() -> None:
    st = import_module("streamlit")
    listed = {name for name in dir(st) if not name.startswith("_")}
    assert PUBLIC - listed <= {"App", "components"}
    assert listed <= PUBLIC


def test_a_star_imports_the_public_names() -> None:
    names: dict[str, Any] = {}
    exec("from streamlit import *", names)
    assert {"button", "session_state", "errors"} <= names.keys() - {"__builtins__"} <= PUBLIC


@pytest.mark.parametrize("name", ["Any", "annotations", "BOTTOM", "Container", "Secrets", "page"])
def test_what_is_ours_alone_is_no_name_of_it(name: str) -> None:
    assert not hasattr(import_module("streamlit"), name)
    assert not hasattr(rerun_state, name) or name == "page"


def test_the_package_lists_the_same_names() -> None:
    assert {name for name in dir(rerun_state) if not name.startswith("_")} <= PUBLIC


def test_scripts_find_the_page_and_its_bottom_by_their_private_names() -> None:
    script = "import streamlit as st\nst._bottom.text('below')\nst._main.text('above')"
    at = AppTest.from_string(script).run()
    assert not at.exception
    kinds = {text.value: [n.element.kind for n in text.node.ancestors()] for text in at.text}
    assert "bottom" in kinds["below"]
    assert "bottom" not in kinds["above"]


def test_packages_find_options_and_metrics_by_their_private_names() -> None:
    st = import_module("streamlit")
    assert st._config is import_module("streamlit.config")
    assert st._gather_metrics("counted", len) is len


@pytest.mark.parametrize(
    ("inner", "command"),
    [("navigation.page", "navigation"), ("dataframe.lazy_df_source", "dataframe")],
)
def test_an_inner_module_leaves_the_command_of_its_name(inner: str, command: str) -> None:
    assert import_module(f"streamlit.{inner}").__name__ == f"streamlit.{inner}"
    assert getattr(import_module("streamlit"), command) is getattr(rerun_state, command)


def test_it_tells_the_version_whose_names_it_has() -> None:
    assert import_module("streamlit").__version__ == rerun_state.__version__ == "1.67.0"
    assert import_module("streamlit.version").STREAMLIT_VERSION_STRING == "1.67.0"


def test_there_is_a_runtime() -> None:
    assert import_module("streamlit").runtime.exists()
    assert import_module("streamlit.runtime").exists()
    assert rerun_state.runtime.exists()


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("experimental_rerun", "was removed, use st.rerun"),
        ("experimental_memo", "was removed, use st.cache_data"),
        ("beta_columns", "was removed, use st.columns"),
        ("cache", "was removed, use st.cache_data or st.cache_resource"),
        ("buton", "Did you mean st.button"),
    ],
)
def test_a_name_that_is_gone_or_misspelt_is_told_what_to_use(name: str, cure: str) -> None:
    for module in (rerun_state, import_module("streamlit")):
        assert not hasattr(module, name)
        with pytest.raises(AttributeError, match=cure):
            getattr(module, name)
