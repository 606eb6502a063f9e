"""Where a run's output goes: into its tree, in order with the elements around it.

Text becomes rows of kind `output`, one for each few thousand characters, so that appending stays
cheap however much a run prints. What is displayed becomes a row of the kind that suits its richest
form: HTML, images and Markdown are drawn by the page itself, other widgets are embedded, and all
else is shown by an ipywidgets Output inside the page, which asks the front end's own renderers.
"""

from __future__ import annotations

import base64
import binascii
import re
import sys
from collections.abc import Callable
from typing import Any

from rerun_state.runtime.execution.run import Run, running
from rerun_state.runtime.grammar.block import Block, target
from rerun_state.runtime.model.tree import MAIN, Element, Node, UnsafeMarkdown

CHUNK = 4096
"""Characters of one row of text."""

WIDGET = "application/vnd.jupyter.widget-view+json"
_IMAGES = ("image/png", "image/jpeg", "image/gif", "image/webp")
_FOR_THE_FRONT_END = re.compile(
    r"^(application/(vnd\.|javascript|geo\+json)|text/(javascript|vnd\.))"
)
_SCRIPT = re.compile(r"<script\b", re.IGNORECASE)


class TreeSink:
    """Takes the output of one run."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._last: Node | None = None  # the row of text that the next text may go on
        self._shown: list[Node] = []
        self._by_display_id: dict[str, Node] = {}
        self._clear_next = False
        self.release: Callable[[], None] = lambda: None  # lets output go its ordinary way again

    def stream(self, name: str, text: str) -> None:
        """Append text, going on where the last text of that stream ended."""
        if not text:
            return
        if self._run.cell.abandoned:
            self.release()
            getattr(sys, name).write(text)
            return
        self._clear_if_due()
        last = self._last
        if last is not None and self._goes_on(last, name):
            before = last.element.props["outputs"][0]["text"]
            last.element = _stream(name, overstrike(before + text))
            self._run.cell.renderer.place(last)
        else:
            self._last = self._place(_stream(name, overstrike(text)))

    def display(
        self, data: dict[str, Any], metadata: dict[str, Any], display_id: str | None, update: bool
    ) -> bool:
        """Show a mime bundle, or update the one shown under `display_id`."""
        if self._run.cell.abandoned:
            self.release()
            return False
        element = element_of(data, metadata)
        known = self._by_display_id.get(display_id) if display_id else None
        if update:
            if known is None:
                return False
            known.overwrite(element)
            self._run.cell.renderer.place(known)
            return True
        self._clear_if_due()
        node = self._place(element)
        self._last = None
        if display_id:
            self._by_display_id[display_id] = node
        return True

    def clear(self, wait: bool) -> None:
        """Take away what was printed and displayed, now or when the next output comes."""
        self._clear_next = True
        if not wait:
            self._clear_if_due()

    def _clear_if_due(self) -> None:
        if self._clear_next:
            self._clear_next, self._last = False, None
            for node in self._shown:
                siblings = node.parent.children if node.parent is not None else None
                if siblings is not None and node in siblings:
                    siblings.remove(node)
                    self._run.cell.renderer.place(node)
            self._shown.clear()

    def _place(self, element: Element) -> Node:
        at, single = self._where()
        node = at.overwrite(element) if single else at.append(element)
        self._shown.append(node)
        self._run.cell.renderer.place(node)
        return node

    def _where(self) -> tuple[Node, bool]:
        """Where `st` points; for threads and tasks that the run has started, the end of the page.

        They may go on after the run, so it is the page of the cell's latest run.
        """
        run = self._run
        if running() is run and run.cell.tree is run.tree:
            return target(Block(), run)
        return run.cell.tree.sections[MAIN], False

    def _goes_on(self, last: Node, name: str) -> bool:
        output = last.element.props["outputs"][0]
        if output["name"] != name or last not in self._shown:
            return False
        if len(output["text"]) > CHUNK and output["text"].endswith("\n"):
            return False
        at, single = self._where()
        return last is at if single else last in (at.children or ())[-1:]


def overstrike(text: str) -> str:
    """Text as a terminal shows it: "\\r" starts the line over, a backspace takes one back."""
    if "\r" not in text and "\b" not in text:
        return text
    text = text.replace("\r\n", "\n")
    while "\b" in text:
        shorter = re.sub(r"[^\n\b]\x08|^\x08|(?<=\n)\x08", "", text)
        if shorter == text:
            break
        text = shorter
    return "\n".join(_overwritten(line) if "\r" in line else line for line in text.split("\n"))


def _overwritten(line: str) -> str:
    shown = ""
    for part in line.split("\r"):
        if part:
            shown = part + shown[len(part) :]
    return shown


def _stream(name: str, text: str) -> Element:
    return Element("output", {"outputs": [{"kind": "stream", "name": name, "text": text}]})


def element_of(data: dict[str, Any], metadata: dict[str, Any]) -> Element:
    """The element that shows a mime bundle in its richest form."""
    view = data.get(WIDGET)
    if isinstance(view, dict) and isinstance(view.get("model_id"), str):
        return Element("widget", {"model_id": view["model_id"]})
    html = data.get("text/html")
    if any(_FOR_THE_FRONT_END.match(mime) for mime in data) or (
        isinstance(html, str) and _SCRIPT.search(html)
    ):
        return Element("mime", {"data": data, "metadata": metadata})
    if "text/markdown" in data and not html:
        body = UnsafeMarkdown(_joined(data["text/markdown"]))
        return Element("markdown", {"body": body, "style": "markdown"})
    return Element("output", {"outputs": [_output(data, metadata)]})


def _output(data: dict[str, Any], metadata: dict[str, Any]) -> dict[str, Any]:
    if "text/html" in data:
        return {"kind": "html", "html": _joined(data["text/html"])}
    if "image/svg+xml" in data:
        return {"kind": "svg", "svg": _joined(data["image/svg+xml"])}
    for mime in _IMAGES:
        if mime in data:
            size = metadata.get(mime, {}) if isinstance(metadata.get(mime), dict) else {}
            return {
                "kind": "image",
                "mime": mime,
                "data": _bytes(data[mime]),
                "width": size.get("width"),
                "height": size.get("height"),
            }
    if "text/latex" in data:
        return {"kind": "latex", "latex": _joined(data["text/latex"])}
    return {"kind": "text", "text": _joined(data.get("text/plain", ""))}


def _joined(text: Any) -> str:
    return "".join(text) if isinstance(text, (list, tuple)) else str(text)


def _bytes(data: Any) -> bytes:
    if isinstance(data, bytes):
        return data
    try:
        return base64.b64decode(data)
    except binascii.Error:
        return b""
