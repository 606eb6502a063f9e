"""`streamlit.dataframe_util`."""

from importlib import import_module

from rerun_state.imports import pandas


def test_anything_becomes_a_frame_and_a_list() -> None:
    util = import_module("streamlit.dataframe_util")
    frame = util.convert_anything_to_pandas_df({"a": [1, 2]})
    assert frame["a"].tolist() == util.convert_anything_to_list(frame) == [1, 2]
    assert util.convert_anything_to_pandas_df(frame, ensure_copy=True) is not frame
    assert util.convert_anything_to_list("ab") == ["ab"]
    assert util.convert_anything_to_list(None) == []
    assert util.convert_anything_to_list((1, 2)) == [1, 2]
    assert util.convert_anything_to_list(3) == [3]
    assert util.convert_anything_to_list(frame.iloc[:0]) == []


def test_frames_travel_as_arrow() -> None:
    util = import_module("streamlit.dataframe_util")
    data = util.convert_anything_to_arrow_bytes({"a": [1, 2]})
    assert util.convert_arrow_bytes_to_pandas_df(data)["a"].tolist() == [1, 2]


def test_tables_are_told_apart() -> None:
    import polars as pl

    util, pd = import_module("streamlit.dataframe_util"), pandas()
    frame, lazy = pd.DataFrame({"a": [1]}), pl.LazyFrame({"a": [1, 2]})
    assert util.is_dataframe_like(frame)
    assert not util.is_dataframe_like([1])
    assert util.is_pandas_data_object(frame["a"])
    assert not util.is_pandas_data_object(lazy)
    assert util.is_polars_lazyframe(lazy)
    assert util.is_unevaluated_data_object(lazy)
    assert util.is_polars_dataframe(lazy.collect())
    assert util.is_polars_series(lazy.collect()["a"])
    assert util.has_range_index(frame)
    assert not util.has_range_index(frame.set_index("a"))
    assert len(util.convert_anything_to_pandas_df(lazy, max_unevaluated_rows=1)) == 1
