"""Data that are computed elsewhere: how many rows are asked for, and what is said of the others."""

import sqlite3
import warnings
from collections.abc import Callable, Iterator
from typing import Any
from weakref import finalize

import pandas as pd
import pytest

from rerun_state.elements.data.given.frames import to_frame
from rerun_state.elements.data.given.makes import is_table
from rerun_state.elements.data.given.plans import MOST, note_on, plan_of, reads_anywhere
from rerun_state.snapshot.table_excerpt import table_of
from rerun_state.snapshot.text import aligned
from rerun_state.testing import AppTest

ROWS = 12_000


class Spark:
    """As Spark's: a plan until `toPandas`."""

    def __init__(self, rows: int = ROWS) -> None:
        self.rows = rows

    def limit(self, rows: int) -> "Spark":
        return type(self)(min(rows, self.rows))

    def toPandas(self) -> pd.DataFrame:
        return pd.DataFrame({"n": range(self.rows)})


class Snowpark(Spark):
    """As Snowpark's, which knows other ways as well."""

    toPandas = None  # type: ignore[assignment]

    def to_pandas(self) -> pd.DataFrame:
        return pd.DataFrame({"n": range(self.rows)})

    def collect(self) -> list[dict[str, int]]:
        return [{"n": row} for row in range(self.rows)]


class StreamingSpark(Spark):
    """As Spark's from 4.1 on, which would give all of its rows to whoever reads Arrow's streams."""

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        raise AssertionError("all rows were asked for")


def cursor() -> Any:
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    numbers = f"with n(n) as (values(0) union all select n + 1 from n where n < {ROWS - 1})"
    found = connection.execute(f"{numbers} select n from n")
    finalize(found, connection.close)  # of one that is left open Python 3.13 warns
    return found


def numbers() -> Iterator[int]:
    yield from range(ROWS)


def dask() -> Any:
    frame = pytest.importorskip("dask.dataframe", exc_type=ImportError)
    return frame.from_pandas(pd.DataFrame({"n": range(ROWS)}), npartitions=4)


def relation() -> Any:
    duckdb = pytest.importorskip("duckdb")
    return duckdb.connect().sql(f"select range as n from range({ROWS})")


PLANS: dict[str, tuple[Callable[[], Any], str]] = {
    "spark": (Spark, "toPandas()"),
    "streaming spark": (StreamingSpark, "toPandas()"),
    "snowpark": (Snowpark, "collect()"),
    "cursor": (cursor, "fetchall()"),
    "function": (lambda: numbers, "list()"),
    "dask": (dask, "compute()"),
}


@pytest.mark.parametrize(("make", "whole"), PLANS.values(), ids=PLANS)
def test_a_table_of_a_plan_has_its_first_rows_and_says_so(
    make: Callable[[], Any], whole: str
) -> None:
    props = shown("st.dataframe(data)", make())
    assert (props["rows"], props.get("window")) == (MOST, None)
    assert props["note"].startswith("These are the first 10,000 rows.")
    assert whole in props["note"]


def run(call: str, data: Any) -> AppTest:
    script = f"import rerun_state as st\ndata = st.session_state.data\n{call}"
    at = AppTest.from_string(script)
    at.session_state.data = data
    assert not at.run().exception
    return at


def shown(call: str, data: Any) -> Any:
    *_, element = run(call, data).main
    return element.node.element.props


@pytest.mark.parametrize(
    "call",
    [
        "st.table(data)",
        "st.data_editor(data)",
        "st.line_chart(data)",
        "st.vega_lite_chart(data, {'mark': 'point', 'encoding': {}})",
        "st.map(data, latitude='n', longitude='n')",
        "st.dataframe(data, lazy=True)",
    ],
)
def test_whatever_shows_the_first_rows_of_a_plan_says_so(call: str) -> None:
    assert "first 10,000 rows" in shown(call, Spark())["note"]


@pytest.mark.parametrize("rows", [MOST - 1, 5])
def test_a_plan_that_has_no_more_rows_is_not_said_to(rows: int) -> None:
    data = Spark(rows)
    assert note_on(data, len(to_frame(data))) is None


def test_a_small_table_of_a_plan_says_how_many_rows_it_shows() -> None:
    class Wide(Spark):
        def toPandas(self) -> pd.DataFrame:
            return super().toPandas().assign(**dict.fromkeys("abcdefghi", 0))

    note = shown("st.table(data)", Wide())["note"]
    assert note.startswith("These are the first 5,000 rows. There may be more")


def test_the_options_of_a_plan_are_its_first_rows_and_a_warning_says_so() -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        at = run("st.selectbox('n', data)", Spark())
    assert len(at.selectbox[0].options) == MOST
    assert ["first 10,000 rows" in str(each.message) for each in caught] == [True]


def test_the_text_of_a_page_tells_of_the_rows_that_may_follow() -> None:
    props = shown("st.dataframe(data)", Spark())
    assert aligned(table_of(props))[-1].endswith("There may be more: toPandas() gives all of them.")


@pytest.mark.parametrize("make", [relation, lambda: pl().LazyFrame({"n": range(ROWS)})])
def test_a_plan_that_is_read_in_windows_says_nothing(make: Callable[[], Any]) -> None:
    props = shown("st.dataframe(data)", make())
    assert (props["rows"], props["note"]) == (ROWS, None)


def pl() -> Any:
    return pytest.importorskip("polars")


def test_what_narwhals_stands_for_is_read_as_it_is() -> None:
    narwhals = pytest.importorskip("narwhals")
    plan = narwhals.from_native(pl().LazyFrame({"n": range(ROWS)}))
    assert shown("st.dataframe(data)", plan)["rows"] == ROWS


class Formula:
    """As SymPy's."""

    def collect(self, symbol: object) -> "Formula":
        return self

    def limit(self, symbol: object, place: object) -> "Formula":
        return self


@pytest.mark.parametrize(
    "data", [pd.DataFrame({"a": [1]}), [1], {"a": 1}, "text", len, None, Formula()]
)
def test_data_that_are_there_are_no_plan(data: Any) -> None:
    assert plan_of(data) is None


@pytest.mark.parametrize("make", [Spark, cursor, lambda: numbers, relation])
def test_what_goes_through_a_connection_is_read_in_one_place(make: Callable[[], Any]) -> None:
    assert not reads_anywhere(make())


@pytest.mark.parametrize(
    "make", [lambda: pd.DataFrame({"a": [1]}), lambda: pl().LazyFrame({"n": range(ROWS)})]
)
def test_what_libraries_lock_themselves_is_read_anywhere(make: Callable[[], Any]) -> None:
    assert reads_anywhere(make())


def test_a_plan_is_written_as_a_table_and_a_function_is_not() -> None:
    assert is_table(Spark())
    assert is_table(dask())
    assert not is_table(numbers)
