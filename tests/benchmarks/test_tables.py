"""The benchmark of tables: its data and programs are what they say."""

from pathlib import Path

import pytest
from playwright.sync_api import Error

from rerun_state.testing import AppTest
from tests.benchmarks import report, table_report
from tests.benchmarks.dashboard_programs import DASHBOARDS, Dashboard, texts
from tests.benchmarks.dashboard_programs import SIZES as CELLS
from tests.benchmarks.table_programs import PEERS, SIZES, write
from tests.benchmarks.table_report import markdown, summary
from tests.benchmarks.visits import medians, take_turns

TABLES = [str(size) for size in SIZES["tables"]]


def test_the_last_row_is_the_first_one_by_the_column_back(tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    write(tmp_path / "rows.parquet", 1_000)
    table = pandas.read_parquet(tmp_path / "rows.parquet")
    assert list(table.sort_values("back")["name"])[::999] == ["row 999;", "row 0;"]


def plain(cell: str) -> str:
    """A cell without its magic."""
    return cell.removeprefix("%load_ext rerun_state").removeprefix("%%rerun")


@pytest.mark.parametrize("part", SIZES)
def test_every_program_is_a_program(part: str) -> None:
    for peer in (peer for peer in PEERS if part in peer.shown):
        for cell in peer.sources(part, Path("x")):
            compile(plain(cell), "x", "exec")


@pytest.mark.parametrize("peer", DASHBOARDS, ids=lambda peer: peer.name)
@pytest.mark.parametrize("size", CELLS)
def test_every_dashboard_is_made_of_so_many_programs(peer: Dashboard, size: int) -> None:
    parts = [part for part in peer.cells(size) if part != "%load_ext rerun_state"]
    assert len([part for part in parts if not part.endswith(".servable()")]) == size
    for source in peer.sources(size):
        compile(plain(source), "x", "exec")


def test_what_failed_in_every_round_leaves_its_place_empty() -> None:
    rows = {
        "1000": {"rerun_state": medians([{"sight": 8.0}, {"sight": 4.0}]), "itables": {"kB": 2}}
    }
    first, _, sight, kilobytes = markdown({"tables": rows}).splitlines()[:4]
    assert first == "| Tables | rerun_state | itables |"
    assert sight == "| 1,000 rows: in sight, ms | 6.0 |  |"
    assert kilobytes == "| 1,000 rows: received, kB |  | 2.0 |"


def test_who_fails_is_not_asked_again_and_the_others_are() -> None:
    asked: list[str] = []

    def visit(peer: Dashboard, number: int) -> dict[str, float]:
        asked.append(f"{peer.name} {number}")
        if peer.name == "Solara":
            raise Error("gone")
        return {"press": float(number)}

    chosen = [peer for peer in DASHBOARDS if peer.name in ("rerun_state", "Solara")]
    assert take_turns(chosen, 3, visit) == {"rerun_state": {"press": 1.0}}
    assert asked == ["rerun_state 0", "Solara 0", "rerun_state 1", "rerun_state 2"]


def test_the_summary_has_three_sizes_and_the_plot() -> None:
    rows = {size: {"rerun_state": {"sight": 1, "kB": 2, "sort": 3}} for size in TABLES}
    table, picture = summary({"tables": rows}, "folder").split("\n\n")
    assert [line.split(" rows: ")[0] for line in table.splitlines()[2::2]] == [
        "| 1,000",
        "| 1,000,000",
        "| 10,000,000",
    ]
    assert "sorted" not in table
    assert picture.endswith("(folder/tables.svg)")


@pytest.mark.parametrize("page", [table_report.README, table_report.HERE / "README.md"])
def test_both_readmes_have_a_place_for_the_tables(page: Path, tmp_path: Path) -> None:
    copy = tmp_path / "README.md"
    copy.write_text(page.read_text("utf-8"), "utf-8")
    report.write("NEW", copy, "tables")
    before, new, after = copy.read_text("utf-8").partition("<!-- tables -->\nNEW\n<!-- /tables -->")
    assert new
    assert before in page.read_text("utf-8")
    assert after in page.read_text("utf-8")


def test_the_plot_has_a_line_for_each_who_shows_tables(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    from tests.benchmarks.plot import draw_tables

    row = {"rerun_state": {"sight": 1, "kB": 2, "click": 3}}
    draw_tables({"1000": row, "1000000": row}, ["rerun_state", "plotly"], tmp_path / "a.svg")
    drawn = (tmp_path / "a.svg").read_text("utf-8")
    assert "rerun_state" in drawn
    assert "plotly" not in drawn


def test_a_press_of_a_dashboard_changes_what_its_clock_waits_for() -> None:
    pytest.importorskip("pandas")
    page = next(peer for peer in DASHBOARDS if peer.name == "Streamlit")
    app = AppTest.from_string(page.sources(4)[0]).run()
    app.button[0].click().run()
    shown = [app.text[-1].value, app.metric[0].value, app.dataframe[0].value["name"].iloc[0]]
    assert shown == texts(1)
