"""Charts of data that nobody has written into: what was found of them last time is known."""

import pickle
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
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


OWN = np.arange(3.0 * ROWS).reshape(ROWS, 3)  # all of these have its memory
LIBRARIES: dict[str, Callable[[], Any]] = {
    "NumPy": lambda: OWN,
    "a column of NumPy": lambda: OWN[:, 1],
    "a dictionary": lambda: {"x": OWN[:, 0], "y": OWN[:, 1]},
    "pandas": lambda: pd.DataFrame(OWN, columns=[*"xyz"], copy=False),
    "Arrow": lambda: pa.table({"x": pa.array(OWN[:, 0].copy()), "y": pa.array(OWN.T[1].copy())}),
    "Arrow of pandas": lambda: pa.Table.from_pandas(table().rename(columns={"z": "0"})),
    "polars": lambda: pl.DataFrame({"x": OWN[:, 0], "y": OWN[:, 1], "name": ["a"] * ROWS}),
}


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_chart_of_unchanged_data_of_any_library_is_made_once(
    made: list[int], library: str
) -> None:
    data = LIBRARIES[library]()
    at = app(data, "line_chart(data)").run()
    assert made == [ROWS]
    assert at.exception == []


@pytest.mark.parametrize("library", ["NumPy", "a column of NumPy", "a dictionary", "pandas"])
def test_an_array_that_a_program_writes_into_is_shown_as_it_is(library: str) -> None:
    at = app(LIBRARIES[library](), "line_chart(data)")
    before = shown(at)
    OWN[ROWS // 2, 1] += 1e6
    assert shown(at.run())["datasets"] != before["datasets"]


def test_an_array_of_which_arrow_makes_a_column_is_shown_as_it_is() -> None:
    array = np.arange(1.0 * ROWS)
    at = app(pa.table({"y": pa.array(array)}), "line_chart(data)")
    before = shown(at)
    array[ROWS // 2] = 1e6
    assert shown(at.run())["datasets"] != before["datasets"]


def test_a_polars_table_that_is_written_into_is_shown_as_it_is() -> None:
    data = pl.DataFrame({"x": OWN[:, 0], "y": OWN[:, 1]})
    at = app(data, "line_chart(data, x='x', y='y')")
    before = shown(at)
    data[ROWS // 2, "y"] = 1e6
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
