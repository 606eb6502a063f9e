"""Datasets of Arrow are read where the rows are that somebody looks at."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from rerun_state.elements.data.given.dataset_rows import DatasetRows, check_readable
from rerun_state.elements.data.given.frames import to_frame
from rerun_state.elements.data.windows.source import source_of
from rerun_state.errors import StreamlitAPIException

ROWS = 30_000
TABLE = pa.table({"n": range(ROWS), "part": [at // 10_000 for at in range(ROWS)]})
KINDS: dict[str, dict[str, Any]] = {
    "parquet": {"format": "parquet", "max_rows_per_group": 4_000, "max_rows_per_file": 12_000},
    "csv": {"format": "csv"},
    "folders": {"format": "parquet", "partitioning": ["part"], "partitioning_flavor": "hive"},
}


def written(kind: str, folder: Path) -> Any:
    options = KINDS[kind]
    ds.write_dataset(TABLE, folder, **options)
    hive = "hive" if kind == "folders" else None
    return ds.dataset(folder, format=options["format"], partitioning=hive)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("start", [0, 9_990, 11_995, 29_990])
def test_rows_are_those_at_their_positions(kind: str, start: int, tmp_path: Path) -> None:
    found = DatasetRows(written(kind, tmp_path), None).between(start, start + 10)
    assert found["n"].to_pylist() == list(range(start, start + 10))
    assert found["part"].to_pylist() == [at // 10_000 for at in range(start, start + 10)]


def test_only_the_parts_that_hold_the_rows_are_read(tmp_path: Path) -> None:
    dataset = written("parquet", tmp_path)
    rows = DatasetRows(dataset, None)
    rows.between(15_000, 15_010)
    first, *_ = sorted(dataset.files)
    Path(first).write_bytes(b"no longer what it was")
    assert rows.between(29_990, ROWS)["n"].to_pylist() == list(range(29_990, ROWS))


def test_a_dataset_that_leaves_rows_out_is_read_by_its_own_positions() -> None:
    late = ds.dataset(TABLE).filter(ds.field("n") >= 5_000)
    assert DatasetRows(late, None).between(12_000, 12_003)["n"].to_pylist() == [
        17_000,
        17_001,
        17_002,
    ]


def test_no_rows_have_the_columns(tmp_path: Path) -> None:
    assert DatasetRows(written("parquet", tmp_path), None).between(ROWS, ROWS).column_names == [
        *("n", "part")
    ]


RUNS = pa.RunEndEncodedArray.from_arrays([10_000, ROWS], ["x", "y"])
IN_RUNS = ds.dataset(pa.table({"n": range(ROWS), "r": RUNS}))


@pytest.mark.parametrize("read", [to_frame, lambda data: source_of(data, None)])
@pytest.mark.parametrize("wanted", [ds.field("n") > 5, ds.field("r") == "x"])
def test_a_filtered_dataset_with_runs_says_which_column_has_them(read: Any, wanted: Any) -> None:
    with pytest.raises(StreamlitAPIException, match=r"column 'r' of the filtered dataset .*decode"):
        read(IN_RUNS.filter(wanted))


def test_a_filter_that_has_no_runs_to_go_through_and_a_dataset_without_one_are_read() -> None:
    check_readable(IN_RUNS)
    check_readable(ds.dataset(TABLE).filter(ds.field("n") > 5))


@pytest.mark.parametrize("read", [to_frame, lambda data: source_of(data, None)])
def test_a_dataset_says_which_name_repeats_and_what_reads_its_file(
    read: Any, tmp_path: Path
) -> None:
    table = pa.table([range(ROWS), ["x"] * ROWS, range(ROWS)], names=["a", "b", "a"])
    file = tmp_path / "table.parquet"
    pq.write_table(table, file)
    for dataset in ds.dataset(table), ds.dataset(file, schema=table.schema):
        with pytest.raises(StreamlitAPIException, match=r"name 'a', .*ParquetFile\(file\)\.read"):
            read(dataset)
    assert list(to_frame(pq.ParquetFile(file).read()).columns) == ["a", "b", "a (2)"]
