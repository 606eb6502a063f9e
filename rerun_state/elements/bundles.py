"""A MIME bundle as an element: the one way by which `st.write`, `display` and the value of a cell's
last expression show what knows how to show itself in a notebook.

A bundle has one object in several forms. The page draws the one that JupyterLab would prefer:
HTML, Markdown, formulas, pictures, data, text; other widgets stand in it as themselves, and charts
of Vega-Lite and Plotly as our own. HTML with scripts, and other types that only a notebook's front
end knows, are left to that front end's renderers.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from importlib.util import find_spec
from typing import Any

from rerun_state.elements.charts import plots, vega
from rerun_state.elements.text.formulas import formula
from rerun_state.patterns import pattern
from rerun_state.runtime.execution.run import running
from rerun_state.runtime.grammar.block import B, Draft, leads_here, put
from rerun_state.runtime.model.tree import Element, UnsafeMarkdown

Bundle = Mapping[str, Any]

WIDGET = "application/vnd.jupyter.widget-view+json"
TEXT = "text/plain"
_IMAGES = ("image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp")
_FOR_THE_FRONT_END = pattern(
    r"^(application/(vnd\.|javascript|geo\+json|pdf)|text/(javascript|vnd\.))"
)
_PLOTLY = "application/vnd.plotly.v1+json"
_SERVER = "plotlyServerURL"  # of Plotly's own service, which it tells every chart
_VEGA_LITE = pattern(r"application/vnd\.vegalite\.v\d+[+.]json")
_SCRIPT = pattern(r"<script\b", re.IGNORECASE)

# What Python objects may offer where IPython is not there to ask them.
_METHODS = {
    "text/html": "_repr_html_",
    "text/markdown": "_repr_markdown_",
    "text/latex": "_repr_latex_",
    "image/svg+xml": "_repr_svg_",
    "image/png": "_repr_png_",
    "image/jpeg": "_repr_jpeg_",
    "application/json": "_repr_json_",
    "application/javascript": "_repr_javascript_",
}
_OFFERS = ("_ipython_display_", "_repr_mimebundle_", *_METHODS.values())


def _ipywidgets() -> Any:
    """The module in which ipywidgets has its widgets; None if it is not in use."""
    return sys.modules.get("ipywidgets.widgets.widget")


def instances() -> dict[str, Any]:
    """All living widgets by their model ids, as ipywidgets itself keeps them."""
    module = _ipywidgets()
    if module is None:
        return {}
    found: dict[str, Any]
    found = module._instances if hasattr(module, "_instances") else module.Widget.widgets
    return found  # before ipywidgets 8 the class has them


def is_widget(value: Any) -> bool:
    """Is this a widget of ipywidgets (or a class made from one)?"""
    module = _ipywidgets()
    return module is not None and isinstance(value, module.Widget)


def model_in(data: object) -> str | None:
    """The model id of the widget that a bundle shows; None if it shows none."""
    view = data.get(WIDGET) if isinstance(data, Mapping) else None
    id = view.get("model_id") if isinstance(view, Mapping) else None
    return id if isinstance(id, str) else None


def models_printed_to(widget: Any) -> Iterator[str]:
    """The model ids of the widgets that stand in what an Output shows."""
    for output in getattr(widget, "outputs", None) or ():
        if isinstance(output, Mapping) and (id := model_in(output.get("data"))) is not None:
            yield id


def is_rich(value: Any) -> bool:
    """Has the object a representation of its own that a page can show?"""
    if isinstance(value, type) or _has_anything(value):
        return False
    return any(callable(getattr(value, name, None)) for name in _OFFERS)


def _has_anything(value: Any) -> bool:
    """Has an object, as a mock has, whatever it is asked for? Then it offers nothing."""
    return getattr(value, "_rerun_state_has_no_such_thing_", None) is not None


def knows(value: Any) -> bool:
    """Is there more to show of the object than text, as itself or by whom its type is known to?"""
    if is_rich(value):
        return True
    run = running()
    return run is not None and run.app.session.host.knows(value)


def show_rich(self: B, value: Any) -> B | None:
    """Show an object by its rich representation; return a handle on it.

    None if the object has shown itself. A widget becomes part of the page itself, with its state,
    wherever else it is shown.
    """
    if is_widget(value) and value.comm is not None:  # one that is closed is text, as in IPython
        return put(self, "widget", widget=value, model_id=value.model_id)
    with nullcontext() if leads_here(self) else self:
        data, metadata = bundle_of(value)
    if not data:
        return None
    element = element_of(data, metadata)
    return put(self, element.kind, **element.props)


def bundle_of(value: Any) -> tuple[Bundle, Bundle]:
    """What the object offers, by MIME type, and what it says of each."""
    run = running()
    asked = None if run is None else run.app.session.host.represent(value)
    return asked if asked is not None else _offered(value)


def _offered(value: Any) -> tuple[Bundle, Bundle]:
    data: dict[str, Any] = {}
    metadata: dict[str, Any] = {}
    for kind, name in (("", "_repr_mimebundle_"), *_METHODS.items()):
        method = getattr(value, name, None)
        if kind in data or not callable(method) or (made := method()) is None:
            continue
        content, about = made if isinstance(made, tuple) else (made, {})
        if kind:
            data[kind], metadata[kind] = content, about
        elif isinstance(content, Mapping):
            data, metadata = dict(content), dict(about)
    return data or {TEXT: repr(value)}, metadata


def element_of(data: Bundle, metadata: Bundle) -> Element:
    """The element that shows a bundle in the form that suits a page best."""
    if (id := model_in(data)) is not None:
        shown = instances().get(id)
        return Element("widget", {"model_id": id} | ({} if shown is None else {"widget": shown}))
    if (chart := _chart(data)) is not None:
        return chart
    html = _joined(data.get("text/html", ""))
    if any(_FOR_THE_FRONT_END.match(kind) for kind in data) or _SCRIPT.search(html):
        return Element("mime", {"data": dict(data), "metadata": dict(metadata)})
    if html:
        return Element("html", {"body": html, "scripts": False, "output": True, "width": "stretch"})
    if "text/markdown" in data:
        body = UnsafeMarkdown(_joined(data["text/markdown"]))
        return Element("markdown", {"body": body, "style": "markdown"})
    if "text/latex" in data:
        return formula(_joined(data["text/latex"]))
    for kind in _IMAGES:
        if kind in data:
            return _output(_image(kind, data[kind], metadata.get(kind)))
    if "application/json" in data:
        return _json(data["application/json"], metadata.get("application/json"))
    return _output({"kind": "text", "text": _joined(data.get(TEXT, ""))})


def _chart(data: Bundle) -> Element | None:
    """The chart that a bundle describes, as the elements for charts show it."""
    draft = Draft()
    figure = data.get(_PLOTLY)
    if isinstance(figure, Mapping) and find_spec("plotly") is not None:
        import plotly.graph_objects

        parts = {name: figure.get(name) for name in ("data", "layout", "frames")}
        config = {name: v for name, v in (figure.get("config") or {}).items() if name != _SERVER}
        made = plotly.graph_objects.Figure(**parts, skip_invalid=True)
        plots.plotly_chart(draft, made, config=config)
        return draft.element
    for kind, spec in data.items():
        if _VEGA_LITE.fullmatch(kind) and isinstance(spec, Mapping) and spec:
            vega.vega_lite_chart(draft, spec)
            return draft.element
    return None


def _output(item: dict[str, Any]) -> Element:
    return Element("output", {"outputs": [item]})


def _image(kind: str, content: Any, about: Any) -> dict[str, Any]:
    size = about if isinstance(about, Mapping) else {}
    picture = _joined(content).encode() if kind == "image/svg+xml" else _bytes(content)
    width, height = size.get("width"), size.get("height")
    return {"kind": "image", "mime": kind, "data": picture, "width": width, "height": height}


def _json(content: Any, about: Any) -> Element:
    expanded = bool(about.get("expanded", False)) if isinstance(about, Mapping) else False
    body = json.dumps(content, default=repr)
    return Element("json", {"body": body, "expanded": expanded, "width": "stretch"})


def _joined(text: Any) -> str:
    return "".join(text) if isinstance(text, (list, tuple)) else str(text)


def _bytes(data: Any) -> bytes:
    if isinstance(data, (bytes, bytearray, memoryview)):
        return bytes(data)
    try:
        return base64.b64decode(_joined(data))
    except binascii.Error:
        return b""
