"""The messages for us that have reached the kernel and have not been handed over yet.

A kernel hands messages over one by one, so the handler of the first cannot know that twenty more
are waiting. A hook on the shell stream can. Some need not wait for their turn: what a page asks of
a table is answered at the yield points of a run that is under way.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Container
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from typing import Any

from rerun_state.jupyter.kernel import is_main_thread, kernel, replace_handler
from rerun_state.jupyter.late_busy import LateBusy
from rerun_state.jupyter.message_order import MessageOrder
from rerun_state.jupyter.urgent import Listeners, UrgentMessages
from rerun_state.patterns import pattern

PULL_EVERY = 0.002
"""Seconds between two looks at the shell socket on kernels without a shell channel thread."""

Around = Callable[[dict[str, Any]], AbstractContextManager[None]]

_DELIMITER = b"<IDS|MSG>"
_ADDRESS = pattern(
    rb'"comm_id"\s*:\s*"([^"]{1,200})"(?:\s*,\s*"data"\s*:\s*\{\s*"to"\s*:\s*"([^"]{1,64})")?'
)
_MSG_ID = pattern(rb'"msg_id"\s*:\s*"([^"]{1,200})"')


class Arrivals:
    """The messages of one kernel.

    With a shell channel thread the hook is called while the main thread computes; on older kernels
    poll() has the main thread look.
    """

    def __init__(
        self,
        ours: Container[str],
        pages: Listeners | None = None,
        around: Around = lambda message: nullcontext(),
        answer: Callable[[], Awaitable[None] | None] = lambda: None,
    ) -> None:
        """`ours` are the addresses of what sends events, `pages` of what is asked of tables; each
        message is handed over within `around`. After one that brought an event the kernel awaits
        what `answer` returns before it says that the message has been handled.

        An address is the id of a comm; where a comm has many models, that of one follows.
        """
        self._around = around
        self._answer = answer
        self.exact = False
        """Whether the hook is in place; otherwise nothing ever seems to be waiting."""
        self._ours = ours
        self._waiting: dict[str, str] = {}  # ids of messages, and the addresses they are for
        self._order = MessageOrder(self._waiting)
        self._urgent = UrgentMessages({} if pages is None else pages)
        self._late_busy = LateBusy(lambda id: id in self._waiting or id in self._urgent.waiting)
        self._undo: list[Callable[[], None]] = []
        self._pull: Callable[[], object] | None = None
        self._pulled = 0.0
        self._removed = False
        self._hooked: Callable[..., Any] | None = None
        self._receive: Callable[..., Any] | None = None

    def install(self) -> None:
        """Put the hook in; exact tells whether and from when on it is there."""
        found = kernel()
        stream: Any = getattr(found, "shell_stream", None)
        handlers = getattr(found, "shell_handlers", {})
        if "comm_msg" not in handlers or not callable(getattr(stream, "_recv_callback", None)):
            return
        handled = self._handled(handlers["comm_msg"])
        self._late_busy.install()
        self._undo += [
            replace_handler(handlers, "comm_msg", handled),
            self._late_busy.remove,
        ]
        thread = getattr(found, "shell_channel_thread", None)
        if thread is not None:  # the stream belongs to that thread's loop and to nobody else
            thread.io_loop.add_callback(self._hook, stream)
            self._undo.append(lambda: thread.io_loop.add_callback(self._unhook, stream))
        elif is_main_thread():
            self._hook(stream)
            self._undo.append(lambda: self._unhook(stream))
            self._pull = partial(stream.flush, _POLLIN)

    def remove(self) -> None:
        """Take the hook out again."""
        self._removed, self.exact, self._pull = True, False, None
        self.forget()
        while self._undo:
            self._undo.pop()()

    def waiting(self) -> bool:
        """Tell whether a message for us is on its way through the kernel."""
        return bool(self._waiting)

    def waiting_for(self, wanted: Callable[[str], bool]) -> bool:
        """Tell whether a message is on its way for an address that `wanted` is true of."""
        return any(wanted(address) for address in list(self._waiting.values()))

    def poll(self) -> bool:
        """Look for new messages where that is up to the main thread; return waiting().

        What pages have asked of their tables is answered. Looks at most every PULL_EVERY seconds,
        because a look costs 12 microseconds.
        """
        if self._pull is not None and not self._waiting:
            now = time.monotonic()
            if now - self._pulled >= PULL_EVERY:
                self.pull()
                self._pulled = time.monotonic()
        if self._urgent.waiting and is_main_thread():
            self._urgent.answer()
        return bool(self._waiting)

    def pull(self) -> None:
        """Look for new messages now. Handlers do not run here; the kernel queues the messages."""
        if self._pull is not None and is_main_thread():
            self._pull()

    def forget(self) -> None:
        """Give up on messages that the kernel received and will not hand over."""
        self._waiting.clear()
        self._order.forget()

    def _hook(self, stream: Any) -> None:
        receive = stream._recv_callback

        def received(frames: list[Any]) -> Any:
            if not self._removed:
                self._arrived(frames)
            return receive(frames)

        self._hooked, self._receive = received, receive
        stream.on_recv(received, copy=stream._recv_copy)
        self.exact = not self._removed

    def _unhook(self, stream: Any) -> None:
        if stream._recv_callback is self._hooked:  # else someone else's hook is around it
            stream.on_recv(self._receive, copy=stream._recv_copy)

    def _arrived(self, frames: list[Any]) -> None:
        if (parts := _parts(frames)) is None or (message := _comm_message(parts)) is None:
            return
        id, address = message
        if address in self._ours:
            self._waiting[id] = address
        else:
            self._urgent.notice(id, address, parts)

    def _handled(self, original: Callable[..., Any]) -> Callable[..., Any]:
        def comm_msg(stream: Any, ident: Any, message: dict[str, Any]) -> Any:
            id = message["header"]["msg_id"]
            try:
                if self._urgent.settled(id):
                    return None
                with self._order.turn(id, message), self._around(message):
                    result = original(stream, ident, message)
            finally:
                self._waiting.pop(id, None)
            return (self._answer() if _is_event(message) else None) or result

        return comm_msg


def _is_event(message: dict[str, Any]) -> bool:
    """Is it no update of traits? The front end sends no newer one until an update is handled."""
    data = message["content"].get("data")
    return isinstance(data, dict) and data.get("method") == "custom"


_POLLIN = 1  # zmq.POLLIN, which is also the poll(2) constant


def _parts(frames: list[Any]) -> list[Any] | None:
    """Return signature, header, parent, metadata and content of a message; takes nothing."""
    at = next((at for at, frame in enumerate(frames[:8]) if _is_delimiter(frame)), len(frames))
    parts = frames[at + 1 : at + 6]
    return parts if len(parts) == 5 else None


def _comm_message(parts: list[Any]) -> tuple[str, str] | None:
    """Return a message's id and address if these are the parts of a comm_msg."""
    header = bytes(parts[1])
    if b'"comm_msg"' not in header:
        return None
    # A message may carry megabytes; the address stands at the beginning of its content.
    message, found = _MSG_ID.search(header), _ADDRESS.search(bytes(parts[4])[:400])
    if not message or not found:
        return None
    address = b"/".join(part for part in found.groups() if part)
    return message[1].decode(), address.decode()


def _is_delimiter(frame: Any) -> bool:
    return len(frame) == len(_DELIMITER) and bytes(frame) == _DELIMITER
