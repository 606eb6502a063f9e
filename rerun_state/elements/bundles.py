"""Objects which know how to show themselves in a notebook: IPython's rich representations, widgets.

The representations are asked by their methods, so IPython need not be there.
"""

from __future__ import annotations

import base64
import sys
from collections.abc import Mapping
from typing import Any

from rerun_state.elements.text import prose as text
from rerun_state.runtime.grammar.block import B, put

# The best first: what a page can show, by MIME type, and the method that gives it.
_METHODS = {
    "text/html": "_repr_html_",
    "image/svg+xml": "_repr_svg_",
    "image/png": "_repr_png_",
    "image/jpeg": "_repr_jpeg_",
    "text/markdown": "_repr_markdown_",
    "text/latex": "_repr_latex_",
}
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


def is_widget(value: Any) -> bool:
    """Is this a widget of ipywidgets (or a class made from one)?"""
    ipywidgets = sys.modules.get("ipywidgets")
    return ipywidgets is not None and isinstance(value, ipywidgets.Widget)


def is_rich(value: Any) -> bool:
    """Has the object a representation that a page can show?"""
    if isinstance(value, type):
        return False
    return any(
        callable(getattr(value, name, None)) for name in ("_repr_mimebundle_", *_METHODS.values())
    )


def show(self: B, value: Any) -> B:
    """Show an object by its rich representation; return a handle on it.

    A widget becomes part of the page itself, with its state, wherever else it is shown.
    """
    if is_widget(value):
        return put(self, "widget", widget=value)
    bundle = bundle_of(value)
    if WIDGET_VIEW in bundle:
        return put(self, "widget", widget=bundle[WIDGET_VIEW]["model_id"])
    best = next((kind for kind in _METHODS if kind in bundle), "text/plain")
    if best in ("text/markdown", "text/latex"):
        return text.markdown(self, bundle[best])
    return put(self, "output", outputs=[output(best, bundle.get(best, repr(value)))])


def bundle_of(value: Any) -> dict[str, Any]:
    """What the object offers, by MIME type."""
    bundle: dict[str, Any] = {}
    if callable(make := getattr(value, "_repr_mimebundle_", None)):
        made = make()
        made = made[0] if isinstance(made, tuple) else made
        bundle |= made if isinstance(made, Mapping) else {}
    for kind, name in _METHODS.items():
        method = getattr(value, name, None)
        if kind not in bundle and callable(method) and (made := method()) is not None:
            bundle[kind] = made[0] if isinstance(made, tuple) else made
    return bundle


def output(kind: str, content: Any) -> dict[str, Any]:
    """One entry of an `output` element."""
    if kind == "text/html":
        return {"kind": "html", "html": str(content)}
    if kind == "image/svg+xml":
        return {"kind": "svg", "svg": str(content)}
    if kind.startswith("image/"):
        data = base64.b64decode(content) if isinstance(content, str) else bytes(content)
        return {"kind": "image", "mime": kind, "data": data}
    return {"kind": "text", "text": str(content)}
