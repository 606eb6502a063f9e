"""What the app shows at once goes to the browser with the page, before there is a connection.

A visit may begin when its page is asked for. Until the first runs are over, or the time for them,
what its kernel says is collected for the document; what it says later waits for the page's
connection, which takes the visit over and goes on with the next message.
"""

from __future__ import annotations

import asyncio
import json
from base64 import b64encode
from typing import Any, Protocol

LARGEST = 2**19
"""Bytes of messages that go into a document."""
MOST = 2**22
"""Bytes that wait for a connection; where there are more, the page is told everything anew."""


class Line(Protocol):
    """The connection to the page, which takes the visit over."""

    def tell(self, message: dict[str, Any], buffers: list[Any]) -> None:
        """Send a message to the page."""

    def hang_up(self) -> None:
        """Cut it: another page has taken the visit over, or the visit is over."""


class FirstAnswer:
    """Stands for the connection of a page that is still on its way to the browser."""

    def __init__(self) -> None:
        self.is_over = asyncio.Event()
        """Are the first runs over, or can there be none?"""
        self._failed = False
        self._said: list[tuple[dict[str, Any], list[Any]]] = []
        self._size = 0
        self._texts: list[str] = []  # of the first of them, as long as there is room
        self._room = LARGEST
        self._taken = 0  # so many of them by the document

    def tell(self, message: dict[str, Any], buffers: list[Any]) -> None:
        """Collect a message to the page."""
        control = message.get("control")
        if control is None or "note" in control:
            self._collect(message, buffers)
        elif "problem" in control or "ended" in control:
            self._failed = True
            self.is_over.set()
        # What else there is of that kind the connection is told when it comes.

    def hang_up(self) -> None:
        """The visit is over; there is nothing to cut."""
        self._failed = True
        self.is_over.set()

    def document(self) -> str | None:
        """What has been said so far, as JSON: each message, and its bytes as text.

        What finds no room in it is left to the connection. None if there is no visit any more.
        """
        self._taken = len(self._texts)
        return None if self._failed else f"[{','.join(self._texts)}]"

    def hand_over(self, line: Line) -> bool:
        """Tell the connection what the document does not hold; False if not all of it is there."""
        if self._failed or self._size > MOST:
            return False
        for message, buffers in self._said[self._taken :]:
            line.tell(message, buffers)
        return True

    def _collect(self, message: dict[str, Any], buffers: list[Any]) -> None:
        text = json.dumps([message], separators=(",", ":"))
        bytes_ = sum(memoryview(each).nbytes for each in buffers)
        self._size += len(text) + bytes_
        if self._size > MOST:
            return
        self._said.append((message, buffers))
        self._room -= len(text) + 4 * bytes_ // 3
        if self._room > 0:
            packed = [b64encode(each).decode() for each in buffers]
            self._texts.append(f"{text[:-1]},{json.dumps(packed)}]" if packed else text)
