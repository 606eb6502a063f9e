"""Fewer bars that look the same: where many rows stand at one place, their bars lie on each other.

Bars that are piled up end where one bar of their sum ends, of each colour and to each side of zero.
Of bars before each other the highest and the lowest hide the rest; where they let others shine
through, the last few do. Where there are more places than a screen can show, some are chosen as
`reduction` does: of names as many of each strip of the axis, in the order in which they stand.

Of bars that are thinner than a pixel a browser makes a haze, which has an outline and a tone: how
many of them are so high. The outline stays; the tone is that of the fewer ones that are drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from rerun_state.elements.charts.axes import Groups, along, grouped, measure, numbered, one_group
from rerun_state.elements.charts.longform import FEW, Fewer
from rerun_state.elements.charts.reduction import MANY, NAMES, fewer, of_names, stacked, traced
from rerun_state.elements.charts.runs import Places, ends_and_extremes, firsts, in_order, starts_of
from rerun_state.imports import pandas

if TYPE_CHECKING:
    import pandas as pd

LAYERED = "layered"
_ADDING = ("zero", "center", "normalize")
_SCREEN = "as many as a screen can show"
_BEHIND = "the others are behind these"
_STRIPS = 3_000  # of names: a chart of bars that lie may be higher than a screen
_FEWEST = 50
_DEEP = 6  # bars through which nothing shines


def gathered(
    stack: str | bool,
    x: pd.Series[Any],
    bars: Sequence[pd.Series[Any]],
    color: pd.Series[Any] | None,
    sort: pd.Series[Any] | None,
    *,
    ordered: bool = True,
) -> Fewer | None:
    """Fewer bars, with what is added up in them; None where all of them are needed.

    `stack` is Vega's: "zero", "center", "normalize", or False for bars before each other, which is
    "layered" where these shine through. Names that are not `ordered` stand as they come.
    """
    if len(x) * len(bars) <= MANY:
        return None
    across, order = grouped(x, len(x)), None if sort is None else measure(sort)
    places = None if across is None else _places(across, color)
    heights = [height for bar in bars if (height := measure(bar)) is not None]
    if not across or not places or len(heights) < len(bars) or (sort is not None and order is None):
        return None
    scaled = across.count > FEW and measure(x) is not None  # else all is named along the axis
    too_many = places.count * len(bars) > MANY
    names = None if scaled or not too_many else _names(x, order, stack, ordered=ordered)
    if stack in _ADDING and not any(map(_are_moments, bars)):  # these add up to nothing
        fit = too_many and (scaled or names is not None)
        chosen = stacked(x, bars, color, str(stack), names) if fit else None
        return _added_up(bars, heights, order, places, None if chosen is None else chosen[0], names)
    if too_many and scaled:
        kept, rows = traced(x, bars, color, joined=False), None
    else:
        rows = None if names is None else _of_names(names, heights, color)
        kept = _before_each_other(stack, across, heights, order, places, rows)
    if kept is None:
        return None
    whole, drawn = len(x) * len(bars), sum(map(len, kept))
    hidden = _shown(names, rows) or (_SCREEN if too_many and scaled else _BEHIND)
    return Fewer(kept, f"{whole:,} bars, of which {drawn:,} are drawn: {hidden}.")


def _names(
    x: pd.Series[Any], order: Places | None, stack: str | bool, *, ordered: bool
) -> Groups | None:
    """The names in their order along the axis, or in the opposite one; None where all have room."""
    import numpy as np

    names = along(x, ordered=ordered)
    if names is None or names.count <= NAMES:
        return None
    if order is None:
        return names
    by = pandas().Series(order).groupby(names.codes)
    values = (by.sum() if stack in _ADDING else by.min()).to_numpy()  # as Vega does
    ranks = np.empty(names.count, np.int64)
    ranks[np.argsort(values, kind="stable")] = np.arange(names.count)
    return Groups(ranks[names.codes], names.count)


def _of_names(names: Groups, heights: Sequence[Places], color: pd.Series[Any] | None) -> Places:
    groups = grouped(color, len(names.codes)) or one_group(len(names.codes))
    strips = max(_STRIPS // (groups.count * len(heights)), _FEWEST)
    return of_names(names, heights, groups, min(strips, names.count))[0]


def _shown(names: Groups | None, rows: Places | None) -> str | None:
    """Which of the names stand along the axis; None for all."""
    if names is None or rows is None:
        return None
    shown = len(firsts(names.codes[rows], names.count))
    few = f"{shown:,} of the {names.count:,} names, {_SCREEN}"
    return few if shown < names.count else None


def _places(across: Groups, color: pd.Series[Any] | None) -> Groups | None:
    """Which rows have one place, and one colour."""
    colors = grouped(color, len(across.codes))
    if colors is None or colors.count == 1:
        return colors and across
    return numbered(across.codes.astype("i8") * colors.count + colors.codes)


def _added_up(
    bars: Sequence[pd.Series[Any]],
    heights: Sequence[Places],
    order: Places | None,
    places: Groups,
    rows: Places | None,
    names: Groups | None,
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
    few = _shown(names, rows) or (None if rows is None else _SCREEN)
    if drawn == len(chosen) * len(bars):
        note = f"{whole:,} bars, of which {drawn:,} are drawn: {few}."
    else:
        note = f"{whole:,} values in {drawn:,} bars: those of one place and colour are added up"
        note += "." if few is None else f", of {few}."
    return Fewer(kept, note, instead)


def _are_moments(bar: pd.Series[Any]) -> bool:
    return getattr(bar.dtype, "kind", "O") == "M"


def _sums(column: pd.Series[Any], parts: Groups) -> pd.Series[Any]:
    column = column.astype("f8") if column.dtype in ("f2", "f4") else column
    made: pd.Series[Any] = column.groupby(parts.codes).sum(min_count=1)
    return made


def _before_each_other(
    stack: str | bool,
    across: Groups,
    heights: Sequence[Places],
    order: Places | None,
    places: Groups,
    rows: Places | None,
) -> list[Places] | None:
    """Of these rows, or all, those of which something is seen, and by which names are sorted."""
    import numpy as np

    chosen = np.arange(len(places.codes)) if rows is None else rows
    chosen = in_order(chosen, places.codes)
    starts = starts_of(places.codes[chosen])
    if stack == LAYERED:
        seen = _seen_through(across, heights, np.sort(chosen))
        kept = [[each, chosen[starts]] for each in seen]
    else:
        kept = [[chosen[ends_and_extremes(each[chosen], starts)]] for each in heights]
    if order is not None:
        for each in kept:
            each.append(chosen[ends_and_extremes(order[chosen], starts)])
    return fewer([np.unique(np.concatenate(each)) for each in kept], len(places.codes))


def _seen_through(across: Groups, heights: Sequence[Places], rows: Places) -> Iterator[Places]:
    """Of each column the rows whose bars have an end that few of the later bars at a place cover.

    The columns are drawn one after the other.
    """
    import numpy as np

    height = np.concatenate([each[rows] for each in heights])
    drawn = np.flatnonzero(np.isfinite(height))[::-1]  # the last one first
    place = np.tile(across.codes[rows], len(heights)).astype(np.int64)
    place = 2 * place + (height < 0)
    drawn = in_order(drawn, place)
    ranks = np.unique(np.abs(height[drawn]), return_inverse=True)[1] + 1
    none = place[drawn] * (len(ranks) + 1)  # below all at a place, and above all at those before
    ends = covering = none + ranks
    for _ in range(_DEEP):  # the highest so far, the second, and so on
        highest = np.maximum.accumulate(covering)
        before = np.maximum(np.append(0, highest[:-1]), none)
        covering = np.minimum(before, covering)
    seen = drawn[ends > before] if len(drawn) else drawn
    for at in range(len(heights)):
        yield rows[seen[seen // len(rows) == at] % len(rows)]
