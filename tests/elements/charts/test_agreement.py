"""Where VegaFusion finds what Vega finds."""

from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

pa = pytest.importorskip("pyarrow")

from rerun_state.elements.charts.agreement import agree, arrow_of  # noqa: E402

FRAME = pd.DataFrame({"n": [1.5, 2.5], "s": ["x", "y"], "b": [True, False]})
GAPS = FRAME.assign(n=[1.5, float("nan")])


def same(
    *steps: dict[str, Any], frame: pd.DataFrame = FRAME, parsed: dict[str, str] | None = None
) -> bool:
    rows = arrow_of(frame)
    assert rows is not None
    return agree(steps, parsed or {}, {"least": 3, "word": "x"}, {"table-0": rows})


def filtered(expr: str) -> dict[str, Any]:
    return {"type": "filter", "expr": expr}


def grouped(op: str, field: str | None) -> dict[str, Any]:
    return {"type": "aggregate", "groupby": ["s"], "ops": [op], "fields": [field], "as": ["m"]}


VALID = 'isValid(datum["n"]) && isFinite(+datum["n"])'


@pytest.mark.parametrize(
    "expr",
    [
        VALID,
        "datum.n > 3",
        "datum.n * 2 - -(datum['n'] + 1) / 4.5 >= least",
        'datum["s"] === "x" || datum.s != \'a (b)\'',
        'indexof(["x","y"], datum["s"]) !== -1',
        'indexof([1,-2.5], datum["n"]) !== -1',
        "abs(floor(datum.n)) == 1 && !(datum.n < 2)",
    ],
)
def test_comparisons_of_numbers_and_of_texts_are_the_same(expr: str) -> None:
    assert same(filtered(expr))


@pytest.mark.parametrize(
    "expr",
    [
        "round(datum.n) > 1",
        "1 / datum.n > 2",
        "datum.n / 0 > 1",
        "datum.s > 3",
        "datum.s + 'a' === 'xa'",
        "datum.n > 3 ? 1 : 'a'",
        "datum.n > now()",
        "datum.n > word",
        "datum.n > other",
        "datum",
        "datum.unknown > 1",
        "datum.b + datum.n > 1",
        "sqrt(datum.n) > 1",
        "datum.n & 1",
        "datum.n",
    ],
)
def test_what_javascript_sees_otherwise_is_not(expr: str) -> None:
    assert not same(filtered(expr))


def test_what_is_missing_counts_as_nothing_to_vega_alone() -> None:
    assert same(filtered(VALID), grouped("mean", "n"), frame=GAPS)
    assert not same(filtered("datum.n < 3"), frame=GAPS)


@pytest.mark.parametrize(
    ("op", "field", "whether"),
    [
        ("count", None, True),
        ("mean", "n", True),
        ("sum", "b", True),
        ("distinct", "s", True),
        ("mean", "s", False),
        ("stdev", "n", False),
        ("argmax", "n", False),
        ("mean", "unknown", False),
    ],
)
def test_measures_are_of_what_can_be_measured(op: str, field: str | None, whether: bool) -> None:
    assert same(grouped(op, field)) is whether


@pytest.mark.parametrize(
    ("step", "whether"),
    [
        ({"type": "bin", "field": "n", "as": ["a", "b2"], "maxbins": 10}, True),
        ({"type": "bin", "field": "n", "as": ["a", "b2"], "nice": False}, False),
        ({"type": "bin", "field": "s", "as": ["a", "b2"]}, False),
        ({"type": "stack", "field": "n", "as": ["a", "b2"], "offset": "zero"}, True),
        ({"type": "stack", "field": "n", "as": ["a", "b2"], "offset": "center"}, False),
        ({"type": "window", "ops": ["rank"], "as": ["r"], "frame": [None, 0]}, True),
        ({"type": "window", "ops": ["row_number"], "as": ["r"]}, False),
        ({"type": "window", "ops": ["sum"], "fields": ["n"], "as": ["r"], "frame": [1, 2]}, False),
        ({"type": "timeunit", "field": "n", "units": ["year"], "as": ["a", "b2"]}, False),
        ({"type": "pivot", "field": "s", "value": "n"}, False),
    ],
)
def test_transforms_are_those_that_were_compared(step: dict[str, Any], whether: bool) -> None:
    assert same(step) is whether


def test_what_an_expression_makes_is_known_to_the_next() -> None:
    made = {"type": "formula", "expr": "datum.n * 2", "as": "twice"}
    assert same(made, filtered("datum.twice > 3"))
    assert not same({**made, "as": "s"})  # there, it is another type


@pytest.mark.parametrize(
    ("kind", "column", "whether"),
    [("Date", "n", True), ("Date", "s", False), ("String", "s", True), ("String", "n", False)],
)
def test_what_is_a_number_is_read_as_one(kind: str, column: str, whether: bool) -> None:
    step = {"type": "formula", "expr": f'to{kind}(datum["{column}"])', "as": column}
    assert same(step) is whether
    assert same(parsed={column: kind.lower()}) is whether


@pytest.mark.parametrize(
    "values",
    [
        [1, "a"],
        [[1], [2]],
        [Decimal(1), Decimal(2)],
        [float("inf"), 1.0],
        [2**60, 1],
        pd.Categorical([pd.Timestamp("2020"), None]),
        pd.period_range("2020", periods=2, freq="D"),
    ],
)
def test_values_that_it_would_take_for_others_do_not_reach_it(values: Any) -> None:
    assert arrow_of(pd.DataFrame({"a": values})) is None


@pytest.mark.parametrize(
    ("values", "seen"),
    [
        (pd.DatetimeIndex(["2020-01-01T00:00:01", "NaT"], tz="UTC"), [1577836801000.0, None]),
        (pd.to_timedelta([1, None], unit="s"), [1000.0, None]),
        (pd.array([1, None], "Int64"), [1.0, None]),
        (pd.Categorical(["a", None]), ["a", None]),
        ([1, 2], [1.0, 2.0]),
        ([float("nan"), 1.0], [None, 1.0]),
        (pd.array([True, None], "boolean"), [True, None]),
    ],
)
def test_values_are_what_the_browser_has(values: Any, seen: list[Any]) -> None:
    made = arrow_of(pd.DataFrame({"a": values}))
    assert made is not None
    assert made["a"].to_pylist() == seen
