"""Tables on their way to old and new Arrow readers, and back."""

from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from rerun_state.components.arrow import from_parts, to_parts, to_stream


def read(stream: bytes) -> pa.Table:
    return pa.ipc.open_stream(stream).read_all()


def test_a_table_travels_as_data_index_and_columns() -> None:
    parts = to_parts(pd.DataFrame({"x": [1, 2]}, index=["r", "s"]))
    assert read(parts["data"]).column("x").to_pylist() == [1, 2]
    assert read(parts["index"]).to_pydict() == {"0": ["r", "s"]}
    assert read(parts["columns"]).to_pydict() == {"0": ["x"]}


def test_several_levels_are_several_columns() -> None:
    columns = pd.MultiIndex.from_tuples([("A", "p"), ("B", "q")])
    parts = to_parts(pd.DataFrame([[1, 2]], columns=columns))
    assert read(parts["columns"]).to_pydict() == {"0": ["A", "B"], "1": ["p", "q"]}


@pytest.mark.parametrize(
    "kind",
    [
        *(pa.large_string(), pa.large_list(pa.large_string()), pa.large_binary()),
        pa.dictionary(pa.int8(), pa.large_string()),
    ],
)
def test_sends_no_type_that_old_readers_do_not_know(kind: Any) -> None:
    table = pa.table({"x": pa.nulls(1, kind)})
    assert "large" not in str(read(to_stream(table)).schema.field("x").type)


def test_a_column_of_mixed_values_travels_as_texts() -> None:
    sent = read(to_stream(pd.DataFrame({"m": [1, "a"], "n": [1, 2]})))
    assert sent.to_pydict() == {"m": ["1", "a"], "n": [1, 2]}


@pytest.mark.parametrize("data", [np.array([[1, 2]]), pd.Series([1], name="s"), pd.Index([1])])
def test_takes_tables_of_any_make(data: Any) -> None:
    assert read(to_parts(data)["data"]).num_rows == 1


@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame({"a": [1, 2], "b": ["x", None]}, index=["r", "s"]),
        pd.DataFrame({"a": [1.5]}, index=pd.MultiIndex.from_tuples([(1, "u")])),
        pd.DataFrame({"d": pd.to_datetime(["2020-01-01"]).as_unit("ns")}),
    ],
)
def test_a_table_comes_back_as_it_was_sent(frame: pd.DataFrame) -> None:
    parts = to_parts(frame)
    back = from_parts(parts["data"], parts["index"], parts["columns"])
    pd.testing.assert_frame_equal(back, frame, check_names=False)
