"""The websocket by which a page speaks with its session.

A page is not trusted. Its first message says which tab it is and where; after that it may speak to
the models of its own session, no faster than a reader could, and in messages no larger than the
parts of an upload. What makes no sense is refused, and logged once for each connection.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from tornado.web import HTTPError
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from rerun_state.serve import log
from rerun_state.serve.admission import Gate, Gated, Guard, owner
from rerun_state.serve.guestbook import Visits
from rerun_state.serve.limits import Bucket
from rerun_state.serve.socket_frames import addressed, decode, encode
from rerun_state.serve.visit import Visit

LONGEST = 3 * 2**20
"""Bytes of a message: a part of an upload is two million, and has a name."""
RATE, BURST = 60.0, 240.0
"""Messages a second, and at once."""
BYTES, BYTES_AT_ONCE = 24e6, 48e6
"""Bytes a second, and at once."""
BEHIND = 64 * 2**20
"""Bytes that a page may have yet to take; one that takes none is let go, and may come back."""
SILENCE = 30.0
"""Seconds until a page has to have said which one it is."""
ASK_AGAIN = 60.0
"""Seconds after which it is asked again whether who has logged in still may be here."""
STRANGER, TAKEN_OVER, FULL = 4401, 4409, 4429
"""Why the server closes: no valid cookie, another page has the visit, too many visitors."""
_TEXTS = ("timezone", "locale", "url", "theme")


class Socket(Gated, WebSocketHandler):
    """One connection of one page."""

    def initialize(self, visits: Visits, gate: Gate) -> None:
        self._visits = visits
        self.gate = gate
        self._browser: str | None = None
        self._user: Mapping[str, Any] | None = None
        self._visit: Visit | None = None
        self._watch: asyncio.Task[None] | None = None
        self._messages = Bucket(RATE, BURST)
        self._bytes = Bucket(BYTES, BYTES_AT_ONCE)
        self._behind = 0
        self._silence: asyncio.TimerHandle | None = None

    def check_origin(self, origin: str) -> bool:
        """Only our own page may connect."""
        return self.gate.is_own(origin, self.request)

    async def open(self, *args: str, **kwargs: str) -> None:
        """A page is there."""
        self.set_nodelay(True)
        browser = self.gate.browser(self.request)
        if browser is not None and self.gate.guard is not None:
            self._user = await self.gate.guard.user(self)
            browser = None if self._user is None else owner(browser, self._user)
        self._browser = browser
        self._silence = asyncio.get_running_loop().call_later(SILENCE, self._end_silence)
        if browser is None:
            self.close(STRANGER)
        elif self._user is not None:
            self._watch = asyncio.create_task(self._watch_user(self.gate.guard, self._user["name"]))

    async def on_message(self, message: str | bytes) -> None:
        """Take a message; the next one is read when this has been dealt with."""
        wait = max(self._messages.take(), self._bytes.take(len(message)))
        if wait > 0:
            await asyncio.sleep(wait)
        try:
            said, buffers = decode(message)
            if said.keys() == {"hello"}:
                self._greet(read_hello(said["hello"]))
                return
            to, content = addressed(said)
        except ValueError as error:
            self._complain(error)
            return
        if self._visit is None:
            self._complain(ValueError("a message before the first one"))
            return
        await self._visit.say(to, content, buffers)

    def on_close(self) -> None:
        """The page is gone, or its connection."""
        if self._silence is not None:
            self._silence.cancel()
        if self._watch is not None:
            self._watch.cancel()
        if self._visit is not None:
            self._visit.detach(self)

    def _end_silence(self) -> None:
        """Let nobody hold a connection who introduces no page: each takes a place of few."""
        if self._visit is None:
            self.close()

    # -- what the visit asks of its line -----------------------------------------------------------

    def tell(self, message: dict[str, Any], buffers: list[Any]) -> None:
        """Send a message to the page."""
        frame = encode(message, buffers)
        size = len(frame)
        try:
            sent = self.write_message(frame, binary=isinstance(frame, bytes))
        except WebSocketClosedError:
            return
        self._behind += size

        def done(future: asyncio.Future[None]) -> None:
            self._behind -= size
            if not future.cancelled():
                future.exception()  # the connection is closed, which is told elsewhere

        sent.add_done_callback(done)
        if self._behind > BEHIND:
            log.warning("A page takes no messages; its connection is cut.")
            self.close()

    def hang_up(self) -> None:
        """Another page has taken the visit over."""
        self._visit = None
        self.close(TAKEN_OVER)

    async def _watch_user(self, guard: Guard | None, name: str) -> None:
        """Let nobody stay who has logged out, or whose right to be here has been taken."""
        while guard is not None:
            await asyncio.sleep(ASK_AGAIN)
            try:
                user = await guard.user(self)
            except HTTPError as error:
                if error.status_code != 403:
                    continue  # who would know cannot be asked now
                user = None
            if user is None or user["name"] != name:
                self.close(STRANGER)
                return

    def _greet(self, hello: dict[str, Any]) -> None:
        if self._browser is None:
            return
        if self._visit is not None:
            self._visit.begin_again(hello)
            return
        address = self.request.remote_ip or ""
        visit = self._visits.find(self._browser, hello["tab"], address, returns=hello["again"])
        if visit is None:
            self.close(FULL)
            return
        self._visit = visit
        visit.attach(self, self.gate.told(self.request, self._user), hello)

    def _complain(self, error: Exception) -> None:
        self.gate.complain(self.request, f"a message: {error}")


def read_hello(said: Any) -> dict[str, Any]:
    """What a page may say of itself; ValueError for anything else."""
    if not isinstance(said, dict):
        raise ValueError("a page that says nothing of itself")
    tab, context = said.get("tab", ""), said.get("context", {})
    place = {name: said.get(name, "") for name in ("page", "query")}
    texts = (tab, *place.values())
    if not all(isinstance(each, str) for each in texts) or not isinstance(context, dict):
        raise ValueError("a page that says nothing of itself")
    "".join(texts).encode()  # UnicodeEncodeError, a ValueError, for half of a character
    if len(tab) > 64 or any(len(each) > 10_000 for each in place.values()):
        raise ValueError("a page that says too much of itself")
    known = {name: context[name] for name in _TEXTS if isinstance(context.get(name), str)}
    if type(context.get("timezone_offset")) is int:
        known["timezone_offset"] = context["timezone_offset"]
    if type(context.get("is_embedded")) is bool:
        known["is_embedded"] = context["is_embedded"]
    flags = {name: said.get(name) is True for name in ("again", "loaded", "moved")}
    return {"tab": tab, **place, "context": known, **flags}
