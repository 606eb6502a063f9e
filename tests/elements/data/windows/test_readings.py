"""Whatever columns tables of other libraries have, windows read them as they are."""

from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.dataset
import pytest

from rerun_state.elements.data.given.collected import collected
from rerun_state.elements.data.given.frames import to_frame, to_shown
from rerun_state.elements.data.given.plans import calmly
from rerun_state.elements.data.windows.source import source_of
from rerun_state.errors import StreamlitAPIException, StreamlitDataframeConversionError

ROWS = 12_000

# Old versions have no views, and nothing else to read them as.
TEXT_VIEW = getattr(pa, "string_view", pa.string)()
BYTES_VIEW = getattr(pa, "binary_view", pa.binary)()
VIEWS = {
    "text": pa.array(["b", "a", None] * (ROWS // 3), TEXT_VIEW),
    "bytes": pa.array([b"b", b"a", None] * (ROWS // 3), BYTES_VIEW),
    "lists": pa.array([["b"], ["a"], None] * (ROWS // 3), pa.list_(TEXT_VIEW)),
    "records": pa.array([{"a": "b"}, None, {}] * (ROWS // 3), pa.struct({"a": TEXT_VIEW})),
    "times": pa.array([2_001, 1_000, None] * (ROWS // 3), pa.time64("ns")),
}


@pytest.mark.parametrize("make", [lambda table: table, pyarrow.dataset.dataset])
@pytest.mark.parametrize("name", VIEWS)
def test_types_that_arrow_cannot_pick_rows_of_are_read_as_plain_ones(name: str, make: Any) -> None:
    values = VIEWS[name].to_pylist()
    plain = pd.Series(values, dtype=None if name == "text" else object).map(repr)
    source = source_of(make(pa.table({"v": VIEWS[name]})), None)
    assert source is not None
    assert source.slice(ROWS - 3, ROWS)["v"].map(repr).tolist() == plain[-3:].tolist()
    assert source.take(np.array([1, 0], np.int32))["v"].map(repr).tolist() == [plain[1], plain[0]]
    assert source.column(1)[:3].map(repr).tolist() == plain[:3].tolist()


RUNS = pa.RunEndEncodedArray.from_arrays([5_000, ROWS], ["a", "b"])
KINDS, OFFSETS = pa.array([0, 1] * (ROWS // 2), pa.int8()), pa.array(range(ROWS), pa.int32())
PARTS = [pa.array(range(ROWS)), pa.array([f"t{at}" for at in range(ROWS)])]
ODD: dict[str, tuple[Any, dict[int, Any]]] = {
    "runs": (RUNS, {3: "a", 5_001: "b"}),
    "dense": (pa.UnionArray.from_dense(KINDS, OFFSETS, PARTS), {4: 4, 5_001: "t5001"}),
    "sparse": (pa.UnionArray.from_sparse(KINDS, PARTS), {4: 4, 5_001: "t5001"}),
}


@pytest.mark.parametrize("make", [lambda table: table, pyarrow.dataset.dataset])
@pytest.mark.parametrize("name", ODD)
def test_values_of_any_type_are_read_and_picked(name: str, make: Any) -> None:
    array, known = ODD[name]
    source = source_of(make(pa.table({"v": array, "n": range(ROWS)})), None)
    assert source is not None
    rows = sorted(known, reverse=True)
    frame = source.take(np.array(rows, np.int32))
    assert frame["v"].tolist() == [known[row] for row in rows]
    assert frame["n"].tolist() == rows
    for row, value in known.items():
        assert source.slice(row, row + 1)["v"].tolist() == [value]


def test_whole_numbers_of_which_one_is_missing_stay_exact() -> None:
    numbers = [2**62 + 1, None] * (ROWS // 2)
    for data in (
        pa.table({"v": numbers}),
        pl.DataFrame({"v": numbers}),
        pl.LazyFrame({"v": numbers}),
    ):
        source = source_of(data, None)
        assert source is not None
        assert source.slice(0, 1)["v"].tolist() == [2**62 + 1]
        assert source.slice(0, 2)["v"].tolist() == [2**62 + 1, pd.NA]
        assert source.column(1)[0] == 2**62 + 1


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([2**100, None], pl.Int128),
        ([2**127, None], pl.UInt128),
        ([[2**100], None], pl.List(pl.Int128)),
        ([{"k": 2**100}, {"k": None}], pl.Struct({"k": pl.Int128})),
        ([frozenset("a"), None], pl.Object),
    ],
)
def test_a_type_of_polars_that_arrow_has_not_comes_as_objects(values: list[Any], kind: Any) -> None:
    column = pl.Series("v", values * (ROWS // 2), dtype=kind)
    data = pl.DataFrame([column, pl.Series("n", range(ROWS))])
    for shown in (data, data.head(2)):
        source = source_of(shown, None)
        frame = to_shown(shown) if source is None else source.take(np.array([0, 1], np.int32))
        assert frame["v"].tolist() == values
        assert frame["n"].tolist() == [0, 1]


def test_columns_of_one_name_are_told_apart() -> None:
    twice = pa.table([range(ROWS), ["x"] * ROWS], names=["a", "a"])
    source = source_of(twice, None)
    assert source is not None
    assert list(source.slice(0, 1)) == ["a", "a (2)"]
    assert source.column(2)[0] == "x"
    assert to_frame(twice.slice(0, 1)).to_dict("list") == {"a": [0], "a (2)": ["x"]}


def test_columns_of_one_name_of_a_relation_are_told_apart() -> None:
    duckdb = pytest.importorskip("duckdb")
    query = f"select range as a, 'x' as a, 'y' as \"A\" from range({ROWS})"
    source = source_of(duckdb.connect().sql(query), None)
    assert source is not None
    [row] = source.take(np.array([7], np.int32)).to_numpy().tolist()
    assert row == [7, "x", "y"]
    assert [source.column(at)[7] for at in (1, 2, 3)] == row


def test_columns_of_one_name_of_a_dataset_are_refused_by_name() -> None:
    twice = pyarrow.dataset.dataset(pa.table([range(ROWS), ["x"] * ROWS], names=["a", "a"]))
    with pytest.raises(StreamlitAPIException, match=r"name 'a'.*Rename"):
        source_of(twice, None)


def panicking(rows: int) -> pl.LazyFrame:
    """A plan of which polars cannot compute a row."""
    year = pl.col("year").cast(pl.Datetime("ms")).dt.to_string("%Y")
    return pl.LazyFrame({"year": [2**62] * rows, "n": range(rows)}).with_columns(year)


@pytest.mark.parametrize(
    "read",
    [
        lambda: to_frame(panicking(5)),
        lambda: source_of(panicking(20_000), None).slice(0, 5),  # type: ignore[union-attr]
        lambda: source_of(panicking(20_000), None).column(1),  # type: ignore[union-attr]
        lambda: collected(panicking(5)),
    ],
)
def test_a_panic_says_of_which_data_it_speaks_and_what_may_help(read: Any) -> None:
    with pytest.raises(StreamlitDataframeConversionError) as caught:
        read()
    told = str(caught.value)
    assert "polars panicked over a LazyFrame with the columns year, n: invalid or out-of-" in told
    assert "select() and head()" in told
    assert type(caught.value.__cause__).__name__ == "PanicException"


def test_a_panic_over_many_columns_names_some_of_them() -> None:
    plan = panicking(5).with_columns(pl.lit(1).alias(f"c{at}") for at in range(9))
    with pytest.raises(StreamlitDataframeConversionError, match="columns year, n, c0, c1, c2, …: "):
        to_frame(plan)


def test_what_is_no_panic_passes_as_it_is() -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        calmly(panicking(1), interrupt)()
