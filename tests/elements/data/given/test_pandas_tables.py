"""What is done with tables of pandas."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from rerun_state.elements.data.given.pandas_tables import columns_at, every, flat_name, rows_of


def test_a_name_of_several_levels_is_one_text() -> None:
    assert [flat_name(name) for name in (("a", 1), "b", 2)] == ["a_1", "b", "2"]


def sampled() -> dict[str, pd.DataFrame]:
    """Tables of columns of which pandas gives parts in different ways."""
    n = np.arange(1_000)
    values = {
        "numbers": n,
        "numbers whose bytes are turned": n.astype(">i8"),
        "objects": [{"a": each} for each in n],
        "categories": pd.Categorical(n % 3),
        "periods": pd.period_range("2020", periods=len(n), freq="D"),
    }
    if hasattr(pa, "string_view"):  # of which Arrow picks no rows
        views = pa.chunked_array([pa.array([str(each) for each in n], pa.string_view())])
        values["views"] = pd.array(views, dtype=pd.ArrowDtype(pa.string_view()))
    tables = {name: pd.DataFrame({"x": column}) for name, column in values.items()}
    levels = pd.DataFrame({"x": n}, index=pd.MultiIndex.from_arrays([n % 7, n]))
    return tables | {"an index of two levels": levels}


@pytest.mark.parametrize("make", sampled())
def test_every_so_manieth_row_is_the_one_at_that_place(make: str) -> None:
    frame = sampled()[make]
    found, expected = every(frame, 7), rows_of(frame, np.arange(0, len(frame), 7))
    assert found["x"].tolist() == expected["x"].tolist()
    assert found.index.tolist() == expected.index.tolist()
    assert found["x"].dtype.kind == frame["x"].dtype.kind


def test_a_sample_of_numbers_is_no_copy_of_them() -> None:
    frame = pd.DataFrame({"x": range(1_000)})
    assert np.shares_memory(every(frame, 7)["x"].to_numpy(), frame["x"].to_numpy())


@pytest.mark.parametrize("places", [{1}, {0, 2, 3}, set()])
def test_columns_are_found_at_their_places_whether_few_or_many(places: set[int]) -> None:
    frame = pd.DataFrame([[1, 2, 3, 4]], columns=[*"abaa"])
    found = {at: series.tolist() for at, series in columns_at(frame, places)}
    assert found == {at: [at + 1] for at in places}
