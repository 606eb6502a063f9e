"""What a Styler says of all cells of a table that is sent as a whole.

The same rows, styled in the same way, have the same styles, which are made once. What a program's
functions say may depend on anything, so they are called in each run, and their answers compared.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from operator import eq
from threading import Lock
from typing import TYPE_CHECKING, Any
from weakref import ref

from rerun_state.elements.data import witness
from rerun_state.elements.data.frames import pandas
from rerun_state.elements.data.row_styles import by_columns, check_labels, css_of, said_of_all
from rerun_state.elements.data.style_meanings import Unknown, of_formats, of_step
from rerun_state.elements.data.styler import Step, formats_of, steps
from rerun_state.elements.data.styles import formatted, table_styles
from rerun_state.errors import StreamlitAPIException

if TYPE_CHECKING:
    import pandas as pd

    from rerun_state.elements.data.columnar import Columnar

    Texts = dict[str, str]

MOST_CELLS = 200_000
"""Cells of all tables of which the styles are remembered."""

_lock = Lock()
_known: list[_Known] = []


@dataclass(frozen=True, slots=True)
class _Known:
    """The styles of a table, and what proves that they are those of another Styler as well."""

    table: ref[Columnar]
    cells: int
    steps: list[Callable[[Any], bool]]
    formats: Any
    styles: dict[str, Texts]

    def are_of(self, table: Columnar, said: list[Any], formats: Any) -> bool:
        """Are these the styles of that table, of which functions said this?"""
        return (
            self.table() is table
            and len(self.steps) == len(said)
            and self.formats == formats
            and all(proof(each) for proof, each in zip(self.steps, said, strict=True))
        )


def cell_styles(styler: Any, table: Columnar) -> dict[str, Any]:
    """CSS and texts by cell, as "row,column", and what `table_styles` says.

    `table` is what its rows are sent as, the same one as long as they are the same.
    """
    _check_size(styler.data)
    check_labels(styler)
    todo = steps(styler)
    said = [_meaning_or_result(step, styler.data) for step in todo]
    try:
        formats = of_formats(styler, formats_of(styler))
    except Unknown:
        formats = formatted(styler, styler.data, range(len(styler.data)))
    known = _recalled(table, said, formats) or _kept(styler, table, todo, said, formats)
    return known.styles | table_styles(styler)


def _recalled(table: Columnar, said: list[Any], formats: Any) -> _Known | None:
    with _lock:
        candidates = list(_known)
    return next((each for each in candidates if each.are_of(table, said, formats)), None)


def _kept(styler: Any, table: Columnar, todo: list[Step], said: list[Any], formats: Any) -> _Known:
    """Those that are made now, which push out what was made longest ago."""
    import numpy as np

    whole = styler.data
    results = [
        each.frame if isinstance(each, _Result) else said_of_all(step, whole)
        for step, each in zip(todo, said, strict=True)
    ]
    rows = np.arange(len(whole), dtype=np.int32)
    told = [each.of(rows) for result in results for each in by_columns(result, whole)]
    css = css_of(told, rows)
    texts = formats if isinstance(formats, dict) else formatted(styler, whole, rows.tolist())
    proofs = [each.proof() if isinstance(each, _Result) else partial(eq, each) for each in said]
    made = _Known(ref(table), whole.size, proofs, formats, {"css": css, "texts": texts})
    with _lock:
        _known[:] = _fitting([made, *_known])
    return made


def _fitting(entries: list[_Known]) -> list[_Known]:
    """The first of them whose tables are still there, up to the size in all."""
    fitting, size = list[_Known](), 0
    for each in entries:
        size += each.cells
        if each.table() is not None and size <= MOST_CELLS:
            fitting.append(each)
    return fitting


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
