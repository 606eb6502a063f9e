"""None where Python is in a browser itself, and a message is no JSON."""

import io
import sys
from types import ModuleType
from typing import Any

import pytest
from ipywidgets import embed

import rerun_state as st
from tests.page.browser import Make

JSNULL = "stands for it"


@pytest.fixture
def in_a_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    ffi = ModuleType("pyodide.ffi")
    vars(ffi)["jsnull"] = JSNULL
    monkeypatch.setattr(sys, "platform", "emscripten")
    for module in (ModuleType("pyodide"), ffi):
        monkeypatch.setitem(sys.modules, module.__name__, module)


def found(part: Any, wanted: Any) -> int:
    """How often something stands in a message."""
    parts = part.values() if isinstance(part, dict) else part
    if isinstance(part, (dict, list, tuple)):
        return sum(found(each, wanted) for each in parts)
    return int(part is wanted)


@pytest.mark.usefixtures("in_a_browser")
def test_what_is_none_travels_as_null(page: Make) -> None:
    titles: list[Any] = ["A"]

    def program() -> None:
        st.vega_lite_chart({"mark": "bar", "title": titles[-1]})

    shown = page(program)
    titles.append(None)
    patch = shown.run()
    model: Any = shown.renderer.model
    for told in patch, model.get_state("rows"):
        assert (found(told, JSNULL), found(told, None)) == (1, 0)


@pytest.mark.usefixtures("in_a_browser")
def test_what_is_embedded_in_a_page_is_json(page: Make) -> None:
    file = io.StringIO()
    model = page(lambda: st.vega_lite_chart({"mark": "bar", "title": None})).renderer.model
    embed.embed_minimal_html(file, views=[model], state=embed.dependency_state([model]))
    assert "null" in file.getvalue()
