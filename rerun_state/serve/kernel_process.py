"""One kernel: it executes the document's cells once, and then has visits, a comm for each.

The server builds every message to it. What the kernel publishes for a visit goes to that visit;
nothing else that it publishes goes to any page.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

from rerun_state.serve import log
from rerun_state.serve.gateway import RemoteKernel
from rerun_state.serve.kernel_manager import make_manager
from rerun_state.serve.local import LocalKernel
from rerun_state.serve.origin_process import Origin
from rerun_state.serve.served_file import IN_KERNEL, Document, Step, Unservable

TARGET = "rerun_state.visit"
"""By which the kernel knows that a comm is a visit."""
LOOK = 0.5
"""Seconds between two looks whether the kernel is alive."""


class Listener(Protocol):
    """A visit, as its kernel knows it."""

    def hear(self, data: dict[str, Any], buffers: list[Any]) -> None:
        """Take a message of the kernel's."""

    def handled(self, message: str) -> None:
        """The kernel has taken in that message."""

    def show_status(self, status: str) -> None:
        """The kernel is busy with something long, or is no longer."""

    def catch_up(self) -> None:
        """Messages to and from the kernel were lost."""

    def refuse(self) -> None:
        """The kernel cannot begin, or go on with, the visit."""

    def end(self) -> None:
        """The kernel has ended."""


Link = LocalKernel | RemoteKernel


class Kernel:
    """A process with the apps in it."""

    def __init__(self, document: Document, sockets: Path, origin: Origin | None = None) -> None:
        """`sockets` is a path that begins the names of its sockets.

        With an `origin` it is forked from that, else it executes all of the document by itself.
        """
        self.document = document
        self.origin = origin
        self.deserted = asyncio.Event()  # its last visit is over
        self.visits: dict[str, Listener] = {}
        self.ended = asyncio.Event()
        self._sockets = sockets
        self._link: Any = None
        self._tasks: list[asyncio.Task[None]] = []
        self._underway: dict[str, Listener] = {}  # messages that are not taken in yet
        self._status = "idle"  # does a long run hold up its visits?
        self._is_cut = False  # can it not be reached just now?

    async def start(self) -> None:
        """Start it and execute the document's cells; Unservable tells which of them failed."""
        self._link = self._make_link()
        await self._link.start()
        self._tasks = [asyncio.create_task(self._watch())]
        await self._unless_ended(self._link.await_ready(), "The kernel")
        self._tasks.append(asyncio.create_task(self._listen()))
        await self._prepare()

    async def shutdown(self) -> None:
        """End it."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._end()
        if self._link is not None:
            await self._link.close()

    def _make_link(self) -> Link:
        if self.document.gateway is not None:
            made = RemoteKernel(self.document.gateway, self.document.kernel or "python3")
            made.on_cut = self._show_cut
            return made
        manager = make_manager(self.document, self._sockets)
        if self.origin is not None:
            self.origin.provide(manager)
        return LocalKernel(manager, self.document.file.parent)

    # -- visits ------------------------------------------------------------------------------------

    def open(self, visit: str, listener: Listener, data: Mapping[str, Any]) -> None:
        """Begin a visit."""
        self.visits[visit] = listener
        self._send("comm_open", visit, dict(data), [], target_name=TARGET)
        listener.show_status("busy" if self._is_cut else self._status)

    def say(self, visit: str, to: str, content: Mapping[str, Any], buffers: list[bytes]) -> str:
        """Tell a visit something: its model `to`, or the visit itself where that is empty.

        Return the id of the message.
        """
        # The kernel looks for the address in the first bytes of what arrives, in this order.
        sent = self._send("comm_msg", visit, {"to": to, "content": content}, buffers)
        if visit in self.visits:
            self._underway[sent] = self.visits[visit]
        return sent

    def order(self, visit: str, event: str) -> None:
        """Tell a visit what the server has decided."""
        self._send("comm_msg", visit, {"to": "", "event": event}, [])

    def close(self, visit: str) -> None:
        """End a visit, and all that it has made."""
        if self.visits.pop(visit, None) is not None:
            self._send("comm_close", visit, {}, [])
            self._look_who_is_left()

    def _look_who_is_left(self) -> None:
        if not self.visits:
            self.deserted.set()

    def _send(
        self, kind: str, visit: str, data: dict[str, Any], buffers: list[bytes], **more: Any
    ) -> str:
        message = self._link.session.msg(kind, {"comm_id": visit, "data": data, **more})
        message["buffers"] = buffers
        if not self.ended.is_set():
            self._link.send(message)
        return str(message["header"]["msg_id"])

    # -- what the kernel says ----------------------------------------------------------------------

    async def _listen(self) -> None:
        while True:
            message = await self._link.receive("iopub")
            try:
                self._take(message)
            except Exception:  # of one visit; the others go on
                log.exception("A message of the kernel's could not be passed on.")

    def _take(self, message: dict[str, Any]) -> None:
        content = message["content"]
        match message["msg_type"]:
            case "comm_msg":
                if (visit := self.visits.get(content["comm_id"])) is not None:
                    visit.hear(content["data"], message.get("buffers") or [])
            case "comm_close":
                if (visit := self.visits.pop(content["comm_id"], None)) is not None:
                    visit.refuse()
                    self._look_who_is_left()
            case "status":
                self._take_status(message["parent_header"].get("msg_id"), content)
            case "stream":  # what it prints beside its apps is for the author
                sys.stderr.write(content["text"])

    def _take_status(self, parent: str | None, content: dict[str, Any]) -> None:
        state = content["execution_state"]
        if parent is None:  # of a run that goes on between messages
            self._status = state
            for visit in list(self.visits.values()):
                visit.show_status(state)
        elif state == "idle" and parent in self._underway:
            self._underway.pop(parent).handled(parent)

    def _show_cut(self, cut: bool) -> None:
        """The connection to it is cut; or it is there again, without what was on its way."""
        if self.ended.is_set() or cut == self._is_cut:
            return
        self._is_cut = cut
        if cut:
            log.warning("The connection to a kernel is cut. Trying to reach it again…")
        else:
            log.info("A kernel is reached again.")
            for message, visit in list(self._underway.items()):
                visit.handled(message)
            self._underway.clear()
        for visit in list(self.visits.values()):
            visit.show_status("busy" if cut else self._status)
            if not cut:
                visit.catch_up()

    # -- its life ----------------------------------------------------------------------------------

    async def _watch(self) -> None:
        while await self._link.is_alive():
            await asyncio.sleep(LOOK)
        self._end()

    def _end(self) -> None:
        self.ended.set()
        visits = list(self.visits.values())
        self.visits.clear()
        self._underway.clear()
        for visit in visits:
            visit.end()

    async def _unless_ended(self, work: Any, who: str) -> Any:
        """Do something that the kernel may not live to see."""
        working = asyncio.ensure_future(work)
        ending = asyncio.ensure_future(self.ended.wait())
        await asyncio.wait({working, ending}, return_when=asyncio.FIRST_COMPLETED)
        ending.cancel()
        if working.done():
            return working.result()
        working.cancel()
        with suppress(asyncio.CancelledError):
            await working
        raise Unservable(f"{who} of {self.document.file.name} has ended the kernel.")

    async def _prepare(self) -> None:
        file = self.document.file.name
        begin = Step("rerun_state", "begin", f"{IN_KERNEL}.receive(get_ipython())", False)
        try:
            await self._execute(begin)
        except Unservable as error:
            raise Unservable(
                f"The kernel that {file} asks for cannot load rerun_state. Install it there.",
                error.detail,
            ) from None
        for step in self.document.steps:
            if step.offers or self.origin is None:
                await self._execute(step)
        count = Step("rerun_state", "count", "", False)
        reply = await self._execute(count, f"{IN_KERNEL}.count_offers()")
        if reply["user_expressions"]["it"]["data"]["text/plain"] == "0":
            raise Unservable(f"{file} offers no app that visitors could see: is each --hidden?")

    async def _execute(self, step: Step, expression: str = "None") -> dict[str, Any]:
        content = {
            "code": step.code,
            "silent": False,
            "store_history": False,
            "user_expressions": {"it": expression},
            "allow_stdin": False,
            "stop_on_error": True,
        }
        message = self._link.session.msg("execute_request", content)
        message["metadata"]["cellId"] = step.id
        self._link.send(message)
        reply = await self._unless_ended(self._reply_to(message["header"]["msg_id"]), step.name)
        if reply["status"] == "ok":
            return dict(reply)
        error = f"{reply.get('ename')}: {reply.get('evalue')}"
        told = "\n".join(reply.get("traceback", []))
        raise Unservable.of_cell(step.name, self.document.file, error, told)

    async def _reply_to(self, id: str) -> dict[str, Any]:
        while True:
            reply = await self._link.receive("shell")
            if reply["parent_header"].get("msg_id") == id:
                return dict(reply["content"])
