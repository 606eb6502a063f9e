"""Readers of long tables from end to end, and what is kept for them."""

from typing import Any

import pandas as pd
import polars as pl
import pytest

import rerun_state as st
from rerun_state.elements.data.windows import foreign, passage
from rerun_state.elements.data.windows.passage import Passage
from tests.page.browser import Make, Page
from tests.page.test_windows import ask, row_of, told

ROWS = 20_000


@pytest.fixture
def frames() -> list[pd.DataFrame]:
    return [pd.DataFrame({"n": range(ROWS)})]


@pytest.fixture
def shown(page: Make, frames: list[pd.DataFrame]) -> Page:
    return page(lambda: st.dataframe(frames[0]))


def read(page: Page, step: str, start: int = 0, **more: Any) -> list[dict[str, Any]]:
    return ask(page, start=start, stop=start + 10, keep=False, passage=1, step=step, **more)


def kept(page: Page) -> int:
    return len(page.renderer._windows._tables[row_of(page)].passages)


def test_a_reader_goes_on_with_the_table_that_a_run_has_replaced(
    shown: Page, frames: list[pd.DataFrame]
) -> None:
    (before,) = read(shown, "begin", 10_000)
    frames[0] = pd.DataFrame({"n": [-1] * ROWS})
    shown.run()
    (after,) = read(shown, "go on", 10_000)
    assert after["data"] == before["data"]


def test_a_reader_that_begins_again_after_a_cut_has_the_same_table(
    shown: Page, frames: list[pd.DataFrame]
) -> None:
    (before,) = read(shown, "begin")
    frames[0] = pd.DataFrame({"n": [-1] * ROWS})
    shown.run()
    (again,) = read(shown, "begin")
    assert again["data"] == before["data"]


def test_nothing_is_kept_for_a_reader_that_is_at_the_end(shown: Page) -> None:
    read(shown, "begin")
    assert kept(shown) == 1
    assert read(shown, "end") == []
    assert kept(shown) == 0


def test_nothing_is_kept_for_one_that_has_vanished(
    shown: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(shown, "begin")
    shown.run()
    assert kept(shown) == 1
    monkeypatch.setattr(passage, "_PATIENCE", -1.0)
    shown.run()
    assert kept(shown) == 0
    assert "changed while it was read" in read(shown, "go on")[0]["error"]


def test_of_many_readers_those_that_asked_last_are_kept(shown: Page) -> None:
    for number in range(6):
        read(shown, "begin", view=f"v{number}")
    assert kept(shown) == 4
    assert "error" in read(shown, "go on", view="v0")[0]
    assert "error" not in read(shown, "go on", view="v5")[0]


def test_a_second_look_sends_no_rows(page: Make) -> None:
    lists = pd.DataFrame({"n": [[n] for n in range(ROWS)]})
    made = page(lambda: st.dataframe(lists))
    (first,) = read(made, "begin")
    assert "data" in first
    (second,) = read(made, "check")
    assert not {"data", "error"} & second.keys()
    lists["n"].iloc[3].append("more")
    (third,) = read(made, "check")
    assert "changed while it was read" in third["error"]


def test_a_reader_that_is_interrupted_is_told_so(
    shown: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    read(shown, "begin")
    monkeypatch.setattr(Passage, "read", interrupt)
    with pytest.raises(KeyboardInterrupt):
        read(shown, "go on")
    assert [each["error"] for each in told(shown)] == ["The kernel was interrupted."]


@pytest.mark.parametrize("change", [{"step": "rest"}, {"step": None}, {"passage": "1"}])
def test_a_step_that_makes_no_sense_gets_no_answer(shown: Page, change: dict[str, Any]) -> None:
    content: dict[str, Any] = {"passage": 1, "step": "begin"} | change
    assert ask(shown, **content) == []


def test_such_a_step_is_refused_at_once_where_answers_take_long(
    page: Make, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(foreign, "_LASTING", -1.0)
    made = page(lambda: st.dataframe(pl.LazyFrame({"n": range(ROWS)})))
    caplog.clear()
    assert ask(made, passage=1, step="rest") == []
    assert [record.exc_info for record in caplog.records] == [None]
