"""Whatever programs do in whatever place: no error of the engine's, no hidden node, no lost row.

A program is a list of statements, which callbacks and fragments have as well. Each of them speaks
to `st`, to the sidebar, or to a handle made before, of this run or of the first one: what a program
puts into that of its last run, again and again, is a tower.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as hyp

import rerun_state as st
from rerun_state.jupyter.sink import TreeSink
from rerun_state.page import renderer
from rerun_state.page.reconcile import reconcile
from rerun_state.page.renderer import PageRenderer
from rerun_state.page.rows import Patch, input_props
from rerun_state.page.wire import encode
from rerun_state.runtime.execution.host import PlainHost
from rerun_state.runtime.execution.run import Run
from rerun_state.runtime.grammar.replay import replay
from rerun_state.runtime.grammar.tape import Tape, recording
from rerun_state.runtime.loop.cell import Cell, complete
from rerun_state.runtime.loop.session import Session
from rerun_state.runtime.model.events import Event
from rerun_state.runtime.model.tree import Node
from tests.page.browser import CHANNEL, Browser, Message

WHERE = hyp.integers(-3, 8)  # st, the sidebar, a handle of the first run, or a recent one
LEAVES = hyp.tuples(hyp.sampled_from(["text", "print", "cached", "empty", "clear", "old"]), WHERE)


def statements(*nesting: str) -> hyp.SearchStrategy[list[Any]]:
    one = hyp.recursive(
        LEAVES,
        lambda inner: hyp.tuples(
            hyp.sampled_from(nesting), WHERE, hyp.lists(inner, min_size=1, max_size=3)
        ),
        max_leaves=6,
    )
    return hyp.lists(one, min_size=1, max_size=4)


CALLBACKS = statements("box", "spin", "with")
PROGRAMS = hyp.lists(
    hyp.recursive(
        LEAVES | hyp.tuples(hyp.just("press"), WHERE, CALLBACKS),
        lambda inner: hyp.tuples(
            hyp.sampled_from(["box", "spin", "with", "part", "part"]),
            WHERE,
            hyp.lists(inner, min_size=1, max_size=4),
        ),
        max_leaves=10,
    ),
    min_size=1,
    max_size=5,
)
# A place that no full run has given a fragment, for the fragments around as well.
REFUSED = {"StreamlitInvalidLayoutContextError", "FragmentHandledException"}


class Host(PlainHost):
    """Captures what a run prints."""

    @contextmanager
    def surround(self, run: Run) -> Iterator[None]:
        self.sink = TreeSink(run)
        yield


class App:
    """A program of statements on a page, and a browser that hears nothing but its messages."""

    def __init__(self, program: list[Any], log: list[Message]) -> None:
        self.program, self.log = program, log
        self.host = Host()
        self.session = Session(self.host)
        self.renderer = PageRenderer(self.session.state, lambda widget, value: None, CHANNEL)
        self.cell = Cell("app", self.session, self.execute, self.renderer)
        self.session.add(self.cell)
        self.handles: dict[str, Any] = {}
        self.first: dict[str, Any] = {}
        self.before: dict[str, dict[str, Any]] = {}  # what each fragment knew in the last full run
        self.tapes: dict[str, Tape] = {}
        self.browser = Browser(self.renderer._snapshot())

    def execute(self) -> None:
        self.handles, self.before = {}, {}
        self.run(self.program, "p")
        self.first = self.first or self.handles

    def where(self, number: int) -> Any:
        known = self.first if number == -3 else self.handles
        if number in (-2, -1) or not known:
            return st.sidebar if number == -2 else st
        return list(known.values())[number % len(known)]

    def run(self, statements: list[Any], path: str) -> None:
        for i, (kind, where, *below) in enumerate(statements):
            getattr(self, f"do_{kind}")(self.where(where), f"{path}.{i}", *below)

    def do_text(self, at: Any, path: str) -> None:
        at.text(path)

    def do_print(self, at: Any, path: str) -> None:
        with at if at is not st else st.container():
            self.host.sink.stream("stdout", path)

    def do_clear(self, at: Any, path: str) -> None:
        self.host.sink.clear(wait=False)

    def do_empty(self, at: Any, path: str) -> None:
        self.handles[path] = at.empty()

    def do_old(self, at: Any, path: str) -> None:
        self.handles[path] = at.text(path)

    def do_cached(self, at: Any, path: str) -> None:
        with at if at is not st else st.container():
            if path in self.tapes:
                replay(self.tapes[path])
                return
            with recording() as tape:
                st.text(path)
                st.container().text(path)
            self.tapes[path] = tape

    def do_box(self, at: Any, path: str, below: list[Any]) -> None:
        self.handles[path] = at.container()
        self.run(below, path)

    def do_with(self, at: Any, path: str, below: list[Any]) -> None:
        with at if at is not st else st.container():
            self.run(below, path)

    def do_spin(self, at: Any, path: str, below: list[Any]) -> None:
        with at.spinner(path):
            self.run(below, path)

    def do_press(self, at: Any, path: str, below: list[Any]) -> None:
        at.button(path, key=path, on_click=lambda: self.call_back(below, path))

    def call_back(self, below: list[Any], path: str) -> None:
        known = self.handles
        self.handles = {**known}
        try:
            self.run(below, path)
        finally:
            self.handles = known

    def do_part(self, at: Any, path: str, below: list[Any]) -> None:
        with at if at is not st else st.container():
            self.part(below, path)

    @st.fragment
    def part(self, below: list[Any], path: str) -> None:
        others = {at: each for at, each in self.handles.items() if not at.startswith(path + ".")}
        self.handles = {**self.before.setdefault(path, others)}
        try:
            self.run(below, path)
        finally:
            self.handles = {**others, **self.handles}

    # -- what a reader does ------------------------------------------------------------------------

    def nodes(self) -> list[Node]:
        return list(self.cell.tree.root.walk())

    def rerun(self) -> int:
        self.cell.ask()
        return self.answer()

    def press(self, number: int) -> int:
        buttons = [node.widget for node in self.nodes() if node.widget is not None]
        if not buttons:
            return self.rerun()
        self.cell.send(Event(buttons[number % len(buttons)], True))
        return self.answer()

    def answer(self) -> int:
        """Run, and look at the page; return how many nodes there are."""
        complete(self.session.drain())
        self.browser.receive(self.log)
        self.log.clear()
        shown = [n.element.props["type"] for n in self.nodes() if n.element.kind == "exception"]
        assert {name.rpartition(".")[2] for name in shown} <= REFUSED
        assert self.browser.page() == tree(self.cell.tree.root)
        return len(self.nodes())


def tree(node: Node) -> Any:
    """The page that a browser ought to show."""
    if node.widget is not None:
        return ("input", input_props(node), False)
    props = encode(node.element.kind, node.element.props)
    return (node.element.kind, props, [tree(child) for child in node.children or ()])


@pytest.mark.long
@settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(PROGRAMS, hyp.lists(hyp.integers(0, 3), max_size=2))
def test_any_program_is_shown_as_it_is_and_leaves_nothing(
    messages: list[Message], program: list[Any], presses: list[int]
) -> None:
    messages.clear()
    app = App(program, messages)
    try:
        app.rerun()
        for number in presses:
            counts = [app.press(number) for _ in range(24)]  # buttons change places meanwhile
            assert max(counts[12:]) <= max(counts[:12])
        app.rerun()
        assert app.rerun() == app.rerun()
    finally:
        app.session.close()


def test_a_failure_of_the_engine_is_shown_above_the_page_and_the_next_event_heals_it(
    messages: list[Message], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = App([("press", -1, []), ("text", -1)], messages)
    app.rerun()
    with monkeypatch.context() as patch:
        failures = iter([MemoryError("full")])

        def fail(*args: Any, **more: Any) -> Patch:
            for failure in failures:
                raise failure
            return reconcile(*args, **more)

        patch.setattr(renderer, "reconcile", fail)
        app.cell.ask()
        complete(app.session.drain())
    snapshot = next(m for m in messages if m.data["content"]["event"] == "snapshot")
    kinds = [row.get("t", "input") for row in snapshot.data["content"]["rows"]["c"][0]["c"]]
    assert kinds == ["exception", "input", "text"]
    app.cell.ask()
    complete(app.session.drain())
    assert [node.element.kind for node in app.nodes()].count("exception") == 0
    assert len(Browser(app.renderer._snapshot()).rows) == len(app.nodes())
    app.session.close()
