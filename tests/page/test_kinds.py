"""What is other about some kinds of elements."""

from typing import Any

import pytest
from ipywidgets import Layout

from rerun_state.page.kinds import is_gone, needed
from rerun_state.runtime.model.tree import Element


@pytest.mark.parametrize(
    ("kind", "wire", "names"),
    [
        ("text", {}, []),
        ("metric", {}, ["data"]),
        ("vega_lite_chart", {}, ["charts", "vega"]),
        ("markdown", {"body": "plain"}, []),
        ("markdown", {"body": {"html": "<b>", "unsafe": True}}, ["text"]),
        ("markdown", {"body": {"html": '<code class="language-mermaid">'}}, ["text", "mermaid"]),
        ("markdown", {"body": {"html": '<span class="rs-math">'}}, ["math"]),
        ("app", {}, []),
        ("app", {"navigation": {}}, ["page"]),
    ],
)
def test_what_an_element_needs_depends_on_its_kind_and_properties(
    kind: str, wire: dict[str, Any], names: list[str]
) -> None:
    assert list(needed(kind, wire)) == names


def test_an_ipywidget_is_gone_once_it_is_closed() -> None:
    widget = Layout()
    element = Element("widget", {"widget": widget})
    assert not is_gone(element)
    widget.close()
    assert is_gone(element)
    assert not is_gone(Element("text", {}))
