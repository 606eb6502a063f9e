"""Places among options, as a reader saw them.

A chosen option travels as its place. The options may have changed since the reader looked: a run
has replaced them, and the page does not show it yet. So the browser says what stood at each place,
and the choice is of what was seen, wherever that stands now.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


def found_again(value: Any, seen: Any, props: Mapping[str, Any]) -> Any:
    """`value`, a place or a list of places and texts, by the options that `props` offer now.

    `seen` has the labels that stood at these places, in their order. Raises ValueError for one that
    is not offered any more. A browser that says nothing of labels is believed.
    """
    offered = next((props[name] for name in ("options", "labels") if name in props), None)
    if seen is None or not isinstance(offered, Sequence) or isinstance(offered, str):
        return value
    parts = value if isinstance(value, list) else [value]
    places = [part for part in parts if type(part) is int]
    if not isinstance(seen, list) or len(seen) != len(places):
        raise ValueError("not a label for each place")
    labels = iter(seen)
    now = [_place(part, next(labels), offered) if type(part) is int else part for part in parts]
    return now if isinstance(value, list) else now[0]


def _place(place: int, label: Any, offered: Sequence[Any]) -> int:
    if 0 <= place < len(offered) and offered[place] == label:
        return place
    if label not in offered:
        raise ValueError("an option that is not offered any more")
    return offered.index(label)
