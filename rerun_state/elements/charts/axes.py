"""Where the rows of a table stand on the axes of a chart, and which belong to one group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rerun_state.elements.charts.runs import Places
from rerun_state.elements.data.encoding.cell_texts import plain_name
from rerun_state.elements.data.encoding.moments import in_milliseconds, milliseconds
from rerun_state.imports import library_of, pandas

if TYPE_CHECKING:
    import pandas as pd

_MOMENTS = ("date", "datetime", "timedelta")
_NUMBERS = ("integer", "floating", "mixed-integer-float", "decimal")


@dataclass(frozen=True, slots=True)
class Axis:
    """Where each row stands; of an axis of names, how many these are."""

    values: Places
    names: int | None


@dataclass(frozen=True, slots=True)
class Groups:
    """The number of each row's group, and how many there are."""

    codes: Places
    count: int


def axis_of(series: pd.Series[Any], most: int) -> Axis | None:
    """Numbers and times as they are, and up to so many names, each a place; None for all else."""
    numbers = measure(series)
    if numbers is not None:
        return Axis(numbers, None)
    named = grouped(series, len(series))
    return None if named is None or named.count > most else Axis(named.codes, named.count)


def measure(series: pd.Series[Any]) -> Places | None:
    """The values as numbers, NaN for missing ones; None for what is no number and no time.

    They are those that the browser has: of moments and durations, milliseconds. They may be the
    table's own: never write into them.
    """
    import numpy as np

    kind = getattr(series.dtype, "kind", "O")
    if kind == "O":
        inferred = pandas().api.types.infer_dtype(series)
        if inferred in _MOMENTS:
            return series.map(in_milliseconds, na_action="ignore").to_numpy("f8", na_value=np.nan)
        kind = "f" if inferred in _NUMBERS else kind
    if kind in "mM":
        whole: Places = milliseconds(series)
        whole[series.isna().to_numpy()] = np.nan
        return whole
    if kind not in "iuf":
        return None
    return series.to_numpy() if series.dtype == "f8" else series.to_numpy("f8", na_value=np.nan)


def grouped(series: pd.Series[Any] | None, count: int, *, ordered: bool = False) -> Groups | None:
    """Rows of equal values, numbered as they come or by these; None for values of no such kind.

    Categories are ordered as the names that the browser has, which knows no other order of colours.
    """
    if series is None:
        return one_group(count)
    if (found := _ascending(series)) is not None:
        return found
    pd = pandas()
    options = isinstance(series.dtype, pd.CategoricalDtype)
    try:
        codes, found = pd.factorize(series, sort=ordered and not options, use_na_sentinel=False)
        if ordered and options:
            names = pd.Series([*map(plain_name, found)])
            codes = pd.factorize(names, sort=True, use_na_sentinel=False)[0][codes]
    except TypeError:  # lists, which name a colour too, and names that have no order
        return None
    return _numbered(codes, len(found))


def _ascending(series: pd.Series[Any]) -> Groups | None:
    """Numbers and moments that come in their order, which takes no look at those before."""
    import numpy as np

    if getattr(series.dtype, "kind", "O") not in "iufM" or library_of(series.dtype) != "numpy":
        return None
    values = series.to_numpy()
    if not len(values) or not (values[1:] >= values[:-1]).all() or values[-1] != values[-1]:
        return None  # NaN is in no order
    codes = np.append(0, np.cumsum(values[1:] != values[:-1]))
    return _numbered(codes, int(codes[-1]) + 1)


def along(x: pd.Series[Any], *, ordered: bool = True) -> Groups | None:
    """The rows of each name along an axis, in the order in which it has these; None as `grouped`.

    That is the order in which they come, or else that of the categories, or of the alphabet.
    """
    if ordered and getattr(x.dtype, "ordered", None):
        codes, found = pandas().factorize(x, sort=True, use_na_sentinel=False)
        return _numbered(codes, len(found))
    return grouped(x, len(x), ordered=ordered)


def numbered(numbers: Places) -> Groups:
    """Rows of equal whole numbers, as these come."""
    codes, found = pandas().factorize(numbers)
    return _numbered(codes, len(found))


def _numbered(codes: Places, count: int) -> Groups:
    import numpy as np

    # Short numbers are sorted fast.
    return Groups(codes.astype(np.int16 if count < 2**15 else np.int64), count)


def one_group(count: int) -> Groups:
    """So many rows, told apart by nothing."""
    import numpy as np

    return Groups(np.zeros(count, np.int8), 1)
