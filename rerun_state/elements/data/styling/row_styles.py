"""What a pandas Styler says of some rows of a long table, without styling all the others.

Functions that see one cell or one row are called with these rows alone. Those of pandas that
measure a value by the lowest and highest one are called with these rows and those of the extremes.
All other functions of columns are called with all rows, once a run; what they said is kept as
numbers, one for each cell, since few of the answers differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rerun_state.elements.data.styling.recent_styles import recalled
from rerun_state.elements.data.styling.style_meanings import of_formats, of_step
from rerun_state.elements.data.styling.styler import (
    Step,
    computed,
    css_text,
    formats_of,
    located,
    steps,
)
from rerun_state.elements.data.styling.styles import formatted
from rerun_state.imports import library_of, pandas

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from rerun_state.elements.data.given.pandas_tables import Positions

    Integers = np.ndarray[Any, np.dtype[Any]]
    Told = tuple[int, list[str]]

_NOWHERE = -1


@dataclass(frozen=True, slots=True)
class Said:
    """What a function said of a column: the texts, and which of them is whose."""

    column: int
    texts: Sequence[str]
    codes: Integers
    lines: Positions | None  # where a row of the table is in `codes`; None for one after the other

    def of(self, rows: Positions) -> Told:
        """The texts for these rows, "" where nothing was said."""
        lines = rows if self.lines is None else self.lines[rows]
        return self.column, [
            self.texts[code] if line != _NOWHERE and code != _NOWHERE else ""
            for line, code in zip(lines.tolist(), self.codes[lines].tolist(), strict=True)
        ]


class RowStyles:
    """A Styler, asked for some rows of its table."""

    def __init__(self, styler: Any) -> None:
        self._styler = styler
        self._kept: dict[int, list[Said]] = {}
        self._extremes: dict[int, Positions | None] = {}

    def of(self, frame: pd.DataFrame, rows: Positions) -> dict[str, dict[str, str]]:
        """CSS and texts by cell, as "row,column" in the data; `frame` has the rows at `rows`."""
        import numpy as np

        styler = self._styler
        check_labels(styler)
        told: list[Told] = []
        for number, step in enumerate(steps(styler)):
            if step.sees_rows:
                told += self._of_these(step, frame, rows, rows)
            elif (extremes := self._extremes_for(number, step)) is not None:
                more = np.unique(np.concatenate([rows, extremes]))
                told += self._of_these(step, styler.data.take(more), more, rows)
            else:
                if number not in self._kept:
                    whole = styler.data
                    self._kept[number] = by_columns(said_of_all(step, whole), whole)
                told += [said.of(rows) for said in self._kept[number]]
        return {"css": css_of(told, rows), "texts": self._texts(frame, rows)}

    def _texts(self, frame: pd.DataFrame, rows: Positions) -> dict[str, str]:
        """The texts of these rows' values, as far as the program has formatted them."""
        styler, places = self._styler, rows.tolist()

        def meaning() -> Any:
            formats, columns = formats_of(styler), range(frame.shape[1])
            cells = [(row, at) for at in columns for row in places if (row, at) in formats]
            return of_formats(styler, {cell: formats[cell] for cell in cells}), places

        return recalled(meaning, frame, lambda: formatted(styler, frame, places))  # type: ignore[no-any-return]

    def _extremes_for(self, number: int, step: Step) -> Positions | None:
        """The rows with which a function says of others what it would with all; None for all."""
        if number not in self._extremes:
            measures = step.measures_extremes
            self._extremes[number] = _extremes(self._styler.data, step.subset) if measures else None
        return self._extremes[number]

    def _of_these(
        self, step: Step, frame: pd.DataFrame, rows: Positions, asked: Positions
    ) -> list[Told]:
        """What a function, called with these rows of its part, says of those that are asked for."""
        import numpy as np

        whole = self._styler.data
        lines, columns = _part(whole, step.subset)
        among = np.arange(len(rows)) if lines is None else np.flatnonzero(np.isin(rows, lines))
        part = frame.iloc[among, columns]
        if part.empty:
            return []
        there = rows[among]

        def meaning() -> Any:
            return of_step(step), there.tobytes(), asked.tobytes(), columns.tolist()

        def make() -> list[Told]:
            result = step(part)
            at = np.full(len(whole), _NOWHERE, np.int32)
            at[there[part.index.get_indexer(result.index)]] = np.arange(len(result))
            return [said.of(asked) for said in _counted(result, whole, at)]

        return recalled(meaning, part, make)  # type: ignore[no-any-return]


def _extremes(whole: pd.DataFrame, subset: Any) -> Positions | None:
    """The rows with the lowest and highest values of columns; None where these have no order."""
    import numpy as np

    lines, columns = _part(whole, subset)
    found = []
    for at in columns.tolist():
        values = whole.iloc[:, at] if lines is None else whole.iloc[lines, at]
        try:
            rows = _ends(values)
        except (TypeError, ValueError):
            return None
        found.append(rows if lines is None else lines[rows])
    return np.concatenate(found).astype(np.int32) if found else None


def _ends(values: pd.Series[Any]) -> Integers:
    """Where the lowest and the highest value stand, of those that are there.

    Raises TypeError or ValueError where there is none.
    """
    import numpy as np

    if library_of(values.dtype) == "numpy" and values.dtype.kind in "iuf":
        array = values.to_numpy()
        low, high = array.argmin(), array.argmax()  # or where one is missing
        if array[low] == array[low]:
            return np.array([low, high])
    present = np.flatnonzero(values.notna())
    return present[[values.iloc[present].argmin(), values.iloc[present].argmax()]]


def said_of_all(step: Step, whole: pd.DataFrame) -> pd.DataFrame | None:
    """What a function says of its part of the table, all rows of it; None if there are no cells."""
    lines, columns = _part(whole, step.subset)
    part = whole.iloc[:, columns] if lines is None else whole.iloc[lines, columns]
    return None if part.empty else step(part)


def by_columns(result: pd.DataFrame | None, whole: pd.DataFrame) -> list[Said]:
    """What was said of all rows, column by column."""
    import numpy as np

    if result is None:
        return []
    if result.index.equals(whole.index):
        return _counted(result, whole, None)
    at = np.full(len(whole), _NOWHERE, np.int32)
    at[whole.index.get_indexer(result.index)] = np.arange(len(result))
    return _counted(result, whole, at)


def check_labels(styler: Any) -> None:
    """Let pandas say why a table whose labels repeat cannot be styled, if functions see it."""
    whole = styler.data
    if styler.export()["apply"] and not (whole.index.is_unique and whole.columns.is_unique):
        computed(styler)


def css_of(told: Iterable[Told], rows: Positions) -> dict[str, str]:
    """CSS by cell, as "row,column" in the data, of what functions said one after the other."""
    css: dict[str, list[str]] = {}
    places = rows.tolist()
    for column, texts in told:
        for row, text in zip(places, texts, strict=True):
            if text:
                css.setdefault(f"{row},{column}", []).append(text)
    return {place: "; ".join(texts) for place, texts in css.items()}


def _part(whole: pd.DataFrame, subset: Any) -> tuple[Positions | None, Integers]:
    """The rows and columns of a subset, by position; None for all rows."""
    import numpy as np

    if subset is None:
        return None, np.arange(whole.shape[1])
    rows, *rest = located(subset)
    series = pandas().Series
    columns = series(np.arange(whole.shape[1]), index=whole.columns)
    chosen = columns.loc[rest[0]].to_numpy() if rest else columns.to_numpy()
    if isinstance(rows, slice) and rows == slice(None):
        return None, chosen
    lines = series(np.arange(len(whole), dtype=np.int32), index=whole.index)
    return lines.loc[rows].to_numpy(), chosen


def _counted(result: pd.DataFrame, whole: pd.DataFrame, lines: Positions | None) -> list[Said]:
    """What was said, column by column, each text once."""
    import numpy as np

    said: list[Said] = []
    if result.empty:
        return said
    for at, column in enumerate(whole.columns.get_indexer(result.columns).tolist()):
        values = result.iloc[:, at]
        try:
            codes, found = pandas().factorize(values)
        except TypeError:  # lists of pairs, which CSS may be as well
            codes, found = pandas().factorize(values.map(css_text))
        codes = codes.astype(np.min_scalar_type(-max(len(found), 1)))
        said.append(Said(column, [css_text(each) for each in found], codes, lines))
    return said
