"""Values as JSON that reads back as what they were."""

import json
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rerun_state.keeping.plain_values import NotKeptError, plain, value_of

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
MOMENTS = (
    st.dates()
    | st.datetimes()
    | st.times()
    | st.timedeltas()
    | st.binary()
    | st.decimals(allow_nan=False)
)
VALUES = st.recursive(
    SCALARS | MOMENTS,
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(st.text(), inner)
        | st.dictionaries(st.integers() | st.tuples(st.text()), inner)
        | st.tuples(inner, inner)
    ),
    max_leaves=10,
)


def again(value: object) -> object:
    return value_of(json.loads(json.dumps(plain(value))))


@given(VALUES)
def test_a_value_reads_back_as_it_was(value: object) -> None:
    read = again(value)
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(
    "value",
    [
        {1, 2},
        frozenset({"a"}),
        datetime(2024, 7, 1, 12, tzinfo=ZoneInfo("Europe/Berlin")),
        datetime(2024, 7, 1, 12, tzinfo=UTC),
        float("inf"),
        1 + 2j,
        UUID(int=7),
        {"$": "tuple", "v": [1]},
        [Decimal("1.50"), date(2024, 1, 2), time(3, 4), timedelta(-1, 5, 7)],
    ],
)
def test_what_json_lacks_reads_back_as_well(value: object) -> None:
    assert again(value) == value


def test_a_date_is_iso_in_the_text() -> None:
    assert plain(date(2024, 1, 2)) == {"$": "date", "v": "2024-01-02"}


def test_an_object_of_a_class_cannot_be_kept_and_is_named() -> None:
    class Model:
        pass

    with pytest.raises(NotKeptError, match="Model"):
        plain({"a": [Model()]})


def test_what_holds_itself_cannot_be_kept() -> None:
    endless: list[object] = []
    endless.append(endless)
    with pytest.raises(NotKeptError, match="holds itself"):
        plain(endless)


def test_a_text_that_claims_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown kind"):
        value_of({"$": "os.system", "v": "ls"})
