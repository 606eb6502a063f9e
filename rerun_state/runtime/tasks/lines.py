"""How other processes say what they print, and how far they are.

A line travels with the call and is opened there: while a thread works for it, what the thread
prints goes over the line. In this process each line ends at an ear, which it knows by a number.
Processes of this machine talk over a socket, with a key of this process; Dask's workers over the
events of their scheduler, which also come from other machines. A process that cannot reach us
prints where it always did.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import threading
import uuid
from concurrent.futures import CancelledError
from itertools import count
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, Self
from weakref import WeakKeyDictionary, WeakValueDictionary

from rerun_state.errors import StreamlitValueError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

PROGRESS = "progress"
CANCELLED = "cancelled"

log = logging.getLogger("rerun_state")


class Ear(Protocol):
    """Takes what a task in another process says."""

    def stream(self, name: str, text: str) -> None:
        """Take text for stdout or stderr."""

    def report(self, value: float, text: str | None = None) -> None:
        """Take how far it is; CancelledError if it is to end."""


# -- in the other process --------------------------------------------------------------------------


class Line:
    """The way back from another process, for one task."""

    def __init__(self, number: int) -> None:
        self._number = number

    def __enter__(self) -> Self:
        for name in ("stdout", "stderr"):
            if not isinstance(getattr(sys, name), _Routed):
                setattr(sys, name, _Routed(getattr(sys, name), name))
        _working.line = self
        return self

    def __exit__(self, *_: object) -> None:
        del _working.line

    def report(self, value: float, text: str | None = None) -> None:
        """Tell how far the task is; CancelledError if nobody waits for it any more."""
        if hasattr(value, "item"):  # a number of numpy's
            value = value.item()
        answer = self.send(PROGRESS, value, text)
        if answer == CANCELLED:
            raise CancelledError("The task was cancelled.")
        if answer:
            raise StreamlitValueError(answer)

    def send(self, kind: str, *values: Any) -> str | None:
        """Say something; the answer to it, None if it could not be said."""
        raise NotImplementedError


class SocketLine(Line):
    """The way back over a socket of this machine."""

    def __init__(self, number: int, address: Any, key: bytes) -> None:
        super().__init__(number)
        self._address, self._key = address, key
        self._connection: Connection | None = None
        self._lock = threading.Lock()
        self._lost = False

    def __reduce__(self) -> tuple[Any, ...]:
        return SocketLine, (self._number, self._address, self._key)

    def __exit__(self, *error: object) -> None:
        super().__exit__(*error)
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def send(self, kind: str, *values: Any) -> str | None:
        """Say something and wait until it was heard."""
        from multiprocessing.connection import Client  # slow to import, and few need it

        with self._lock:
            try:
                if self._connection is None and not self._lost:
                    self._connection = Client(self._address, authkey=self._key)
                if self._connection is None:
                    return None
                self._connection.send_bytes(json.dumps([self._number, kind, *values]).encode())
                return self._connection.recv_bytes().decode()
            except (OSError, EOFError):  # the kernel is gone, or on another machine
                self._lost, self._connection = True, None
                return None


class DaskLine(Line):
    """The way back from a worker of Dask."""

    def __init__(self, number: int, topic: str) -> None:
        super().__init__(number)
        self._topic = topic

    def send(self, kind: str, *values: Any) -> str | None:
        """Say something; whoever hears it cannot answer."""
        import distributed

        distributed.get_worker().log_event(self._topic, [self._number, kind, *values])
        return ""


_working = threading.local()  # its `line` is that of the thread's task, if it has one


class _Routed:
    """A stream which passes on to its line what a thread prints that works for one."""

    def __init__(self, stream: Any, name: str) -> None:
        self._stream, self._name = stream, name

    def write(self, text: str) -> int:
        line: Line | None = getattr(_working, "line", None)
        if line is None or line.send(self._name, text) is None:
            self._stream.write(text)
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


# -- in this process -------------------------------------------------------------------------------

_EARS: WeakValueDictionary[int, Ear] = WeakValueDictionary()
_NUMBERS = count(1)


def number_of(ear: Ear) -> int:
    """The number by which lines find an ear, for as long as that lives."""
    number = next(_NUMBERS)
    _EARS[number] = ear
    return number


def hear(message: Any) -> str:
    """Take what came over a line; return the answer, "" if there is nothing to say."""
    number, kind, *values = message
    ear = _EARS.get(number)
    if kind == PROGRESS:
        try:
            if ear is None:
                return CANCELLED
            ear.report(*values)
        except CancelledError:
            return CANCELLED
        except Exception as error:  # a number that is no progress: the function is told
            return str(error) or type(error).__name__
    elif ear is not None and kind in ("stdout", "stderr"):
        ear.stream(kind, str(values[0]))
    return ""


class Exchange:
    """The socket at which lines of this machine end; opened with the first of them."""

    _of_process: ClassVar[Exchange | None] = None

    def __init__(self) -> None:
        from multiprocessing.connection import Listener  # slow to import, and few need it

        self._key = os.urandom(32)
        self._listener = Listener(authkey=self._key)
        threading.Thread(target=self._accept, name="rerun_state-lines", daemon=True).start()

    @classmethod
    def line(cls, number: int) -> SocketLine:
        """A line to the ear of that number."""
        if cls._of_process is None:
            cls._of_process = cls()
        found = cls._of_process
        return SocketLine(number, found._listener.address, found._key)

    def _accept(self) -> None:
        while True:
            try:
                connection = self._listener.accept()
            except Exception as error:  # who does not know the key, or leaves at once
                log.warning("A process could not reach its task's place: %r", error)
                continue
            threading.Thread(target=_listen, args=(connection,), daemon=True).start()


def _listen(connection: Connection) -> None:
    with connection:
        while True:
            try:
                message = json.loads(connection.recv_bytes())
                connection.send_bytes(hear(message).encode())
            except (EOFError, OSError):  # it has ended
                return


_TOPICS: WeakKeyDictionary[Any, str] = WeakKeyDictionary()


def dask_line(client: Any, number: int) -> DaskLine:
    """A line from the workers of a Dask client to the ear of that number."""
    if client not in _TOPICS:
        topic = _TOPICS[client] = f"rerun_state-{uuid.uuid4().hex}"
        client.subscribe_topic(topic, lambda event: hear(event[1]))
    return DaskLine(number, _TOPICS[client])
