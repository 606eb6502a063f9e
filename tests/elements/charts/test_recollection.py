"""Charts of data that nobody has written into: what was found of them last time is known."""

import pickle
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from rerun_state.elements.charts import evaluation, longform, recollection
from rerun_state.elements.charts.evaluation import Sent
from rerun_state.elements.charts.recollection import Keepsake, recalled
from rerun_state.elements.data.encoding.decoding import decode
from rerun_state.elements.data.sameness.held import Held
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
    program = ["import altair as alt, rerun_state as st", "data = st.session_state.data"]
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


POINTS = "{'mark': 'point', 'encoding': {'x': {'field': 'x'}, 'y': {'field': 'y'}}}"
PICK = "{'mark': 'bar', 'params': [{'name': 'p', 'select': 'point'}]}"
SPECIFIED = {
    "Vega-Lite": f"vega_lite_chart(data, {POINTS})",
    "a selection": f"vega_lite_chart(data, {PICK}, on_select='rerun')",
    "Altair": "altair_chart(alt.Chart(data).mark_point().encode(x='x', y='y'))",
    "a histogram": "altair_chart(alt.Chart(data).mark_bar().encode(x='count()', y='c:O'))",
}


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[Sent]:
    """What was made of tables to be sent."""
    all_of_it: list[Sent] = []

    def made(*given: Any) -> Sent:
        all_of_it.append(Sent(*given))
        return all_of_it[-1]

    monkeypatch.setattr(evaluation, "Sent", made)
    monkeypatch.setattr(recollection, "_known", {})  # nothing of other tests
    return all_of_it


@pytest.mark.parametrize("rows", [9, ROWS])
@pytest.mark.parametrize("chart", SPECIFIED)
def test_a_specified_chart_of_unchanged_data_is_encoded_once(
    sent: list[Sent], chart: str, rows: int
) -> None:
    data = table(rows)
    at = app(data, SPECIFIED[chart]).run()
    before = shown(at)
    at.session_state.data = data = data.copy()
    assert shown(at.run())["datasets"] == before["datasets"]
    assert len(sent) == 1
    data.loc[rows // 2, ["y", "c"]] = 99
    assert shown(at.run())["datasets"] != before["datasets"]
    assert len(sent) == 2


@pytest.mark.parametrize("rows", [9, ROWS])
@pytest.mark.parametrize("chart", SPECIFIED)
def test_a_specified_chart_of_an_array_shows_what_is_written_into_it(chart: str, rows: int) -> None:
    array = np.arange(4.0 * rows).reshape(rows, 4)
    at = app(pd.DataFrame(array, columns=[*"xyzc"], copy=False), SPECIFIED[chart])
    before = shown(at)
    array[rows // 2] = -1
    assert shown(at.run())["datasets"] != before["datasets"]


def test_a_specified_chart_that_reads_no_column_knows_how_many_rows_there_are() -> None:
    at = app(table(), "altair_chart(alt.Chart(data).mark_bar().encode(y='count()'))")
    for rows in (ROWS, ROWS + 1):
        at.session_state.data = table(rows)
        (counted,) = shown(at.run())["datasets"].values()
        frame = decode(**counted)
        assert rows in (len(frame), *frame.to_numpy().ravel())


def test_another_specification_needs_no_other_rows(sent: list[Sent]) -> None:
    ways = ["'point'", "'bar'", "{'type': 'line', 'opacity': 0.5}"]
    calls = [f"vega_lite_chart(data, {{'mark': {way}}})" for way in ways]
    assert app(table(9), *calls).exception == []
    assert len(sent) == 1


class Made:
    held: Held | None = None


def test_points_are_known_as_long_as_something_keeps_them() -> None:
    columns = [pd.Series(range(9))]
    kept = [Keepsake(recalled("these", columns, Made, are_own=True)) for _ in range(2)]
    assert kept[0]._points[0] is kept[1]._points[0]
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
