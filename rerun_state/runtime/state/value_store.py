"""Where all values are: four dictionaries, and what a key or a widget has by them.

`entries` has what code stored under a key; `values` the value of each widget by identity; `ids`
which widget last stood under a key; `assigned` what code has set since the app began to answer the
reader. An assignment is settled with the next answer: it becomes the value of the widget that
stands under that key, or a plain entry where none ever did. So looking up a key asks `assigned`,
then the widget's value, then the entries.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

from rerun_state.runtime.model.widget import Widget

MISSING: Any = object()
"""The value of an entry that there is not."""
ALL_KEYS = ""
"""The name, which no entry can have, under which a look at which entries there are is noted."""


class ValueStore:
    """The values of one state, and those who are told of what becomes of them."""

    def __init__(self) -> None:
        self.entries: dict[str, Any] = {}
        self.values: dict[Hashable, Any] = {}
        self.ids: dict[str, Hashable] = {}
        self.assigned: dict[str, Any] = {}
        self.on_change: Callable[[], None] = ignore  # told that something is another now
        self.on_write: Callable[[str, Any, Any], None] = ignore  # a key, its old and new value

    def names(self) -> dict[str, None]:
        """The keys of all entries, the oldest first."""
        keys = dict.fromkeys(self.entries)
        keys.update((key, None) for key, id in self.ids.items() if id in self.values)
        keys.update(dict.fromkeys(self.assigned))
        return keys

    def under(self, key: str) -> Any:
        """What a key has, or MISSING."""
        return self.of(self.ids.get(key, MISSING), key)

    def of(self, id: Hashable, key: str | None) -> Any:
        """What a widget has that is to stand under a key, or MISSING."""
        if key is not None and key in self.assigned:
            return self.assigned[key]
        value = self.values.get(id, MISSING)
        if value is not MISSING or key is None:
            return value
        return self.entries.get(key, MISSING)

    def replace(self, widget: Widget, value: Any) -> Any:
        """Give a widget the value that takes the place of what it had."""
        if widget.key is not None:
            self.assigned.pop(widget.key, None)
        self.values[widget.id] = value
        return value

    def tell(self, key: str | None, old: Any) -> None:
        """Say what has become of an entry that was `old`."""
        self.on_change()
        if key is None:
            return
        if (new := self.under(key)) is MISSING and old is MISSING:
            return
        self.on_write(key, old, new)
        if (old is MISSING) != (new is MISSING):
            self.on_write(ALL_KEYS, old, new)


def ignore(*_: Any) -> None:
    """Nobody wants to be told."""
