"""Charts of data that nobody has written into: what was found of them last time is known."""

import pickle
from typing import Any

import numpy as np
import pandas as pd
import pytest

from rerun_state.elements.charts import longform, recollection
from rerun_state.elements.charts.recollection import Keepsake, recalled
from rerun_state.elements.data.held import Held
from rerun_state.testing import AppTest

ROWS = 30_000
CHARTS = {
    "lines": "line_chart(data, x='x', y=['y', 'z'])",
    "areas": "area_chart(data, x='x', y='y', color='c', stack=True)",
    "bars": "bar_chart(data, x='x', y='y')",
    "names of bars": "bar_chart(data, x='c', y='z', sort='-y')",
    "points": "scatter_chart(data, x='x', y='y', size='z')",
    "all columns": "line_chart(data)",
}


def table(rows: int = ROWS) -> pd.DataFrame:
    n = np.arange(rows)
    return pd.DataFrame({"x": n, "y": np.sin(n), "z": n % 7, "c": n % 3})


def app(data: Any, *calls: str) -> AppTest:
    program = ["import rerun_state as st", "data = st.session_state.data"]
    at = AppTest.from_string("\n".join([*program, *(f"st.{call}" for call in calls)]))
    at.session_state.data = data
    return at.run()


def shown(at: AppTest) -> dict[str, Any]:
    *_, last = at.main.node.walk()
    return dict(last.element.props)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The rows of the tables of which charts were made."""
    rows: list[int] = []
    melted = longform._melted

    def counted(frame: pd.DataFrame, *more: Any) -> Any:
        rows.append(len(frame))
        return melted(frame, *more)

    monkeypatch.setattr(longform, "_melted", counted)
    return rows


@pytest.mark.parametrize("chart", CHARTS)
def test_a_chart_of_unchanged_data_is_made_once(made: list[int], chart: str) -> None:
    data = table()
    at = app(data, CHARTS[chart]).run()
    before = shown(at)
    at.session_state.data = data = pickle.loads(pickle.dumps(data))  # as from a cache
    assert shown(at.run()) == before
    assert made == [ROWS]
    data.loc[ROWS // 2, ["y", "z"]] = 99
    assert shown(at.run())["datasets"] != before["datasets"]
    assert made == [ROWS, ROWS]


def test_what_is_written_behind_pandas_back_is_shown() -> None:
    data = table()
    at = app(data, "line_chart(data, x='x', y='y')")
    before = shown(at)
    data["y"].array[ROWS // 2] = 1e6
    assert shown(at.run())["datasets"] != before["datasets"]


def test_other_parameters_make_another_chart(made: list[int]) -> None:
    ways = [
        "y='y'",
        "y=['y']",
        "y='z'",
        "y='y', color='c'",
        "y='y', color=(1, 0, 0)",
        "y='y', color=(1.0, 0.0, 0.0)",
    ]
    at = app(table(), *(f"line_chart(data, x='x', {way})" for way in ways)).run()
    assert at.exception == []
    assert len(made) == len(ways) - 1  # the first two are one


class Made:
    held: Held | None = None


def test_points_are_known_as_long_as_something_keeps_them() -> None:
    columns = [pd.Series(range(9))]
    kept = [Keepsake(recalled("these", columns, Made, are_own=True)) for _ in range(2)]
    assert kept[0]._points is kept[1]._points
    del kept[0]
    assert len(recollection._known["these"]) == 1
    del kept[0]
    assert not recollection._known["these"]
    recalled("others", columns, Made, are_own=True)
    assert "these" not in recollection._known


def test_a_reader_who_zooms_is_told_of_the_table_of_this_run() -> None:
    first, second = table(), table()
    at = app(first, "line_chart(data, x='x', y='y')")
    before = shown(at)["detail"]
    assert shown(at.run())["detail"] is before
    at.session_state.data = second
    now = shown(at.run())["detail"]
    assert (now.mark, now.reads(second), before.reads(first)) == (before.mark, True, True)


def test_a_keepsake_goes_into_a_cache_without_its_points() -> None:
    kept = shown(app(table(), CHARTS["lines"]))["held"]
    assert isinstance(kept, Keepsake)
    assert pickle.loads(pickle.dumps(kept)) == kept
    assert len(pickle.dumps(kept)) < 200
