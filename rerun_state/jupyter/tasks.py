"""What a task prints and displays, as the rows of its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import RLock
from typing import Any

from rerun_state.jupyter.captured import Captured, ElementSink, current
from rerun_state.jupyter.figures import Figures
from rerun_state.jupyter.sink import lengthen
from rerun_state.runtime.model.tree import Element


class TaskHearing(ElementSink):
    """Takes the output of one task, from a thread of this kernel or from another process."""

    def __init__(self, tell: Callable[[Sequence[Element]], None]) -> None:
        self._tell = tell
        self._rows: list[Element] = []
        self._by_display_id: dict[str, int] = {}
        self._clear_next = False
        self._lock = RLock()  # a task's processes may speak at once

    @contextmanager
    def here(self) -> Iterator[None]:
        """Within the block, what this thread prints, displays and plots is the task's."""
        captured = Captured(self, None, None, Figures())
        token = current.set(captured)
        try:
            yield
            captured.figures.show_own()
        finally:
            current.reset(token)

    def stream(self, name: str, text: str) -> None:
        """Append text, going on where the last text of that stream ended."""
        if not text:
            return
        with self._lock:
            self._clear_if_due()
            self._rows[-1:] = lengthen(self._rows[-1:], name, text)
            self._tell(tuple(self._rows))

    def display(
        self, data: dict[str, Any], metadata: dict[str, Any], display_id: str | None, update: bool
    ) -> bool:
        """Show a mime bundle, or update the one shown under `display_id`."""
        element = self.element(data, metadata)
        with self._lock:
            known = self._by_display_id.get(display_id) if display_id else None
            if update:
                if known is None:
                    return False
                self._rows[known] = element
            else:
                self._clear_if_due()
                self._rows.append(element)
                if display_id:
                    self._by_display_id[display_id] = len(self._rows) - 1
            self._tell(tuple(self._rows))
            return True

    def clear(self, wait: bool) -> None:
        """Take away what was printed and displayed, now or when the next output comes."""
        with self._lock:
            self._clear_next = True
            if not wait:
                self._clear_if_due()
                self._tell(())

    def _clear_if_due(self) -> None:
        if self._clear_next:
            self._clear_next = False
            self._rows.clear()
            self._by_display_id.clear()
