"""What heads say to an editor beyond the first rows: what all rows hold, and what they may hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from rerun_state.elements.data.given.pandas_tables import as_pandas_has_it, is_objects
from rerun_state.elements.data.windows.holdings import labels_kind, options_of

if TYPE_CHECKING:
    import pandas as pd

Heads = list[dict[str, Any]]


def of_all_rows(frame: pd.DataFrame, heads: Heads, kinds: Mapping[int, Mapping[str, Any]]) -> Heads:
    """The heads of the first rows, with what the columns hold as a whole."""
    made = list(heads)
    if is_objects(frame.index.dtype):
        made[0] = {**made[0], **labels_kind(frame.index)}
    for at, kind in kinds.items():
        made[at + 1] = {**made[at + 1], **kind}
    return made


def of_columns(heads: Heads, kinds: Mapping[int, str]) -> Heads:
    """The heads of the first rows, with what columns hold by their types."""
    if not kinds:
        return heads
    return [
        {**head, "type": kinds.get(at - 1, head["type"])} if at else head
        for at, head in enumerate(heads)
    ]


def with_options(frame: pd.DataFrame, heads: Heads) -> Heads:
    """The heads, those of categories with all that these may be."""
    if not any(head["type"] == "category" for head in heads):
        return heads
    levels, dtypes = frame.index.nlevels, [*frame.dtypes]

    def options(at: int) -> list[Any]:
        if at < levels:
            return options_of(frame.index.get_level_values(at).dtype)
        if not hasattr(dtypes[at - levels], "categories"):  # of Arrow
            return options_of(as_pandas_has_it(frame.iloc[:, at - levels]).dtype)
        return options_of(dtypes[at - levels])

    return [
        {**head, "options": options(at)} if head["type"] == "category" else head
        for at, head in enumerate(heads)
    ]
