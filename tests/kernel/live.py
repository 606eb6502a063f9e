"""A real kernel and, on the other side of its sockets, just enough of a front end.

The idea: everything that a kernel publishes is kept in `messages`, in order, so a test can say how
many messages and bytes an action costs; and `comms` holds what a front end would know of the
widgets, kept up by the same messages.
"""

import ast
import json
import sys
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty
from tempfile import TemporaryDirectory
from typing import Any

import zmq
from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.manager import KernelManager

from tests.kernel.rest import TARGET

TIMEOUT = 60.0
"""Seconds to wait for what has to come. Other tests may keep the machine busy meanwhile."""
INSTALL = f"""
import sys
sys.path.append({str(Path(__file__).parent)!r})
__import__("rest").install()
sys.path.pop()
del sys
"""
OUTPUTS = {"stream", "display_data", "execute_result", "update_display_data", "error"}


@dataclass(frozen=True)
class Message:
    """One message of the kernel's iopub channel; `parent` is the request that it answers."""

    type: str
    content: dict[str, Any]
    parent: str | None
    buffers: list[bytes]
    when: float = 0.0
    """When it was read, on the monotonic clock."""

    @property
    def size(self) -> int:
        """The bytes of its content, buffers included."""
        return len(json.dumps(self.content)) + sum(map(len, self.buffers))

    @property
    def data(self) -> dict[str, Any]:
        """What a comm message carries, empty in any other."""
        return dict(self.content.get("data", {}))


@dataclass
class Comm:
    """A comm that the kernel opened, with the state that a widget has by now."""

    id: str
    target: str
    state: dict[str, Any]
    is_open: bool = True


@dataclass(frozen=True)
class Reply:
    """What became of an executed cell."""

    content: dict[str, Any]
    outputs: list[Message] = field(default_factory=list)

    @property
    def error(self) -> str | None:
        """The class name of the exception that failed the cell, None if it did not fail."""
        return self.content.get("ename")

    @property
    def text(self) -> str:
        """What the cell printed."""
        return "".join(m.content["text"] for m in self.outputs if m.type == "stream")

    @property
    def value(self) -> str | None:
        """The plain text of the cell's last expression, None without one."""
        results = [m for m in self.outputs if m.type == "execute_result"]
        return results[-1].content["data"]["text/plain"] if results else None


def customs(messages: Sequence[Message]) -> list[Any]:
    """List the contents of the custom messages that widgets sent."""
    return [m.data["content"] for m in messages if m.data.get("method") == "custom"]


def patches(messages: Sequence[Message]) -> list[Any]:
    """List the patches that containers sent."""
    return [content for content in customs(messages) if content.get("event") == "patch"]


def changes(messages: Sequence[Message]) -> list[Message]:
    """List the comm messages, but for patches that say no more than how far a run has come.

    Why: these come where a run takes long, which says how busy the machine is.
    """
    comms = [m for m in messages if m.type.startswith("comm")]
    return [m for m in comms if any(op[0] != "stale" for op in _ops(m))]


def _ops(message: Message) -> list[Any]:
    return patches([message])[0]["ops"] if patches([message]) else [["other"]]


class LiveKernel:
    """Runs the interpreter of the tests as a kernel, and speaks to it as a front end does."""

    def __init__(self, env: Mapping[str, str], kernel: str = "python3") -> None:
        self.messages: list[Message] = []
        self.comms: dict[str, Comm] = {}
        self.listeners: list[Callable[[Message], object]] = []
        """Who is told of each message when it is read."""
        self._question: str | None = None  # one that the kernel has not answered yet
        self._questions: set[str] = set()
        self._rest: str | None = None  # the comm by which it is answered, if the engine is asked
        self._subshells: set[str] = set()  # those that were sent something
        self._manager = KernelManager(kernel_name=kernel)
        # Not by TCP: of two processes that start kernels at once, both may choose the same port.
        self._sockets = TemporaryDirectory(prefix="rerun_state")
        if sys.platform != "win32" and kernel == "python3":  # others may know TCP alone
            self._manager.transport = "ipc"
            self._manager.ip = str(Path(self._sockets.name, "kernel"))
        spec = self._manager.kernel_spec
        assert spec is not None, f"There is no kernel spec {kernel!r}: is it installed?"
        spec.argv[0] = sys.executable
        self._manager.start_kernel(env=dict(env))
        self._client: BlockingKernelClient = self._manager.client()
        # A browser may spell what no well-behaved client sends: NaN, half surrogate pairs.
        self._client.session.pack = lambda content: json.dumps(content, default=str).encode()
        # A test may read more slowly than the kernel publishes, and ZeroMQ would drop the rest.
        self._client.context.setsockopt(zmq.RCVHWM, 0)
        self._client.start_channels()
        self._begin()

    def _begin(self) -> None:
        self._client.wait_for_ready(timeout=TIMEOUT)
        content = {"code": INSTALL, "silent": True, "store_history": False}
        self.finish(self._send("execute_request", content))
        self.messages.clear()

    def shutdown(self) -> None:
        self._client.stop_channels()
        self._manager.shutdown_kernel(now=True)
        self._manager.cleanup_resources()
        self._sockets.cleanup()

    def restart(self, *, now: bool = False) -> None:
        """Start the kernel anew, as the front end's button does; with `now`, kill the old one."""
        self._manager.restart_kernel(now=now)
        self._subshells.clear()
        self._begin()
        self.comms.clear()

    def interrupt(self) -> None:
        self._manager.interrupt_kernel()

    def request_interrupt(self) -> None:
        """Ask the kernel itself to stop, as front ends do where no server can send a signal."""
        message = self._client.session.msg("interrupt_request")
        self._client.control_channel.send(message)
        self._client.get_control_msg(timeout=TIMEOUT)

    def is_alive(self) -> bool:
        return self._manager.is_alive()

    def run(
        self,
        code: str,
        *,
        cell_id: str | None = None,
        subshell: str | None = None,
        deleted: Sequence[str] = (),
        answers: Sequence[str] = (),
        timeout: float = TIMEOUT,
    ) -> Reply:
        """Execute a cell, with the cell id that JupyterLab would send; wait until it is done.

        With `answers` the reader can be asked, and answers so; `deleted` cells are told of.
        """
        request = self.start(
            code,
            cell_id=cell_id,
            subshell=subshell,
            deleted=deleted,
            allow_stdin=bool(answers),
        )
        for answer in answers:
            self._client.get_stdin_msg(timeout=timeout)
            self._client.input(answer)
        return self.finish(request, timeout=timeout)

    def start(
        self,
        code: str,
        *,
        cell_id: str | None = None,
        subshell: str | None = None,
        deleted: Sequence[str] = (),
        allow_stdin: bool = False,
    ) -> str:
        """Send a cell without waiting for it; return the request for `finish`."""
        content = {
            "code": code,
            "silent": False,
            "store_history": True,
            "user_expressions": {},
            "allow_stdin": allow_stdin,
            "stop_on_error": False,  # what follows a cell that fails is meant to run
        }
        metadata: dict[str, Any] = {"cellId": cell_id} if cell_id else {}
        if deleted:
            metadata["deletedCells"] = list(deleted)
        return self._send("execute_request", content, metadata=metadata, subshell=subshell)

    def finish(self, request: str, *, timeout: float = TIMEOUT) -> Reply:
        """Wait for the reply to a request and for everything that the kernel published by then."""
        if not any(m.parent == request and is_idle(m) for m in self.messages):
            self.wait_for(lambda m: m.parent == request and is_idle(m), timeout=timeout)
        reply = self._client.get_shell_msg(timeout=timeout)
        while reply["parent_header"].get("msg_id") != request:
            reply = self._client.get_shell_msg(timeout=timeout)
        outputs = [m for m in self.messages if m.parent == request and m.type in OUTPUTS]
        return Reply(reply["content"], outputs)

    def value(self, expression: str) -> Any:
        """Evaluate an expression whose value is a literal."""
        shown = self.run(expression).value
        return None if shown is None else ast.literal_eval(shown)

    def until(self, expression: str, *, timeout: float = TIMEOUT) -> None:
        """Wait until an expression is true in the notebook; TimeoutError if it never is."""
        end = time.monotonic() + timeout
        while self.value(expression) is not True:
            if time.monotonic() > end:
                raise TimeoutError(f"{expression} was never true within {timeout} s.")

    def complete(self, code: str) -> list[str]:
        """What Tab offers at the end of a cell's text."""
        request = self._client.complete(code)
        reply = self._client.get_shell_msg(timeout=TIMEOUT)
        while reply["parent_header"].get("msg_id") != request:
            reply = self._client.get_shell_msg(timeout=TIMEOUT)
        return list(reply["content"]["matches"])

    def inspect(self, code: str) -> str:
        """What Shift-Tab shows at the end of a cell's text."""
        request = self._client.inspect(code)
        reply = self._client.get_shell_msg(timeout=TIMEOUT)
        while reply["parent_header"].get("msg_id") != request:
            reply = self._client.get_shell_msg(timeout=TIMEOUT)
        return str(reply["content"]["data"].get("text/plain", ""))

    def send_comm(
        self,
        comm_id: str,
        data: dict[str, Any],
        buffers: Sequence[bytes] = (),
        *,
        subshell: str | None = None,
    ) -> str:
        """Send a comm message as the front end does, to the main shell or to a subshell.

        ipykernel 7.4 has the last word: it hands the message to the subshell which published on
        the comm last (opening it counts).
        """
        content = {"comm_id": comm_id, "data": data}
        return self._send("comm_msg", content, buffers=buffers, subshell=subshell)

    def send_custom(self, comm_id: str, content: Any, *, subshell: str | None = None) -> str:
        """Send a widget's custom message."""
        return self.send_comm(comm_id, {"method": "custom", "content": content}, subshell=subshell)

    def send_state(self, comm_id: str, *, subshell: str | None = None, **state: Any) -> str:
        """Set traits of a widget, as the front end does."""
        data = {"method": "update", "state": state, "buffer_paths": []}
        return self.send_comm(comm_id, data, subshell=subshell)

    def create_subshell(self) -> str:
        """Open a subshell (ipykernel 7) and return its id, for `send_comm`."""
        session = self._client.session
        message = session.msg("create_subshell_request")
        self._client.control_channel.send(message)
        reply = self._client.get_control_msg(timeout=TIMEOUT)
        return str(reply["content"]["subshell_id"])

    def delete_subshell(self, id: str) -> None:
        """End a subshell, as a front end does that goes."""
        self._client.control_channel.send(
            self._client.session.msg("delete_subshell_request", {"subshell_id": id})
        )
        self._client.get_control_msg(timeout=TIMEOUT)
        self._subshells.discard(id)

    def wait_for(self, wanted: Callable[[Message], bool], *, timeout: float = TIMEOUT) -> Message:
        """Read on until a message is as wanted; raise TimeoutError if none comes."""
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            message = self.read(end - time.monotonic())
            if message is not None and wanted(message):
                return message
        raise TimeoutError(f"No such message within {timeout} s.")

    def settle(self, *, quiet: float = 0) -> None:
        """Read on until the kernel has answered all that it was sent, and its engine rests.

        What proves it is a round trip, after which all that had to happen has happened. `quiet` is
        for what comes by itself: so many seconds must have passed without a message, as well.
        """
        said = -1
        while said != len(self.messages):
            while quiet and self.read(quiet) is not None:
                pass
            for shell in self._subshells:
                self._await_answer(self._send("kernel_info_request", {}, subshell=shell))
            self._rest = uuid.uuid4().hex
            content = {"comm_id": self._rest, "target_name": TARGET, "data": {}}
            self._await_answer(self._send("comm_open", content))
            if not quiet:
                return
            said = len(self.messages)

    def _await_answer(self, question: str) -> None:
        """Wait for the answer to a question that changes nothing and leaves no message."""
        self._question = question
        self._questions.add(question)
        end = time.monotonic() + TIMEOUT
        while self._question is not None:
            self.read(1)
            if time.monotonic() > end:
                raise TimeoutError(f"The kernel was never free within {TIMEOUT} s.")

    @contextmanager
    def recording(self) -> Iterator[list[Message]]:
        """Fill a list with what is published from here until the kernel is quiet again."""
        self.settle()
        start = len(self.messages)
        seen: list[Message] = []
        yield seen
        self.settle()
        seen += self.messages[start:]

    def open_comms(self) -> list[Comm]:
        return [comm for comm in self.comms.values() if comm.is_open]

    def _send(
        self,
        kind: str,
        content: dict[str, Any],
        *,
        metadata: dict[str, Any] | None = None,
        buffers: Sequence[bytes] = (),
        subshell: str | None = None,
    ) -> str:
        session = self._client.session
        message = session.msg(kind, content, metadata=metadata)
        if subshell is not None:
            message["header"]["subshell_id"] = subshell
            self._subshells.add(subshell)
        session.send(self._client.shell_channel.socket, message, buffers=list(buffers))
        return str(message["header"]["msg_id"])

    def read(self, timeout: float) -> Message | None:
        """Read the next message; None if the kernel publishes nothing for so many seconds."""
        try:
            raw = self._client.get_iopub_msg(timeout=timeout)
        except Empty:
            return None
        if self._is_answer(raw):
            return None
        message = Message(
            raw["msg_type"],
            raw["content"],
            raw["parent_header"].get("msg_id"),
            [bytes(buffer) for buffer in raw["buffers"]],
            time.monotonic(),
        )
        self.messages.append(message)
        self._follow(message)
        for listen in self.listeners:
            listen(message)
        return message

    def _is_answer(self, raw: dict[str, Any]) -> bool:
        """Is it about a question? One to the engine is answered once its comm is closed."""
        kind, content = raw["msg_type"], raw["content"]
        if self._rest is not None and content.get("comm_id") == self._rest:
            self._question = self._rest = None
            assert "error" not in content["data"], content["data"]["error"]
            return True
        if raw["parent_header"].get("msg_id") not in self._questions:
            return False
        if kind == "status" and content["execution_state"] == "idle" and self._rest is None:
            self._question = None
        return bool(kind == "status")

    def _follow(self, message: Message) -> None:
        """Keep `comms` as a front end's widgets would be."""
        if message.type == "comm_open":
            comm_id, target = message.content["comm_id"], message.content["target_name"]
            self.comms[comm_id] = Comm(comm_id, target, dict(message.data.get("state", {})))
        elif message.type == "comm_msg" and message.data.get("method") == "update":
            self.comms[message.content["comm_id"]].state |= message.data["state"]
        elif message.type == "comm_close":
            comm = self.comms.get(message.content["comm_id"])  # it may be of an earlier test
            if comm is not None:
                comm.is_open = False


def is_idle(message: Message) -> bool:
    return message.type == "status" and message.content["execution_state"] == "idle"
