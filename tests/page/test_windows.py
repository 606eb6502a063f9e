"""Long tables on a page: what is sent of them, when, and to whom. Counted."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

import rerun_state as st
from rerun_state.elements.data.encoding.decoding import decode
from rerun_state.elements.data.given import origins
from rerun_state.elements.data.given.pandas_tables import copies_on_write
from rerun_state.elements.data.sameness import remembered
from rerun_state.elements.data.windows import foreign, holdings, source
from rerun_state.elements.data.windows.source import PandasSource
from rerun_state.elements.data.windows.wanted import wanted
from rerun_state.elements.data.windows.windowed import Windowed
from tests.contract import splice, unpacked
from tests.page.browser import Make, Message, Page

ROWS = 1_000_000


@pytest.fixture(scope="module")
def million() -> pd.DataFrame:
    n = np.arange(ROWS)
    return pd.DataFrame({"n": n, "half": n / 2, "text": np.array(["a", "b"], object)[n % 2]})


def show(page: Make, frame: Any, **options: Any) -> Page:
    return page(lambda: st.dataframe(frame[0] if isinstance(frame, list) else frame, **options))


def bytes_of(messages: list[Message]) -> int:
    return sum(len(str(each.data)) + sum(map(len, each.buffers)) for each in messages)


def ask(page: Page, view: str = "v", number: int = 1, **wanted: Any) -> list[dict[str, Any]]:
    """What a view is told that asks for rows."""
    content = {"start": 0, "stop": 50, "keep": True, **wanted}
    page.log.clear()
    page.tell_page({"event": "rows", "row": row_of(page), "view": view, "ask": number, **content})
    return told(page)


def told(page: Page) -> list[dict[str, Any]]:
    contents = [each.data["content"] for each in page.log]
    return [content for content in contents if content["event"] == "rows"]


def row_of(page: Page) -> int:
    (row,) = page.renderer._root.children[0].children
    return row.key


def test_a_million_rows_are_little_to_send(page: Make, million: pd.DataFrame) -> None:
    made = show(page, million)
    assert bytes_of([each for each in made.log if each.ops]) < 10_000


def test_any_thread_may_answer_what_is_asked_of_a_table_and_nothing_else(
    page: Make, million: pd.DataFrame
) -> None:
    made = show(page, million)
    row, may = row_of(made), made.renderer.answers_anywhere
    assert may({"content": {"event": "rows", "row": row}})
    for content in [
        {"event": "rows", "row": -1},
        {"event": "rows"},
        {"event": "points", "row": row},
        {"event": "stop", "row": row},
        {},
        None,
    ]:
        assert not may({"content": content})
    assert not may(None)


def test_a_million_rows_that_stay_as_they_are_send_nothing(
    page: Make, million: pd.DataFrame
) -> None:
    made = show(page, [million])
    ask(made, start=500_000, stop=500_100)
    made.run()
    assert made.sent == []
    ask(made, sort=[2, True])
    made.run()
    assert [each for each in told(made) if "stale" not in each] == []


@pytest.mark.parametrize(
    ("shown", "rows"),
    [
        (lambda frame: st.dataframe(frame), [100]),
        (lambda frame: st.dataframe(frame, on_select="rerun", key="s"), [100]),
        (lambda frame: st.dataframe(frame, on_select="rerun"), [100, 64]),
        (lambda frame: st.data_editor(frame, key="e"), [100]),
        (lambda frame: st.data_editor(frame, num_rows="dynamic"), [100, 64]),
    ],
    ids=["plain", "with a key", "selectable", "editor with a key", "editor"],
)
def test_of_a_million_rows_that_stay_a_run_reads_a_few_and_encodes_none(
    page: Make, million: pd.DataFrame, monkeypatch: pytest.MonkeyPatch, shown: Any, rows: list[int]
) -> None:
    read: list[int] = []

    def counted(frame: pd.DataFrame) -> Any:
        read.append(len(frame))
        return remembered.remembered(frame)

    def sampled(frame: pd.DataFrame, step: int) -> Any:
        read.append(len(range(0, len(frame), step)))
        return remembered.remembered_every(frame, step)

    made = page(lambda: shown(million))
    ask(made, start=500_000, stop=500_020)
    monkeypatch.setattr(source, "remembered", counted)
    monkeypatch.setattr(source, "remembered_every", sampled)
    monkeypatch.setattr(remembered, "encode", None)
    if copies_on_write():  # before pandas 3 nothing tells that nobody has written
        monkeypatch.setattr(holdings, "meaning", None)
    made.run()
    assert read == [*rows, 20]


def test_of_a_hundred_thousand_options_those_in_sight_are_sent(page: Make) -> None:
    frame = pd.DataFrame({"c": pd.Categorical([f"option {n}" for n in range(100_000)])})
    made = page(lambda: st.dataframe(frame))
    assert bytes_of([each for each in made.log if each.ops]) < 10_000
    ask(made, start=5_000, stop=5_100)
    assert bytes_of(made.log[-1:]) < 10_000


def test_a_copy_with_the_same_rows_sends_nothing(page: Make, million: pd.DataFrame) -> None:
    held = [million]
    made = show(page, held)
    ask(made, start=500_000, stop=500_100)
    held[0] = million.copy()
    assert made.run() == []
    assert made.sent == []


def test_what_changed_where_a_view_looks_is_told_to_that_view_alone(
    page: Make, million: pd.DataFrame
) -> None:
    frame = million.copy()
    made = show(page, frame)
    ask(made, "here", start=500_000, stop=500_100)
    ask(made, "there", start=0, stop=100)
    frame.loc[500_050, "half"] = -1.0
    assert made.run() == []
    assert [(each["view"], each["start"]) for each in told(made)] == [("here", 500_000)]


def changing() -> dict[str, tuple[Any, Any]]:
    """Long tables, and what changes the cell at 15,000 in place."""
    n = np.arange(20_000)
    texts = np.array(["a", "b"], object)[n % 2]
    lists, shared = [[1] for _ in n], np.arange(20_000)
    return {
        "objects": (pd.DataFrame({"x": texts}, dtype=object), set_cell("c")),
        "mixed objects": (pd.DataFrame({"x": [*texts[:-1], 1]}, dtype=object), set_cell(2)),
        "objects that change inside": (
            pd.DataFrame({"x": lists}),
            lambda frame: lists[15_000].append(2),
        ),
        "categories": (pd.DataFrame({"x": pd.Categorical(texts)}), set_cell("b")),
        "the sign of a zero": (pd.DataFrame({"x": n * 0.0}), set_cell(-0.0)),
        "an array": (np.zeros((20_000, 2)), lambda array: array.__setitem__((15_000, 0), 1.0)),
        "polars": (
            pl.DataFrame({"x": texts.astype("U1")}),
            lambda frame: frame.__setitem__((15_000, "x"), "c"),
        ),
        "memory that Arrow shares": (
            pa.table({"x": pa.array(shared)}),
            lambda table: shared.__setitem__(15_000, -1),
        ),
    }


def set_cell(value: Any) -> Any:
    def put(frame: pd.DataFrame) -> None:
        frame.loc[15_000, "x"] = value

    return put


@pytest.mark.parametrize("make", changing())
def test_a_cell_in_sight_that_is_changed_in_place_is_told_whatever_it_is_of(
    page: Make, make: str
) -> None:
    data, change = changing()[make]
    made = page(lambda: st.dataframe(data))
    ask(made, start=14_950, stop=15_050)
    made.log.clear()
    made.run()
    assert told(made) == []
    change(data)
    made.run()
    assert len(told(made)) == 1


def test_one_changed_cell_in_sight_of_a_view_is_sent_alone(
    page: Make, million: pd.DataFrame
) -> None:
    frame = million.copy()
    made = show(page, frame)
    ask(made, start=500_000, stop=502_000)
    frame.loc[500_050, "half"] = -1.0
    assert made.run() == []
    (change,) = told(made)
    assert {"columns", "data"}.isdisjoint(change)
    assert bytes_of(made.log) < 1_000


def test_columns_travel_with_what_changed_where_they_changed_too(page: Make) -> None:
    frame = pd.DataFrame({"n": pd.array([7] * ROWS, "Int64")})
    made = show(page, frame)
    (before,) = ask(made, start=500_000, stop=502_000)
    frame.loc[500_050, "n"] = pd.NA
    assert made.run() == []
    (now,) = told(made)
    assert now["columns"] != before["columns"]  # there are values missing now


def test_a_long_table_is_styled_where_its_reader_looks(page: Make) -> None:
    pytest.importorskip("jinja2")
    frame = pd.DataFrame({"n": np.arange(300_000), "half": np.arange(300_000) / 2})
    made = page(lambda: st.dataframe(frame.style.highlight_max(color="red")))
    assert bytes_of([each for each in made.log if each.ops]) < 10_000
    (answer,) = ask(made, start=299_900, stop=300_000)
    assert set(answer["styles"]["css"]) == {"299999,0", "299999,1"}
    frame.loc[299_950, "half"] = 1e9
    made.run()
    (change,) = told(made)
    assert set(change["styles"]["css"]) == {"299999,0", "299950,1"}
    frame.loc[299_951, "half"] = 0
    made.run()
    assert "styles" not in told(made)[-1]
    (read,) = ask(made, number=2, start=0, stop=100, keep=False)
    assert "styles" not in read


def test_rows_that_could_not_be_read_in_one_run_are_asked_for_after_the_next(
    page: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = [pd.DataFrame({"n": range(20_000)})]
    made = show(page, held)
    ask(made, start=5_000, stop=5_100)
    with monkeypatch.context() as patched:
        patched.setattr(Windowed, "answer", lambda self, asked, **options: 1 / 0)
        held[0] = held[0].copy()
        made.run()
    assert "ZeroDivisionError" in told(made)[0]["error"]
    made.run()
    assert [each.get("stale") for each in told(made)] == [True]


def test_a_sorted_view_is_told_to_ask_when_its_order_may_have_changed(page: Make) -> None:
    frame = pd.DataFrame({"n": range(20_000)})
    made = show(page, frame)
    ask(made, sort=[1, True])
    frame.loc[5, "n"] = 99_999
    made.run()
    assert [each.get("stale") for each in told(made)] == [True]
    (answer,) = ask(made, number=2, sort=[1, True])
    assert answer["total"] == 20_000


def set_x(frame: pd.DataFrame) -> Callable[[int, int], None]:
    return lambda row, value: frame.loc.__setitem__((row, "x"), value)


def writable(numbers: np.ndarray[Any, Any]) -> dict[str, Any]:
    """Long tables with those numbers, as a program has them in each run, and what writes a cell."""
    frame, copied = (pd.DataFrame({"x": numbers}) for _ in range(2))
    polars = pl.DataFrame({"x": numbers})
    array, shared, under = numbers.copy(), numbers.copy(), numbers.copy()
    over = pd.DataFrame({"x": under}, copy=False)
    arrow, of_arrow = pa.table({"x": pa.array(shared)}), pl.DataFrame(pa.table({"x": shared}))

    def to_frame(frame: pd.DataFrame) -> Callable[[int, int], None]:
        return lambda row, value: frame.__setitem__(
            "x", frame["x"].where(frame.index != row, value)
        )

    return {
        "pandas": (lambda: frame, set_x(frame)),
        "a copy": (lambda: copied.copy(), set_x(copied)),
        "an array": (lambda: array, array.__setitem__),
        "a table over an array": (lambda: over, under.__setitem__),
        "polars": (lambda: polars, lambda row, value: polars.__setitem__((row, "x"), value)),
        "Arrow": (lambda: arrow, shared.__setitem__),
        "polars over Arrow": (lambda: of_arrow, shared.__setitem__),
        "a new query": (lambda: pl.DataFrame({"x": shared}), shared.__setitem__),
        "a plan": (lambda: polars.lazy(), lambda row, value: polars.__setitem__((row, "x"), value)),
    }


ROW = some.one_of(some.integers(95, 205), some.integers(0, 10_100))


@pytest.mark.parametrize("make", writable(np.arange(2)))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(
    edited=some.booleans(),
    asked=some.sampled_from([{}, {"sort": [1, True]}, {"query": "7", "columns": [1]}]),
    runs=some.lists(some.lists(some.tuples(ROW, some.integers(0, 99)), max_size=3), max_size=3),
)
def test_a_view_has_what_is_true_after_each_run_whoever_wrote_into_the_data(
    page: Make, make: str, edited: bool, asked: dict[str, Any], runs: list[list[tuple[int, int]]]
) -> None:
    numbers = np.arange(10_101) % 50
    data, write = writable(numbers)[make]
    if edited and make != "a plan":
        made = page(lambda: st.data_editor(data(), key="e"))
    else:
        made = page(lambda: st.dataframe(data()))
    question = {"start": 100, "stop": 200, **asked}
    seen: dict[str, Any] = {}

    def hear() -> None:
        for message in [each for each in made.log if each.data["content"]["event"] == "rows"]:
            content = unpacked(message.data["content"], message.buffers)
            if "splice" in content:
                splice(seen, {"data": content.pop("splice")})
            seen.update(content)

    ask(made, **question)
    hear()
    for changes in [[], *runs]:
        for row, value in changes:
            numbers[row] = value
            write(row, value)
        seen.pop("stale", None)
        made.run()
        hear()
        if seen.get("stale"):
            ask(made, **question)
            hear()
        true = Windowed(PandasSource(pd.DataFrame({"x": numbers}))).answer(wanted(question, 2))
        assert (seen["total"], seen.get("places")) == (true.total, true.places)
        shown = decode(true.content.rows, seen["columns"], seen["data"]).iloc[:, 0]
        expected = (
            numbers[100:200] if true.places is None else numbers[np.frombuffer(true.places, "<i4")]
        )
        assert shown.tolist() == expected.tolist()


NUMBERS = np.arange(20_000)
SORTED: dict[str, Any] = {
    "an array": NUMBERS,
    "a table over an array": pd.DataFrame({"x": NUMBERS}, copy=False),
    "polars": pl.DataFrame({"x": NUMBERS}),
    "texts of polars": pl.DataFrame({"x": ["a", "b"] * 10_000}),
    "Arrow": pa.table({"x": NUMBERS}),
    "a copy": pd.DataFrame({"x": NUMBERS}).copy,
    "a new query": lambda: pl.DataFrame({"x": NUMBERS}),
    "a list": NUMBERS.tolist(),
}


@pytest.mark.parametrize("shown", [st.dataframe, st.data_editor])
@pytest.mark.parametrize("make", SORTED)
def test_a_sorted_view_of_what_stays_as_it_is_is_told_nothing(
    page: Make, make: str, shown: Callable[..., Any]
) -> None:
    if make == "texts of polars" and shown is st.data_editor and pd.Series(["a"]).dtype == object:
        pytest.skip("an editor's texts are objects before pandas 3")
    data = SORTED[make]
    made = page(lambda: shown(data() if callable(data) else data, key="s"))
    ask(made, sort=[1, True])
    for _ in range(3):
        assert made.run() == []
        assert told(made) == []


TABLE = pa.table({"x": NUMBERS, "t": pa.array(NUMBERS).cast("string")})
FRAME = pl.DataFrame(TABLE)
PLANS: dict[str, Callable[[Path], Any]] = {
    "a scan": pl.scan_parquet,
    "a filtered scan": lambda file: pl.scan_parquet(file).filter(pl.col("x") >= 0),
    "a lazy table": lambda file: FRAME.lazy().with_columns(pl.col("x").abs()),
    "a function": lambda file: FRAME.lazy().map_batches(lambda rows: rows.head(20_000)),
    "a relation of a table": lambda file: duckdb_of(TABLE).sql("select * from numbers"),
    "a relation of a file": lambda file: duckdb_of(TABLE).sql(f"select * from '{file}'"),
    "a dataset": lambda file: ds.dataset(TABLE),
    "a filtered dataset": lambda file: ds.dataset(file).filter(ds.field("x") >= 0),
}
"""What reads the numbers of a table, or of a file, as a program makes it in each run."""


def duckdb_of(table: Any) -> Any:
    connection = pytest.importorskip("duckdb").connect()
    connection.register("numbers", table)
    return connection


@pytest.mark.parametrize("asked", [{"sort": [1, True]}, {"query": "7", "columns": [2]}])
@pytest.mark.parametrize("make", PLANS)
def test_a_sorted_view_of_a_plan_that_is_made_anew_is_told_nothing(
    page: Make,
    tmp_path: Path,
    make: str,
    asked: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(foreign, "_QUICK", 60)
    if make.startswith("a relation") and pd.Series(["a"]).dtype == object:
        pytest.skip("DuckDB's texts are objects before pandas 3")
    file = tmp_path / "numbers.parquet"
    pq.write_table(TABLE, file)
    made = page(lambda: st.dataframe(PLANS[make](file)))
    ask(made, **asked)
    for _ in range(3):
        assert made.run() == []
        assert told(made) == []


def test_nothing_is_read_again_of_files_that_are_what_they_were(
    page: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(origins, "_MOMENT", 0)
    file = tmp_path / "numbers.parquet"
    pq.write_table(TABLE, file)
    if origins.of_lazy_frame(pl.scan_parquet(file)) is None:
        pytest.skip("plans of old versions do not say by name what is done in them")
    made = page(lambda: st.dataframe(pl.scan_parquet(file)))
    ask(made, sort=[1, True])
    monkeypatch.setattr(foreign.ForeignSource, "take", None)
    monkeypatch.setattr(foreign.ForeignSource, "encoded_at", None)
    monkeypatch.setattr(foreign.ForeignSource, "native", None)
    made.run()
    assert told(made) == []


@pytest.mark.parametrize("asked", [{"sort": [1, True]}, {"start": 5_000, "stop": 5_100}])
def test_a_plan_that_is_slow_to_read_is_read_when_somebody_looks(
    page: Make, monkeypatch: pytest.MonkeyPatch, asked: dict[str, Any]
) -> None:
    monkeypatch.setattr(foreign, "_QUICK", 0)
    made = page(lambda: st.dataframe(FRAME.lazy()))
    ask(made, **asked)
    monkeypatch.setattr(foreign.ForeignSource, "native", None)
    for _ in range(2):
        made.run()
        assert [each.get("stale") for each in told(made)] == [True]


def test_what_changed_beside_a_sorted_column_of_a_plan_is_told_where_it_changed(
    page: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(foreign, "_QUICK", 60)
    frame = pl.DataFrame({"x": NUMBERS, "y": NUMBERS})
    made = page(lambda: st.dataframe(frame.lazy()))
    ask(made, sort=[1, True])
    frame[19_990, "y"] = 0
    made.run()
    assert ["splice" in each for each in told(made)] == [True]


@pytest.mark.parametrize("asked", [{"sort": [1, True]}, {"query": "7", "columns": [1]}])
def test_a_sorted_view_of_files_is_told_when_they_were_written(
    page: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: dict[str, Any]
) -> None:
    monkeypatch.setattr(origins, "_MOMENT", 0)
    file = tmp_path / "numbers.parquet"
    pq.write_table(pa.table({"x": NUMBERS}), file)
    made = page(lambda: st.dataframe(ds.dataset(file)))
    ask(made, **asked)
    for _ in range(3):
        assert made.run() == []
        assert told(made) == []
    time.sleep(0.05)  # more than the clock of a file system takes for one step
    pq.write_table(pa.table({"x": NUMBERS[::-1].copy()}), file)
    made.run()
    assert [each.get("stale") for each in told(made)] == [True]


def test_where_many_look_all_are_told_to_ask(page: Make) -> None:
    held = [pd.DataFrame({"n": range(20_000)})]
    made = show(page, held)
    for view in "abcde":
        ask(made, view, start=100, stop=200)
    held[0] = held[0].copy()
    made.run()
    assert [(each["view"], each["ask"], each.get("stale")) for each in told(made)] == [
        ("", 0, True)
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"row": "x"},
        {"row": True},
        {"row": 10**9},
        {"view": ""},
        {"view": 3},
        {"view": "x" * 65},
        {"ask": None},
        {"start": -5},
        {"sort": [7, True]},
    ],
)
def test_a_question_that_makes_no_sense_gets_no_answer(page: Make, change: dict[str, Any]) -> None:
    made = show(page, pd.DataFrame({"n": range(20_000)}))
    asked = {"event": "rows", "row": row_of(made), "view": "v", "ask": 1, "start": 0, "stop": 9}
    made.log.clear()
    made.tell_page(asked | change)
    assert made.sent == []


def test_a_view_is_told_apart_by_its_name_and_its_question_by_its_number(page: Make) -> None:
    made = show(page, pd.DataFrame({"n": range(20_000)}))
    [answer] = ask(made, "x" * 64, 7)
    assert (answer["view"], answer["ask"], answer["row"]) == ("x" * 64, 7, row_of(made))


def test_a_view_that_asks_once_is_told_of_no_change(page: Make) -> None:
    held = [pd.DataFrame({"n": range(20_000)})]
    made = show(page, held)
    assert len(ask(made, keep=False)) == 1
    held[0] = pd.DataFrame({"n": range(1, 20_001)})
    made.run()
    assert told(made) == []


def test_a_source_that_raises_says_why_and_its_view_asks_after_the_next_run(page: Make) -> None:
    frame = pd.DataFrame({"n": range(20_000)})
    held = [frame]
    made = show(page, held)
    frame["new"] = 1
    (answer,) = ask(made, start=5_000, stop=5_100)
    assert "20000 rows and 2 columns now" in answer["error"]
    held[0] = frame.drop(columns="new")
    made.run()
    assert [each.get("stale") for each in told(made)] == [True]


def test_what_cannot_be_said_of_a_column_lets_its_view_keep_its_rows(
    page: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = [pd.DataFrame({"n": range(20_000)})]
    made = show(page, held)
    ask(made)
    with monkeypatch.context() as patched:
        patched.setattr(Windowed, "about", lambda *_: 1 / 0)
        (answer,) = ask(made, number=2, about=1)
    assert "ZeroDivisionError" in answer["error"]
    held[0] = held[0].copy()
    made.run()
    assert not any(each.get("stale") for each in told(made))


def test_a_view_whose_question_is_interrupted_is_told_so(
    page: Make, million: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    made = show(page, million)
    with monkeypatch.context() as patched:
        patched.setattr(Windowed, "_arrange", interrupt)
        with pytest.raises(KeyboardInterrupt):
            ask(made, sort=[0, True])
    assert [answer["error"] for answer in told(made)] == ["The kernel was interrupted."]
    (answer,) = ask(made, sort=[0, True])
    assert answer["total"] == ROWS


def test_a_library_that_panics_ends_neither_a_question_nor_a_run(
    page: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    class PanicException(BaseException):
        """As what libraries in Rust raise."""

    def panic(*_: object, **_more: object) -> None:
        raise PanicException("oh")

    held = [pd.DataFrame({"n": range(20_000)})]
    made = show(page, held)
    ask(made)
    held[0] = pd.DataFrame({"n": range(1, 20_001)})
    with monkeypatch.context() as patched:
        patched.setattr(Windowed, "answer", panic)
        made.run()
        assert [answer["error"] for answer in told(made)] == ["PanicException: oh"]
        (answer,) = ask(made)
        assert answer["error"] == "PanicException: oh"
    (answer,) = ask(made)
    assert answer["total"] == 20_000


def test_a_view_is_told_of_which_data_a_library_panics(page: Make) -> None:
    """And has those rows that can be read."""
    year = pl.col("year").cast(pl.Datetime("ms")).dt.to_string("%Y")
    plan = pl.LazyFrame({"year": [0] * 19_999 + [2**62]}).with_columns(year)
    made = show(page, plan)
    (answer,) = ask(made, start=19_990, stop=20_000)
    assert answer["error"].startswith("polars panicked over a LazyFrame with the columns year: ")
    assert answer["error"].endswith("another version of polars may help.")
    (answer,) = ask(made, start=10_000, stop=10_050)
    assert answer["rows"] == 50


def test_of_what_a_view_asks_of_rows_that_last_the_newest_is_read(
    page: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(foreign, "_LASTING", 0)
    made = show(page, pl.LazyFrame({"n": range(20_000)}))
    free, read = threading.Event(), list[int]()

    def slow(self: Windowed, asked: Any, **options: Any) -> Any:
        read.append(asked.start)
        assert free.wait(10)
        return answer(self, asked, **options)

    answer = Windowed.answer
    monkeypatch.setattr(Windowed, "answer", slow)
    for number in range(1, 9):
        assert ask(made, number=number, start=number * 1_000, stop=number * 1_000 + 50) == []
        while not read:
            time.sleep(0.01)
    free.set()
    while len(told(made)) < 2:
        time.sleep(0.01)
    assert read == [1_000, 8_000]
    assert [(each["ask"], each["start"]) for each in told(made)] == [(1, 1_000), (8, 8_000)]


def test_the_positions_of_a_sorted_view_travel_with_it(page: Make) -> None:
    made = show(page, pd.DataFrame({"n": range(20_000)}))
    (answer,) = ask(made, sort=[1, True], stop=2)
    places = made.log[0].buffers[answer["places"]["$buffer"]]
    assert np.frombuffer(places, "<i4").tolist() == [19_999, 19_998]


def test_a_table_that_has_gone_is_not_kept(page: Make) -> None:
    shown = [True]
    frame = pd.DataFrame({"n": range(20_000)})
    made = page(lambda: st.dataframe(frame) if shown[0] else st.text("gone"))
    ask(made)
    shown[0] = False
    made.run()
    assert made.renderer._windows._tables == {}


def test_a_view_is_told_what_a_run_changed_while_its_rows_were_read(
    page: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = [pd.DataFrame({"n": range(20_000)})]
    made = show(page, held)
    answer = Windowed.answer

    def slow(self: Windowed, asked: Any, **options: Any) -> Any:
        monkeypatch.setattr(Windowed, "answer", answer)
        read = answer(self, asked, **options)
        held[0] = held[0] + 1
        made.cell.ask()
        made.drain()
        return read

    monkeypatch.setattr(Windowed, "answer", slow)
    ask(made)
    answers = [each for each in made.log if each.data["content"]["event"] == "rows"]
    assert len({bytes(each.buffers[0]) for each in answers}) == 2


def test_an_editor_of_a_million_rows_is_little_to_send(page: Make, million: pd.DataFrame) -> None:
    made = page(lambda: st.data_editor(million, key="e"))
    assert bytes_of([each for each in made.log if each.ops]) < 10_000
    made.run()
    assert made.sent == []


@pytest.mark.parametrize("make", [pd.DataFrame, pl.DataFrame, pa.table])
def test_a_view_of_an_editor_tells_what_was_changed_in_it(page: Make, make: Any) -> None:
    frame = make({"n": range(20_000)})
    made = page(lambda: st.data_editor(frame, num_rows="dynamic"))
    edits = {"edited_rows": {"7": {"n": -1}}, "added_rows": [], "deleted_rows": [[0, 4]]}
    (answer,) = ask(made, sort=[1, False], edits=edits)
    assert answer["total"] == 19_995
    places = made.log[0].buffers[answer["places"]["$buffer"]]
    assert np.frombuffer(places, "<i4").tolist()[:3] == [7, 5, 6]


def test_edits_that_make_no_sense_are_answered_by_why(page: Make) -> None:
    made = page(lambda: st.data_editor(pd.DataFrame({"n": range(20_000)})))
    edits = {"edited_rows": {}, "added_rows": [], "deleted_rows": [1]}
    (answer,) = ask(made, edits=edits)
    assert "rows cannot be deleted" in answer["error"]


def test_statistics_of_a_column_are_one_short_message(page: Make, million: pd.DataFrame) -> None:
    made = show(page, million)
    [message] = ask(made, about=2)
    assert (message["about"]["rows"], message["about"]["numbers"]["max"]) == (ROWS, (ROWS - 1) / 2)
    assert bytes_of(made.log) < 600
    assert ask(made, about=4) == []  # there is none


def outdated(page: Page) -> list[tuple[str, int]]:
    return [(each["view"], each["ask"]) for each in told(page) if each.get("outdated")]


@pytest.mark.parametrize("make", [pd.DataFrame, pl.DataFrame, pa.table, pl.LazyFrame])
def test_who_looks_at_a_column_is_told_when_it_has_changed_and_only_then(
    page: Make, make: Any
) -> None:
    numbers = np.arange(20_000)
    data = [make({"a": numbers, "b": numbers})]
    made = show(page, data)
    column = list(made.renderer._root.children[0].children[0].element.props["columns"])
    [answer] = ask(made, number=7, about=len(column) - 2)
    assert answer["about"]["numbers"]["max"] == 19_999
    made.run()
    assert outdated(made) == []
    data[0] = make({"a": numbers, "b": numbers * 2})
    made.run()
    assert outdated(made) == []
    far = numbers.copy()
    far[15_000] = 10**6
    data[0] = make({"a": far, "b": numbers})
    made.run()
    assert outdated(made) == [("v", 7)]
    made.run()
    assert outdated(made) == []  # until it has asked anew
    [answer] = ask(made, number=8, about=len(column) - 2)
    assert answer["about"]["numbers"]["max"] == 10**6


def test_what_was_said_of_a_column_is_outdated_when_a_value_is_written_into_it(page: Make) -> None:
    frame = pd.DataFrame({"a": np.arange(20_000.0)})
    made = show(page, frame)
    ask(made, number=3, about=1)
    frame.loc[15_000, "a"] = np.nan
    made.run()
    assert outdated(made) == [("v", 3)]


def test_what_was_said_of_a_column_is_outdated_when_the_table_has_other_rows(page: Make) -> None:
    data = [pd.DataFrame({"a": np.arange(20_000)})]
    made = show(page, data)
    ask(made, number=3, about=1)
    data[0] = data[0].head(15_000)
    made.run()
    assert outdated(made) == [("v", 3)]


@pytest.mark.parametrize("end", [{"about": 0, "step": "end"}, {"about": 1, "keep": False}])
def test_who_looks_no_more_is_told_of_no_change(page: Make, end: dict[str, Any]) -> None:
    data = [pd.DataFrame({"a": np.arange(20_000)})]
    made = show(page, data)
    if "step" in end:
        ask(made, number=3, about=1)
    ask(made, number=4, **end)
    data[0] = data[0] * 2
    made.run()
    assert outdated(made) == []


def test_who_was_told_why_a_column_cannot_be_read_asks_after_the_next_run(
    page: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = show(page, pd.DataFrame({"a": np.arange(20_000)}))
    with monkeypatch.context() as patch:
        patch.setattr(PandasSource, "column", lambda *_: 1 / 0)
        [answer] = ask(made, number=3, about=1)
    assert "division" in answer["error"]
    made.run()
    assert outdated(made) == [("v", 3)]


def test_where_many_look_at_columns_all_are_told_to_ask(page: Make) -> None:
    data = [pd.DataFrame({"a": np.arange(20_000)})]
    made = show(page, data)
    for view in "abcde":
        ask(made, view=view, about=1)
    data[0] = data[0] * 2
    made.run()
    assert ("", 0) in outdated(made)
