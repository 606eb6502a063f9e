"""Tables of polars, Arrow and DuckDB: read in windows, sorted and searched, and never whole."""

import dataclasses
import datetime as dt
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.dataset
import pyarrow.parquet as pq
import pytest

from rerun_state.elements.data import grid
from rerun_state.elements.data.encoding.decoding import decode
from rerun_state.elements.data.windows import foreign, readings
from rerun_state.elements.data.windows.foreign import ForeignSource, foreign_source
from rerun_state.elements.data.windows.ranking import holding, ranked
from rerun_state.elements.data.windows.source import ChangedData, Source, source_of
from rerun_state.testing import AppTest

ROWS = 12_000
DATA: dict[str, Any] = {
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


@pytest.mark.parametrize("name", MAKES)
def test_rows_that_are_the_same_are_encoded_once(name: str, tmp_path: Path) -> None:
    data = MAKES[name](tmp_path)
    one, other = source_of(data, None), source_of(data, None)
    assert one is not None
    assert other is not None
    assert one.encoded(7_000, 7_100) is other.encoded(7_000, 7_100)
    assert one.encoded(7_000, 7_100) != other.encoded(7_001, 7_101)
    assert one.sample(5_000) is other.sample(5_000)


@pytest.mark.parametrize("name", ["polars", "lazy", "arrow", "stream", "dataset"])
def test_nothing_is_made_of_rows_that_are_known(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = source_of(MAKES[name](tmp_path), None)
    assert isinstance(made, ForeignSource)
    made.encoded(7_000, 7_100)
    monkeypatch.setattr(ForeignSource, "_numbered", None)  # which makes pandas' tables
    assert made.encoded(7_000, 7_100).rows == 100


PLANS: dict[str, Callable[[Path], Any]] = {
    "scan": lambda file: pl.scan_parquet(file).filter(pl.col("n") > 0),
    "dataset": pyarrow.dataset.dataset,
}
says_names = pl.LazyFrame({"n": [1]}).serialize().startswith(b"DSL_VERSION")


@pytest.fixture(params=PLANS)
def file_and_plan(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, Any]:
    """A file, and what makes a plan that reads it."""
    if request.param == "scan" and not says_names:
        pytest.skip("plans of old versions do not say by name what is done in them")
    file = tmp_path / "a.parquet"
    write(file, 0)
    return file, PLANS[request.param]


def write(file: Path, first: int) -> None:
    time.sleep(0.05)  # more than the clock of a file system takes for one step
    pq.write_table(pa.table({"n": range(first + 1, first + ROWS + 1)}), file)


@pytest.mark.usefixtures("settled")
def test_a_plan_is_executed_once_while_nobody_writes_its_file(
    file_and_plan: tuple[Path, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    file, plan = file_and_plan
    read: list[str] = []

    def counting(name: str, call: Any) -> Any:
        def counted(*given: Any) -> Any:
            read.append(name)
            return call(*given)

        return counted

    def reading_of(data: Any, *, days: bool = True) -> Any:
        made = readings.reading_of(data, days=days)
        assert made is not None
        calls = {name: counting(name, getattr(made, name)) for name in ("count", "slice")}
        return dataclasses.replace(made, **calls)

    monkeypatch.setattr(foreign, "reading_of", reading_of)
    for _ in range(2):
        made = source_of(plan(file), None)
        assert made is not None
        assert made.encoded(0, 100).rows == 100
    assert read == ["count", "slice"]
    write(file, 5)
    made = source_of(plan(file), None)
    assert made is not None
    assert first_of(made) == 6


@pytest.mark.usefixtures("settled")
def test_a_window_is_read_anew_once_the_file_of_an_open_table_is_written(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    pl.DataFrame({"n": range(ROWS)}).write_csv(file)
    made = source_of(pyarrow.dataset.dataset(file, format="csv"), None)
    assert made is not None
    assert first_of(made) == 0
    time.sleep(0.05)
    pl.DataFrame({"n": range(7, ROWS + 7)}).write_csv(file)
    assert first_of(made) == 7


def first_of(source: Source) -> int:
    """The first number, as it is sent."""
    sent = source.encoded(0, 100)
    return int(decode(sent.rows, sent.columns, sent.data)["n"].iloc[0])


def test_what_is_written_into_the_memory_of_an_arrow_table_is_seen() -> None:
    numbers = np.arange(ROWS)
    made = source_of(pa.table({"n": pa.array(numbers)}), None)
    assert made is not None
    before = made.encoded(0, 100)
    numbers[5] = 9_999
    assert made.encoded(0, 100) != before


@pytest.mark.parametrize("make", [pl.DataFrame, pl.LazyFrame, pa.table])
def test_a_short_table_is_made_pandas_once(
    make: Callable[[Any], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    at = AppTest.from_string("import rerun_state as st\nst.dataframe(st.session_state.data)")
    at.session_state.data = make({"n": [1, 2], "t": ["a", None]})
    shown = at.run().dataframe[0].value
    monkeypatch.setattr(grid, "to_shown", None)
    assert at.run().dataframe[0].value.equals(shown)
    assert not at.exception
    assert shown["t"].isna().tolist() == [False, True]


def test_rows_are_sorted_and_found_by_positions(source: Source) -> None:
    assert ranked(source.column(1), down=False)[:3].tolist() == [ROWS - 1, ROWS - 2, ROWS - 3]
    assert ranked(source.column(0), down=True)[:2].tolist() == [ROWS - 1, ROWS - 2]
    assert holding(["row", "11999"], [source.column(2)], ROWS).tolist() == [11_999]


def watched(source: Source, *columns: int) -> Any:
    """What is held of columns, after they were read."""
    there, held = source.watched(columns)
    for at in columns:
        there.column(at)
    return held()


def test_columns_are_known_again(source: Source) -> None:
    for at in range(4):
        held = watched(source, at)
        # Before pandas 3, DuckDB gives texts as objects.
        assert held is not None or source.column(at).dtype == object
        assert (source.renewed([at], held) is None) == (held is None)


def test_a_plan_is_read_once_to_be_sorted_and_marked() -> None:
    read = list[int]()

    def count(values: pl.Series) -> pl.Series:
        read.append(len(values))
        return values

    source = source_of(pl.LazyFrame(DATA).with_columns(pl.col("n").map_batches(count)), None)
    assert source is not None
    read.clear()
    assert watched(source, 1) is not None
    assert read == [ROWS]


@pytest.mark.parametrize(
    ("values", "others"),
    [
        (range(ROWS), [1, *range(1, ROWS)]),
        (DATA["t"], ["", *DATA["t"][1:]]),
        (DATA["d"], [*DATA["d"][:-1], dt.date(1, 1, 1)]),
        ([0, *range(1, ROWS)], [None, *range(1, ROWS)]),
    ],
    ids=["numbers", "texts", "days", "missing"],
)
def test_a_column_of_a_plan_is_known_by_its_values(values: Any, others: Any) -> None:
    one, same, other = (source_of(pl.LazyFrame({"v": v}), None) for v in (values, values, others))
    assert one is not None
    assert same is not None
    assert other is not None
    held = watched(one, 1)
    assert same.renewed([1], held) is not None
    assert other.renewed([1], held) is None


def test_lists_in_a_plan_are_not_known_again() -> None:
    source = source_of(pl.LazyFrame({"v": [[at] for at in range(ROWS)]}), None)
    assert source is not None
    assert watched(source, 1) is None


def test_a_column_is_not_known_again_after_somebody_wrote_into_it() -> None:
    frame = pl.DataFrame(DATA)
    source = foreign_source(frame, ChangedData)
    assert source is not None
    n, t = watched(source, 1), watched(source, 2)
    frame[7, "n"] = 0
    assert source.renewed([2], t) is not None
    assert source.renewed([1], n) is None


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


READS: list[Callable[[Source], object]] = [
    lambda source: source.slice(ROWS - 50, ROWS),
    lambda source: source.take(np.array([0, ROWS - 1], np.int32)),
    lambda source: source.column(1),
]


@pytest.mark.parametrize("read", READS)
def test_a_relation_that_has_lost_rows_is_not_read(read: Callable[[Source], object]) -> None:
    duckdb = pytest.importorskip("duckdb")
    connection = duckdb.connect()
    connection.sql(f"create table t as select range as n from range({ROWS})")
    made = source_of(connection.table("t"), None)
    assert made is not None
    assert len(made.slice(ROWS - 50, ROWS)) == 50
    connection.sql(f"delete from t where n >= {ROWS - 10}")
    with pytest.raises(ChangedData):
        read(made)


@pytest.mark.parametrize("read", READS)
def test_files_that_have_lost_rows_are_not_read(
    read: Callable[[Source], object], tmp_path: Path
) -> None:
    file = tmp_path / "rows.csv"
    pl.DataFrame(DATA).write_csv(file)
    made = source_of(pl.scan_csv(file), None)
    assert made is not None
    pl.DataFrame(DATA).head(ROWS - 10).write_csv(file)
    with pytest.raises(ChangedData):
        read(made)


def show(data):  # type: ignore[no-untyped-def]
    import rerun_state as st

    st.dataframe(data)


def shown(data: Any) -> pd.DataFrame:
    app = AppTest.from_function(show, kwargs={"data": data}).run()
    assert not app.exception
    return app.dataframe[0].value


@pytest.mark.parametrize("rows", [3, ROWS])
def test_a_stream_that_can_be_read_once_is_shown(rows: int) -> None:
    assert shown(TABLE.slice(0, rows).to_reader())["t"].tolist()[:2] == ["Row 0", "Row 1"]


@pytest.mark.parametrize("column", [pl.Series("n", range(ROWS)), pa.chunked_array([DATA["n"]])])
def test_a_long_column_is_a_table(column: Any) -> None:
    assert shown(column).columns.tolist() == [getattr(column, "name", 0)]


@pytest.mark.parametrize("name", ["lazy", "dataset", "duckdb"])
def test_a_plan_is_not_executed_for_a_sample_of_all_its_rows(name: str, tmp_path: Path) -> None:
    made = source_of(MAKES[name](tmp_path), None)
    assert made is not None
    assert made.sample(1_000) is None


@pytest.mark.parametrize("name", ["polars", "arrow", "stream"])
def test_a_sample_has_rows_from_all_over_a_table(name: str, tmp_path: Path) -> None:
    made = source_of(MAKES[name](tmp_path), None)
    assert made is not None
    sample = made.sample(5_000)
    assert sample is not None
    read = decode(sample.rows, sample.columns, sample.data)
    assert read["t"].tolist() == ["Row 0", "Row 5000", "Row 10000"]


def test_a_table_that_knows_its_index_keeps_it() -> None:
    frame = pd.DataFrame({"n": range(ROWS)}, index=[f"r{at}" for at in range(ROWS)])
    assert source_of(pa.Table.from_pandas(frame), None) is None


@pytest.mark.parametrize("make", [pl.DataFrame, pl.LazyFrame])
@pytest.mark.parametrize("rows", [3, ROWS])
def test_days_are_days_however_long_the_table(make: Callable[[Any], Any], rows: int) -> None:
    at = AppTest.from_string("import rerun_state as st\nst.dataframe(st.session_state.data)")
    at.session_state.data = make({"d": DATA["d"][:rows]})
    columns: Any = at.run().dataframe[0].node.element.props["columns"]
    assert columns[1]["type"] == "date"


def test_a_plan_that_is_short_is_shown_as_a_whole() -> None:
    assert source_of(pl.LazyFrame(DATA).head(10_000), None) is None
    assert source_of(pl.LazyFrame(DATA).head(10_000), True) is not None
