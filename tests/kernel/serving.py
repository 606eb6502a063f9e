"""A server as `rerun-state run` starts it, and guests who speak to it as pages do."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import nbformat
import websocket

from rerun_state.serve.socket_frames import decode, encode
from tests.page.browser import Browser, Message

PATIENCE = 60
"""Seconds for what has to come. Other tests may keep the machine busy meanwhile."""


class Served:
    """A server, and what it says in its terminal."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self.said: list[str] = []
        self._guests: list[Guest] = []
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def url(self) -> str:
        """Where it is, once it says so."""
        line = self.hear(" is served at ")
        return line.rpartition(" ")[2]

    def hear(self, text: str) -> str:
        """Wait for a line with that text; return the line."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if found := [line for line in list(self.said) if text in line]:
                return found[-1]
            time.sleep(0.02)
        raise AssertionError(f"no {text!r} in\n" + "\n".join(self.said))

    def guest(self, **more: Any) -> "Guest":
        """Somebody else's browser, with a page open."""
        self._guests.append(Guest(self.url, **more))
        return self._guests[-1]

    def end(self) -> None:
        for guest in self._guests:
            guest.leave()  # a test that failed has not said goodbye
        self.process.terminate()
        self.process.wait(timeout=PATIENCE)
        self._reader.join(PATIENCE)
        assert self.process.stdout is not None
        self.process.stdout.close()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line.rstrip("\n"))


@contextmanager
def serving(file: Path, *options: str) -> Iterator[Served]:
    """Serve a file until the block ends."""
    hidden = ("PYTEST_CURRENT_TEST", "IPYTHONDIR")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    environment["IPYTHONDIR"] = str(file.parent / "ipython")
    command = [sys.executable, "-m", "rerun_state", "run", str(file), "--port", "0", *options]
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    served = Served(process)
    try:
        yield served
    finally:
        served.end()


def write_notebook(file: Path, cells: list[str]) -> Path:
    """Store code cells as a notebook."""
    made = [nbformat.v4.new_code_cell(cell) for cell in cells]
    nbformat.write(nbformat.v4.new_notebook(cells=made), file)
    return file


class Guest:
    """A page without a browser: it holds rows and inputs, and can say what no page would."""

    def __init__(
        self,
        url: str,
        cookie: str | None = None,
        tab: str = "",
        *,
        again: bool = False,
        loaded: bool = False,
        query: str = "",
        page: str = "",
        origin: str | None = None,
    ) -> None:
        self.url = url
        self.cookie = fetch_cookie(url) if cookie is None else cookie
        self.tab = tab
        self.controls: list[dict[str, Any]] = []
        self.pages: dict[str, Browser] = {}
        self.inputs: dict[str, dict[str, Any]] = {}
        self.said: list[tuple[str, dict[str, Any]]] = []  # of ipywidgets, by their models' ids
        self.answers: list[dict[str, Any]] = []  # of inputs, to what was said to them
        self.received = ""
        self.hello = {"tab": tab, "again": again, "loaded": loaded, "query": query, "page": page}
        self.hello["context"] = {"locale": "nb"}
        self.socket = websocket.create_connection(
            url.replace("http", "ws", 1) + "socket",
            cookie=self.cookie,
            origin=origin or "/".join(url.split("/")[:3]),
            timeout=PATIENCE,
        )
        self.greet()

    def greet(self) -> None:
        self.send({"hello": self.hello})

    def send(self, message: Any, buffers: Any = ()) -> None:
        """Send what may be no page's message."""
        frame = encode(message, buffers) if isinstance(message, dict) else message
        if isinstance(frame, bytes):
            self.socket.send_binary(frame)
        else:
            self.socket.send(frame)

    def see(self, text: str) -> None:
        """Wait until the pages show that text."""
        self.until(lambda: text in self.text(), f"{text!r}")

    def see_page(self, path: str, turn: int = 0) -> None:
        """Wait until the address is to be that of a page."""
        self.see(f"'page': {{'path': {path!r}, 'turn': {turn}}}")

    def text(self) -> str:
        """All that the pages show, as it travels."""
        return " ".join(str(page.page()) for page in self.pages.values())

    def until(self, holds: Callable[[], object], what: str = "it") -> None:
        """Take messages until something holds."""
        end = time.monotonic() + PATIENCE
        while not holds():
            try:
                if time.monotonic() > end:
                    raise TimeoutError
                self.take()
            except (websocket.WebSocketException, OSError) as error:
                raise AssertionError(f"{what} did not come: {error!r}; {self.text()}") from None

    def take(self) -> None:
        """Take one message."""
        kind, data = self.socket.recv_data(control_frame=True)
        if kind in (websocket.ABNF.OPCODE_PING, websocket.ABNF.OPCODE_PONG):
            return  # which would keep `recv` waiting for ever
        if kind == websocket.ABNF.OPCODE_CLOSE:
            raise websocket.WebSocketConnectionClosedException(str(data))
        frame = data.decode() if kind == websocket.ABNF.OPCODE_TEXT else data
        self.received += str(frame)
        message, buffers = decode(frame)
        if "control" in message:
            self.controls.append(message["control"])
            self.tab = message["control"].get("tab", self.tab)
            return
        for id, state in message.get("fresh", ()):
            self.inputs[id] = state
        if "shown" in message:
            self.pages = {id: Browser(state["rows"]) for id, state in message["pages"]}
        for page in self.pages.values():
            page.inputs = self.inputs
        if str(message.get("to")).startswith("w"):
            self.said.append((message["to"][1:], message["content"]))
        if message.get("to") in self.inputs:
            self.answers.append(message["content"])
        if message.get("to") in self.pages:
            told = Message("comm_msg", "", {"content": message["content"]}, list(buffers))
            self.pages[message["to"]].receive([told])

    def id_of(self, label: str) -> str:
        """The input with that label."""
        self.until(lambda: label in self._labels(), label)
        return self._labels()[label]

    def _labels(self) -> dict[str, str]:
        return {each["props"].get("label", ""): id for id, each in self.inputs.items()}

    def change(self, label: str, value: Any) -> None:
        """Do what a reader does."""
        content = {"event": "change", "value": value, "seq": "a"}
        self.send({"to": self.id_of(label), "content": content})

    def open_widget(self, number: int = -1) -> str:
        """Ask for an ipywidget, the last one of the page or another; return its id."""
        id = [id for page in self.pages.values() for id in _widgets(page.root)][number]
        self.send({"to": "w" + id, "content": {"event": "open"}})
        self.until(lambda: any(i == id and c["event"] == "opened" for i, c in self.said), id)
        return id

    def set_widget(self, id: str, **state: Any) -> None:
        """Do to an ipywidget what a reader does, or nobody may."""
        data = {"method": "update", "state": state, "buffer_paths": []}
        self.send({"to": "w" + id, "content": {"id": "m1", "data": data}})

    def closed(self) -> int:
        """Wait until the server closes; return its code."""
        while True:
            code, data = self.socket.recv_data()
            if code == websocket.ABNF.OPCODE_CLOSE:
                self.leave()
                return int.from_bytes(data[:2], "big")

    def leave(self) -> None:
        """Close the page, as a browser does that does not wait for an answer."""
        self.socket.shutdown()  # type: ignore[no-untyped-call]


def _widgets(row: dict[str, Any]) -> Iterator[str]:
    """The ids of the ipywidgets in a row, in order."""
    if "w" in row:
        yield row["w"]
    for child in row["c"]:
        yield from _widgets(child)


def fetch_cookie(url: str) -> str:
    """The secret that a browser gets with the page."""
    with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
        return str(answer.headers["Set-Cookie"]).partition(";")[0]


def get(url: str, path: str = "", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of a page."""
    request = urllib.request.Request(url + path, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, dict(error.headers), error.read()
