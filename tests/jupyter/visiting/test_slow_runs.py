"""Whom long runs of visitors are told to, by a loop that has a turn when the test says so."""

from collections.abc import Callable
from typing import Any

import pytest

from rerun_state.jupyter.visiting import slow_runs as module
from rerun_state.jupyter.visiting.slow_runs import SlowRuns
from tests.runtime.apps import App


class Kernel:
    """One whose loop is busy, and what its visitors are told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, bool]] = []
        self.asked: list[Callable[[], object]] = []
        self.runs = SlowRuns(self.call_soon, self.tell("all"))

    def tell(self, whom: str) -> Callable[[bool], None]:
        return lambda busy: self.told.append((whom, busy))

    def call_soon(self, function: Callable[[], object]) -> bool:
        self.asked.append(function)
        return True

    def have_turn(self) -> None:
        while self.asked:
            self.asked.pop()()


@pytest.fixture
def kernel(monkeypatch: pytest.MonkeyPatch) -> Kernel:
    """A kernel at which the clock looks when the test says so."""
    for name in ("watch", "unwatch"):
        monkeypatch.setattr(module, name, lambda runs: None)
    monkeypatch.setattr(module, "HELD_UP", 0.0)
    return Kernel()


CELLS: list[Any] = [App(lambda: None).cell for _ in range(2)]


def test_a_run_that_awaits_is_told_to_its_own_visitor_alone(kernel: Kernel) -> None:
    kernel.runs.begin(CELLS[0], kernel.tell("ada"))
    for _ in range(3):
        kernel.have_turn()
        kernel.runs.flush()
    kernel.runs.end(CELLS[0])
    assert kernel.told == [("ada", True), ("ada", False)]


def test_a_run_that_computes_after_it_has_awaited_is_told_to_all_meanwhile(kernel: Kernel) -> None:
    kernel.runs.begin(CELLS[0], kernel.tell("ada"))
    kernel.have_turn()
    for _ in range(3):
        kernel.runs.flush()
    kernel.have_turn()
    kernel.runs.flush()
    assert kernel.told == [("ada", True), ("all", True), ("all", False)]


def test_the_end_of_the_last_one_is_told_to_all_who_were_held_up(kernel: Kernel) -> None:
    kernel.runs.begin(CELLS[0], kernel.tell("ada"))
    kernel.runs.flush()
    kernel.runs.end(CELLS[0])
    kernel.runs.end(CELLS[0])
    kernel.runs.flush()
    assert kernel.told[1:] == [("all", True), ("ada", False), ("all", False)]


def test_a_visitor_with_two_of_them_waits_for_both(kernel: Kernel) -> None:
    tell = kernel.tell("ada")
    for cell in CELLS:
        kernel.runs.begin(cell, tell)
    for cell in CELLS:
        assert ("ada", False) not in kernel.told
        kernel.runs.end(cell)
    assert kernel.told[-1] == ("ada", False)


def test_where_no_loop_can_be_asked_nobody_is_held_up(kernel: Kernel) -> None:
    runs = SlowRuns(lambda function: False, kernel.tell("all"))
    runs.begin(CELLS[0], lambda busy: None)
    runs.flush()
    runs.end(CELLS[0])
    assert kernel.told == []
