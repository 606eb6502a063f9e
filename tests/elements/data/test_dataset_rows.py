"""Datasets of Arrow are read where the rows are that somebody looks at."""

import os
import time
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv as csv
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from rerun_state.elements.data import dataset_rows
from rerun_state.elements.data.dataset_rows import DatasetRows, check_readable
from rerun_state.elements.data.frames import to_frame
from rerun_state.elements.data.source import source_of
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


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files count as such that nobody has written for a while."""
    monkeypatch.setattr(dataset_rows, "_MOMENT", 0)


def files(dataset: Any) -> Any:
    return DatasetRows(dataset, None).files()


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("kind", KINDS)
def test_a_dataset_is_known_again_until_one_of_its_files_is_written(
    kind: str, tmp_path: Path
) -> None:
    before = files(written(kind, tmp_path))
    hive = "hive" if kind == "folders" else None
    one, other = (
        ds.dataset(tmp_path, format=KINDS[kind]["format"], partitioning=hive) for _ in range(2)
    )
    assert before is not None
    assert files(one) == before
    file = Path(sorted(other.files)[-1])
    known, content = file.stat(), file.read_bytes()
    time.sleep(0.05)  # more than the clock of a file system takes for one step
    file.write_bytes(content)
    os.utime(file, ns=(known.st_atime_ns, known.st_mtime_ns))  # as some programs do
    assert files(other) != before


@pytest.mark.usefixtures("settled")
def test_other_ways_to_read_the_same_files_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("n;t\n1;x\n")
    (tmp_path / "b.csv").write_text("n;t\n2;y\n")
    options = csv.ConvertOptions(null_values=["x"])
    ways = [
        ds.dataset(tmp_path, format="csv"),
        ds.dataset(tmp_path, format=ds.CsvFileFormat(csv.ParseOptions(delimiter=";"))),
        ds.dataset(
            tmp_path,
            format=ds.CsvFileFormat(
                default_fragment_scan_options=ds.CsvFragmentScanOptions(convert_options=options)
            ),
        ),
        ds.dataset([str(tmp_path / "a.csv")], format="csv"),
    ]
    told = [files(each) for each in ways]
    assert None not in told
    assert all(one != other for at, one in enumerate(told) for other in told[:at])


@pytest.mark.usefixtures("settled")
def test_some_parts_of_a_file_are_not_all_of_it(tmp_path: Path) -> None:
    whole = written("parquet", tmp_path)
    first, *_ = whole.get_fragments()
    some = [
        ds.FileSystemDataset([each], whole.schema, whole.format, whole.filesystem)
        for each in (first, first.subset(row_group_ids=[0]))
    ]
    assert files(some[0]) != files(some[1])


@pytest.mark.usefixtures("settled")
def test_what_does_not_show_whether_it_is_the_same_is_not_known(tmp_path: Path) -> None:
    late = written("parquet", tmp_path).filter(ds.field("n") >= 5_000)
    assert files(late) is files(ds.dataset(TABLE)) is None


def test_files_that_were_written_a_moment_ago_are_not_known(tmp_path: Path) -> None:
    assert files(written("parquet", tmp_path)) is None


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
