"""What an earlier kernel has kept of widgets that this one has not shown yet.

A widget takes its value when it is first shown, and only if it offers that: its codec judges it as
it judges what a browser sends.
"""

from __future__ import annotations

import logging
from collections.abc import Hashable
from typing import Any

from rerun_state.runtime.model.widget import Widget
from rerun_state.runtime.state.value_store import ValueStore

NOT_KEPT: Any = object()
"""What stands for a value that an earlier kernel has not kept, or that is not offered any more."""
MOST = 1000
"""Values for which no widget has been shown; of more, the oldest are forgotten."""

log = logging.getLogger("rerun_state")


def lasting_name(kind: str, key: str | None, id: Hashable) -> str:
    """The name of a widget for another kernel: its key, or all that it is known by."""
    return f"{kind}:{key}" if key is not None else repr(id)


class Restored:
    """Values by the names of their widgets, in the form in which they were kept."""

    def __init__(self) -> None:
        self.waiting: dict[str, Any] = {}

    def add(self, kept: dict[str, Any]) -> None:
        """Take what another kernel has kept."""
        self.waiting |= kept
        for name in list(self.waiting)[: max(len(self.waiting) - MOST, 0)]:
            del self.waiting[name]

    def hand_over(self, widget: Widget, store: ValueStore) -> None:
        """Give a widget that is being shown what was kept of it, unless there is something newer.

        Its entry, which programs could read until now, gives way to that.
        """
        name = lasting_name(widget.kind, widget.key, widget.id)
        if name not in self.waiting:
            return
        kept = self._judged(widget, self.waiting.pop(name))
        if widget.id in store.values or widget.key in store.assigned:
            return
        if widget.key is not None:
            store.entries.pop(widget.key, None)
        if kept is not NOT_KEPT:
            store.values[widget.id] = kept

    def _judged(self, widget: Widget, kept: Any) -> Any:
        """The value of what was kept; NOT_KEPT if the widget does not offer that."""
        if widget.trigger or not widget.codec.lasts:
            return NOT_KEPT
        try:
            return widget.codec.restore(kept)
        except Exception as error:  # whatever a codec makes of what no longer fits
            log.info("What was kept of the %s is not offered any more: %s", widget.kind, error)
            return NOT_KEPT
