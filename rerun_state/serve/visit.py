"""One tab of one visitor's browser: its session in a kernel, and the socket to its page.

A page that is loaded again, or whose connection was cut, finds its session as it left it, if it
comes back soon. If the kernel ends, the page gets a session in another, and is told. Where states
are kept, that one goes on from what was kept of the visit, as does one after this server's end.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from rerun_state.serve import log
from rerun_state.serve.first_answer import FirstAnswer, Line
from rerun_state.serve.kept_states import KeptState
from rerun_state.serve.kernel_pool import Pool
from rerun_state.serve.kernel_process import Kernel
from rerun_state.serve.served_file import Passing, Unservable

KEPT = 60.0
"""Seconds for which the session of a page that is gone waits for it."""
PATIENCE = 0.4
"""Seconds of a long run after which its visitors are told."""
UNDERWAY = 64
"""Messages that a kernel may have to take in before the page's next one is read."""
SETTLE = 4.0
"""Seconds that a kernel has for what it is to say before it is ended."""
UPLOADS = 1000 * 2**20
"""Bytes of all files that a visitor has uploaded and not removed."""
STUCK = 30.0
"""Seconds after which a kernel is asked no longer whether it has taken them in."""


class Visit:
    """A session with its page, or waiting for it."""

    def __init__(
        self,
        pool: Pool,
        on_end: Callable[[Visit], None],
        tab: str = "",
        kept: KeptState | None = None,
        uploads: int = UPLOADS,
        on_ask: Callable[[], None] = lambda: None,
    ) -> None:
        """`tab` is its name, if it has one already; `kept` is where its state outlives it.

        `uploads` are the bytes that its files may have together. `on_ask` is told that its program
        cannot begin before there is a page.
        """
        self._on_ask = on_ask
        self._uploads = uploads
        self.tab = tab or secrets.token_urlsafe(16)
        """Names it, beside the secret of the browser that has it."""
        self._kept = kept
        if kept is not None:
            kept.tell = self._note
        self._pool = pool
        self._on_end = on_end
        self._comm = ""  # to the kernel, if there is one
        self._kernel: Kernel | None = None
        self._line: Line | None = None
        self._first: FirstAnswer | None = None  # in place of it, until there is one
        self._hello: Mapping[str, Any] = {}
        self._request: Mapping[str, Any] = {}
        self._leaving: asyncio.TimerHandle | None = None
        self._busy: set[bool] = set()  # with what takes long: a run of its own, one of others
        self._telling: asyncio.TimerHandle | None = None  # that it is
        self._beginning: asyncio.Task[None] | None = None
        self._underway: set[str] = set()
        self._room = asyncio.Event()
        self._settled = asyncio.Event()

    @property
    def attached(self) -> bool:
        """Is there a page?"""
        return self._line is not None and self._first is None

    @property
    def lasts(self) -> bool:
        """Does its state outlive it?"""
        return self._kept is not None

    def begin(
        self, answer: FirstAnswer, request: Mapping[str, Any], hello: Mapping[str, Any]
    ) -> None:
        """A page is asked for: have the apps run for it before it can say more of itself."""
        self._line = self._first = answer
        self._request = request
        self._begin({**hello, "unseen": True})

    def lapse(self, answer: FirstAnswer) -> None:
        """The page that was asked for should have come by now."""
        if self._first is answer:
            self.close()

    def attach(self, line: Line, request: Mapping[str, Any], hello: Mapping[str, Any]) -> None:
        """A page has come, or come back; `hello` is what it says of itself."""
        first, self._first = self._first, None
        if first is None and self._line is not None:
            self._line.hang_up()
        self._line, self._request, self._hello = line, request, hello
        if self._leaving is not None:
            self._leaving.cancel()
            self._leaving = None
        if self._kernel is None or hello.get("moved"):
            self._begin(hello)
        else:
            self._introduce(anew=False)
            if first is None or not first.hand_over(line):
                self._kernel.order(self._comm, "load" if hello.get("loaded") else "attach")

    def detach(self, line: Line) -> None:
        """The page is gone, or its connection."""
        if self._line is not line:
            return
        self._line = None
        if self._kernel is None:
            self.close()
            return
        self._kernel.order(self._comm, "detach")
        self._leaving = asyncio.get_running_loop().call_later(KEPT, self.close)

    def begin_again(self, hello: Mapping[str, Any]) -> None:
        """The page knows that its kernel has ended, and says anew where it is."""
        if self._kernel is None and self._beginning is None:
            self._begin(hello)

    async def say(self, to: str, content: Mapping[str, Any], buffers: list[bytes]) -> None:
        """Pass on what the page says to one of its models; wait if the kernel has much to do."""
        if self._kernel is None:
            return  # what was on its way to a session that has ended
        self._underway.add(self._kernel.say(self._comm, to, content, buffers))
        if len(self._underway) < UNDERWAY:
            return
        self._room.clear()
        try:
            await asyncio.wait_for(self._room.wait(), STUCK)
        except TimeoutError:
            self._underway.clear()

    def close(self) -> None:
        """The visit is over."""
        for handle in (self._leaving, self._telling, self._beginning):
            if handle is not None:
                handle.cancel()
        if self._kernel is not None:
            self._kernel.close(self._comm)
            self._kernel = None
        if self._line is not None:
            self._line.hang_up()
            self._line = None
        if self._kept is not None:
            self._kept.leave()
        self._settled.set()
        self._room.set()
        self._on_end(self)

    async def settle(self) -> None:
        """Have the kernel say what it has not said yet of the state that is to be kept."""
        if self._kept is None or self._kernel is None:
            return
        self._settled.clear()
        self._kernel.order(self._comm, "keep")
        with suppress(TimeoutError):  # a long run is under way
            await asyncio.wait_for(self._settled.wait(), SETTLE)

    # -- what the kernel says ----------------------------------------------------------------------

    def hear(self, data: dict[str, Any], buffers: list[Any]) -> None:
        """Take a message of the kernel's, for the page or for the author."""
        if "report" in data:
            log.error("An app reports of a visit:\n%s", data["report"])
        elif "status" in data:
            self.show_status(data["status"], own=True)
        elif "begun" in data:
            if self._first is not None:
                self._first.is_over.set()
        elif "asks" in data:
            self._begin_with_page()
        elif self._line is not None and "said" in data:
            self._line.tell(data["said"], buffers)
        elif self._kept is not None:
            self._hear_of_state(self._kept, data)

    def _hear_of_state(self, kept: KeptState, data: dict[str, Any]) -> None:
        if "keep" in data:
            kept.keep(data["keep"])
        elif "unusable" in data:
            kept.refuse(str(data["unusable"]))
        elif "unkept" in data:
            log.warning("%s", data["unkept"])
        elif "settled" in data:
            self._settled.set()

    def handled(self, message: str) -> None:
        """The kernel has taken in a message."""
        self._underway.discard(message)
        self._room.set()

    def show_status(self, status: str, *, own: bool = False) -> None:
        """A long run has begun, its `own` or one that holds up all visitors, or is over."""
        was_busy = bool(self._busy)
        (self._busy.add if status == "busy" else self._busy.discard)(own)
        if bool(self._busy) == was_busy:
            return
        if self._telling is not None:
            self._telling.cancel()
            self._telling = None
        if self._busy:
            loop = asyncio.get_running_loop()
            self._telling = loop.call_later(PATIENCE, self._control, {"status": "busy"})
        else:
            self._control({"status": "idle"})

    def catch_up(self) -> None:
        """The page may have missed something, or the kernel what it said: show what there is."""
        if self._kernel is not None and self._line is not None:
            self._kernel.order(self._comm, "attach")

    def refuse(self) -> None:
        """The kernel cannot begin with the visit; its log says why."""
        self._let_go()
        self._control({"problem": "unprepared"})

    def end(self) -> None:
        """The kernel has ended. Its page, if there is one, says hello again."""
        self._let_go()
        if self._line is None:
            self.close()
        else:
            self._control({"ended": True})

    def _let_go(self) -> None:
        self._kernel = None
        self._underway.clear()
        self._room.set()
        for own in (True, False):
            self.show_status("idle", own=own)

    # -- to the page -------------------------------------------------------------------------------

    def _control(self, message: dict[str, Any]) -> None:
        if self._line is not None:
            self._line.tell({"control": message}, [])

    def _introduce(self, *, anew: bool, kept: bool = False) -> None:
        lasts = {} if self._kept is None else {"kept": kept}
        self._control({"tab": self.tab, "anew": anew, **lasts})
        if self._busy:  # which this page has not been told
            self._control({"status": "busy"})

    def _note(self, text: str) -> None:
        self._control({"note": text})

    def _begin_with_page(self) -> None:
        """Its program asks what only the page can tell, which has not told anything yet."""
        self._on_ask()
        if self.attached:
            self._begin(self._hello)
        else:
            self.close()

    def _begin(self, hello: Mapping[str, Any]) -> None:
        if self._beginning is not None:  # for a page that was loaded again meanwhile
            self._beginning.cancel()
        self._beginning = asyncio.create_task(self._find_kernel(hello))

    async def _leave_kernel(self) -> None:
        """End the session that there is, whose page has been left for another address."""
        await self.settle()
        if self._kernel is not None:
            self._kernel.close(self._comm)
            self._let_go()

    async def _find_kernel(self, hello: Mapping[str, Any]) -> None:
        kept: Mapping[str, str] = {}
        note = ""
        try:
            await self._leave_kernel()
            if self._kept is not None:
                kept, note = await self._kept.read()
            kernel = await self._pool.freest()
        except Unservable as problem:  # the author has been told why
            away = isinstance(problem, Passing)
            self._control({"problem": "away" if away else "unprepared"})
            return
        finally:
            if self._beginning is asyncio.current_task():
                self._beginning = None
        self._kernel = kernel
        self._introduce(anew=True, kept=bool(kept))
        if note:
            self._note(note)
        data = {
            "request": self._request,
            "query": hello.get("query", ""),
            "page": hello.get("page", ""),
            "context": hello.get("context", {}),
            "uploads": self._uploads,
            **({"unseen": True} if hello.get("unseen") else {}),
            **({} if self._kept is None else {"kept": kept}),
        }
        self._comm = secrets.token_hex(16)  # so that nothing of a former session comes here
        kernel.open(self._comm, self, data)
