"""Rows of a table that lie in runs, and which of a run stand at its ends.

Rows are told by their places in the table. What is found of several groups of them, such as those
of each colour, or of strips of these, is found of all at once: each run is known by where it
starts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import numpy as np

Places: TypeAlias = "np.ndarray[Any, np.dtype[Any]]"
"""Of rows in a table, or of what is counted or measured of each of them."""


def in_order(places: Places, codes: Places, values: Places | None = None) -> Places:
    """These rows by group, and within it by value, where that is given; equal ones as they come."""
    import numpy as np

    group = codes[places]
    if (group[1:] < group[:-1]).any():
        places = places[np.argsort(group, kind="stable")]
        group = codes[places]
    if values is not None:
        value = values[places]
        if ((value[1:] < value[:-1]) & (group[1:] == group[:-1])).any():
            places = places[np.lexsort((value, group))]
    return places


def starts_of(*keys: Places) -> Places:
    """Where the runs of rows start that are equal in all of these."""
    import numpy as np

    first = np.zeros(len(keys[0]), bool)
    first[:1] = True
    for key in keys:
        first[1:] |= key[1:] != key[:-1]
    return np.flatnonzero(first)


def cells(values: Places, starts: Places, count: int) -> Places:
    """The cell that each value falls into, of so many at most between the ends of its run.

    They are as wide as one of few widths, and begin at multiples of it: so most of them are the
    same, and have the same in them, when values are added at an end or taken away.
    """
    import numpy as np

    if not len(values):
        return np.zeros(0, np.int64)
    halves = values / 2  # the whole span may be more than there are numbers
    low, high = np.minimum.reduceat(halves, starts), np.maximum.reduceat(halves, starts)
    width = _width((high - low) / (count - 1))
    first = np.floor(low / width)
    if len(starts) > 1:
        sizes = np.diff(starts, append=len(values))
        first, width = np.repeat(first, sizes), np.repeat(width, sizes)
    # Of neighbours among large numbers the quotients are rounded.
    found: Places = np.minimum(np.floor(halves / width) - first, count - 1)
    return found.astype(np.int64)


def _width(least: Places) -> Places:
    """The next one of the widths 4, 5, 6 and 7 times a power of two; 1 for nothing."""
    import numpy as np

    fraction, exponent = np.frexp(np.where(least > 0, least, 1))
    width: Places = np.ldexp(np.ceil(fraction * 8) / 8, exponent)
    return width


def ends_and_extremes(values: Places, starts: Places) -> Places:
    """Where the first, last, lowest and highest value of each run are, and the first gap in it.

    A gap may come first or last: then these are of the run, and those of its values are kept too.
    """
    import numpy as np

    if not len(values):
        return np.zeros(0, np.int64)
    sizes = np.diff(starts, append=len(values))
    there = np.isfinite(values)
    found = [starts, starts + sizes - 1]
    for sought, none in ((np.minimum, np.inf), (np.maximum, -np.inf)):
        among = values if there.all() else np.where(there, values, none)
        best = np.repeat(sought.reduceat(among, starts), sizes)
        found.append(_next(np.flatnonzero(among == best), starts))
    gaps = np.flatnonzero(~there)
    if len(gaps):
        ends, finite = starts + sizes, np.flatnonzero(there)
        for nearest in (_next(gaps, starts), *(_ends(finite, starts, ends) if len(finite) else ())):
            found.append(nearest[(nearest >= starts) & (nearest < ends)])
    return np.unique(np.concatenate(found))


def of_lines(values: Places, lines: Places, starts: Places) -> Places:
    """The same of the strips of lines, which start at `lines`, less the points that are no part.

    A point between two gaps is not drawn, and must not be joined with others once a gap is left
    out. The axes reach as far as such points do: the outermost are kept, between their gaps.
    """
    import numpy as np

    alone = are_alone(values, lines)
    if not alone.any():
        return ends_and_extremes(values, starts)
    found = ends_and_extremes(np.where(alone, np.nan, values), starts)
    outer = ends_and_extremes(values, lines)
    outer = outer[alone[outer]]
    beside = np.concatenate([outer - 1, outer, outer + 1])
    ends = np.append(lines[1:], len(values))
    line = np.searchsorted(lines, np.tile(outer, 3), side="right") - 1
    beside = beside[(beside >= lines[line]) & (beside < ends[line])]
    return np.unique(np.concatenate([found[~alone[found]], beside]))


def are_alone(values: Places, lines: Places) -> Places:
    """Which points of lines have none beside them to which a stroke could lead."""
    import numpy as np

    there = np.isfinite(values)
    if there.all() and len(lines) == 1:
        return np.zeros(len(values), bool)
    before, after = np.append(False, there[:-1]), np.append(there[1:], False)
    before[lines] = False
    after[lines[1:] - 1] = False
    alone: Places = there & ~before & ~after
    return alone


def _ends(places: Places, starts: Places, ends: Places) -> tuple[Places, Places]:
    """The first of these ascending places from each start on, and the last before each end."""
    import numpy as np

    before: Places = places[np.maximum(np.searchsorted(places, ends) - 1, 0)]
    return _next(places, starts), before


def _next(places: Places, starts: Places) -> Places:
    """The first of these ascending places from each start on; the last one where there is none."""
    import numpy as np

    found: Places = places[np.minimum(np.searchsorted(places, starts), len(places) - 1)]
    return found


def firsts(numbers: Places, count: int) -> Places:
    """Where each of so many numbers, from zero on, comes first; of those that come."""
    import numpy as np

    if count > 4 * len(numbers):
        return np.unique(numbers, return_index=True)[1]
    found = np.full(count, -1)
    found[numbers[::-1]] = np.arange(len(numbers))[::-1]  # where two write, the later one wins
    return found[found >= 0]
