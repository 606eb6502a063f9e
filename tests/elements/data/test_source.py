"""A table as a source of windows."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from rerun_state.elements.data.source import ChangedData, PandasSource, source_of
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
    held = source.hold([1])
    array[7, 2] = 1.0
    assert source.renewed([1], held) is not None
    array[7, 0] = -0.0
    assert source.renewed([1], held) is None
