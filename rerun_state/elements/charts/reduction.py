"""Fewer points that look the same: of a million, a screen can show some thousands.

Of lines and areas each strip of the horizontal axis, as wide as a pixel or less, keeps its first,
last, lowest and highest point (M4): what is drawn is the same to the pixel. Of stacked areas these
are the points of the edges between them, and a place of the axis is kept with all that stands
there, or not at all, so that every stack is as high as it was. Of scattered points each cell of a
fine grid keeps one, the largest, and each colour its outermost ones, so that axes and legends reach
as far as before. All that are kept are points of the data, in their order.

How many: 8,000 points of up to 20 lines together and 400 of each of more, besides one for each
strip with a gap; as many places of stacked areas; 28,800 scattered points of each colour and
column, and the outermost; colours that are numbers, and more than 50, count as one.

Why not a library: with NumPy it takes twenty lines and some 100 milliseconds for a million points.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rerun_state.elements.data.columnar import milliseconds
from rerun_state.elements.data.frames import pandas

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    Places = np.ndarray[Any, np.dtype[Any]]

MANY = 20_000
"""Rows up to which all points are drawn."""
_STRIPS = 2_000  # a wide screen has as many pixels
_FEWEST = 100  # strips of each of many lines
_ACROSS, _DOWN = 240, 120  # cells of the grid of scattered points
_GROUPS = 50  # colours that are told apart
_NUMBERS = ("integer", "floating", "mixed-integer-float", "decimal")


def traced(
    x: pd.Series[Any], lines: Sequence[pd.Series[Any]], color: pd.Series[Any] | None
) -> Places | None:
    """The places of the rows that draw the same lines; None where all of them are needed."""
    import numpy as np

    across = measure(x)
    heights = [measure(line) for line in lines]
    groups = _groups(color, len(x))
    if across is None or groups is None or len(x) <= MANY:
        return None
    known = [height for height in heights if height is not None]
    if not known or len(known) < len(heights):
        return None
    count = len(known) * len(groups)
    strips = max(_STRIPS // count, _FEWEST)
    kept = [
        rows[_strip_ends(across[rows], height[rows], strips)] for rows in groups for height in known
    ]
    found = np.unique(np.concatenate(kept))
    return found if len(found) < len(x) else None


def stacked(
    x: pd.Series[Any], lines: Sequence[pd.Series[Any]], color: pd.Series[Any] | None, stack: str
) -> Places | None:
    """The places of the rows that draw the same areas on each other; None where all are needed.

    `stack` is Vega's: "zero", "center" or "normalize".
    """
    import numpy as np

    across = measure(x)
    heights = [measure(line) for line in sorted(lines, key=lambda line: str(line.name))]
    groups = _groups(color, len(x), ordered=True)
    if across is None or not groups or len(x) <= MANY or not heights:
        return None
    along, place = np.unique(across, return_inverse=True)
    layers = []
    for rows in groups:
        for height in heights:
            if height is None:
                return None
            values = np.where(np.isfinite(height[rows]), height[rows], 0)
            layers.append(np.bincount(place[rows], values, len(along)))
    edges = _edges(np.array(layers[::-1]), stack)  # Vega puts the last name below
    strips = max(_STRIPS // len(layers), _FEWEST)
    kept = np.zeros(len(along), bool)
    for edge in edges:
        kept[_strip_ends(along, edge, strips)] = True
    found: Places = np.flatnonzero(kept[place])
    return found if len(found) < len(x) else None


def _edges(layers: Places, stack: str) -> list[Places]:
    """How high each layer ends at each place, the lowest layer first."""
    import numpy as np

    if stack == "zero":  # what is negative hangs below
        above = np.cumsum(np.maximum(layers, 0), axis=0)
        below = np.cumsum(np.minimum(layers, 0), axis=0)
        return [*above, *below] if (layers < 0).any() else [*above]
    ends = np.cumsum(np.abs(layers), axis=0)
    total = ends[-1]
    if stack == "center":
        return [-total / 2, *(ends - total / 2)]
    return list(ends / np.where(total == 0, 1, total))


def scattered(
    x: pd.Series[Any],
    heights: Sequence[pd.Series[Any]],
    color: pd.Series[Any] | None,
    size: pd.Series[Any] | None,
) -> Places | None:
    """The places of the rows that fill the same cells; None where all of them are needed."""
    import numpy as np

    across, downs = measure(x), [measure(each) for each in heights]
    groups, shade = _groups(color, len(x)), None
    if groups is None and color is not None and (shade := measure(color)) is not None:
        groups = [np.arange(len(x))]  # colours go over into each other, and hide each other
    if across is None or groups is None or len(x) <= MANY:
        return None
    weight = measure(size) if size is not None else None
    kept = []
    for rows in groups:
        ordered = rows if weight is None else rows[np.argsort(-weight[rows], kind="stable")]
        for down in downs:
            if down is None:
                return None
            there = ordered[np.isfinite(across[ordered]) & np.isfinite(down[ordered])]
            cells = _cells(across[there], _ACROSS) * _DOWN + _cells(down[there], _DOWN)
            kept.append(there[np.unique(cells, return_index=True)[1]])
            for values in (across, down, weight, shade):
                kept += [] if values is None else [_outermost(there, values)]
    found = np.unique(np.concatenate(kept))
    return found if len(found) < len(x) else None


def beside(
    x: pd.Series[Any], color: pd.Series[Any] | None, low: float, high: float, *, whole: bool
) -> Places:
    """The places of the rows next to a range of x: where lines come into it, and go out.

    With `whole`, as stacks need it, all that stands at the two places of the axis next to it.
    """
    import numpy as np

    across, groups = measure(x), _groups(None if whole else color, len(x))
    if across is None or groups is None:
        return np.zeros(0, np.int64)
    across = np.where(np.isfinite(across), across, np.nan)
    found = [np.zeros(0, np.int64)]
    for rows in groups:
        before = rows[across[rows] < low][::-1]  # of those at one place lines come from the last
        after = rows[across[rows] > high]
        found += [before[[across[before].argmax()]]] if len(before) else []
        found += [after[[across[after].argmin()]]] if len(after) else []
    nearest = np.unique(np.concatenate(found))
    return np.flatnonzero(np.isin(across, across[nearest])) if whole else nearest


def _outermost(rows: Places, values: Places) -> Places:
    """Those of the rows with the lowest and the highest value."""
    import numpy as np

    among = np.compress(~np.isnan(values[rows]), rows)
    if not len(among):
        return among
    return np.take(among, [values[among].argmin(), values[among].argmax()])


def _strip_ends(x: Places, y: Places, strips: int) -> Places:
    """The places of the first, last, lowest and highest point of each strip, and of a gap in it."""
    import numpy as np

    places = np.flatnonzero(np.isfinite(x))
    places = places[np.argsort(x[places], kind="stable")]
    if not len(places):
        return places
    strip, height = _cells(x[places], strips), y[places]
    starts = np.flatnonzero(np.diff(strip, prepend=-1))
    ends = np.append(starts[1:], len(strip)) - 1
    missing = np.isnan(height)
    by_height = [
        np.lexsort((np.where(missing, np.inf, sign * height), strip))[starts] for sign in (1, -1)
    ]
    gaps = np.flatnonzero(missing)
    gaps = gaps[np.unique(strip[gaps], return_index=True)[1]]
    ends_and_extremes: Places = np.unique(np.concatenate([starts, ends, *by_height, gaps]))
    return np.take(places, ends_and_extremes)


def _cells(values: Places, count: int) -> Places:
    """The number of the cell that each value falls into, of so many between the outermost two."""
    import numpy as np

    if not len(values):
        return np.zeros(0, np.int64)
    halves = values / 2  # the whole span may be more than there are numbers
    low, high = halves.min(), halves.max()
    if high <= low:
        return np.zeros(len(values), np.int64)
    cells: Places = np.minimum((halves - low) / (high - low) * count, count - 1)
    return cells.astype(np.int64)


def _groups(
    color: pd.Series[Any] | None, count: int, *, ordered: bool = False
) -> list[Places] | None:
    """The places of the rows of each colour; None for too many colours."""
    import numpy as np

    if color is None:
        return [np.arange(count)]
    try:
        codes, found = pandas().factorize(color, sort=ordered, use_na_sentinel=False)
    except TypeError:  # lists, which name a colour too, and names that have no order
        return None
    if len(found) > _GROUPS:
        return None
    return [np.flatnonzero(codes == code) for code in range(len(found))]


def measure(series: pd.Series[Any]) -> Places | None:
    """The values as numbers, NaN for missing ones; None for what is no number and no time.

    They are those that the browser has: of moments and durations, milliseconds.
    """
    import numpy as np

    kind = getattr(series.dtype, "kind", "O")
    if kind == "O" and pandas().api.types.infer_dtype(series) in _NUMBERS:
        kind = "f"
    if kind in "mM":
        whole: Places = milliseconds(series)
        whole[series.isna().to_numpy()] = np.nan
        return whole
    return series.to_numpy("f8", na_value=np.nan) if kind in "iuf" else None
