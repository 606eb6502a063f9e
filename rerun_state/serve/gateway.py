"""Kernels on other machines, behind a kernel gateway: the same protocol, by HTTP and a websocket.

Why not Jupyter Server's client of gateways: what it receives has to be text, and pages are sent
with the bytes of their tables and pictures.
"""

from __future__ import annotations

import asyncio
import json
import os
import struct
from collections.abc import Callable
from itertools import pairwise
from typing import Any
from urllib.parse import quote, urlsplit

from jupyter_client.session import Session
from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.websocket import (
    WebSocketClientConnection,
    WebSocketClosedError,
    WebSocketError,
    websocket_connect,
)

from rerun_state.serve import log
from rerun_state.serve.served_file import Passing, Unservable

PATIENCE = 60.0
"""Seconds that a gateway may take to start a kernel."""
OUTAGE = 60.0
"""Seconds for which a gateway may be away, until its kernel is given up."""
AGAIN = 0.5
"""Seconds between two tries to reach it again."""
PING = 10.0
"""Seconds between two pings: a connection that is cut without a word is found out by them."""


def check_gateway(url: str) -> str:
    """The address without a slash at its end; ValueError for what is none."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"{url!r} is no address such as http://gateway.example.org:8888")
    return url.rstrip("/")


class Gone(Unservable):
    """The gateway answers, and has no such kernel any more."""


class RemoteKernel:
    """One kernel of a gateway, and the messages to it and from it.

    A connection that is cut is made again: the gateway holds what the kernel says meanwhile, and
    what is said to it waits here. What was on its way is lost, so `on_cut` is told of both.
    """

    def __init__(self, gateway: str, name: str) -> None:
        """`gateway` is its address, `name` that of the kernel's specification there."""
        self.session = Session()
        self._gateway = gateway
        self._name = name
        self._id: str | None = None
        self.on_cut: Callable[[bool], None] = lambda cut: None
        self._socket: WebSocketClientConnection | None = None
        self._is_connected = False
        self._unsent: list[str | bytes] = []
        self._queues: dict[str, asyncio.Queue[dict[str, Any]]] = {
            "shell": asyncio.Queue(),
            "iopub": asyncio.Queue(),
        }

    async def start(self) -> None:
        """Start it; Unservable says what keeps the gateway from doing so."""
        made = await self._ask("POST", "", {"name": self._name, "env": {}})
        self._id = json.loads(made)["id"]
        await self._connect()

    async def _connect(self) -> None:
        url = f"{self._gateway}/api/kernels/{quote(self._id or '')}/channels"
        request = HTTPRequest(
            f"{url}?session_id={self.session.session}".replace("http", "ws", 1),
            headers=_authorization(),
            connect_timeout=PATIENCE,
        )
        try:
            self._socket = await websocket_connect(
                request,
                on_message_callback=self._receive,
                max_message_size=2**30,
                ping_interval=PING,
            )
        except (OSError, WebSocketError, HTTPClientError) as error:
            raise self._unreachable(error) from None
        self._is_connected = True
        unsent, self._unsent = self._unsent, []
        for frame in unsent:
            self._write(frame)
        self.on_cut(False)

    async def await_ready(self) -> None:
        """The gateway has waited for it."""

    async def is_alive(self) -> bool:
        """Does the gateway still have it? While it cannot be reached, that is not known."""
        loop = asyncio.get_running_loop()
        end = loop.time() + OUTAGE
        while True:
            try:
                if json.loads(await self._ask("GET", f"/{self._id}"))["execution_state"] == "dead":
                    return False
                if not self._is_connected:
                    await self._connect()
            except Gone:
                return False
            except Passing as error:
                if loop.time() > end:
                    log.warning("%s", error)
                    return False
                await asyncio.sleep(AGAIN)
            except Unservable:
                return False
            else:
                return True

    async def close(self) -> None:
        """End it."""
        if self._socket is not None:
            self._socket.close()
        if self._id is not None:
            try:
                await self._ask("DELETE", f"/{self._id}")
            except Unservable as error:
                log.debug("A kernel of the gateway's could not be ended: %s", error)

    def send(self, message: dict[str, Any]) -> None:
        """Send a message of the shell channel."""
        told = {name: part for name, part in message.items() if name != "buffers"}
        text = json.dumps({**told, "channel": "shell"}, default=str)
        buffers = message.get("buffers") or []
        self._write(text if not buffers else _pack(text.encode(), buffers))

    def _write(self, frame: str | bytes) -> None:
        assert self._socket is not None
        try:
            self._socket.write_message(frame, binary=isinstance(frame, bytes))
        except WebSocketClosedError:
            self._unsent.append(frame)

    async def receive(self, channel: str) -> dict[str, Any]:
        """The next message of "shell" or "iopub"."""
        return await self._queues[channel].get()

    def _receive(self, frame: str | bytes | None) -> None:
        if frame is None:
            self._is_connected = False  # the socket has no code for it if nobody said goodbye
            self.on_cut(True)
            return
        message = json.loads(frame) if isinstance(frame, str) else _unpack(frame)
        if (queue := self._queues.get(str(message.get("channel")))) is not None:
            queue.put_nowait(message)

    async def _ask(self, method: str, path: str, body: Any = None) -> bytes:
        request = HTTPRequest(
            f"{self._gateway}/api/kernels{path}",
            method,
            headers=_authorization(),
            body=None if body is None else json.dumps(body),
            request_timeout=PATIENCE,
        )
        try:
            return (await AsyncHTTPClient().fetch(request)).body
        except (OSError, HTTPClientError) as error:
            raise self._unreachable(error) from None

    def _unreachable(self, error: Exception) -> Unservable:
        if getattr(error, "code", None) == 404 and self._id is not None:
            return Gone(f"The gateway {self._gateway} has lost its kernel.")
        if getattr(error, "code", None) in (401, 403):
            return Unservable(
                f"The gateway {self._gateway} does not let this server in: {error}. Give its token "
                "in the environment variable JUPYTER_GATEWAY_AUTH_TOKEN."
            )
        return Passing(
            f"The gateway {self._gateway} starts no kernel {self._name!r}: {error}. See whether it "
            "runs and has that kernel; it is asked again every few seconds."
        )


def _authorization() -> dict[str, str]:
    token = os.environ.get("JUPYTER_GATEWAY_AUTH_TOKEN")
    return {"Authorization": f"token {token}"} if token else {}


def _pack(text: bytes, buffers: list[Any]) -> bytes:
    """A binary frame: how many parts, where each begins, and the parts."""
    parts = [text, *(bytes(part) for part in buffers)]
    offsets = [4 * (len(parts) + 1)]
    for part in parts[:-1]:
        offsets.append(offsets[-1] + len(part))
    return b"".join([struct.pack(f"!{len(parts) + 1}I", len(parts), *offsets), *parts])


def _unpack(frame: bytes) -> dict[str, Any]:
    (count,) = struct.unpack_from("!I", frame)
    offsets = [*struct.unpack_from(f"!{count}I", frame, 4), len(frame)]
    parts = [frame[a:b] for a, b in pairwise(offsets)]
    message: dict[str, Any] = json.loads(parts[0])
    message["buffers"] = parts[1:]
    return message
