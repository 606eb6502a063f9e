"""Firefox, driven by the protocol that it brings along (Marionette): no package, no other program.

A message is a JSON list behind its length. What is pressed and typed goes the way of a reader's own
presses, through the whole browser.
"""

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from tests.browser.servers import free_port

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
PATIENCE = 60
"""Seconds for what has to come. Other tests may keep the machine busy meanwhile."""

CENTRE = """
const [css, text] = arguments;
const shown = [...document.querySelectorAll(css)].filter((el) => el.getClientRects().length);
const el = shown.find((el) => (el.ariaLabel || el.textContent).includes(text));
if (!el) return null;
el.scrollIntoView({ block: "center" });
const { x, y, width, height } = el.getBoundingClientRect();
return [x + width / 2, y + height / 2];
"""
ERRORS = """
return Services.console.getMessageArray()
    .filter((told) => told instanceof Ci.nsIScriptError && /^(http|blob):/.test(told.sourceName))
    .filter((told) => told.flags === Ci.nsIScriptError.errorFlag)
    .map(String);
"""


class Firefox:
    """A window of Firefox."""

    def __init__(self, port: int) -> None:
        self._socket = connect(port)
        self._stream = self._socket.makefile("rb")
        self._numbers = count(1)
        self._read()  # it says which protocol it speaks
        self._ask("WebDriver:NewSession")

    def close(self) -> None:
        self._stream.close()
        self._socket.close()

    def go(self, url: str) -> None:
        self._ask("WebDriver:Navigate", url=url)

    def evaluate(self, script: str, *arguments: Any) -> Any:
        return self._ask("WebDriver:ExecuteScript", script=script, args=arguments)["value"]

    def wait(self, script: str, *arguments: Any) -> Any:
        """Wait until a script returns something."""
        end = time.monotonic() + PATIENCE
        while not (found := self.evaluate(script, *arguments)):
            assert time.monotonic() < end, self.evaluate("return document.body.innerText")
            time.sleep(0.05)
        return found

    def shows(self, text: str) -> None:
        """Wait until the page says so."""
        self.wait("return document.body.innerText.includes(arguments[0])", text)

    def press(self, css: str, text: str = "", *, times: int = 1) -> None:
        """Press what is there, or comes, with that text or label, in its middle."""
        self.drag(css, text, times=times)

    def drag(self, css: str, text: str = "", *, by: int = 0, times: int = 1) -> None:
        """Press there, and let go so many pixels to the right."""
        x, y = self.wait(CENTRE, css, text)
        press, release = {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}
        way = [move(x + by / 2, y), move(x + by, y)] if by else []
        self._act("pointer", [move(x, y), *([press, *way, release] * times)])

    def type(self, keys: str) -> None:
        acts = [{"type": act, "value": key} for key in keys for act in ("keyDown", "keyUp")]
        self._act("key", acts)

    def errors(self) -> list[str]:
        """What went wrong in scripts of pages."""
        self._ask("Marionette:SetContext", value="chrome")
        found: list[str] = self.evaluate(ERRORS)
        self._ask("Marionette:SetContext", value="content")
        return found

    def _act(self, kind: str, acts: list[dict[str, Any]]) -> None:
        self._ask("WebDriver:PerformActions", actions=[{"type": kind, "id": kind, "actions": acts}])

    def _ask(self, command: str, **parameters: Any) -> Any:
        text = json.dumps([0, next(self._numbers), command, parameters]).encode()
        self._socket.sendall(b"%d:%b" % (len(text), text))
        _, _, error, result = self._read()
        assert error is None, error
        return result

    def _read(self) -> Any:
        length = b""
        while (sign := self._stream.read(1)) != b":":
            assert sign, "Firefox has gone"
            length += sign
        return json.loads(self._stream.read(int(length)))


def move(x: float, y: float) -> dict[str, Any]:
    return {"type": "pointerMove", "x": round(x), "y": round(y), "duration": 50}


def connect(port: int) -> socket.socket:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        except OSError:
            assert time.monotonic() < end
            time.sleep(0.1)


@contextmanager
def firefox(folder: Path) -> Iterator[Firefox]:
    """Open a window with a profile of its own in an empty folder, until the block ends."""
    assert FIREFOX is not None
    port = free_port()
    (folder / "user.js").write_text(f'user_pref("marionette.port", {port});\n')
    options = ["--headless", "--marionette", "--remote-allow-system-access", "--no-remote"]
    process = subprocess.Popen(
        [FIREFOX, *options, "--profile", str(folder)],
        env={**os.environ, "HOME": str(folder)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        window = Firefox(port)
        yield window
        window.close()
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)
