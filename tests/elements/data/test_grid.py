"""What is sent of tables that scroll."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow.dataset as ds
import pytest

from rerun_state.elements.data import grid as module
from rerun_state.elements.data.encoding.columnar import encode
from rerun_state.elements.data.encoding.decoding import decode
from rerun_state.elements.data.given.frames import to_shown
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


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What was read as a whole, one after the other."""
    found: list[object] = []

    def shown(data: object) -> pd.DataFrame:
        found.append(data)
        return to_shown(data)

    monkeypatch.setattr(module, "to_shown", shown)
    return found


PLANS: dict[str, Callable[[Path], Any]] = {
    "scan": lambda file: pl.scan_parquet(file).sort("n").head(2),
    "dataset": ds.dataset,
}
says_names = pl.LazyFrame({"n": [1]}).serialize().startswith(b"DSL_VERSION")


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("name", PLANS)
def test_a_short_plan_is_read_once_until_its_file_is_written(
    name: str, tmp_path: Path, read: list[object]
) -> None:
    if name == "scan" and not says_names:
        pytest.skip("plans of old versions do not say by name what is done in them")
    file = tmp_path / "a.parquet"
    pd.DataFrame({"n": [1, 2]}).to_parquet(file)
    first, again = (grid_of(PLANS[name](file), None) for _ in range(2))
    assert again.made is first.made
    assert len(read) == 1
    time.sleep(0.05)  # more than the clock of a file system takes for one step
    pd.DataFrame({"n": [3, 4]}).to_parquet(file)
    later = grid_of(PLANS[name](file), None).made
    assert decode(later.rows, later.columns, later.data)["n"].tolist() == [3, 4]
