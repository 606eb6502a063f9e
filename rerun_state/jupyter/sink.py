"""Where a run's output goes: into its tree, in order with the elements around it.

Text becomes rows of kind `output`, one for each few thousand characters, so that appending stays
cheap however much a run prints. What is displayed becomes the element for its bundle.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from typing import Any

from rerun_state.elements.bundles import element_of
from rerun_state.runtime.execution.run import Run, running
from rerun_state.runtime.grammar.block import Block, target
from rerun_state.runtime.model.tree import MAIN, Element, Node

CHUNK = 4096
"""Characters of one row of text."""


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
