"""A table as a source of windows."""

from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from rerun_state.elements.data.encoding.decoding import decode
from rerun_state.elements.data.windows.source import ChangedData, PandasSource, source_of
from rerun_state.elements.data.windows.wanted import Wanted
from rerun_state.elements.data.windows.windowed import Windowed
from rerun_state.errors import StreamlitAPIException


def people() -> pd.DataFrame:
    return pd.DataFrame({"n": [3, 1, 2], "name": ["Ada", "Bo", "Cy"]}, index=[10, 11, 12])


def test_rows_are_read_by_position() -> None:
    source = PandasSource(people())
    assert source.slice(1, 3)["n"].tolist() == [1, 2]
    assert source.take(np.array([2, 0], "i4"))["n"].tolist() == [2, 3]


def test_columns_are_counted_with_the_levels_of_the_index_first() -> None:
    source = PandasSource(people())
    assert [source.column(at).tolist() for at in range(3)] == [
        [10, 11, 12],
        [3, 1, 2],
        ["Ada", "Bo", "Cy"],
    ]


def test_data_of_another_shape_are_not_read() -> None:
    frame = people()
    source = PandasSource(frame)
    del frame["name"]
    with pytest.raises(ChangedData, match="3 rows and 1 columns now"):
        source.slice(0, 1)


@pytest.mark.parametrize(("rows", "lazy"), [(10_000, None), (1_000, True), (20_000, False)])
def test_short_tables_are_sent_whole_and_long_ones_where_that_is_wanted(
    rows: int, lazy: bool | None
) -> None:
    assert source_of(pd.DataFrame({"a": range(rows)}), lazy) is None


@pytest.mark.parametrize(("rows", "lazy"), [(10_001, None), (1_001, True)])
def test_long_tables_are_read_in_parts(rows: int, lazy: bool | None) -> None:
    source = source_of(pd.DataFrame({"a": range(rows)}), lazy)
    assert source is not None
    assert source.rows == rows


@pytest.mark.parametrize(
    ("rows", "width", "parts"), [(201, 5_000, True), (200, 6_000, False), (1_000, 1_000, False)]
)
def test_wide_tables_are_read_in_parts_as_soon_as_they_have_many_cells(
    rows: int, width: int, parts: bool
) -> None:
    table = np.zeros((rows, width))
    pa, pl = pytest.importorskip("pyarrow"), pytest.importorskip("polars")
    frame = pd.DataFrame(table, columns=[f"c{at}" for at in range(width)])
    for data in (frame, pa.table(dict(frame)), pl.DataFrame(dict(frame))):
        assert (source_of(data, None) is not None) == parts


def test_a_styler_cannot_be_read_in_parts() -> None:
    pytest.importorskip("jinja2")
    with pytest.raises(StreamlitAPIException, match="cannot show a Styler"):
        source_of(people().style, True)


@pytest.mark.parametrize("array", [np.arange(20_000.0), np.zeros((20_000, 3))])
def test_a_long_array_is_read_where_it_is(array: np.ndarray[Any, Any]) -> None:
    source = source_of(array, None)
    assert source is not None
    assert np.shares_memory(source.slice(0, 100).to_numpy(), array)
    before = source.encoded(0, 100)
    array[3] = 5.0
    assert source.encoded(0, 100) != before


def test_a_column_in_an_array_is_known_again_until_somebody_writes_into_it() -> None:
    array = np.zeros((20_000, 3))
    source = source_of(array, None)
    assert source is not None
    _, hold = source.watched([1])
    held = hold()
    array[7, 2] = 1.0
    assert source.renewed([1], held) is not None
    array[7, 0] = -0.0
    assert source.renewed([1], held) is None


@pytest.mark.parametrize("kind", ["string_view", "binary_view"])
def test_views_in_a_column_of_pandas_are_sorted(kind: str) -> None:
    if not hasattr(pa, kind):
        pytest.skip("old versions of Arrow have no views")
    known = [f"{at:05}" if kind == "string_view" else b"%05d" % at for at in range(20_000)]
    values = pa.array(known, getattr(pa, kind)())
    frame = pd.DataFrame({"v": pd.Series(values, dtype=pd.ArrowDtype(values.type))})
    shown = Windowed(PandasSource(frame))
    made = shown.answer(Wanted(0, 2, (1, True))).content
    assert decode(made.rows, made.columns, made.data)["v"].tolist() == known[:-3:-1]
    assert len(shown.mark()) > len("20000")


def test_numbers_whose_bytes_are_turned_are_sorted_and_searched() -> None:
    turned = {"i": np.arange(20_000, dtype=">i4"), "f": np.arange(20_000, dtype=">f8")}
    windowed = Windowed(PandasSource(pd.DataFrame({**turned, "t": "x"})))
    windowed.first()
    for column in (1, 2):
        for asked in (
            Wanted(0, 1, (column, True)),
            Wanted(0, 1, query="19999", columns=(column,)),
        ):
            answer = windowed.answer(asked)
            assert answer.places == np.array([19_999], "<i4").tobytes()
        assert windowed.about(column).told["numbers"]["max"] == 19_999


def test_half_fractions_of_arrow_are_searched() -> None:
    pa = pytest.importorskip("pyarrow")
    values = pd.arrays.ArrowExtensionArray(pa.array(np.array([0.5, 1.5], "f2")))
    windowed = Windowed(PandasSource(pd.DataFrame({"a": values})))
    windowed.first()
    assert windowed.answer(Wanted(0, 2, query="1.5", columns=(1,))).total == 1
