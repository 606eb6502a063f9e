"""The benchmark of tables: its data and programs are what they say."""

from pathlib import Path

import pytest

from tests.benchmarks.table_programs import PEERS, SIZES, write
from tests.benchmarks.tables import markdown, medians


def test_the_last_row_is_the_first_one_by_the_column_back(tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    write(tmp_path / "rows.parquet", 1_000)
    table = pandas.read_parquet(tmp_path / "rows.parquet")
    assert list(table.sort_values("back")["name"])[::999] == ["row 999;", "row 0;"]


@pytest.mark.parametrize("part", SIZES)
def test_every_program_is_a_program(part: str) -> None:
    for peer in (peer for peer in PEERS if part in peer.shown):
        cells = [peer.program(part, Path("x"))] if peer.server else peer.cells(part, Path("x"))
        for cell in cells:
            compile(cell.removeprefix("%load_ext rerun_state").removeprefix("%%rerun"), "x", "exec")


def test_what_failed_in_every_round_leaves_its_place_empty() -> None:
    rows = {
        "1000": {"rerun_state": medians([{"sight": 8.0}, {"sight": 4.0}]), "itables": {"kB": 2}}
    }
    first, _, sight, kilobytes = markdown({"tables": rows}).splitlines()[:4]
    assert first == "| Tables | rerun_state | itables |"
    assert sight == "| 1,000 rows: in sight, ms | 6.0 |  |"
    assert kilobytes == "| 1,000 rows: received, kB |  | 2.0 |"
