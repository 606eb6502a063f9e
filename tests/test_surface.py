"""The public surface beside Streamlit 1.67's: every name and parameter is here, or listed with a
reason.

`surface.json` was recorded by `inspect.signature` under Streamlit 1.67.
"""

import ast
import inspect
import json
import re
from pathlib import Path
from typing import Any, TypeGuard

import pytest

import rerun_state
from rerun_state import column_config
from rerun_state.runtime.grammar.block import Block
from rerun_state.static import read_contract
from rerun_state.testing import AppTest
from rerun_state.vocabulary import Container
from tests.source import MODULES, PACKAGE, parsed

RECORDED: dict[str, Any] = json.loads(Path(__file__).with_name("surface.json").read_text())

ABSENT = {
    "App": "serves an app over HTTP; a notebook's server is Jupyter or Voila",
    "typing": "annotations for Streamlit's own components",
}
OTHERWISE = {
    "connection": "ttl is None by default, where Streamlit has a marker object",
    "help": "without an object it describes this package",
}
BESIDE = {"checkpoint": "a yield point for long loops without elements"}


ELEMENTS = [module for module in MODULES if module.startswith("rerun_state.elements.")]
ASIDE = {"show_rich", "update"}
"""Functions on a block which no container offers: what `write` asks, what a status alone can do."""
EMBEDDED = {"mime", "widget"}
"""The kinds that the notebook's own front end draws."""
TABLE_OF_KINDS = re.compile(r"\bkinds\b[^=\n]*= \{(.*?)\}", re.S)


def parameters(function: Any) -> list[str]:
    """The parameters of a function, with the representation of their defaults."""
    return [
        p.name if p.default is p.empty else f"{p.name}={p.default!r}"
        for p in inspect.signature(function).parameters.values()
        if p.name != "self" and not p.name.startswith("_")
    ]


@pytest.mark.parametrize("name", sorted(set(RECORDED["module"]) - set(ABSENT)))
def test_offers_what_streamlit_offers(name: str) -> None:
    ours = getattr(rerun_state, name)
    recorded = RECORDED["module"][name]
    if recorded is not None and name not in OTHERWISE:
        assert parameters(ours) == recorded


@pytest.mark.parametrize("name", sorted(RECORDED["column_config"]))
def test_offers_streamlits_column_types(name: str) -> None:
    assert parameters(getattr(column_config, name)) == RECORDED["column_config"][name]


def test_containers_offer_what_streamlits_offer() -> None:
    assert [name for name in RECORDED["container"] if not hasattr(Container, name)] == []


def test_the_testing_interface_offers_what_streamlits_offers() -> None:
    assert [name for name in RECORDED["apptest"] if not hasattr(AppTest, name)] == []


def test_what_is_listed_as_absent_is_absent() -> None:
    assert [name for name in ABSENT if hasattr(rerun_state, name)] == []


def test_every_element_is_a_function_a_method_and_documented() -> None:
    elements = {
        name: function
        for name, function in vars(rerun_state).items()
        if isinstance(getattr(function, "__self__", None), Block)
    }
    assert len(elements) > 80
    for name, function in elements.items():
        assert getattr(Container, name) is function.__func__, name
        first_line = (inspect.getdoc(function) or "").partition("\n")[0]
        assert first_line.endswith("."), name


def test_every_method_that_shows_something_is_a_name_of_the_package() -> None:
    shows = {
        name
        for name, function in vars(Container).items()
        if getattr(function, "__module__", "").startswith("rerun_state.elements.")
    }
    assert {"button", "columns", "dataframe"} <= shows
    assert shows - set(vars(rerun_state)) == set()


def test_every_function_on_a_block_is_a_method() -> None:
    defined = {
        node.name
        for module in ELEMENTS
        for node in parsed(module).body
        if isinstance(node, ast.FunctionDef)
        if node.args.args and node.args.args[0].arg == "self" and node.name[0] != "_"
    }
    assert {"button", "columns", "dataframe"} <= defined
    assert {name for name in defined if not hasattr(Container, name)} == ASIDE


def test_every_kind_of_element_has_its_twin_in_the_front_end() -> None:
    calls = [
        node
        for module in ELEMENTS
        for node in ast.walk(parsed(module))
        if isinstance(node, ast.Call) and getattr(node.func, "id", None) in SHOWING
    ]
    kinds = {each.value for call in calls for each in call.args[:2] if is_text(each)}
    assert {"slider", "text", "columns", "button", "dataframe", "dialog"} <= kinds
    assert kinds - set(read_contract()["kinds"]) == set()


def test_every_kind_that_the_contract_declares_is_drawn_by_a_component() -> None:
    sources = [file.read_text("utf-8") for file in (PACKAGE / "frontend/src").rglob("*.ts*")]
    tables = [table for text in sources for table in re.findall(TABLE_OF_KINDS, text)]
    drawn = {name for table in tables for name in re.findall(r"\b([a-z_]+)\b(?=[:,} ])", table)}
    assert set(read_contract()["kinds"]) - drawn == EMBEDDED


def is_text(node: ast.expr) -> TypeGuard[ast.Constant]:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


SHOWING = {"put", "nest", "nest_as", "field", "Element"}
"""What an element is shown by, its kind among the first two arguments.

The contract lists the kinds that the front end draws; one without a component is an error of its
compiler.
"""
