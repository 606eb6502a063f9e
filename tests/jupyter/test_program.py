"""Code of cells as programs of the engine."""

from typing import Any

import pytest

from rerun_state.jupyter import kernel, program
from rerun_state.jupyter.program import Reloading, show_value
from rerun_state.runtime.grammar.block import Block


@pytest.fixture
def displayed(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    shown: list[object] = []
    monkeypatch.setattr(program, "display", shown.append)
    return shown


def test_the_value_of_a_last_expression_is_displayed(displayed: list[object]) -> None:
    show_value(1)
    show_value(None)
    assert displayed == [1]


def test_what_an_element_returns_is_on_the_page_already(displayed: list[object]) -> None:
    class Place(Block):
        def slider(self) -> int:
            return 3

    show_value(Block())
    show_value(3, lambda: Place().slider)
    assert displayed == []


def test_a_call_that_took_its_own_name_away_is_no_element(displayed: list[object]) -> None:
    def gone() -> Any:
        raise NameError("f")

    show_value(3, gone)
    assert displayed == [3]


def test_edited_modules_are_not_looked_for_in_every_run(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[int] = []
    monkeypatch.setattr(kernel, "reload_edited_modules", lambda: looks.append(1))
    reload = Reloading()
    reload()
    reload()
    assert looks == [1]
