"""Which edits are possible: what passes, and what comes back."""

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from rerun_state.elements.data.columns.columns import configure
from rerun_state.elements.data.editing.edits import Edits, check, no_edits, read
from tests.elements.data.people import COLUMNS, FRAME

NAMES = set(FRAME.columns)


def codec(mode: str = "dynamic", **config: Any) -> Edits:
    given: Any = config
    return Edits(configure(COLUMNS, given), len(FRAME), mode, NAMES)


def wire(**edits: Any) -> dict[str, Any]:
    return {"edited_rows": {}, "added_rows": [], "deleted_rows": [], **edits}


@pytest.mark.parametrize(
    "bad",
    [
        None,
        {},
        wire(edited_rows={"2": {}}),
        wire(edited_rows={"-1": {}}),
        wire(edited_rows={"0": {"zz": 1}}),
        wire(edited_rows={"0": {"age": "x"}}),
        wire(edited_rows={"0": {"age": 1.5}}),
        wire(edited_rows={"0": {"age": True}}),
        wire(edited_rows={"0": {"age": 1e30}}),
        wire(edited_rows={"0": {"seen": "9999-12-31T23:59:59-23:00"}}),
        wire(edited_rows={"0": {"age": "9" * 30}}),
        wire(edited_rows={"0": {"age": float("nan")}}),
        wire(edited_rows={"0": {"ok": 1}}),
        wire(edited_rows={"0": {"born": "tomorrow"}}),
        wire(edited_rows={"0": {"name": ["x"]}}),
        wire(edited_rows={"0": {"name": "x" * 2_000_000}}),
        wire(added_rows=[{"age": "x"}]),
        wire(added_rows={}),
        wire(deleted_rows=[7]),
        wire(deleted_rows=[True]),
    ],
)
def test_edits_that_the_table_does_not_offer_are_refused(bad: Any) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        codec().decode(bad)


@pytest.mark.parametrize(
    ("kind", "config", "value"),
    [
        ("text", {"required": True}, None),
        ("text", {"options": ["a"]}, "b"),
        ("text", {"max_chars": 2}, "abc"),
        ("text", {}, ["a"]),
        ("int", {"min_value": 1}, 0),
        ("int", {"max_value": 1}, 2),
        ("float", {}, "x"),
        ("date", {"min_value": "2020-01-02"}, "2020-01-01"),
        ("list", {}, "a"),
        ("list", {}, [["a"]]),
        ("bool", {}, 1),
    ],
)
def test_a_value_that_a_column_cannot_hold_is_refused(kind: str, config: Any, value: Any) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        check(value, {"type": kind, "config": config})


@pytest.mark.parametrize(
    ("kind", "config", "value"),
    [
        ("text", {}, None),
        ("text", {"options": ["a"], "max_chars": 1}, "a"),
        ("int", {"min_value": 1, "max_value": 1}, 1),
        ("date", {"min_value": "2020-01-02"}, "2020-01-02"),
        ("list", {"options": ["a"]}, ["b", 1]),
    ],
)
def test_a_value_at_the_bounds_of_a_column_passes(kind: str, config: Any, value: Any) -> None:
    check(value, {"type": kind, "config": config})


@pytest.mark.parametrize(
    ("kind", "value", "parsed"),
    [
        ("int", 2.0, 2),
        ("int", 2**60 + 1, 2**60 + 1),
        ("int", str(2**60 + 1), 2**60 + 1),
        ("float", 2, 2.0),
        ("list", [1, "a"], [1, "a"]),
        ("mixed", True, "True"),
        ("datetime", "2020-01-02T03:04", dt.datetime(2020, 1, 2, 3, 4)),
    ],
)
def test_a_value_is_read_as_its_column_has_it(kind: str, value: Any, parsed: Any) -> None:
    assert repr(read(value, kind)) == repr(parsed)


@pytest.mark.parametrize("other", [FRAME, 5, None, [], {"edited_rows": 5, "deleted_rows": "x"}])
def test_what_an_app_stored_under_the_key_stays_and_edits_nothing(other: Any) -> None:
    assert codec().admit(other) is other
    assert codec().usable(other) == no_edits()
    assert codec().encode(other) == wire()


def test_edits_by_code_need_not_be_complete_nor_as_a_browser_sends_them() -> None:
    cells = {"born": dt.date(2000, 1, 2), "seen": pd.Timestamp("2020-01-02"), "age": np.int64(7)}
    given = {"edited_rows": {"-1": cells}, "added_rows": ({"age": 2.5, "ok": "maybe"},)}
    assert codec("fixed").usable(given) == wire(
        edited_rows={1: {"born": "2000-01-02", "seen": "2020-01-02T00:00:00", "age": 7}},
        added_rows=[{"age": 2, "ok": None}],
    )


@pytest.mark.parametrize(
    ("edits", "words"),
    [
        ({"edited_rows": {9: {"age": 1}}}, "row 9, but the table has 2 rows"),
        ({"deleted_rows": [-3]}, "row -3"),
        ({"added_rows": [{"zz": 1}]}, "column 'zz', but the table has '_index', 'name'"),
    ],
)
def test_edits_by_code_of_what_the_table_has_not_are_refused(edits: Any, words: str) -> None:
    with pytest.raises(LookupError, match=words):
        codec().admit(edits)
    assert codec().encode(edits) == wire()


def test_fixed_rows_cannot_be_added_or_deleted() -> None:
    with pytest.raises(ValueError, match="added"):
        codec("fixed").decode(wire(added_rows=[{}]))
    with pytest.raises(ValueError, match="deleted"):
        codec("add").decode(wire(deleted_rows=[0]))


@pytest.mark.parametrize(
    ("config", "value"),
    [
        ({"min_value": 18}, 17),
        ({"max_value": 99}, 100),
        ({"options": [1, 2]}, 3),
        ({"required": True}, None),
    ],
)
def test_a_columns_configuration_binds_the_reader(config: dict[str, Any], value: Any) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        codec(age=config).decode(wire(edited_rows={"0": {"age": value}}))


@given(
    some.dictionaries(
        some.integers(0, 1),
        some.fixed_dictionaries(
            {}, optional={"age": some.integers(-(2**63), 2**63), "name": some.text()}
        ),
    ),
    some.lists(some.fixed_dictionaries({}, optional={"ok": some.booleans()}), max_size=3),
    some.sets(some.integers(0, 1)).map(sorted),
)
def test_edits_come_back_as_they_were(rows: Any, added: Any, deleted: Any) -> None:
    edits = wire(edited_rows=rows, added_rows=added, deleted_rows=deleted)
    assert codec().decode(codec().encode(edits)) == edits


def test_many_deleted_rows_travel_as_the_first_and_the_last() -> None:
    edits = Edits(configure(COLUMNS, None), 9_000, "dynamic", NAMES)
    told = wire(deleted_rows=[[0, 4_999], 7_000])
    decoded = edits.decode(told)
    assert decoded.deleted_rows == [*range(5_000), 7_000]
    assert edits.encode(decoded) == told


@pytest.mark.parametrize("mode", ["fixed", "add", "delete"])
def test_rows_that_code_has_added_or_deleted_may_stay_so(mode: str) -> None:
    edits = codec(mode)
    edits.admit({"added_rows": [{}], "deleted_rows": [0]})
    seeded = wire(added_rows=[{}], deleted_rows=[0], edited_rows={"1": {"age": 5}})
    assert edits.decode(seeded)["edited_rows"] == {1: {"age": 5}}
    more = wire(added_rows=[{}, {}], deleted_rows=[0, 1])
    with pytest.raises(ValueError, match="rows cannot be"):
        edits.decode(more)
