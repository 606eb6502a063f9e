"""What a browser would hold: the page as the messages describe it, and an app that sends them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import rerun_state as st
from rerun_state.page.models import WidgetChannel
from rerun_state.page.renderer import PageRenderer
from rerun_state.runtime.execution.host import PlainHost
from rerun_state.runtime.loop.cell import Cell, complete
from rerun_state.runtime.loop.session import Session
from rerun_state.runtime.model.events import Event
from tests.contract import splice, unpacked

SLIDER = {"label": "S", "min": 0, "max": 9}
CHANNEL = WidgetChannel()
ROOT, TOP = 0, 1  # the keys of the page and of its main section


@dataclass
class Message:
    """One message to the browser."""

    type: str
    comm: str
    data: dict[str, Any]
    buffers: list[Any]

    @property
    def ops(self) -> list[Any]:
        """The operations of a patch."""
        content = self.data.get("content", {})
        ops: list[Any] = content["ops"] if content.get("event") == "patch" else []
        return ops


class Browser:
    """A store of rows, changed by patches as the front end changes its own."""

    def __init__(self, snapshot: dict[str, Any]) -> None:
        self.rows: dict[int, dict[str, Any]] = {}
        self.inputs: dict[str, dict[str, Any]] = {}
        self.stale: list[int] = []
        self.root = self._take_in(snapshot)

    def receive(self, messages: list[Message]) -> None:
        """Take in what has been sent."""
        for message in messages:
            state = message.data.get("state", {})
            if message.type == "comm_open" and "kind" in state:
                self.inputs[message.comm] = {"value": state["value"], "props": state["props"]}
            for name, *arguments in unpacked(message.ops, message.buffers):
                getattr(self, f"_{name}")(*arguments)

    def _insert(self, parent: int, at: int, rows: list[dict[str, Any]]) -> None:
        self.rows[parent]["c"][at:at] = [self._take_in(row) for row in rows]

    def _remove(self, parent: int, at: int, count: int) -> None:
        children = self.rows[parent]["c"]
        assert at + count <= len(children)
        del children[at : at + count]

    def _move(self, parent: int, here: int, there: int) -> None:
        children = self.rows[parent]["c"]
        children.insert(there, children.pop(here))

    def _set(self, key: int, changed: dict[str, Any], removed: list[str]) -> None:
        props = self.rows[key]["p"]
        props.update(changed)
        for name in removed:
            del props[name]

    def _splice(self, key: int, splices: dict[str, Any]) -> None:
        splice(self.rows[key]["p"], splices)

    def _input(self, model: str, change: dict[str, Any]) -> None:
        change = dict(change)
        shown = self.inputs[model]
        props = shown["props"] | change.pop("props", {})
        splice(props, change.pop("splices", {}))
        shown["props"] = {k: v for k, v in props.items() if k not in change.get("gone", ())}
        shown.update({k: v for k, v in change.items() if k != "gone"})

    def _stale(self, keys: list[int]) -> None:
        self.stale = keys

    def _take_in(self, row: dict[str, Any]) -> dict[str, Any]:
        row = {**row, "c": [self._take_in(child) for child in row.get("c", [])]}
        row["p"] = dict(row.get("p", {}))
        self.rows[row["k"]] = row
        return row

    def page(self, row: dict[str, Any] | None = None) -> Any:
        """The page as nested lists: kinds with properties, inputs with values."""
        row = row or self.root
        below = [self.page(child) for child in row["c"]]
        if "m" in row:
            return ("input", self.inputs[row["m"]]["props"], self.inputs[row["m"]]["value"])
        return (row.get("t", "w"), row["p"], below)


class Page:
    """An app on a page, and the log of what it sends."""

    def __init__(
        self,
        program: Callable[[], Any],
        log: list[Message],
        name: str = "app",
        session: Session | None = None,
    ) -> None:
        self.log = log
        self.session = session or Session(PlainHost())
        self.renderer = PageRenderer(
            self.session.state,
            lambda widget, value: self.cell.send(Event(widget, value)),
            CHANNEL,
            waits=lambda id: self.cell.queue.holds(id),
        )

        def execute() -> None:
            program()

        self.cell = Cell(name, self.session, execute, self.renderer)
        self.session.add(self.cell)

    def run(self) -> list[Any]:
        """Run the app; return the operations that this sends."""
        self.log.clear()
        self.cell.ask()
        return self.drain()

    def drain(self) -> list[Any]:
        """Answer what waits; return the operations sent since the log was cleared."""
        while self.cell.queue.waiting:
            complete(self.session.drain())
        return self.ops

    @property
    def ops(self) -> list[Any]:
        return [op for message in self.log for op in message.ops]

    @property
    def sent(self) -> list[str]:
        """The types of all messages since the last run began."""
        return [message.type for message in self.log]

    def tell(self, label: str, content: dict[str, Any], buffers: list[Any] | None = None) -> None:
        """Let the browser send an event of the input with that label."""
        self.model(label)._handle_custom_msg(content, buffers)

    def tell_page(self, content: Any) -> None:
        """Let the browser send a message of the page itself."""
        model: Any = self.renderer.model
        model._handle_msg({"content": {"data": {"method": "custom", "content": content}}})

    def change(self, label: str, value: Any, seq: str = "") -> list[Any]:
        """Let the reader change an input, and answer that."""
        self.log.clear()
        self.tell(label, {"event": "change", "value": value, "seq": seq})
        return self.drain()

    def model(self, label: str) -> Any:
        for row in self.renderer._rows_by_model.values():
            if row.element.props["label"] == label:
                return row.model
        raise KeyError(label)


Make = Callable[[Callable[[], Any]], Page]


def texts(*initial: str) -> tuple[list[str], Callable[[], None]]:
    """A program that shows a list of texts, and the list."""
    shown = list(initial)

    def program() -> None:
        for body in shown:
            st.text(body)

    return shown, program


def main(page: Page) -> Any:
    """The row of the main section."""
    return page.renderer._root.children[0]
