"""Encoded tables that were encoded a moment ago: the same rows need no second time.

By content, not by who has shown it: to compare tables costs a tenth of encoding one. What this
needs of them is kept up to a size in all, of the last used ones longest.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING, Any

from rerun_state.elements.data import witness
from rerun_state.elements.data.columnar import Columnar, encode

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    _Entry = tuple[Callable[[Any], bool], Columnar]

MOST_BYTES = 32_000_000
"""Bytes of all tables that are remembered, as they are encoded; of one, half as many at most."""
_KEPT = 32  # kinds of tables
_ALIKE = 8  # tables of a kind

_known: OrderedDict[Any, list[_Entry]] = OrderedDict()
_lock = Lock()


def remembered(frame: pd.DataFrame) -> Columnar:
    """The frame as bytes, as `encode` has it."""
    kind = witness.kind(frame)
    return _recalled(kind, frame, lambda: frame, lambda: witness.witness(frame))


def remembered_as(kind: Any, content: bytes, read: Callable[[], pd.DataFrame]) -> Columnar:
    """The frame that is read of such a content as bytes; of one that is known it is not read."""
    return _recalled(kind, content, read, lambda: content.__eq__)


def _recalled(
    kind: Any,
    told: Any,
    read: Callable[[], pd.DataFrame],
    prove: Callable[[], Callable[[Any], bool] | None],
) -> Columnar:
    """What was made of a table of that kind whose proof holds of this one, or is made of it now."""
    with _lock:
        entries = list(_known.get(kind, ()))
    for is_same, made in entries:
        if is_same(told):
            with _lock:
                if kind in _known:
                    _known.move_to_end(kind)
            return made
    made = encode(read())
    proof = prove() if 2 * len(made.data) <= MOST_BYTES else None
    if proof is not None:
        with _lock:
            _known[kind] = _fitting([(proof, made), *_known.get(kind, ())])
            _known.move_to_end(kind)
            _forget()
    return made


def _fitting(entries: list[_Entry]) -> list[_Entry]:
    """Those of one kind that are kept: the last ones, up to half of what is kept of all."""
    size = 0
    for count, (_, made) in enumerate(entries[:_ALIKE]):
        size += len(made.data)
        if 2 * size > MOST_BYTES:
            return entries[:count]
    return entries[:_ALIKE]


def _forget() -> None:
    """Let go of what was used longest ago, as far as there is too much."""
    sizes = {kind: sum(len(made.data) for _, made in each) for kind, each in _known.items()}
    total = sum(sizes.values())
    for kind, size in sizes.items():  # the last one fits
        if len(_known) <= _KEPT and total <= MOST_BYTES:
            return
        del _known[kind]
        total -= size
