"""Kinds of data, by Streamlit's names."""

from collections import ChainMap, UserDict, UserList, deque, namedtuple
from importlib import import_module
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from rerun_state.errors import StreamlitDataframeConversionError

Point = namedtuple("Point", "x y")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (None, "EMPTY"),
        (5, "UNKNOWN"),
        ("text", "UNKNOWN"),
        ([], "LIST_OF_VALUES"),
        ([1, "a"], "LIST_OF_VALUES"),
        ([object()], "UNKNOWN"),
        ([[1], [2]], "LIST_OF_ROWS"),
        ([[1], 2], "LIST_OF_VALUES"),
        ([{"a": 1}], "LIST_OF_RECORDS"),
        ((1, 2), "TUPLE_OF_VALUES"),
        ({1, 2}, "SET_OF_VALUES"),
        (range(3), "LIST_OF_VALUES"),
        (deque([1]), "LIST_OF_VALUES"),
        (UserList([1]), "LIST_OF_VALUES"),
        (Point(1, 2), "KEY_VALUE_DICT"),
        ({"a": 1}, "KEY_VALUE_DICT"),
        (UserDict(a=[1]), "KEY_VALUE_DICT"),
        (ChainMap({"a": [1]}), "COLUMN_VALUE_MAPPING"),
        ({"a": {"b": 1}}, "COLUMN_INDEX_MAPPING"),
        ({"a": pd.Series([1])}, "COLUMN_SERIES_MAPPING"),
        (np.array([1]), "NUMPY_LIST"),
        (np.array([[1]]), "NUMPY_MATRIX"),
        (pd.DataFrame(), "PANDAS_DATAFRAME"),
        (pd.Index([1]), "PANDAS_INDEX"),
        (pd.array([1]), "PANDAS_ARRAY"),
        (pd.DataFrame().style, "PANDAS_STYLER"),
        (pa.table({"a": [1]}), "PYARROW_TABLE"),
        (pa.array([1]), "PYARROW_ARRAY"),
    ],
)
def test_the_kind_of_data_is_told(data: Any, expected: str) -> None:
    util = import_module("streamlit.dataframe_util")
    assert util.determine_data_format(data) is util.DataFormat[expected]


FRAME = pd.DataFrame({"a": [1.0, None]})


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("LIST_OF_VALUES", [1.0, None]),
        ("TUPLE_OF_VALUES", (1.0, None)),
        ("SET_OF_VALUES", {1.0, None}),
        ("LIST_OF_ROWS", [[1.0], [None]]),
        ("LIST_OF_RECORDS", [{"a": 1.0}, {"a": None}]),
        ("COLUMN_VALUE_MAPPING", {"a": [1.0, None]}),
        ("COLUMN_INDEX_MAPPING", {"a": {0: 1.0, 1: None}}),
        ("KEY_VALUE_DICT", {0: 1.0, 1: None}),
    ],
)
def test_a_frame_becomes_data_of_that_kind(kind: str, expected: object) -> None:
    util = import_module("streamlit.dataframe_util")
    assert util.convert_pandas_df_to_data_format(FRAME, util.DataFormat[kind]) == expected


@pytest.mark.parametrize("kind", ["UNKNOWN", "PANDAS_SERIES"])
def test_what_a_frame_cannot_become_is_an_error(kind: str) -> None:
    util = import_module("streamlit.dataframe_util")
    with pytest.raises(StreamlitDataframeConversionError):
        util.convert_pandas_df_to_data_format(FRAME.assign(b=1), util.DataFormat[kind])
