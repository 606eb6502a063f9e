"""`python -m tests.benchmarks.crowd`: many visitors of one kernel at once, each clicking on.

Every visitor has a page of 100 texts and presses a button every few seconds, at a moment of its
own. Each text names the visitor and the press, so that an answer which is lost, late or somebody
else's is noticed. Visitors are websockets of this process, on the loopback; how many there are,
and for how long, is bounded. Nothing is asserted of times: they belong to a machine.
"""

import argparse
import asyncio
import json
import random
import re
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]
from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from rerun_state.serve.socket_frames import decode, encode
from tests.kernel.serving import fetch_cookie, serving

PROGRAM = """import streamlit as st
me = st.query_params["me"]
st.session_state.n = st.session_state.get("n", 0) + st.button("Go")
for n in range(100): st.text(f"text {n} of {me} after {st.session_state.n} presses")
"""
SAID = re.compile(r"text \d+ of (v\d+) after (\d+) presses")
MOST_VISITORS, MOST_SECONDS = 500, 300
PATIENCE = 30.0
"""Seconds after which an answer counts as lost."""


class Visitor:
    """One page, which checks all that it is told."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.presses = 0
        self.waits: list[float] = []
        self.lost = 0
        self.foreign = 0
        self._shown = -1
        self._changed = asyncio.Event()
        self._button = ""
        self._socket: WebSocketClientConnection | None = None
        self._reading: asyncio.Task[None] | None = None

    async def come(self, url: str) -> None:
        """Open the page, and wait until it is there."""
        cookie = await asyncio.to_thread(fetch_cookie, url)
        address = url.replace("http", "ws", 1) + "socket"
        headers = {"Cookie": cookie, "Origin": url.rstrip("/")}
        self._socket = await websocket_connect(HTTPRequest(address, headers=headers))
        hello = {"tab": "", "again": False, "query": f"?me={self.name}", "context": {}}
        await self._socket.write_message(encode({"hello": hello}))
        self._reading = asyncio.create_task(self._read())
        await self._reach(0)

    async def click(self, end: float, every: float) -> None:
        """Press the button until the end, once in so many seconds."""
        await asyncio.sleep(random.uniform(0, every))
        while (began := time.perf_counter()) < end:
            self.presses += 1
            content = {"event": "change", "value": True, "seq": f"a:{self.presses}"}
            assert self._socket is not None
            await self._socket.write_message(encode({"to": self._button, "content": content}))
            if await self._reach(self.presses):
                self.waits.append(time.perf_counter() - began)
            else:
                self.lost += 1
            await asyncio.sleep(max(0.0, began + every - time.perf_counter()))

    async def leave(self) -> None:
        """Close the page."""
        assert self._socket is not None
        assert self._reading is not None
        self._socket.close()
        await self._reading

    async def _reach(self, press: int) -> bool:
        """Wait until the page shows a press."""
        end = time.perf_counter() + PATIENCE
        while self._shown < press:
            self._changed.clear()
            try:
                await asyncio.wait_for(self._changed.wait(), end - time.perf_counter())
            except TimeoutError:
                return False
        return True

    async def _read(self) -> None:
        assert self._socket is not None
        while (frame := await self._socket.read_message()) is not None:
            message, _ = decode(frame)
            for id, state in message.get("fresh", ()):
                if state["props"].get("label") == "Go":
                    self._button = id
            for name, press in SAID.findall(str(frame)):
                self.foreign += name != self.name
                self._shown = max(self._shown, int(press))
            self._changed.set()


async def crowd(url: str, count: int, seconds: float, every: float) -> dict[str, Any]:
    """Let so many visitors come and click; what they found."""
    visitors = [Visitor(f"v{n}") for n in range(count)]
    began = time.perf_counter()
    for some in range(0, count, 20):
        await asyncio.gather(*(each.come(url) for each in visitors[some : some + 20]))
    arrived = time.perf_counter() - began
    end = time.perf_counter() + seconds
    await asyncio.gather(*(each.click(end, every) for each in visitors))
    waits = sorted(wait * 1e3 for each in visitors for wait in each.waits)
    for each in visitors:
        await each.leave()
    return {
        "visitors": count,
        "all have arrived after, s": round(arrived, 1),
        "presses": sum(each.presses for each in visitors),
        "lost": sum(each.lost for each in visitors),
        "of others": sum(each.foreign for each in visitors),
        "p50, ms": round(statistics.median(waits), 1),
        "p95, ms": round(waits[int(len(waits) * 0.95)], 1),
        "longest, ms": round(waits[-1], 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="Many visitors at once, each clicking on.")
    parser.add_argument("--visitors", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=60.0, help="how long they click")
    parser.add_argument("--every", type=float, default=5.0, help="seconds between two presses")
    parser.add_argument("--kernels", type=int, default=1)
    asked = parser.parse_args()
    count, seconds = min(asked.visitors, MOST_VISITORS), min(asked.seconds, MOST_SECONDS)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "app.py")
        file.write_text(PROGRAM)
        with serving(file, "--kernels", str(asked.kernels)) as served:
            url = served.url
            served.hear("A kernel is ready")
            found = asyncio.run(crowd(url, count, seconds, asked.every))
            kernels = psutil.Process(served.process.pid).children()
            used = sum(each.memory_full_info().uss for each in kernels)
            found["memory of the kernels, MB"] = round(used / 1e6)
    print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
