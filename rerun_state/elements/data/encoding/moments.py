"""Times and durations as a browser has them: milliseconds, since 1970, since midnight or in all."""

from __future__ import annotations

import datetime as dt
from math import inf, nextafter
from typing import TYPE_CHECKING, Any

from rerun_state.imports import pandas

if TYPE_CHECKING:
    import pandas as pd

_EPOCH = dt.datetime(1970, 1, 1)
_MILLISECOND = dt.timedelta(milliseconds=1)
_IN_MS = {"ns": 1e6, "us": 1e3, "ms": 1.0, "s": 1e-3}


def moments(series: pd.Series[Any]) -> Any:
    """Times or durations as NumPy's array, in the unit that they have; times of zones in UTC.

    In another one those of long ago, or far off, may be out of bounds.
    """
    if getattr(series.dtype, "tz", None) is not None:
        series = series.dt.tz_convert("UTC").dt.tz_localize(None)
    values = series.to_numpy()
    if values.dtype.kind in "mM":
        return values
    pd = pandas()  # Arrow's times of a zone come as objects
    return pd.to_datetime(pd.Series(values), utc=True).dt.tz_localize(None).to_numpy()


def milliseconds(series: pd.Series[Any]) -> Any:
    """Times or durations as the browser has them; for a missing one, any number."""
    import numpy as np

    values = moments(series)
    return values.astype("i8") / _IN_MS[np.datetime_data(values.dtype)[0]]


def milliseconds_rounded_down(series: pd.Series[Any]) -> Any:
    """The same, none of which is rounded up: into the next day, for one."""
    import numpy as np

    values = moments(series)
    whole, parts = values.astype("i8"), _IN_MS[np.datetime_data(values.dtype)[0]]
    array = whole / parts
    if parts > 1:
        rounded_up = np.floor(array) > whole // int(parts)
        array[rounded_up] = np.nextafter(array[rounded_up], -np.inf)
    return array


def in_milliseconds(value: Any) -> float:
    """A moment, a day, a time or a duration as the browser has it; a number as it is."""
    if type(value).__module__ == "numpy" and hasattr(value, "dtype") and value.dtype.kind in "mM":
        value = dt.timedelta(
            microseconds=int(value.astype(f"{value.dtype.kind}8[us]").astype("i8"))
        )
    if isinstance(value, dt.datetime):
        naive = value if value.tzinfo is None else value.astimezone(dt.UTC).replace(tzinfo=None)
        value = naive - _EPOCH
    elif isinstance(value, dt.date):
        value = value - _EPOCH.date()
    elif isinstance(value, dt.time):
        value = dt.datetime.combine(_EPOCH, value.replace(tzinfo=None)) - _EPOCH
    if not isinstance(value, dt.timedelta):
        return float(value)
    at = value / _MILLISECOND
    return at if at < value // _MILLISECOND + 1 else nextafter(at, -inf)  # not into the next day


def zone_of(zone: Any) -> dict[str, str]:
    """What a browser knows a time zone by: its name, or how far its clocks are ahead of UTC."""
    name = getattr(zone, "key", getattr(zone, "zone", None))
    ahead = None if zone is None or name else zone.utcoffset(None)
    if ahead is None:
        return {"tz": str(name)} if name else {}
    minutes = abs(ahead) // dt.timedelta(minutes=1)
    sign = "-" if ahead < dt.timedelta(0) else "+"
    return {"tz": f"{sign}{minutes // 60:02}:{minutes % 60:02}" if minutes else "UTC"}
