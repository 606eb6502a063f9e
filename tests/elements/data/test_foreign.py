"""Tables of polars, Arrow and DuckDB: read in windows, sorted and searched, and never whole."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.dataset
import pytest

from rerun_state.elements.data.foreign import foreign_source
from rerun_state.elements.data.ranking import holding, ranked
from rerun_state.elements.data.source import ChangedData, Source, source_of

ROWS = 12_000
DATA = {
    "n": [ROWS - at for at in range(ROWS)],
    "t": [f"Row {at}" for at in range(ROWS)],
    "d": [dt.date(2020, 1, 1) + dt.timedelta(days=at % 500) for at in range(ROWS)],
}
TABLE = pa.table(DATA)


class Stream:
    """What offers its rows by Arrow's protocol, and nothing else."""

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return TABLE.__arrow_c_stream__(requested_schema)


def dataset(folder: Path) -> Any:
    pyarrow.dataset.write_dataset(
        TABLE, folder, format="parquet", max_rows_per_file=5_000, max_rows_per_group=5_000
    )
    return pyarrow.dataset.dataset(folder)


def relation(folder: Path) -> Any:
    duckdb = pytest.importorskip("duckdb")
    return duckdb.connect().from_arrow(TABLE)


MAKES: dict[str, Any] = {
    "polars": lambda folder: pl.DataFrame(DATA),
    "lazy": lambda folder: pl.LazyFrame(DATA),
    "arrow": lambda folder: TABLE,
    "stream": lambda folder: Stream(),
    "dataset": dataset,
    "duckdb": relation,
}


@pytest.fixture(params=MAKES)
def source(request: pytest.FixtureRequest, tmp_path: Path) -> Source:
    made = source_of(MAKES[request.param](tmp_path), None)
    assert made is not None
    return made


def test_rows_are_read_from_anywhere_and_counted(source: Source) -> None:
    assert source.rows == ROWS
    window = source.slice(7_000, 7_002)
    assert window["t"].tolist() == ["Row 7000", "Row 7001"]
    assert window.index.tolist() == [7_000, 7_001]


def test_rows_are_taken_in_any_order(source: Source) -> None:
    taken = source.take(np.array([9_000, 3, 5], np.int32))
    assert taken["n"].tolist() == [ROWS - 9_000, ROWS - 3, ROWS - 5]
    assert taken.index.tolist() == [9_000, 3, 5]


def test_rows_are_sorted_and_found_by_positions(source: Source) -> None:
    assert ranked(source.column(1), down=False)[:3].tolist() == [ROWS - 1, ROWS - 2, ROWS - 3]
    assert ranked(source.column(0), down=True)[:2].tolist() == [ROWS - 1, ROWS - 2]
    assert holding(["row", "11999"], [source.column(2)], ROWS).tolist() == [11_999]


def test_only_what_nobody_can_change_proves_itself() -> None:
    arrow, frame = (foreign_source(each, ChangedData) for each in (TABLE, pl.DataFrame(DATA)))
    assert arrow is not None
    assert frame is not None
    assert arrow.proves(arrow.hold([1]))
    assert not frame.proves(frame.hold([1]))


@pytest.mark.parametrize(
    "read",
    [
        lambda source: source.slice(0, 1),
        lambda source: source.take(np.array([0], np.int32)),
        lambda source: source.column(0),
        lambda source: source.column(1),
    ],
)
def test_a_frame_that_has_grown_is_not_read(read: Callable[[Source], object]) -> None:
    frame = pl.DataFrame(DATA)
    made = source_of(frame, None)
    assert made is not None
    frame.extend(frame)
    with pytest.raises(ChangedData, match="24000 rows and 3 columns now"):
        read(made)


def test_a_table_that_knows_its_index_keeps_it() -> None:
    frame = pd.DataFrame({"n": range(ROWS)}, index=[f"r{at}" for at in range(ROWS)])
    assert source_of(pa.Table.from_pandas(frame), None) is None


def test_a_plan_that_is_short_is_shown_as_a_whole() -> None:
    assert source_of(pl.LazyFrame(DATA).head(10_000), None) is None
    assert source_of(pl.LazyFrame(DATA).head(10_000), True) is not None
