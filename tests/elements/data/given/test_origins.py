"""Plans that read the same of the same files are known again, and no others."""

import os
import random
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow.csv as csv
import pyarrow.dataset as ds
import pytest

from rerun_state.elements.data.given.dataset_rows import DatasetRows
from rerun_state.elements.data.given.origins import of_dataset, of_lazy_frame, origin_of
from tests.elements.data.given.test_dataset_rows import KINDS, TABLE, written


def files(dataset: Any) -> Any:
    return of_dataset(dataset, DatasetRows(dataset, None).fragments)


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


named = pytest.mark.skipif(
    not pl.LazyFrame({"n": [1]}).serialize().startswith(b"DSL_VERSION"),
    reason="plans of old versions do not say by name what is done in them",
)


def scans(folder: Path) -> dict[str, Callable[[], pl.LazyFrame]]:
    """Plans that read files, as a program makes them in each run."""
    frame = pl.DataFrame({"n": [1, 2, 3], "t": ["a", "b", "c"]})
    frame.write_parquet(folder / "a.parquet")
    frame.write_csv(folder / "a.csv")
    frame.write_ndjson(folder / "a.ndjson")
    return {
        "parquet": lambda: pl.scan_parquet(folder / "a.parquet"),
        "a pattern": lambda: pl.scan_parquet(folder / "*.parquet"),
        "csv": lambda: pl.scan_csv(folder / "a.csv").filter(pl.col("n") > 1).sort("t"),
        "json": lambda: pl.scan_ndjson(folder / "a.ndjson").select(pl.col("n") * 2),
        "two files": lambda: pl.scan_csv(folder / "a.csv").join(
            pl.scan_parquet(folder / "a.parquet"), on="n"
        ),
    }


SCANS = ["parquet", "a pattern", "csv", "json", "two files"]


@named
@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("name", SCANS)
def test_a_scan_that_is_made_anew_is_known_until_a_file_is_written(
    name: str, tmp_path: Path
) -> None:
    make = scans(tmp_path)[name]
    before = of_lazy_frame(make())
    assert before is not None
    assert of_lazy_frame(make()) == before
    time.sleep(0.05)  # more than the clock of a file system takes for one step
    for file in tmp_path.iterdir():
        file.write_bytes(file.read_bytes())
    assert of_lazy_frame(make()) != before


@named
@pytest.mark.usefixtures("settled")
def test_other_files_and_other_steps_are_told_apart(tmp_path: Path) -> None:
    made = scans(tmp_path)
    told = [of_lazy_frame(make()) for make in made.values()]
    steps = [pl.col("n") > 1, pl.col("n") > 2]
    told += [of_lazy_frame(made["parquet"]().filter(step)) for step in steps]
    pl.DataFrame({"n": [4], "t": ["d"]}).write_parquet(tmp_path / "b.parquet")
    told.append(of_lazy_frame(made["a pattern"]()))
    assert None not in told
    assert all(one != other for at, one in enumerate(told) for other in told[:at])


def opaque(scan: pl.LazyFrame, file: Path) -> dict[str, Callable[[], pl.LazyFrame]]:
    """Plans that read what no file shows."""
    n, other = pl.col("n"), pl.LazyFrame({"n": [1]})
    of_each = partial(n.map_elements, return_dtype=pl.Int64)
    anything: Any = random.shuffle
    return {
        "a function of each value": lambda: scan.with_columns(of_each(abs)),
        "a function of the program": lambda: scan.with_columns(of_each(lambda v: v)),
        "a function of columns": lambda: scan.with_columns(n.map_batches(abs)),
        "a function of the table": lambda: scan.map_batches(lambda frame: frame),
        "a function of a fold": lambda: scan.select(pl.reduce(max, [n, n])),
        "a library's function": lambda: scan.map_batches(anything),
        "a function of groups": lambda: scan.group_by("n").map_groups(lambda g: g, schema=None),
        "a dataset": lambda: pl.scan_pyarrow_dataset(ds.dataset(file)),
        "dice": lambda: scan.select(n.shuffle()),
        "a sample": lambda: scan.select(n.sample(2)),
        "a table": lambda: other,
        "a table as well": lambda: scan.join(other, on="n"),
        "an open file": lambda: pl.scan_parquet(file.open("rb")),
        "no file": lambda: pl.LazyFrame(),
    }


OPAQUE = opaque(pl.LazyFrame({"n": [1]}), Path())


@named
@pytest.mark.filterwarnings("ignore")
@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("name", OPAQUE)
def test_a_plan_that_may_read_anything_else_is_not_known(name: str, tmp_path: Path) -> None:
    scan = scans(tmp_path)["parquet"]()
    assert of_lazy_frame(scan) is not None
    assert of_lazy_frame(opaque(scan, tmp_path / "a.parquet")[name]()) is None


def test_a_scan_of_a_file_that_was_written_a_moment_ago_is_not_known(tmp_path: Path) -> None:
    assert of_lazy_frame(scans(tmp_path)["parquet"]()) is None


@named
@pytest.mark.usefixtures("settled")
def test_plans_of_each_library_have_an_origin_and_tables_have_none(tmp_path: Path) -> None:
    scan = scans(tmp_path)["parquet"]()
    dataset = ds.dataset(tmp_path / "a.parquet")
    assert origin_of(scan) == of_lazy_frame(scan) is not None
    assert origin_of(dataset) == files(dataset) is not None
    assert origin_of(TABLE) is origin_of([1, 2]) is origin_of(pl.DataFrame()) is None


@named
@pytest.mark.usefixtures("settled")
def test_a_plan_with_many_values_of_its_own_is_not_known(tmp_path: Path) -> None:
    scan = scans(tmp_path)["parquet"]()
    few, many = (pl.Series(range(count)).implode() for count in (10, 100_000))
    assert of_lazy_frame(scan.filter(pl.col("n").is_in(few))) is not None
    assert of_lazy_frame(scan.filter(pl.col("n").is_in(many))) is None
