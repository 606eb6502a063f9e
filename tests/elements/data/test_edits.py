"""Which edits are possible: what passes, and what comes back."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from rerun_state.elements.data.columns import configure
from rerun_state.elements.data.edits import Edits
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
