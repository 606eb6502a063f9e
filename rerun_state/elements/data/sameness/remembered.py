"""Encoded tables that were encoded a moment ago: the same rows need no second time.

By content, not by who has shown it: to compare tables costs a tenth of encoding one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rerun_state.elements.base.memory import Memory
from rerun_state.elements.data.encoding.cell_texts import with_texts
from rerun_state.elements.data.encoding.columnar import Columnar, encode
from rerun_state.elements.data.given.pandas_tables import every
from rerun_state.elements.data.sameness import witness

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd

MOST_BYTES = 32_000_000
"""Bytes of all tables that are remembered, as they are encoded; of one, half as many at most."""
_HEAD = 1_000  # bytes that each column has beside its values


def size(made: Columnar) -> int:
    """About what it takes to remember a table."""
    return len(made.data) + _HEAD * len(made.columns)


_tables = Memory(MOST_BYTES, size, of_key=MOST_BYTES // 2)


def remembered(frame: pd.DataFrame, mixed: Sequence[int] = ()) -> Columnar:
    """The frame as bytes, as `encode` has it, with `mixed` columns as texts whatever they hold."""
    kind = (*mixed, witness.kind(frame))
    return _tables.recalled(
        kind, frame, lambda: encode(with_texts(frame, mixed)), lambda: witness.witness(frame)
    )


def remembered_every(frame: pd.DataFrame, step: int) -> Columnar:
    """Every so-many-th row of the frame likewise; of those that are known, no table is made."""
    if not witness.is_narrow(frame):
        return remembered(every(frame, step))
    kind, prove = (step, witness.kind(frame)), lambda: witness.witness_of_every(frame, step)
    try:
        return _tables.recalled(kind, frame, lambda: encode(every(frame, step)), prove)
    except (ValueError, NotImplementedError):  # of columns of which pandas picks none as they are
        return remembered(every(frame, step))


def remembered_as(kind: Any, content: Any, read: Callable[[], pd.DataFrame]) -> Columnar:
    """The frame that is read of such a content as bytes; of one that is known it is not read.

    Equal contents of a kind have equal frames.
    """
    return _tables.recalled(kind, content, lambda: encode(read()), lambda: content.__eq__)
