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
from typing import Any

from rerun_state.jupyter.kernel import kernel

Listeners = Mapping[str, Callable[[dict[str, Any]], None]]

DELIMITER = b"<IDS|MSG>"
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

    def notice(self, id: str, address: str, frames: list[Any]) -> None:
        """Keep a message that asks something of a page; from any thread."""
        if address not in self._pages:
            return
        signed = _signed(frames)
        if signed is not None:
            self.waiting[id] = (address, signed)
            while len(self.waiting) > _MOST:
                self.waiting.popitem(last=False)

    def answer(self) -> None:
        """Let the pages answer; on the main thread."""
        while self.waiting:
            try:
                id, (address, parts) = self.waiting.popitem(last=False)
            except KeyError:  # a subshell was faster
                return
            page, message = self._pages.get(address), _read(parts)
            if page is None or message is None:
                continue
            self._settled[id] = None
            while len(self._settled) > _MOST:
                self._settled.popitem(last=False)
            page(message)

    def settled(self, id: str) -> bool:
        """Was the message, whose turn has come, answered already?"""
        self.waiting.pop(id, None)
        return self._settled.pop(id, id) is None


def _signed(frames: list[Any]) -> list[bytes] | None:
    """Signature and parts of a question; None for any other message."""
    at = next((at for at, frame in enumerate(frames[:8]) if bytes(frame) == DELIMITER), None)
    if at is None or len(frames[at + 5]) > _LONGEST:
        return None
    parts = [bytes(frame) for frame in frames[at + 1 : at + 6]]
    return parts if any(b'"%s"' % each.encode() in parts[-1] for each in _EVENTS) else None


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
