"""Defaults: programs get copies, so that no run changes what the next one begins with."""

from __future__ import annotations

from collections.abc import Hashable
from copy import deepcopy
from typing import Any

from rerun_state.runtime.model.codec import Codec
from rerun_state.runtime.model.widget import Widget

UNCHANGEABLE = frozenset({type(None), bool, int, float, str, bytes, complex})
"""The types of values that are what they were as long as they are the same object."""


class Defaults:
    """Which values of widgets are copies of defaults, and which are theirs since this answer."""

    def __init__(self) -> None:
        self.started: set[Hashable] = set()
        """The widgets that were given their default since the last answer began."""
        self._copies: dict[Hashable, tuple[Any, Any]] = {}  # each with its original

    def start(self, widget: Widget) -> Any:
        """A copy of a widget's default, which it has from now."""
        value = copied(widget.default, widget.codec)
        self._copies.pop(widget.id, None)
        if value is not widget.default:
            self._copies[widget.id] = value, widget.default
        self.started.add(widget.id)
        return value

    def original(self, id: Hashable, value: Any) -> Any:
        """The value itself, or the default that it is a copy of: the one that its codec knows.

        A copy into which code has written since is a value of its own.
        """
        copy = self._copies.get(id)
        if copy is None or copy[0] is not value or _written_into(*copy):
            return value
        return copy[1]

    def pop(self, id: Hashable, _: object = None) -> None:
        """The widget is gone."""
        self._copies.pop(id, None)


def _written_into(copy: Any, default: Any) -> bool:
    """Does a copy hold other things than the default does? Objects count as their own copies."""
    if type(copy) is not type(default):
        return True
    if isinstance(copy, dict):
        return list(copy) != list(default) or _written_into(
            list(copy.values()), list(default.values())
        )
    if isinstance(copy, (list, tuple)):
        return len(copy) != len(default) or any(map(_written_into, copy, default))
    return type(copy) in UNCHANGEABLE and copy is not default and copy != default


def copied(value: Any, codec: Codec, *, strict: bool = False) -> Any:
    """A copy of a value, or the value itself where nobody can change it or all are to share it.

    Of a lock, a connection or an ipywidget, say, there can be only one, so that is shared as well;
    with `strict` it raises what its class raises.
    """
    if type(value) in UNCHANGEABLE or codec.shares:
        return value
    try:
        return deepcopy(value)
    except Exception:  # Python gives no name to what classes raise here
        if strict:
            raise
        return value.copy() if type(value) is list else value
