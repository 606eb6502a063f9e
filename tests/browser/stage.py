"""Apps on a bare page: the true engine, renderer and front end, without Jupyter in between.

The program runs in the test's own process. Its comm messages go to a page of Chromium which has
just enough of a widget manager (stage.js), and what the page sends is answered at once. What hosts
do to an app, they can do to a stage too: frames, themes, style sheets, no network.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

from comm.base_comm import CommManager
from playwright.sync_api import Frame, Page

from tests import contract
from tests.page.browser import CHANNEL, Message
from tests.page.browser import Page as App

SCRIPT = Path(__file__).with_name("stage.js").read_text()
SAFARI = """() => window.addEventListener("mousedown", (event) => {
    if (event.defaultPrevented || !event.target.closest("button")) return;
    event.preventDefault();
    document.activeElement.blur();
})"""


class Stage:
    """A page of the browser, and the apps that are shown on it."""

    def __init__(self, page: Page, frame: Frame, log: list[Message], comms: CommManager) -> None:
        self.page = page
        self.frame = frame
        self.log = log
        self.comms = comms
        self.apps: list[App] = []
        self.problems: list[str] = []
        self.told = contract.Told()
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.expose_function("tell", self._hear)
        frame.evaluate(f"() => {{ {SCRIPT} }}")

    def show(
        self, program: Callable[[], Any], *, name: str = "app", beside: App | None = None
    ) -> App:
        """Run an app, and show it below those that are there; `beside` one it shares the state."""
        app = self.run(program, name=name, beside=beside)
        self.frame.evaluate(
            "async id => { (globalThis.views ??= []).push(await show(id)); }",
            app.renderer.model.model_id,
        )
        return app

    def run(
        self, program: Callable[[], Any], *, name: str = "app", beside: App | None = None
    ) -> App:
        """Run an app that is not shown by itself."""
        app = App(program, list[Message](), name, beside.session if beside else None)
        self.apps.append(app)
        app.cell.ask()
        self.answer()
        return app

    def rerun(self, app: App) -> None:
        """Run the app again, as a change elsewhere would."""
        app.cell.ask()
        self.answer()

    def answer(self) -> None:
        """Run what waits, and let the page have what comes of it."""
        self.frame.evaluate("messages => take(messages)", self._drain())

    def press_as_in_safari(self) -> None:
        """Let a button that is pressed not take the focus; it is nowhere then."""
        self.frame.evaluate(SAFARI)

    def leave(self) -> None:
        """Take all views away, as deleted cells do."""
        self.frame.evaluate("() => views.splice(0).forEach((unmount) => unmount())")

    def close(self) -> None:
        for app in self.apps:
            if app.renderer.address:  # else a test has removed it
                app.renderer.close()
        CHANNEL.close()

    def _drain(self) -> list[dict[str, Any]]:
        for app in self.apps:
            app.drain()
        for each in self.log:
            self.told.hear(each.type, each.comm, each.data, each.buffers)
        messages = [
            {
                "type": each.type,
                "comm": each.comm,
                "data": each.data,
                "buffers": [b64encode(bytes(part)).decode() for part in each.buffers],
            }
            for each in self.log
        ]
        self.log.clear()
        return messages

    def _hear(self, comm_id: str, content: Any, buffers: list[str]) -> list[dict[str, Any]]:
        self.told.wrong += contract.of_event(self.told.kind(comm_id), content)
        data = {"method": "custom", "content": content}
        parts = [b64decode(part) for part in buffers]
        found = self.comms.comms.get(comm_id)
        if found is not None:
            found.handle_msg({"content": {"data": data}, "buffers": parts})
        return self._drain()
