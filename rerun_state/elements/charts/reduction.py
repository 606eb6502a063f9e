"""Fewer points that look the same: of a million, a screen can show some thousands.

Of lines and areas each strip of the horizontal axis keeps its first, last, lowest and highest point
(M4): where it is as wide as a pixel or less, what is drawn is the same to the pixel. Rows that are
added at an end leave the strips before them as they were, so that few points of a live chart change
from run to run. On an axis of names each is a strip; of thousands, as many are kept of each strip
as of any other. Of stacked areas these are the points of the edges between them, and a place of the
axis is kept with all that stands there, or not at all, so that every stack is as high as it was. Of
scattered points each cell of a fine grid keeps one, the largest, and each colour its outermost
ones, so that axes and legends reach as far as before. All that are kept are points of the data, of
each column its own, in their order.

How many: 8,000 points of a line, or of each of two; of more of them 16,000 together, but 200 of
each at least, besides three for each strip with a gap; 8,000 places of stacked areas, and fewer of
many; 28,800 scattered points of a colour and column, or of each of two; of more of them 57,600
together, but 200 of each at least, and the outermost. One grid is that of all where the colours are
so many that each has but few points, or numbers.

Why not a library: with NumPy a line takes some lines, and some 10 milliseconds of a million points.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from rerun_state.elements.charts.axes import (
    Axis,
    Groups,
    along,
    axis_of,
    grouped,
    measure,
    one_group,
)
from rerun_state.elements.charts.runs import (
    Places,
    are_alone,
    cells,
    ends_and_extremes,
    firsts,
    in_order,
    of_lines,
    starts_of,
)
from rerun_state.imports import pandas

if TYPE_CHECKING:
    import pandas as pd

    Layer = tuple[Places, Places]

MANY = 20_000
"""Points up to which all of them are drawn."""
NAMES = 2_000
"""Names that stand apart on an axis: so many are all kept."""
_FEW_NAMES = 50  # of an axis that goes up: so many are all drawn with each strip's ends
_NAMED = ("boolean", "categorical", "string")
_STRIPS = 2_000  # a wide screen has as many pixels
_FEWEST = 50  # strips of each of many lines
_AREAS = 1_000  # on each other
_EDGES = 8  # of stacked areas, whose highest and lowest points are kept
_ACROSS, _DOWN = 240, 120  # cells of the grid of scattered points
_FEWEST_DOWN = 10
_COARSEST = 200  # cells of each of many colours
_SHADES = 50  # numbers that are told apart as colours


def traced(
    x: pd.Series[Any],
    lines: Sequence[pd.Series[Any]],
    color: pd.Series[Any] | None,
    *,
    joined: bool = True,
) -> list[Places] | None:
    """Of each column the places of the rows that draw the same lines; None where all are needed.

    Points that are not `joined` stand each for itself.
    """
    import numpy as np

    if len(x) * len(lines) <= MANY:
        return None
    groups, standing = grouped(color, len(x)), _standing(lines)
    if groups is None or standing is None:
        return None
    heights, needed = standing
    joined = joined and not needed  # a name that is missing is a place like any other
    axis, count = axis_of(x, NAMES), groups.count * len(lines)
    if axis is None:
        names = along(x)
        if names is None:
            return None
        kept = of_names(names, heights, groups, max(_STRIPS // count, _FEWEST), joined=joined)
    else:
        places = in_order(np.flatnonzero(np.isfinite(axis.values)), groups.codes, axis.values)
        among = groups.codes[places]
        runs, strips = starts_of(among), min(max(2 * _STRIPS // count, _FEWEST), _STRIPS)
        starts = starts_of(among, _cells(axis, places, runs, strips))
        find = partial(of_lines, lines=runs) if joined else ends_and_extremes
        kept = [np.sort(places[find(height[places], starts=starts)]) for height in heights]
    if needed:
        kept = [np.union1d(each, more) for each, more in zip(kept, needed, strict=True)]
    return fewer(kept, len(x))


def _standing(lines: Sequence[pd.Series[Any]]) -> tuple[list[Places], list[Places]] | None:
    """How high each line stands where, and the rows without which an axis of names would lack one.

    Names are numbered in the order of the axis; what is missing stands anywhere. None of what has
    too many of them.
    """
    import numpy as np

    measures = [measure(line) for line in lines]
    heights = [height for height in measures if height is not None]
    if len(heights) == len(lines):
        return heights, []
    if any(pandas().api.types.infer_dtype(line) not in _NAMED for line in lines):
        return None  # of several types, which a page may put into another order
    named = [grouped(line, len(line), ordered=True) for line in lines]
    known = [each for each in named if each is not None and each.count <= _FEW_NAMES]
    if heights or len(known) < len(lines):
        return None
    places = [each.codes.astype("f8") for each in known]
    for line, place in zip(lines, places, strict=True):
        place[line.isna().to_numpy()] = np.nan
    return places, [firsts(each.codes, each.count) for each in known]


def of_names(
    names: Groups, heights: Sequence[Places], groups: Groups, strips: int, *, joined: bool = False
) -> list[Places]:
    """Of each column the rows of the names with its ends and extremes in each strip of an axis.

    Each strip has as many names: so those that are drawn stand where they did. What has one of them
    is kept, or not at all; but for points of lines (`joined`) that are between gaps.
    """
    import numpy as np

    strip = np.arange(names.count) * strips // names.count
    places = in_order(np.arange(len(names.codes)), groups.codes, names.codes)
    lines = starts_of(groups.codes[places])
    starts = starts_of(groups.codes[places], strip[names.codes[places]])
    kept = np.zeros(names.count, bool)
    stray = []
    for height in heights:
        values = height[places]
        found = of_lines(values, lines, starts) if joined else ends_and_extremes(values, starts)
        kept[names.codes[places[found]]] = True
        alone = np.setdiff1d(np.flatnonzero(are_alone(values, lines)) if joined else [], found)
        stray.append(places[alone.astype(np.intp)])
    rows = np.flatnonzero(_evenly(kept, strip)[names.codes])
    return [np.setdiff1d(rows, each) if len(each) else rows for each in stray]


def _evenly(kept: Places, strip: Places) -> Places:
    """These names, and as many more that all strips have as many."""
    import numpy as np

    first = starts_of(strip)
    found = np.add.reduceat(kept, first, dtype=np.int64)
    sizes = np.diff(first, append=len(strip))
    spare = np.cumsum(~kept)
    nth = spare - np.repeat(np.append(0, spare[first[1:] - 1]), sizes)
    more: Places = nth <= np.repeat(found.max() - found, sizes)
    return kept | more


def stacked(
    x: pd.Series[Any],
    lines: Sequence[pd.Series[Any]],
    color: pd.Series[Any] | None,
    stack: str,
    names: Groups | None = None,
) -> list[Places] | None:
    """The places of the rows that draw the same areas on each other; None where all are needed.

    `stack` is Vega's: "zero", "center" or "normalize". `names` are those along the axis, if it has
    any, where they are not in the order that `along` knows.
    """
    import numpy as np

    if len(x) * len(lines) <= MANY:
        return None
    across, groups = measure(x) if names is None else None, grouped(color, len(x), ordered=True)
    if across is None:
        names = names or along(x)
        across = None if names is None or names.count <= NAMES else names.codes
    columns = [measure(line) for line in sorted(lines, key=lambda line: str(line.name))]
    heights = [height for height in columns if height is not None]
    if across is None or groups is None or len(heights) < len(lines):
        return None
    if groups.count * len(lines) > _AREAS:
        return None
    places = np.flatnonzero(np.isfinite(across))
    places = in_order(places, one_group(len(x)).codes, across)
    starts = starts_of(across[places])
    where = across[places[starts]]
    at = np.repeat(np.arange(len(where)), np.diff(starts, append=len(places)))
    layers = [*_layers(places, at, groups.codes, heights)]
    if not layers:
        return None
    strips = max(_STRIPS // len(layers), _FEWEST)
    if names is None:
        kept = _at_ends_of_edges(layers, cells(where, np.zeros(1, np.intp), strips), stack)
    else:
        strip = where.astype(np.int64) * strips // names.count
        kept = _evenly(_at_ends_of_edges(layers, strip, stack), strip)
    return fewer([np.sort(places[kept[at]])] * len(lines), len(x))


def _layers(
    places: Places, at: Places, codes: Places, heights: Sequence[Places]
) -> Iterator[Layer]:
    """Where each area has points, and how high they are together; the lowest area first."""
    import numpy as np

    order = in_order(np.arange(len(places)), codes[places])
    runs = np.append(starts_of(codes[places[order]]), len(order))
    for start, end in zip(runs[-2::-1], runs[:0:-1], strict=True):  # Vega puts the last name below
        mine = order[start:end]
        for height in reversed(heights):
            values = np.nan_to_num(height[places[mine]], nan=0, posinf=0, neginf=0)
            first = starts_of(at[mine])
            if len(first) < len(mine):
                values = np.add.reduceat(values, first)
            yield at[mine[first]], values


def _at_ends_of_edges(layers: Sequence[Layer], strip: Places, stack: str) -> Places:
    """Which places of the axis have an end or extreme, in their strip, of an edge between areas."""
    import numpy as np

    every = -(-len(layers) // _EDGES)
    kept = np.zeros(len(strip), bool)
    for nth, (there, edges) in enumerate(_edges(layers, len(strip), stack), 1):
        if len(there) == len(strip) and (len(layers) - nth) % every:
            continue  # an area that has points wherever others have them is kept with these
        starts = starts_of(strip[there])
        for edge in edges:
            kept[there[ends_and_extremes(edge, starts)]] = True
    return kept


def _edges(
    layers: Sequence[Layer], count: int, stack: str
) -> Iterator[tuple[Places, list[Places]]]:
    """Where each area has points, and where it ends there; and begins, if no other one ends so."""
    import numpy as np

    total = np.zeros(count)
    if stack != "zero":
        layers = [(at, np.abs(values)) for at, values in layers]
        for at, values in layers:
            total[at] += values
    above = -total / 2 if stack == "center" else np.zeros(count)
    below = np.zeros(count)
    share = np.where(total == 0, 1, total)
    for nth, (at, values) in enumerate(layers):
        hangs = values < 0  # what is negative hangs below
        mixed = hangs.any()
        begin = np.where(hangs, below[at], above[at]) if mixed else above[at]
        end = begin + values
        above[at] = np.where(hangs, above[at], end) if mixed else end
        if mixed:
            below[at] = np.where(hangs, end, below[at])
        continues = nth > 0 and len(at) == count and not mixed
        edges = [end] if continues else [begin, end]
        yield at, [edge / share[at] for edge in edges] if stack == "normalize" else edges


def scattered(
    x: pd.Series[Any],
    heights: Sequence[pd.Series[Any]],
    color: pd.Series[Any] | None,
    size: pd.Series[Any] | None,
) -> list[Places] | None:
    """Of each column the places of the rows that fill the same cells; None where all are needed."""
    import numpy as np

    count = len(x)
    if count * len(heights) <= MANY:
        return None
    across, groups = axis_of(x, NAMES), grouped(color, count)
    downs = [down for each in heights if (down := axis_of(each, NAMES)) is not None]
    few = groups is not None and groups.count <= _SHADES
    shade = None if color is None or few else measure(color)
    if across is None or len(downs) < len(heights) or (groups is None and shade is None):
        return None
    legend = np.zeros(0, np.intp)
    if groups is None or shade is not None:  # they go over into each other, and hide each other
        groups = one_group(count)
    elif groups.count * _COARSEST * len(heights) > count:
        legend, groups = firsts(groups.codes, groups.count), one_group(count)
    weight = None if size is None else measure(size)
    share = max(_ACROSS * _DOWN * min(1, 2 / (groups.count * len(heights))), _COARSEST)
    kept = []
    for down in downs:
        there = np.flatnonzero(np.isfinite(across.values) & np.isfinite(down.values))
        there = in_order(there, groups.codes)
        runs = starts_of(groups.codes[there])
        found = [legend, there[_one_of_each_cell(across, down, groups, there, weight, share)]]
        for values in (across.values, down.values, weight, shade):
            found += [] if values is None else [there[ends_and_extremes(values[there], runs)]]
        kept.append(np.unique(np.concatenate(found)))
    return fewer(kept, count)


def _one_of_each_cell(
    across: Axis, down: Axis, groups: Groups, rows: Places, weight: Places | None, share: float
) -> Places:
    """Which of the rows is the first in its cell, or the largest; each group has a grid."""
    import numpy as np

    runs = starts_of(groups.codes[rows])
    wide = across.names or round((share * _ACROSS / _DOWN) ** 0.5)
    high = down.names or max(round(min(share / wide, _DOWN)), _FEWEST_DOWN)
    cell = groups.codes[rows].astype(np.int64)
    for axis, count in ((across, wide), (down, high)):
        cell = cell * count + _cells(axis, rows, runs, count)
    count = groups.count * wide * high
    if weight is None:
        return firsts(cell, count)
    largest = np.argsort(-weight[rows], kind="stable")
    found: Places = largest[firsts(cell[largest], count)]
    return found


def beside(
    x: pd.Series[Any], color: pd.Series[Any] | None, low: float, high: float, *, whole: bool
) -> Places:
    """The places of the rows next to a range of x: where lines come into it, and go out.

    With `whole`, as stacks need it, all that stands at the two places of the axis next to it.
    """
    import numpy as np

    across, groups = measure(x), grouped(None if whole else color, len(x))
    if across is None or groups is None:
        return np.zeros(0, np.int64)
    places = in_order(np.flatnonzero(np.isfinite(across)), groups.codes, across)
    starts, values = starts_of(groups.codes[places]), across[places]
    if not len(values):
        return places
    ends = np.append(starts[1:], len(values))
    before = starts + np.add.reduceat(values < low, starts, dtype=np.int64)
    after = ends - np.add.reduceat(values > high, starts, dtype=np.int64)
    # Of those at one place lines come from the last, and go to the first.
    nearest = places[np.concatenate([before[before > starts] - 1, after[after < ends]])]
    return np.flatnonzero(np.isin(across, across[nearest])) if whole else np.unique(nearest)


def _cells(axis: Axis, rows: Places, starts: Places, count: int) -> Places:
    """The cells of the rows along an axis; each name is one."""
    values = axis.values[rows]
    return values if axis.names is not None else cells(values, starts, count)


def fewer(kept: list[Places], rows: int) -> list[Places] | None:
    """What is kept of so many rows, by columns; None for all."""
    return kept if sum(map(len, kept)) < rows * len(kept) else None
