"""The process from which isolated kernels are forked, and those kernels as processes.

It executes the document's ordinary cells once. A kernel of its own for a visitor is then a fork of
it, which shares its memory for as long as nobody writes there.
"""

from __future__ import annotations

import asyncio
import json
import os
import select
import signal
import socket
import sys
from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from uuid import uuid4

from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from rerun_state.serve.served_file import Document, Unservable

CAN_FORK = sys.platform == "linux"
"""Elsewhere processes cannot be forked, or the system's own libraries do not survive it."""
LONGEST = 2**24
"""Bytes of an answer: a traceback can be long."""
_POOLS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")
"""Pools of threads do not survive a fork; and visitors share the processors anyway."""


class Origin:
    """The process that has executed the ordinary cells of a document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._process: asyncio.subprocess.Process | None = None
        self._reader: asyncio.StreamReader
        self._writer: asyncio.StreamWriter
        self._busy = asyncio.Lock()

    async def start(self, manager: AsyncKernelManager) -> None:
        """Start it, in the environment of that manager's kernels, and execute the cells.

        Raises Unservable for a cell that fails, or makes what no fork would have.
        """
        command = [*_interpreter(manager), "-m", "rerun_state.jupyter.origin"]
        ours, its = socket.socketpair()
        with its:
            self._process = await asyncio.create_subprocess_exec(
                *command,
                str(its.fileno()),
                cwd=self.document.file.parent,
                env=_environment(manager),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=sys.stderr.fileno(),  # what cells print is for the author
                pass_fds=[its.fileno()],
                start_new_session=True,
            )
        self._reader, self._writer = await asyncio.open_connection(sock=ours, limit=LONGEST)
        steps = [{"name": s.name, "code": s.code} for s in self.document.steps if not s.offers]
        self._check(await self._ask({"steps": steps}))

    def provide(self, manager: AsyncKernelManager) -> None:
        """Let a manager fork its kernel, where it would start one."""
        manager.kernel_id = str(uuid4())
        manager.provisioner = provisioner = ForkProvisioner(
            kernel_id=manager.kernel_id, kernel_spec=manager.kernel_spec, parent=manager
        )
        provisioner.origin = self

    async def fork(self, connection_file: str) -> int:
        """Let it become a kernel once more; the number of the new process."""
        return int((await self._ask({"fork": connection_file}))["pid"])

    @property
    def is_alive(self) -> bool:
        """Can it still be forked?"""
        return self._process is not None and self._process.returncode is None

    async def close(self) -> None:
        """End it, and the kernels that are left."""
        if self._process is None:
            return
        if hasattr(self, "_writer"):
            self._writer.close()
        if self._process.returncode is None:
            with suppress(ProcessLookupError):
                self._process.kill()
        await self._process.wait()

    async def _ask(self, order: Mapping[str, Any]) -> dict[str, Any]:
        async with self._busy:
            try:
                self._writer.write(json.dumps(order).encode() + b"\n")
                await self._writer.drain()
                answer = await self._reader.readline()
            except ConnectionError:
                answer = b""
        if not answer:
            raise Unservable(
                f"The process that executes the cells of {self.document.file.name} has ended."
            )
        return dict(json.loads(answer))

    def _check(self, answer: Mapping[str, Any]) -> None:
        if "failed" in answer:
            raise Unservable.of_cell(
                answer["failed"], self.document.file, answer["error"], answer["traceback"]
            )
        if "unsafe" in answer:
            raise Unservable(
                f"{answer['unsafe']} of {self.document.file.name} makes "
                f"{' and '.join(answer['obstacles'])}, which a kernel forked for a visitor would "
                "lack. Make that within an app, under st.cache_resource for instance, or serve "
                "without --isolate."
            )


class ForkProvisioner(LocalProvisioner):
    """Provides kernels that are forked, where others are started."""

    origin: Origin

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Fork a kernel that listens where the connection file says."""
        manager: Any = self.parent
        pid = await self.origin.fork(manager.connection_file)
        self.process = ForkedProcess(pid)  # type: ignore[assignment]
        self.pid = self.pgid = pid
        return self.connection_info


class ForkedProcess:
    """A process that is not our child, in the terms of `subprocess.Popen`."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int) -> None:
        self.pid = pid
        try:
            # By the number alone another process could be meant, later.
            self._handle = os.pidfd_open(pid)
        except ProcessLookupError:
            self._handle = -1

    def poll(self) -> int | None:
        """None while it lives."""
        if self._handle >= 0 and select.select([self._handle], [], [], 0)[0]:
            os.close(self._handle)
            self._handle = -1
        return None if self._handle >= 0 else 0

    def wait(self) -> int:
        """Wait for its end."""
        while self.poll() is None:
            select.select([self._handle], [], [])
        return 0

    def send_signal(self, number: int) -> None:
        """Send it a signal, if it lives."""
        if self.poll() is None:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._handle, number)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)


def _interpreter(manager: AsyncKernelManager) -> list[str]:
    """How the kernel's Python is called, with its own options."""
    command = manager.format_kernel_cmd()
    at = command.index("-m") if "-m" in command else len(command)
    if command[at + 1 : at + 2] not in (["ipykernel_launcher"], ["ipykernel"]):
        raise Unservable(
            f"The kernel {manager.kernel_name!r} is not started by ipykernel, and cannot be forked "
            "for every visitor. Serve without --isolate."
        )
    return command[:at]


def _environment(manager: AsyncKernelManager) -> dict[str, str]:
    inline = {"MPLBACKEND": "module://matplotlib_inline.backend_inline"}  # as in every kernel
    quiet = {"PYDEVD_DISABLE_FILE_VALIDATION": "1"}  # as ipykernel has it where it debugs
    usual = {**dict.fromkeys(_POOLS, "1"), **inline, **quiet, "PYTHONUNBUFFERED": "1"}
    assert manager.kernel_spec is not None
    return {**usual, **os.environ, **manager.kernel_spec.env}
