"""What is heard while something else is under way: what pages ask of long data, and "stop".

Where the kernel has no subshell for them, such a message waits until the run ends. It has arrived,
though, and its bytes can be read: so a yield point of the run answers it, and the kernel finds it
settled when its turn comes. Nothing else is taken out of turn.
"""

from __future__ import annotations

import hmac
import json
from collections import OrderedDict
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any

from rerun_state.jupyter.kernel import kernel

Listeners = Mapping[str, Callable[[dict[str, Any]], None]]

_EVENTS = ("rows", "points", "stop")
_LONGEST = 10_000  # bytes of a question; what is longer asks something else
_MOST = 100  # that wait, or were settled before their turn


class UrgentMessages:
    """The questions that have arrived and were not handed over yet."""

    def __init__(self, pages: Listeners) -> None:
        """`pages` take a message, by their address."""
        self.waiting: OrderedDict[str, tuple[str, list[bytes]]] = OrderedDict()
        self._settled: OrderedDict[str, None] = OrderedDict()
        self._pages = pages
        self._lock = Lock()

    def notice(self, id: str, address: str, parts: list[Any]) -> None:
        """Keep a message, from its signature on, that asks something of a page; from any thread."""
        if address in self._pages and (signed := _asking(parts)) is not None:
            with self._lock:
                self.waiting[id] = (address, signed)
                while len(self.waiting) > _MOST:
                    self.waiting.popitem(last=False)

    def answer(self) -> None:
        """Let the pages answer; on the main thread."""
        while self.waiting:
            if (taken := self._take()) is not None:
                page, message = taken
                page(message)

    def settled(self, id: str) -> bool:
        """Was the message, whose turn has come, answered already? From any thread."""
        with self._lock:
            self.waiting.pop(id, None)
            return self._settled.pop(id, id) is None

    def _take(self) -> tuple[Callable[[dict[str, Any]], None], dict[str, Any]] | None:
        """The message that waits longest, settled by that, and who answers it; None if nobody does.

        A subshell may get to the same message meanwhile: whoever has the lock first, answers it.
        """
        with self._lock:
            if not self.waiting:
                return None
            id, (address, parts) = self.waiting.popitem(last=False)
            page, message = self._pages.get(address), _read(parts)
            if page is None or message is None:
                return None
            self._settled[id] = None
            while len(self._settled) > _MOST:
                self._settled.popitem(last=False)
            return page, message


def _asking(parts: list[Any]) -> list[bytes] | None:
    """The parts of a question; None for any other message."""
    if len(parts[-1]) > _LONGEST:
        return None
    asking = [bytes(part) for part in parts]
    return asking if any(b'"%s"' % each.encode() in asking[-1] for each in _EVENTS) else None


def _read(parts: list[bytes]) -> dict[str, Any] | None:
    """The message, if it comes from the kernel's own clients and is a question."""
    session = kernel().session
    signature, *rest = parts
    if session.auth is not None and not hmac.compare_digest(session.sign(rest), signature):
        return None
    try:
        content = json.loads(rest[3])
        is_question = content["data"]["content"]["event"] in _EVENTS
    except (ValueError, LookupError, TypeError):
        return None
    return {"content": content} if is_question else None
