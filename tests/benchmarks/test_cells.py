"""What many cells cost: counted, so that it holds on any machine, or far below the promise."""

import cProfile
from collections.abc import Callable
from time import thread_time
from types import SimpleNamespace

import pandas as pd
import pytest

import rerun_state as st
from rerun_state.jupyter.variables import Variables
from rerun_state.page import renderer
from rerun_state.runtime.loop.cell import Cell
from rerun_state.runtime.loop.session import Session
from rerun_state.runtime.model.renderer import NullRenderer
from tests.page.browser import CHANNEL, Message, Page
from tests.page.comms import comm_log

ELEMENTS = 1000


def slide() -> None:
    st.slider("X", 0, 100, key="x")


def show(count: int) -> Callable[[], None]:
    def program() -> None:
        for n in range(count):
            st.text(f"{n} {st.session_state.x}")

    return program


def calls_of_a_change(cells: int) -> int:
    """The function calls by which so many cells with all the elements follow a slider."""
    log: list[Message] = []
    slider = Page(slide, log, "name:slider")
    slider.run()
    for n in range(cells):
        Page(show(ELEMENTS // cells), log, f"name:{n}", slider.session).run()
    profile = cProfile.Profile()
    for value in (1, 2):
        slider.tell("X", {"event": "change", "value": [value]})
        profile = cProfile.Profile()
        profile.enable()
        slider.drain()
        profile.disable()
    slider.session.close()
    CHANNEL.close()
    return sum(entry.callcount for entry in profile.getstats())


def test_a_hundred_cells_cost_at_most_three_times_one_with_their_elements(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # On a slow machine another thread, whose calls nobody counts, would draw a part of the page.
    monkeypatch.setattr(renderer, "watch", lambda _: None)
    with comm_log(monkeypatch):
        assert calls_of_a_change(100) <= 3 * calls_of_a_change(1)


def test_watching_costs_little_beside_an_ordinary_cell() -> None:
    names = {f"n{n}": n for n in range(5)}
    table = pd.DataFrame({name: range(300) for name in "abcde"})
    variables = Variables(SimpleNamespace(user_ns={**names, "table": table}))
    session = Session()
    for n in range(5):
        cell = Cell(f"name:{n}", session, lambda: None, NullRenderer())
        variables.join(cell, [*names, "table"], [])
    took = []
    for _ in range(50):
        began = thread_time()
        variables.look()
        took.append(thread_time() - began)
    assert min(took) <= 0.0002
