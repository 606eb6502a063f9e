"""Where a run's output goes: into its tree, in order with the elements around it.

Text becomes rows of kind `output`, one for each few thousand characters, so that appending stays
cheap however much a run prints. What is displayed becomes the element for its bundle.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from threading import RLock
from typing import Any

from rerun_state.jupyter.captured import ElementSink
from rerun_state.runtime.execution.run import Run, running
from rerun_state.runtime.grammar.block import Block, target
from rerun_state.runtime.grammar.writes import (
    append_output,
    is_latest,
    replace,
    take_out,
    write_output,
)
from rerun_state.runtime.model.tree import MAIN, Element, Node

CHUNK = 4096
"""Characters of one row of text."""


class TreeSink(ElementSink):
    """Takes the output of one run."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._last: Node | None = None  # the row of text that the next text may go on
        self._text: Element | None = None  # what stands there, unless the program wrote over it
        self._shown: dict[Node, Element | None] = {}  # the rows, with what they wrote over a place
        self._by_display_id: dict[str, Node] = {}
        self._clear_next = False
        self._lock = RLock()  # threads of a run print at once, each after what is there
        self.release: Callable[[], None] = lambda: None  # lets output go its ordinary way again

    def stream(self, name: str, text: str) -> None:
        """Append text, going on where the last text of that stream ended."""
        if not text:
            return
        if self._run.app.abandoned:
            self.release()
            getattr(sys, name).write(text)
            return
        if name == "stderr" and self._run.app.session.visitor.confide is not None:
            sys.stderr.write(text)  # warnings, logs and tracebacks are not for strangers
            return
        with self._lock:
            self._clear_if_due()
            last = self._last
            if last is not None and self._goes_on(last, name):
                before = last.element.props["outputs"][0]["text"]
                self._text = _stream(name, overstrike(before + text))
                replace(self._run, last, self._text)
                self._shown[last] = self._shown[last] and self._text
            else:
                self._text = _stream(name, overstrike(text))
                self._last = self._place(self._text)

    def display(
        self, data: dict[str, Any], metadata: dict[str, Any], display_id: str | None, update: bool
    ) -> bool:
        """Show a mime bundle, or update the one shown under `display_id`."""
        if self._run.app.abandoned:
            self.release()
            return False
        element = self.element(data, metadata)
        with self._lock:
            known = self._by_display_id.get(display_id) if display_id else None
            if update:
                if known is None:
                    return False
                replace(self._run, known, element)
                return True
            self._clear_if_due()
            node = self._place(element)
            self._last = None
            if display_id:
                self._by_display_id[display_id] = node
            return True

    def clear(self, wait: bool) -> None:
        """Take away what was printed and displayed, now or when the next output comes."""
        with self._lock:
            self._clear_next = True
            if not wait:
                self._clear_if_due()

    def _clear_if_due(self) -> None:
        if self._clear_next:
            self._clear_next, self._last = False, None
            for node, over in self._shown.items():
                if over is None:
                    take_out(self._run, node)
                elif node.element is over:  # the program's place stays
                    replace(self._run, node, Element("empty", {}))
            self._shown.clear()

    def _place(self, element: Element) -> Node:
        """Put a row where `st` points; for threads and tasks that go on, where the page ends."""
        run = self._run
        if self._is_running():
            node, over = write_output(run, *target(Block(), run), element)
        else:
            node, over = append_output(run, element), False
        self._shown[node] = element if over else None
        return node

    def _is_running(self) -> bool:
        """Does the run itself speak, and not a thread or a task that it has started?"""
        return running() is self._run and self._run.app.tree is self._run.tree

    def _goes_on(self, last: Node, name: str) -> bool:
        if last.element is not self._text or not _takes(last.element, name):
            return False
        if self._is_running():
            return is_latest(self._run, *target(Block(), self._run), last)
        return last in (self._run.app.tree.sections[MAIN].children or ())[-1:]


def lengthen(last: Sequence[Element], name: str, text: str) -> list[Element]:
    """Rows of text in the place of the last row, if there is one: the text goes on there or below.

    A row that is none of that stream's stays as it is.
    """
    if last and _takes(last[0], name):
        return [_stream(name, overstrike(last[0].props["outputs"][0]["text"] + text))]
    return [*last, _stream(name, overstrike(text))]


def _takes(row: Element, name: str) -> bool:
    """May text of that stream go on in the row? It is its row of text, and no full one."""
    output = row.props["outputs"][0] if "outputs" in row.props else {}
    text = output.get("text", "")
    return output.get("name") == name and not (len(text) > CHUNK and text.endswith("\n"))


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
