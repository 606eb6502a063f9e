"""An app without a page, and a host whose clock and arrivals a test decides."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import rerun_state as st
from rerun_state.runtime.execution.app import Program
from rerun_state.runtime.execution.host import PlainHost
from rerun_state.runtime.loop.cell import Cell, complete
from rerun_state.runtime.loop.session import Session
from rerun_state.runtime.model.events import Event
from rerun_state.runtime.model.renderer import NullRenderer, Renderer
from rerun_state.runtime.model.tree import Node
from rerun_state.runtime.model.widget import Widget


class FakeHost(PlainHost):
    """Counts the calls of `wake`, keeps the timers, and lets something arrive at a given poll."""

    def __init__(self) -> None:
        self.rerun_limit = 10
        self.wakes = 0
        self.polls = 0
        self.arrivals: dict[int, Callable[[], object]] = {}  # at which poll what happens
        self.timers: list[tuple[float, Callable[[], None]]] = []

    def wake(self) -> None:
        self.wakes += 1

    def poll(self, page: Renderer) -> bool:
        self.polls += 1
        if arrival := self.arrivals.pop(self.polls, None):
            arrival()
            return True
        return False

    def call_later(self, delay: float, function: Callable[[], None]) -> Callable[[], None]:
        timer = (delay, function)
        self.timers.append(timer)
        return lambda: self.timers.remove(timer) if timer in self.timers else None

    def tick(self) -> None:
        """Let the time of every timer come."""
        due, self.timers = self.timers, []
        for _, function in due:
            function()


class App:
    """A program in a cell; what the reader does is sent by the labels of its elements."""

    def __init__(self, program: Program, *, name: str = "app", beside: App | None = None) -> None:
        self.host: FakeHost = beside.host if beside is not None else FakeHost()
        self.session: Session = beside.session if beside is not None else Session(self.host)
        self.cell = Cell(name, self.session, program, NullRenderer())
        self.session.add(self.cell)
        self._widgets: dict[str, Widget] = {}

    @property
    def state(self) -> Any:
        return self.session.state

    def run(self) -> App:
        """Ask for the cell, and answer all that waits."""
        self.cell.ask()
        return self.drain()

    def drain(self) -> App:
        cells = self.session.cells
        while any(cell.waiting and cell.waits_for is None for cell in cells.values()):
            complete(self.session.drain())
        self._widgets = self._shown()
        return self

    def send(self, label: str, value: Any) -> None:
        self.cell.send(Event(self.widget(label), value))

    def change(self, label: str, value: Any) -> App:
        """Let the reader change an element, and answer that."""
        self.send(label, value)
        return self.drain()

    def press(self, label: str) -> App:
        return self.change(label, True)

    def nodes(self) -> list[Node]:
        return list(self.cell.tree.root.walk())

    def widget(self, label: str) -> Widget:
        """The widget with that label, on the page that is being made or else on the last one."""
        return (self._widgets | self._shown())[label]

    def _shown(self) -> dict[str, Widget]:
        nodes = (node for node in self.nodes() if node.widget is not None)
        return {str(node.element.props["label"]): cast(Widget, node.widget) for node in nodes}

    @property
    def texts(self) -> list[str]:
        return [str(n.element.props["body"]) for n in self.nodes() if n.element.kind == "text"]

    @property
    def errors(self) -> list[str]:
        """The types of the exceptions that are shown."""
        shown = [n.element.props["type"] for n in self.nodes() if n.element.kind == "exception"]
        return [name.rpartition(".")[2] for name in shown]


def writer() -> None:
    st.slider("N", 0, 99, key="n")


def hiding() -> None:
    if not st.checkbox("Hide"):
        writer()


def sliders() -> None:
    st.text(f"{st.slider('A', 0, 99, key='a')} {st.slider('B', 0, 99, key='b')}")


def counting(show: Callable[[], object]) -> tuple[Program, list[int]]:
    """A program, and a list that grows with every run of it."""
    runs = list[int]()

    def program() -> None:
        runs.append(len(runs))
        show()

    return program, runs
