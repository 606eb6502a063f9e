"""Fewer bars that look the same: where many rows stand at one place, their bars lie on each other.

Bars that are piled up end where one bar of their sum ends, of each colour and to each side of zero.
Of bars before each other the highest and the lowest hide the rest. (Of bars that are thinner than a
pixel a browser makes pale ones; a sum has its full colour.) Along numbers and times, places
are chosen as `reduction` does, where there are more of them than a screen can show.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rerun_state.elements.charts.axes import (
    Groups,
    ends_and_extremes,
    firsts,
    grouped,
    in_order,
    measure,
    numbered,
    starts_of,
)
from rerun_state.elements.charts.longform import FEW, Fewer
from rerun_state.elements.charts.reduction import MANY, fewer, stacked, traced
from rerun_state.elements.data.frames import pandas

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    Places = np.ndarray[Any, np.dtype[Any]]

_SCREEN = "as many as a screen can show"


def gathered(
    stack: str | bool,
    x: pd.Series[Any],
    bars: Sequence[pd.Series[Any]],
    color: pd.Series[Any] | None,
    sort: pd.Series[Any] | None,
) -> Fewer | None:
    """Fewer bars, with what is added up in them; None where all of them are needed.

    `stack` is Vega's: "zero", "center", "normalize", or False for bars before each other.
    """
    if len(x) * len(bars) <= MANY:
        return None
    places, order = _places(x, color), None if sort is None else measure(sort)
    heights = [height for bar in bars if (height := measure(bar)) is not None]
    if places is None or len(heights) < len(bars) or (sort is not None and order is None):
        return None
    scaled = measure(x) is not None and x.nunique() > FEW  # else all is named along the axis
    too_many = places.count * len(bars) > MANY and scaled
    if isinstance(stack, str) and not any(map(_are_moments, bars)):  # these add up to nothing
        chosen = stacked(x, bars, color, stack) if too_many else None
        return _added_up(bars, heights, order, places, None if chosen is None else chosen[0])
    kept = traced(x, bars, color) if too_many else _outermost(heights, order, places)
    if kept is None:
        return None
    whole, drawn = len(x) * len(bars), sum(map(len, kept))
    hidden = _SCREEN if too_many else "the others are behind these"
    return Fewer(kept, f"{whole:,} bars, of which {drawn:,} are drawn: {hidden}.")


def _places(x: pd.Series[Any], color: pd.Series[Any] | None) -> Groups | None:
    """Which rows have one place, and one colour."""
    across, colors = grouped(x, len(x)), grouped(color, len(x))
    if across is None or colors is None:
        return None
    return numbered(across.codes.astype("i8") * colors.count + colors.codes)


def _added_up(
    bars: Sequence[pd.Series[Any]],
    heights: Sequence[Places],
    order: Places | None,
    places: Groups,
    rows: Places | None,
) -> Fewer | None:
    """A bar for all that are piled up at one place, to each side; what is no number stays apart."""
    import numpy as np

    chosen = np.arange(len(places.codes)) if rows is None else rows
    kept, instead = [], []
    for bar, height in zip(bars, heights, strict=True):
        side = np.where(np.isfinite(height), height < 0, 2)
        parts = numbered((places.codes.astype("i8") * 3 + side)[chosen])
        kept.append(chosen[firsts(parts.codes, parts.count)])
        sums = {"y": _sums(bar.take(chosen), parts)}
        if order is not None:  # moments, too, which Vega adds up as numbers
            sums["sort"] = _sums(pandas().Series(order[chosen]), parts)
        instead.append(sums)
    whole, drawn = len(places.codes) * len(bars), sum(map(len, kept))
    if drawn == whole:
        return None
    note = f"{whole:,} values in {drawn:,} bars: those of one place and colour are added up"
    note += "." if rows is None else f", of {_SCREEN}."
    return Fewer(kept, note, instead)


def _are_moments(bar: pd.Series[Any]) -> bool:
    return getattr(bar.dtype, "kind", "O") == "M"


def _sums(column: pd.Series[Any], parts: Groups) -> pd.Series[Any]:
    column = column.astype("f8") if column.dtype in ("f2", "f4") else column
    made: pd.Series[Any] = column.groupby(parts.codes).sum(min_count=1)
    return made


def _outermost(
    heights: Sequence[Places], order: Places | None, places: Groups
) -> list[Places] | None:
    """Of each place the rows with the highest and the lowest bar, and what it is sorted by."""
    import numpy as np

    rows = in_order(np.arange(len(places.codes)), places.codes)
    starts = starts_of(places.codes[rows])
    kept = []
    for height in heights:
        read = [height] if order is None else [height, order]
        ends = [ends_and_extremes(values[rows], starts) for values in read]
        kept.append(np.unique(rows[np.concatenate(ends)]))
    return fewer(kept, len(rows))
