"""Columns of every kind in tables of every make: read in windows, sorted, copied and edited."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from rerun_state.elements.data.columns.columns import configure
from rerun_state.elements.data.editable import editable
from rerun_state.elements.data.editing.edits import Edits, no_edits
from rerun_state.elements.data.editing.likeness import plain
from rerun_state.elements.data.editing.writable import writable
from rerun_state.elements.data.encoding.columnar import Columnar, encode
from rerun_state.elements.data.encoding.decoding import decode
from rerun_state.elements.data.given.frames import to_shown
from rerun_state.elements.data.given.pandas_tables import copies_on_write, rows_of
from rerun_state.elements.data.windows import passage as passages
from rerun_state.elements.data.windows.source import source_of
from rerun_state.elements.data.windows.wanted import Wanted
from rerun_state.elements.data.windows.windowed import Windowed

REPEATED = 400
NOON = dt.datetime(2020, 1, 1, 12, 30, 15)
VIEW = getattr(pa, "string_view", pa.string)()  # old versions have none

WHOLE = [pa.int8(), pa.int16(), pa.int32(), pa.int64()]
WHOLE += [pa.uint8(), pa.uint16(), pa.uint32(), pa.uint64()]
FRACTIONS = [pa.float16(), pa.float32(), pa.float64()]
TEXTS = [pa.string(), pa.large_string(), VIEW, pa.dictionary(pa.int32(), pa.string())]
UNITS = ("s", "ms", "us", "ns")
ZONED = [pa.timestamp(unit, "Europe/Berlin") for unit in UNITS]
DAYS, TIMES = [pa.date32(), pa.date64()], [pa.time32("s"), pa.time64("us")]

# The type, three values, what a reader types, and what that means.
EDITABLE: list[tuple[Any, list[Any], Any, Any]] = [
    *((kind, [3, None, 2 ** (min(kind.bit_width, 54) - 1) - 1], 7, 7) for kind in WHOLE),
    *((kind, [3, 0, 1], 7, 7) for kind in WHOLE),
    *((kind, [1.5, -0.25, None], 2.5, 2.5) for kind in FRACTIONS),
    (pa.decimal128(10, 2), [Decimal("1.50"), Decimal("-3.25"), None], "2.25", Decimal("2.25")),
    (pa.bool_(), [True, None, False], False, False),
    (pa.bool_(), [True, False, True], False, False),
    *((kind, ["b", "a", "ö😀"], "a", "a") for kind in TEXTS),
    *((kind, ["b", None, "a"], "a", "a") for kind in TEXTS),
    *(
        (kind, [dt.date(2020, 1, 1), dt.date(1900, 1, 1), None], "1999-02-03", dt.date(1999, 2, 3))
        for kind in DAYS
    ),
    *((kind, [dt.time(1, 2, 3), None, dt.time(4)], "05:06:07", dt.time(5, 6, 7)) for kind in TIMES),
    *(
        (
            pa.timestamp(unit),
            [NOON, NOON.replace(year=1999), None],
            "2020-01-01T12:30:14",
            NOON.replace(second=14),
        )
        for unit in UNITS
    ),
    *(
        (
            kind,
            [NOON, NOON.replace(year=1999), None],
            "2020-01-01T12:30:14Z",
            NOON.replace(second=14),
        )
        for kind in ZONED
    ),
    (pa.list_(pa.int64()), [[1, 2], [3], None], ["4", 5], [4, 5]),
    (pa.list_(pa.float64()), [[1.5, 2], [3.5], None], ["4.5"], [4.5]),
    (pa.list_(pa.string()), [["x"], ["y", "z"], None], ["w"], ["w"]),
]
SHOWN: list[tuple[Any, list[Any]]] = [
    *((kind, values) for kind, values, _, _ in EDITABLE),
    (pa.duration("us"), [dt.timedelta(1, 2, 3), dt.timedelta(0), None]),
    (
        pa.struct({"a": pa.int64(), "b": pa.string()}),
        [{"a": 1, "b": "x"}, {"a": 2, "b": None}, None],
    ),
    (pa.map_(pa.string(), pa.int64()), [[("k", 1)], [], None]),
    (pa.binary(), [b"x", b"\xff", None]),
    (pa.null(), [None, None, None]),
]


def records(array: Any) -> Any:
    values = array.to_pandas().to_numpy()
    made = np.empty(len(values), [("v", values.dtype)])
    made["v"] = values
    return made


MAKES: dict[str, Callable[[Any], Any]] = {
    "pandas": lambda array: array.to_pandas().to_frame("v"),
    "pandas' own": lambda array: array.to_pandas().convert_dtypes().to_frame("v"),
    "pandas with Arrow": lambda array: pd.Series(array, dtype=pd.ArrowDtype(array.type)).to_frame(
        "v"
    ),
    "objects": lambda array: pd.DataFrame({"v": pd.Series(array.to_pylist(), dtype=object)}),
    "polars": lambda array: pl.DataFrame(pa.table({"v": array})),
    "Arrow": lambda array: pa.table({"v": array}),
    "records": records,
}
OF_PANDAS: dict[str, Any] = {
    "periods": pd.Series(pd.period_range("2020", periods=3, freq="D")),
    "intervals": pd.Series(pd.interval_range(0, 3)),
    "numbers to choose from": pd.Series(pd.Categorical([2, None, 1])),
}


def array_of(values: list[Any], kind: Any) -> Any:
    if pa.types.is_float16(kind):
        return pa.array(
            np.array([np.nan if v is None else v for v in values], "f2"), from_pandas=True
        )
    return pa.array(values, kind)


def read(made: Columnar) -> list[str]:
    """The values of the last column, as a page has them."""
    return list(map(str, plain(decode(made.rows, made.columns, made.data).iloc[:, -1])))


def seen(data: Any) -> list[str]:
    return read(encode(to_shown(data)))


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A passage is checked at once, however busy the machine."""
    monkeypatch.setattr(passages, "_MOMENT", 60)


@pytest.mark.parametrize("make", MAKES)
@pytest.mark.parametrize(("kind", "values"), SHOWN, ids=str)
def test_a_long_column_is_read_sorted_and_copied_as_its_values_are(
    kind: Any, values: list[Any], make: str
) -> None:
    short = seen(MAKES[make](array_of(values, kind)))
    check_windows(MAKES[make](array_of(values * REPEATED, kind)), short)


@pytest.mark.parametrize("name", OF_PANDAS)
def test_a_long_column_of_pandas_alone_is_so_as_well(name: str) -> None:
    series = OF_PANDAS[name]
    long = series.take(np.arange(3 * REPEATED) % 3).reset_index(drop=True)
    check_windows(long.to_frame("v"), seen(series.to_frame("v")))


def check_windows(data: Any, short: list[str]) -> None:
    """Is what windows say of a table what the three values say that it repeats?"""
    source = source_of(data, True)
    assert source is not None
    shown = Windowed(source)
    shown.first()
    assert read(shown.answer(Wanted(900, 903)).content) == short
    for down in (False, True):
        ends = Wanted(0, 10, (1, down)), Wanted(source.rows - 10, source.rows, (1, down))
        middle = [Wanted(at - 10, at + 10, (1, down)) for at in (REPEATED, 2 * REPEATED)]
        passage = passages.Passage(shown, ends[0])
        for asked in (*ends, *middle):
            for answer in (shown.answer(asked), passage.read(asked)):
                places = np.frombuffer(answer.places or b"", "i4")
                assert read(answer.content) == [short[at % 3] for at in places]
        assert passage.check(ends[0]) is None
        last = read(shown.answer(ends[1]).content)
        assert "None" not in short or set(last) == {"None"}


def edited(data: Any, **edits: Any) -> Any:
    """What an editor returns of what a browser sends."""
    table = editable(data)
    columns = configure(table.heads, None)
    codec = Edits(columns, table.rows, "dynamic", writable(columns, False, set()))
    return table.edited(columns, codec.usable(codec.decode({**no_edits(), **edits})))


def type_of(data: Any) -> Any:
    if isinstance(data, pa.Table):
        return data.schema[0].type
    return data["v"].dtype


@pytest.mark.parametrize("make", MAKES)
@pytest.mark.parametrize(("kind", "values", "typed", "meant"), EDITABLE, ids=str)
def test_edits_change_the_cells_they_are_of_and_nothing_else(
    kind: Any, values: list[Any], typed: Any, meant: Any, make: str
) -> None:
    if make == "pandas with Arrow" and pa.types.is_float16(kind) and not copies_on_write():
        pytest.skip("pandas makes no such column of Python's fractions before pandas 3")

    def made(*values: Any) -> Any:
        return MAKES[make](array_of([*values], kind))

    data = made(*values)
    changed = edited(data, edited_rows={"0": {"v": typed}})
    assert seen(changed) == seen(made(meant, *values[1:]))
    assert type_of(changed) == type_of(data)
    emptied = edited(data, edited_rows={"0": {"v": None}})
    assert seen(emptied) == seen(made(None, *values[1:]))
    longer = edited(data, added_rows=[{"v": typed}, {}])
    assert seen(longer) == seen(made(*values, meant, None))
    shorter = edited(data, deleted_rows=[1])
    assert seen(shorter) == seen(rows_of(to_shown(data), [0, 2]))
    assert type_of(shorter) == type_of(data)
    if make in ("pandas with Arrow", "polars", "Arrow"):  # whose values may be missing
        assert {type_of(emptied), type_of(longer)} == {type_of(data)}
