"""Apps on the pages of others: each has its own runs, and its place follows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import rerun_state as st
from rerun_state.runtime.loop.cell import Cell
from rerun_state.runtime.loop.current import kernel_session
from rerun_state.runtime.loop.guests import is_seated, seats
from rerun_state.runtime.model.renderer import NullRenderer
from tests.runtime.apps import App


def show(*names: str, ran: list[str] | None = None) -> Callable[[], None]:
    def program() -> None:
        for name in names:
            st.cell(name)
        if ran is not None:
            ran.append("host")

    return program


def waits(host: App) -> list[Any]:
    return [node.element.props["waits"] for node in seats(host.cell)]


def test_a_place_waits_until_the_cell_comes_and_again_when_it_is_gone() -> None:
    host = App(show("chart"), name="name:host").run()
    assert waits(host) == ["Waits for the cell 'chart'."]
    App(lambda: None, name="name:chart", beside=host)
    assert waits(host) == [None]
    host.session.remove("name:chart")
    assert waits(host) == ["Waits for the cell 'chart'."]


def test_neither_runs_because_of_the_other() -> None:
    ran: list[str] = []

    def draw() -> None:
        st.slider("X")
        ran.append("chart")

    chart = App(draw, name="name:chart").run()
    host = App(show("chart", ran=ran), name="name:host", beside=chart).run()
    chart.change("X", 5)
    host.run()
    assert ran == ["chart", "host", "chart", "host"]


def test_a_cell_that_is_executed_again_is_shown_anew_without_a_run_of_its_host() -> None:
    chart = App(lambda: None, name="name:chart").run()
    ran: list[str] = []
    host = App(show("chart", ran=ran), name="name:host", beside=chart).run()
    renderer = NullRenderer()
    renderer.address = "elsewhere"
    host.session.add(Cell("name:chart", host.session, lambda: None, renderer))
    assert [node.element.props["model"] for node in seats(host.cell)] == ["elsewhere"]
    assert ran == ["host"]


def test_what_a_place_shows_now_is_sent_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    host = App(show("chart"), name="name:host").run()
    sent: list[list[Any]] = []
    monkeypatch.setattr(host.cell.renderer, "flush", lambda: sent.append(waits(host)))
    App(lambda: None, name="name:chart", beside=host)
    App(lambda: None, name="name:other", beside=host)
    assert sent == [[None]]


def test_a_cell_of_another_session_is_found_as_well() -> None:
    other = kernel_session().beside("other")
    guest = Cell("name:far", other, lambda: None, NullRenderer())
    other.add(guest)
    assert kernel_session().find("far") is guest
    kernel_session().forget_named()


@pytest.mark.parametrize("names", [["a"], ["a", "b"], ["a", "b", "c"]])
def test_a_cell_within_itself_is_an_error_that_shows_the_chain(names: list[str]) -> None:
    apps: list[App] = []
    for name, inner in zip(names, [*names[1:], names[0]], strict=True):
        apps.append(App(show(inner), name=f"name:{name}", beside=apps[0] if apps else None).run())
    told = str(apps[-1].cell.error)
    chain = ", which shows ".join(map(repr, names))
    assert told.startswith(f"{names[-1]!r} would stand within itself: it shows {chain}.")
    assert all(app.cell.error is None for app in apps[:-1])


def test_a_cell_that_is_asleep_wakes_where_another_shows_it() -> None:
    chart = App(lambda: None, name="name:chart").run()
    chart.cell.sleep(True)
    host = App(show("chart"), name="name:host", beside=chart).run()
    assert not chart.cell.asleep
    assert is_seated(chart.cell, host.session.cells.values())


def test_a_cell_is_not_seated_where_nobody_looks() -> None:
    chart = App(lambda: None, name="name:chart").run()
    host = App(show("chart"), name="name:host", beside=chart).run()
    host.cell.sleep(True)
    assert not is_seated(chart.cell, host.session.cells.values())
