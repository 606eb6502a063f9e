"""The kinds of elements that are not seen in the usual way, each with what is other about it.

Usually an element is known by its place, its properties travel as they are, and the front end's
contract names the libraries which draw it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from rerun_state import static
from rerun_state.page.markdown.highlight import highlight
from rerun_state.runtime.model.tree import Element

Props = Mapping[str, Any]
Outputs = tuple[dict[str, Any], ...]


class Kind(NamedTuple):
    """How elements of a kind are seen; None where that is as usual."""

    travels: Callable[[Props], Props] | None = None
    """The properties that travel, made of those of the element."""

    needs: Callable[[Props], Iterable[str]] | None = None
    """The libraries that draw it, by the properties that travel."""

    model: Callable[[Element], str] | None = None
    """The id of the user's ipywidget that stands there: all that travels, and what it is known by.
    """

    outputs: Callable[[Element], Outputs] | None = None
    """What an Output of ipywidgets shows in its place."""

    passes: bool = False
    """Does it tell of one run alone, so that it goes when a later one is over?"""


def seen(kind: str) -> Kind:
    """How elements of that kind are seen."""
    return _KINDS.get(kind, _USUAL)


def is_gone(element: Element) -> bool:
    """Is it a user's ipywidget that has been closed? No browser has its model any more."""
    shown = element.props.get("widget")
    return shown is not None and shown.comm is None


def needed(kind: str, wire: Props) -> Iterable[str]:
    """The libraries that draw an element of that kind, with the properties that travel."""
    needs = seen(kind).needs
    return static.read_contract()["chunks"].get(kind, ()) if needs is None else needs(wire)


def _app_needs(wire: Props) -> Iterable[str]:
    return ("page",) if "navigation" in wire else ()


def _markdown_needs(wire: Props) -> Iterable[str]:
    body = wire.get("body")
    if isinstance(body, dict):
        diagrams = "language-mermaid" in body["html"]
        if body.get("unsafe") or diagrams:
            yield "text"  # has the gate, by which all foreign markup gets in
        if diagrams:
            yield "mermaid"
        if 'class="rs-math"' in body["html"]:
            yield "math"


def _code_travels(props: Props) -> Props:
    html = highlight(props["body"], props["language"], line_numbers=props["line_numbers"])
    return {**props, "body": {"html": html}}


def _tables_travel(props: Props) -> Props:
    """The bytes of a chart's tables in one block: of what has changed in places, these travel."""
    heads = {
        name: {"rows": made["rows"], "columns": made["columns"], "size": len(made["data"])}
        for name, made in props["datasets"].items()
    }
    data = b"".join([made["data"] for made in props["datasets"].values()])
    return {**props, "datasets": heads, "data": data if heads else None}


def _mime_outputs(element: Element) -> Outputs:
    props = element.props
    return ({"output_type": "display_data", "data": props["data"], "metadata": props["metadata"]},)


def _widget_model(element: Element) -> str:
    shown = element.props.get("widget")  # closed, it has no id any more
    return str(getattr(shown, "model_id", element.props.get("model_id")))


_USUAL = Kind()
_KINDS = {
    "app": Kind(needs=_app_needs),
    "code": Kind(travels=_code_travels),
    "exception": Kind(passes=True),
    "markdown": Kind(needs=_markdown_needs),
    "mime": Kind(outputs=_mime_outputs),
    "vega_lite_chart": Kind(travels=_tables_travel),
    "widget": Kind(model=_widget_model),
}
