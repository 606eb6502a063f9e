"""In which order the messages for a widget count, where several threads hand them over.

ipykernel 7 gives a message for a widget to the main thread or to a subshell, by where the widget
has spoken last: some are handed over after others that arrived later, or in their midst, and a
trait would end at a value that the reader has left. So one thread at a time hands over what is for
a widget, and what a later message has set is taken out of an earlier one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from threading import Condition, get_ident
from typing import Any

PATIENCE = 1.0
"""Seconds that a thread waits for another, whose handlers may be waiting for it."""


class MessageOrder:
    """The order of messages: `arrived` are all that wait, with the addresses they are for."""

    def __init__(self, arrived: Mapping[str, str]) -> None:
        self._arrived = arrived
        self._overtaken: dict[str, set[str]] = {}  # what later messages than these have set
        self._busy: dict[str, int] = {}  # the threads that hand over, by addresses
        self._freed = Condition()

    @contextmanager
    def turn(self, id: str, message: dict[str, Any]) -> Iterator[None]:
        """Hand a message over in the block, without what is out of date."""
        address, data = self._arrived.get(id), message["content"].get("data")
        if address is None or not isinstance(data, dict) or not isinstance(data.get("state"), dict):
            yield
            return
        with self._alone(address):
            _leave_out(self._overtaken.pop(id, ()), message, data)
            for earlier in self._before(id, address):
                self._overtaken.setdefault(earlier, set()).update(data["state"])
            yield

    def forget(self) -> None:
        """None of the messages will be handed over."""
        self._overtaken.clear()

    def _before(self, id: str, address: str) -> Iterator[str]:
        for each, to in list(self._arrived.items()):
            if each == id:
                return
            if to == address:
                yield each

    @contextmanager
    def _alone(self, address: str) -> Iterator[None]:
        me = get_ident()
        with self._freed:
            is_free = self._freed.wait_for(lambda: self._busy.get(address, me) == me, PATIENCE)
            takes = is_free and address not in self._busy
            if takes:
                self._busy[address] = me
        try:
            yield
        finally:
            if takes:
                with self._freed:
                    del self._busy[address]
                    self._freed.notify_all()


def _leave_out(names: Iterable[str], message: dict[str, Any], data: dict[str, Any]) -> None:
    """Take traits out of an update, and the bytes that are for them."""
    for name in names:
        data["state"].pop(name, None)
        paths, buffers = data.get("buffer_paths") or [], message.get("buffers") or []
        kept = [each for each in zip(paths, buffers, strict=False) if each[0][:1] != [name]]
        if len(kept) < len(paths):
            data["buffer_paths"] = [path for path, _ in kept]
            message["buffers"] = [buffer for _, buffer in kept]
