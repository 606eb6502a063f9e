"""A kernel as a process of this machine, and the messages to it and from it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import zmq
from jupyter_client.manager import AsyncKernelManager

from rerun_state.serve.served_file import Unservable

START = 120.0
"""Seconds that a kernel may take to answer at all."""


class LocalKernel:
    """A process of this machine, reached by the sockets of its manager."""

    def __init__(self, manager: AsyncKernelManager, folder: Path) -> None:
        """`folder` is where it works."""
        self._manager = manager
        self._folder = folder
        self._client: Any = None  # once the process has its sockets

    @property
    def session(self) -> Any:
        """What makes the messages to it, and signs them."""
        return self._client.session

    async def start(self) -> None:
        """Start the process."""
        environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
        await self._manager.start_kernel(cwd=str(self._folder), env=environment)
        self._client = client = self._manager.client()
        # JSON can spell half of a surrogate pair, UTF-8 cannot.
        client.session.pack = lambda content: json.dumps(content, default=str).encode()
        client.context.setsockopt(zmq.RCVHWM, 0)  # or what comes in a burst is lost
        client.start_channels(stdin=False, hb=False, control=False)

    async def await_ready(self) -> None:
        """Wait until it answers; Unservable if it does not."""
        try:
            await self._client.wait_for_ready(timeout=START)
        except RuntimeError as error:
            raise Unservable(f"The kernel does not answer: {error}.") from None

    async def is_alive(self) -> bool:
        """Is the process there?"""
        return bool(await self._manager.is_alive())

    async def close(self) -> None:
        """End it."""
        if self._client is not None:
            self._client.stop_channels()
        if self._manager.has_kernel:
            await self._manager.shutdown_kernel(now=True)

    def send(self, message: dict[str, Any]) -> None:
        """Send a message of the shell channel."""
        self._client.shell_channel.send(message)

    async def receive(self, channel: str) -> dict[str, Any]:
        """The next message of "shell" or "iopub"."""
        get = self._client.get_shell_msg if channel == "shell" else self._client.get_iopub_msg
        return dict(await get(timeout=None))
