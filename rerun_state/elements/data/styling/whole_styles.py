"""What a Styler says of all cells of a table that is sent as a whole.

The same rows, styled in the same way, have the same styles, which are made once. What a program's
functions say may depend on anything, so they are called in each run, and their answers compared.
"""

from __future__ import annotations

from functools import partial
from operator import eq, itemgetter
from typing import TYPE_CHECKING, Any

from rerun_state.elements.base.memory import Memory
from rerun_state.elements.data.sameness import witness
from rerun_state.elements.data.styling.row_styles import (
    by_columns,
    check_labels,
    css_of,
    said_of_all,
)
from rerun_state.elements.data.styling.style_meanings import Unknown, of_formats, of_step
from rerun_state.elements.data.styling.styler import Step, formats_of, steps
from rerun_state.elements.data.styling.styles import formatted, table_styles
from rerun_state.errors import StreamlitAPIException
from rerun_state.imports import pandas

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from rerun_state.elements.data.encoding.columnar import Columnar

    Texts = dict[str, str]

MOST_CELLS = 200_000
"""Cells of all tables of which the styles are remembered."""

_styles = Memory[tuple[int, dict[str, "Texts"]]](MOST_CELLS, itemgetter(0))


def cell_styles(styler: Any, table: Columnar) -> dict[str, Any]:
    """CSS and texts by cell, as "row,column", and what `table_styles` says.

    `table` is what its rows are sent as, the same one as long as they are the same.
    """
    whole = styler.data
    _check_size(whole)
    check_labels(styler)
    todo = steps(styler)
    said = [_meaning_or_result(step, whole) for step in todo]
    try:
        formats = of_formats(styler, formats_of(styler))
    except Unknown:
        formats = formatted(styler, whole, range(len(whole)))

    def prove() -> Callable[[Any], bool]:
        proofs = [each.proof() if isinstance(each, _Result) else partial(eq, each) for each in said]
        return lambda other: (
            other[0] is table
            and len(other[1]) == len(proofs)
            and other[2] == formats
            and all(proof(each) for proof, each in zip(proofs, other[1], strict=True))
        )

    def make() -> tuple[int, dict[str, Texts]]:
        return whole.size, _made(styler, todo, said, formats)

    _, styles = _styles.recalled(id(table), (table, said, formats), make, prove)
    return styles | table_styles(styler)


def _made(styler: Any, todo: list[Step], said: list[Any], formats: Any) -> dict[str, Texts]:
    import numpy as np

    whole = styler.data
    results = [
        each.frame if isinstance(each, _Result) else said_of_all(step, whole)
        for step, each in zip(todo, said, strict=True)
    ]
    rows = np.arange(len(whole), dtype=np.int32)
    told = [each.of(rows) for result in results for each in by_columns(result, whole)]
    texts = formats if isinstance(formats, dict) else formatted(styler, whole, rows.tolist())
    return {"css": css_of(told, rows), "texts": texts}


class _Result:
    """What a function of the program's said in this run."""

    def __init__(self, frame: pd.DataFrame | None) -> None:
        self.frame = frame

    def proof(self) -> Callable[[Any], bool]:
        """What tells whether another one says the same."""
        if self.frame is None:
            return lambda other: isinstance(other, _Result) and other.frame is None
        make, is_same = witness.kind(self.frame), witness.witness(self.frame)
        return lambda other: (
            isinstance(other, _Result)
            and other.frame is not None
            and is_same is not None
            and witness.kind(other.frame) == make
            and is_same(other.frame)
        )


def _meaning_or_result(step: Step, whole: pd.DataFrame) -> Any:
    """What a function is to say, or has said, if only that can be known."""
    try:
        return of_step(step)
    except Unknown:
        return _Result(said_of_all(step, whole))


def _check_size(frame: Any) -> None:
    """StreamlitAPIException for more cells than pandas is to style."""
    limit = pandas().get_option("styler.render.max_elements")
    if frame.size > limit:
        raise StreamlitAPIException(
            f"The table has {frame.size:,} cells, and pandas styles {limit:,} at most. Show it "
            f'without its style, or set pd.set_option("styler.render.max_elements", {frame.size}).'
        )
