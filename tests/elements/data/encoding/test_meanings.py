"""What is said of columns of Python objects."""

import datetime as dt
import zoneinfo
from typing import Any

import numpy as np
import pandas as pd
import pytest

from rerun_state.elements.data.encoding.columnar import encode
from rerun_state.elements.data.encoding.meanings import meaning

TOKYO, OSLO = zoneinfo.ZoneInfo("Asia/Tokyo"), zoneinfo.ZoneInfo("Europe/Oslo")


@pytest.mark.parametrize(
    ("zones", "told"),
    [
        ([TOKYO, OSLO], "Asia/Tokyo"),
        ([None, TOKYO], "Asia/Tokyo"),
        ([dt.timezone(dt.timedelta(hours=2)), dt.UTC], "+02:00"),
        (["none", TOKYO], None),
    ],
)
def test_moments_of_several_zones_are_told_in_that_of_the_first(zones: Any, told: Any) -> None:
    noon = dt.datetime(2026, 7, 1, 12)
    values = [
        None if zone is None else noon if zone == "none" else noon.replace(tzinfo=zone)
        for zone in zones
    ]
    series = pd.Series(values, dtype=object)
    [head] = encode(series.to_frame("t"), index=False).columns
    assert head.get("tz") == meaning(series).get("tz") == told


@pytest.mark.parametrize(
    ("cells", "kind", "mixed"),
    [
        ([1, "a"], "text", True),
        ([{"a": 1}, [1]], "text", True),
        ([[1], (2,), {3}, frozenset({4}), np.array([5]), None], "list", None),
        ([np.array(5), [1]], "text", True),
        ([{"a": 1}, {}, None], "json", None),
        (["a", None], "text", None),
    ],
)
def test_a_column_of_objects_says_whether_they_are_of_several_kinds(
    cells: list[Any], kind: str, mixed: bool | None
) -> None:
    series = pd.Series(cells, dtype=object)
    [column] = encode(pd.DataFrame({"a": series}), index=False).columns
    assert (column["type"], column.get("mixed")) == (kind, mixed)
    assert meaning(series) == ({"type": kind} if mixed is None else {"type": kind, "mixed": mixed})
