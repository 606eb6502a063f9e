"""The rows of a table in an order, and those in which words are found, by whole columns at once.

Numbers, times and intervals go by size, all else by how it is spelled, capitals as small letters.
Words are looked for in what a reader sees where a column has no format of its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from rerun_state.elements.data.encoding.cell_texts import seen, spell
from rerun_state.elements.data.encoding.meanings import meaning
from rerun_state.elements.data.encoding.moments import in_milliseconds, moments
from rerun_state.elements.data.given.pandas_tables import is_objects
from rerun_state.imports import pandas

if TYPE_CHECKING:
    import pandas as pd

    from rerun_state.elements.data.given.pandas_tables import Positions

DECIMALS = 4  # that a reader sees of a number
_SIZED = "biufmM"
_MOMENTS = frozenset({"date", "datetime", "datetime64", "time", "timedelta", "timedelta64"})
_IN_NUMBERS = frozenset("0123456789.-+einfa")
_IN_TIMES = frozenset("0123456789-+:")


def ranked(series: pd.Series[Any], *, down: bool) -> Positions:
    """The positions of a column's values in order; missing ones last, equal ones as they are."""
    import numpy as np

    missing = series.isna().to_numpy()
    values = _sortable(series)
    count = len(values)
    if down:  # equal ones stay in their order: both ends are turned
        order = count - 1 - np.argsort(values[::-1], kind="stable")[::-1]
    else:
        order = np.argsort(values, kind="stable")
    if missing.any():
        order = np.concatenate([order[~missing[order]], np.flatnonzero(missing)])
    return order.astype(np.int32)


def holding(words: Sequence[str], columns: Iterable[pd.Series[Any]], rows: int) -> Positions:
    """The positions of the rows in which each word is part of one of the columns' texts."""
    import numpy as np

    found = np.zeros((len(words), rows), bool)
    for series in columns:
        asked = [at for at, word in enumerate(words) if _may_hold(series, word)]
        if not asked:
            continue
        texts = _texts(series)
        for at in asked:
            found[at] |= texts.str.contains(words[at], regex=False, na=False).to_numpy(bool)
    return np.flatnonzero(found.all(axis=0)).astype(np.int32)


def _sortable(series: pd.Series[Any]) -> Any:
    """An array that sorts as the column does."""
    import numpy as np

    pd = pandas()
    kind = getattr(series.dtype, "kind", "O")
    if kind in _SIZED:
        return moments(series) if kind in "mM" else _numbers(series, kind)
    inferred = pd.api.types.infer_dtype(_options(series), skipna=True) if kind == "O" else ""
    if inferred in ("integer", "decimal", "interval"):  # of any length
        return pd.factorize(series.astype(object), sort=True)[0]
    if inferred in ("floating", "mixed-integer-float", "boolean"):
        return pd.to_numeric(series.astype(object), errors="coerce").to_numpy("f8")
    if inferred in _MOMENTS:  # of several zones as well, and times and spans
        found = series.astype(object).map(in_milliseconds, na_action="ignore")
        return found.to_numpy("f8", na_value=np.nan)
    # As ranks: texts that occur often are compared once.
    return pd.factorize(_texts(series).fillna(""), sort=True)[0]


def _options(series: pd.Series[Any]) -> Any:
    """What the values of a column may be, which says what it is if they are intervals."""
    options = getattr(series.dtype, "categories", None)
    is_cut = options is not None and isinstance(options.dtype, pandas().IntervalDtype)
    return options if is_cut else series


def _numbers(series: pd.Series[Any], kind: str) -> Any:
    import numpy as np

    if not pandas().api.types.is_extension_array_dtype(series.dtype):
        return series.to_numpy()
    # What is missing stands at the end in any case.
    dtype = "bool" if kind == "b" else f"{kind}8"
    return series.to_numpy(dtype, na_value={"f": np.nan, "b": False}.get(kind, 0))


def _may_hold(series: pd.Series[Any], word: str) -> bool:
    """Could a text of this column contain the word?"""
    kind = getattr(series.dtype, "kind", "O")
    letters = _IN_NUMBERS if kind in "iuf" else _IN_TIMES if kind == "M" else None
    return letters is None or letters.issuperset(word)


def _texts(series: pd.Series[Any]) -> pd.Series[Any]:
    """What stands in a column, in small letters; what is missing stays so."""
    kind = getattr(series.dtype, "kind", "O")
    write: Callable[[Any], Any] = _WRITERS.get(kind, _spelled)
    return write(series)  # type: ignore[no-any-return]


def _spelled(series: pd.Series[Any]) -> Any:
    pd = pandas()
    if isinstance(series.dtype, pd.StringDtype):
        return series.str.lower()
    missing = series.isna().to_numpy()
    told = meaning(series) if is_objects(series.dtype) else {}
    write: Callable[[Any], str] = spell if told.get("mixed") else seen
    if "tz" in told:
        write = partial(_clock, series.dropna().iloc[0].tzinfo)
    pairs = zip(series.astype(object).tolist(), missing.tolist(), strict=True)
    texts = ["" if is_missing else write(each) for each, is_missing in pairs]
    return pd.Series(texts, dtype=object).str.lower().mask(missing)


def _clock(zone: dt.tzinfo, moment: dt.datetime) -> str:
    """A moment in the zone in which its column is shown."""
    told = moment if moment.tzinfo is not None else moment.replace(tzinfo=dt.UTC)
    try:
        return str(told.astimezone(zone))
    except OverflowError:  # the calendar ends between the two zones
        return str(told)


def _number(series: pd.Series[Any]) -> Any:
    return series.round(DECIMALS).astype("str").str.removesuffix(".0")


def _moment(series: pd.Series[Any]) -> Any:
    """As it is shown: to the second, with its clock even where all of them are at midnight."""
    import numpy as np

    if getattr(series.dtype, "tz", None) is not None:
        return series.astype("str").str.replace("T", " ", regex=False)
    texts = np.datetime_as_string(series.to_numpy(), unit="s", casting="unsafe")
    shown = pandas().Series(texts).str.replace("T", " ", regex=False)
    if shown.str.startswith("-").any():  # years before 1, of which NumPy writes three digits
        shown = shown.str.replace(r"^-(\d{3})-", r"-0\1-", regex=True)
    return shown.mask(series.isna().to_numpy())


_WRITERS: dict[str, Callable[[Any], Any]] = {
    "f": _number,
    "i": lambda series: series.astype("str"),
    "u": lambda series: series.astype("str"),
    "M": _moment,
}
