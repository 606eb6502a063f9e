"""What is sent of tables that scroll."""

import pandas as pd
import pytest

from rerun_state.elements.data.encoding.columnar import encode
from rerun_state.elements.data.grid import Grid, looks
from rerun_state.elements.data.windows.source import PandasSource
from rerun_state.elements.data.windows.windowed import FIRST, Windowed
from rerun_state.errors import StreamlitInvalidWidthError

LONG = pd.DataFrame({"n": range(FIRST + 1)})


def test_a_short_table_is_sent_whole() -> None:
    props = Grid(LONG, lambda: LONG, encode(LONG)).props()
    assert (props["rows"], "window" in props) == (FIRST + 1, False)


def test_of_a_table_in_windows_the_first_rows_are_sent() -> None:
    windowed = Windowed(PandasSource(LONG))
    grid = Grid(LONG, windowed.head, windowed.first(), windowed)
    assert (grid.props()["rows"], grid.props()["window"]) == (FIRST + 1, FIRST)
    assert grid.column(0) == list(range(FIRST + 1))


def test_a_width_that_cannot_be_is_refused_by_the_name_of_the_element() -> None:
    with pytest.raises(StreamlitInvalidWidthError, match="width of data_editor"):
        looks("data_editor", "wide", "auto", None, None, None)
