"""Times as a browser has them."""

import datetime as dt
import zoneinfo
from typing import Any

import numpy as np
import pandas as pd
import pytest

from rerun_state.elements.data.encoding.columnar import encode
from rerun_state.elements.data.encoding.decoding import decode


@pytest.mark.parametrize("unit", ["s", "ms", "us"])
def test_times_beyond_the_bounds_of_nanoseconds_come_back_as_they_were(unit: str) -> None:
    days = np.array(["0001-01-01", "9999-12-31"], f"M8[{unit}]")
    frame = pd.DataFrame({"day": days, "since": days - days[0]})
    made = encode(frame, index=False)
    back = decode(made.rows, made.columns, made.data)
    assert (back["day"] == frame["day"]).all()
    assert (back["since"] == frame["since"]).all()


def test_times_of_arrow_keep_their_zone() -> None:
    pa = pytest.importorskip("pyarrow")
    moments = [dt.datetime(2020, 1, 1, 12), None]
    dtype: Any = pd.ArrowDtype(pa.timestamp("us", "Europe/Berlin"))
    made = encode(pd.DataFrame({"a": pd.array(moments, dtype=dtype)}), index=False)
    assert made.columns[0]["tz"] == "Europe/Berlin"
    assert "nulls" in made.columns[0]


@pytest.mark.parametrize(
    ("zone", "told"),
    [
        ("Europe/Oslo", "Europe/Oslo"),
        (dt.UTC, "UTC"),
        (dt.timezone(dt.timedelta(hours=5, minutes=30)), "+05:30"),
        (dt.timezone(-dt.timedelta(hours=3, minutes=30)), "-03:30"),
        (zoneinfo.ZoneInfo("Asia/Kolkata"), "Asia/Kolkata"),
    ],
)
def test_zones_are_told_as_browsers_know_them(zone: Any, told: str) -> None:
    made = encode(pd.DataFrame({"t": pd.to_datetime(["2026-07-01 12:00"]).tz_localize(zone)}))
    assert made.columns[1]["tz"] == told
    moment = decode(1, made.columns, made.data)["t"][0]
    assert moment == pd.Timestamp("2026-07-01 12:00", tz=zone)


@pytest.mark.parametrize(
    "last",
    [
        pd.Series(pd.to_datetime(["2020-01-31 23:59:59.999999999", "1900-01-31 23:59:59.9999999"])),
        pd.Series(np.array(["9999-12-31T23:59:59.999999", "0001-12-31T23:59:59.999999"], "M8[us]")),
        pd.Series([dt.datetime.max, dt.datetime(1, 1, 31, 23, 59, 59, 999999)], dtype=object),
        pd.Series([np.datetime64("9999-12-31T23:59:59.999999"), None], dtype=object),
    ],
)
def test_the_last_moment_of_a_day_is_not_told_as_the_next_day(last: Any) -> None:
    made = encode(last.to_frame("t"), index=False)
    told = np.frombuffer(made.data, "<f8", len(last))[last.notna()]
    assert (np.floor(told) % 86_400_000 == 86_399_999).all()
