"""What is sent of tables that scroll."""

import time
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow.dataset as ds
import pytest

from rerun_state.elements.data.encoding.columnar import encode
from rerun_state.elements.data.encoding.decoding import decode
from rerun_state.elements.data.grid import Grid, grid_of, looks
from rerun_state.elements.data.windows.source import PandasSource
from rerun_state.elements.data.windows.windowed import FIRST, Windowed
from rerun_state.errors import StreamlitInvalidWidthError

LONG = pd.DataFrame({"n": range(FIRST + 1)})


def test_a_short_table_is_sent_whole() -> None:
    props = Grid(LONG, lambda: LONG, encode(LONG)).props()
    assert (props["rows"], "window" in props) == (FIRST + 1, False)


def test_of_a_table_in_windows_the_first_rows_are_sent() -> None:
    windowed = Windowed(PandasSource(LONG))
    grid = Grid(LONG, windowed.head, windowed.first(), windowed)
    assert (grid.props()["rows"], grid.props()["window"]) == (FIRST + 1, FIRST)
    assert grid.column(0) == list(range(FIRST + 1))


def test_a_width_that_cannot_be_is_refused_by_the_name_of_the_element() -> None:
    with pytest.raises(StreamlitInvalidWidthError, match="width of data_editor"):
        looks("data_editor", "wide", "auto", None, None, None)


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("make", [pl.scan_csv, partial(ds.dataset, format="csv")])
def test_a_plan_over_a_file_shows_what_is_written_into_it(make: Any, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    for number in (1, 2):
        time.sleep(0.05)  # more than the clock of a file system takes for one step
        pl.DataFrame({"n": [number]}).write_csv(file)
        made = grid_of(make(file), None).made
        assert decode(made.rows, made.columns, made.data)["n"].tolist() == [number]


def test_a_short_plan_is_executed_once_a_run(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = pl.LazyFrame({"of a short plan": [3, 1, 2]}).sort("of a short plan")
    executed: list[object] = []
    collect = pl.LazyFrame.collect

    def noted(self: pl.LazyFrame, *args: Any, **kwargs: Any) -> Any:
        executed.append(self)
        return collect(self, *args, **kwargs)

    monkeypatch.setattr(pl.LazyFrame, "collect", noted)
    grid_of(plan, None)  # which counts the rows as well
    executed.clear()
    made = grid_of(plan, None).made
    assert len(executed) == 1
    assert decode(made.rows, made.columns, made.data).iloc[:, 0].tolist() == [1, 2, 3]


def test_a_short_plan_that_is_wide_by_now_is_read_in_windows() -> None:
    def plan(rows: int) -> pl.LazyFrame:
        return pl.LazyFrame({f"wide {at}": range(rows) for at in range(2_000)})

    assert grid_of(plan(2), None).windowed is None
    assert grid_of(plan(2), None).windowed is None
    assert grid_of(plan(600), None).windowed is not None
