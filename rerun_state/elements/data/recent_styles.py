"""What was said of some rows of a table a moment ago: of the same rows the same is said again."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING, Any

from rerun_state.elements.data import witness
from rerun_state.elements.data.style_meanings import Unknown

if TYPE_CHECKING:
    import pandas as pd

    _Entry = tuple[Any, Callable[[Any], bool], Any]

MOST_ROWS = 500
"""Rows of which something is remembered at once: those that a view has in sight are fewer."""
_KEPT = 64

_lock = Lock()
_known: list[_Entry] = []


def recalled(meaning: Callable[[], Any], frame: pd.DataFrame, make: Callable[[], Any]) -> Any:
    """What is said of the rows in a table; it is made where the same has not been said of the same.

    `meaning` tells what is to be said, or raises Unknown.
    """
    if len(frame) > MOST_ROWS:
        return make()
    try:
        told = meaning(), witness.kind(frame)
    except Unknown:
        return make()
    with _lock:
        candidates = list(_known)
    for known, is_same, made in candidates:
        if known == told and is_same(frame):
            return made
    made, proof = make(), witness.witness(frame)
    if proof is not None:
        with _lock:
            _known[:] = [(told, proof, made), *_known[: _KEPT - 1]]
    return made
