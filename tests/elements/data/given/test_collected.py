"""Plans are tables, and those over files the same tables until one of these is written."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.dataset as ds
import pytest

from rerun_state.elements.data.given import collected as module
from rerun_state.elements.data.given.collected import collected, note_short, rows_ahead
from rerun_state.elements.data.given.plans import MOST

PLANS: dict[str, Callable[[Path], Any]] = {
    "scan": lambda file: pl.scan_parquet(file).sort("n", descending=True),
    "dataset": ds.dataset,
}
says_names = pl.LazyFrame({"n": [1]}).serialize().startswith(b"DSL_VERSION")


@pytest.fixture(params=PLANS)
def file_and_plan(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, Any]:
    """A file with two rows, and what makes a plan that reads it."""
    if request.param == "scan" and not says_names:
        pytest.skip("plans of old versions do not say by name what is done in them")
    write(tmp_path / "a.parquet", 2, 1)
    return tmp_path / "a.parquet", PLANS[request.param]


def write(file: Path, *numbers: int) -> None:
    time.sleep(0.05)  # more than the clock of a file system takes for one step
    pl.DataFrame({"n": numbers}).write_parquet(file)


@pytest.mark.usefixtures("settled")
def test_a_plan_is_executed_once_until_its_file_is_written(
    file_and_plan: tuple[Path, Any],
) -> None:
    file, plan = file_and_plan
    table = collected(plan(file))
    assert collected(plan(file)) is table
    assert list(table["n"].to_pylist() if isinstance(table, pa.Table) else table["n"]) == [2, 1]
    write(file, 3)
    assert len(collected(plan(file))) == 1


def test_a_plan_over_a_file_of_a_moment_ago_is_executed_each_time(
    file_and_plan: tuple[Path, Any],
) -> None:
    file, plan = file_and_plan
    assert collected(plan(file)) is not collected(plan(file))


@pytest.mark.usefixtures("settled")
def test_of_another_plan_of_the_same_file_nothing_is_taken(tmp_path: Path) -> None:
    write(tmp_path / "a.parquet", 1, 2)
    scan = pl.scan_parquet(tmp_path / "a.parquet")
    found = [collected(scan.filter(pl.col("n") > least))["n"].to_list() for least in (0, 1, 2)]
    assert found == [[1, 2], [2], []]


@pytest.mark.usefixtures("settled")
def test_large_tables_are_not_kept(
    file_and_plan: tuple[Path, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    file, plan = file_and_plan
    monkeypatch.setattr(module, "_tables", type(module._tables)(10, module._size))
    assert collected(plan(file)) is not collected(plan(file))


def test_of_a_long_plan_of_polars_the_first_rows_are_collected() -> None:
    assert len(collected(pl.LazyFrame({"n": range(MOST + 5)}))) == MOST


def test_what_is_no_plan_is_given_back() -> None:
    for data in (pl.DataFrame({"n": [1]}), pa.table({"n": [1]}), [1], None):
        assert collected(data) is data


def relation(rows: int) -> Any:
    table = pa.table({"n": range(rows)})
    return pytest.importorskip("duckdb").connect().from_arrow(table).filter("n >= 0")


def lazy_frame(rows: int) -> Any:
    return pl.LazyFrame({"n": range(rows)}).filter(pl.col("n") >= 0)


of_each_make = pytest.mark.parametrize("make", [relation, lazy_frame])


@pytest.fixture(autouse=True)
def nothing_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_short", type(module._short)(64))


@of_each_make
def test_the_rows_of_a_plan_that_was_short_are_read_before_they_are_counted(make: Any) -> None:
    assert rows_ahead(make(5)) is None
    note_short(make(5))
    assert len(rows_ahead(make(6))) == 6


@of_each_make
def test_a_plan_that_has_become_long_is_counted_again(make: Any) -> None:
    note_short(make(5))
    assert rows_ahead(make(MOST + 1)) is None
    assert rows_ahead(make(5)) is None


@of_each_make
def test_what_another_plan_was_tells_nothing(make: Any) -> None:
    note_short(make(5))
    other = make(5).filter("n > 1" if make is relation else pl.col("n") > 1)
    assert rows_ahead(other) is None


def test_nothing_is_read_ahead_of_what_is_there() -> None:
    for data in (pl.DataFrame({"n": [1]}), pa.table({"n": [1]}), [1], None):
        note_short(data)
        assert rows_ahead(data) is None
