"""Tables in the long form that charts read: one row for each point."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from rerun_state.elements.base.colors import css, is_color, is_name
from rerun_state.elements.base.listing import listed
from rerun_state.elements.charts.axes import grouped
from rerun_state.elements.charts.given import given
from rerun_state.elements.charts.recollection import recalled
from rerun_state.elements.data.encoding.cell_texts import plain_name
from rerun_state.elements.data.encoding.columnar import Columnar, encode
from rerun_state.elements.data.given.pandas_tables import is_objects
from rerun_state.elements.data.given.plans import note_on
from rerun_state.elements.data.sameness.held import Held
from rerun_state.errors import (
    StreamlitAPIException,
    StreamlitInvalidParameterTypeError,
    StreamlitValueError,
)
from rerun_state.imports import pandas

Kept = list[Any]
"""Of each column for y the places of the rows that are drawn."""
Thin = Callable[[Any, Sequence[Any], Any, Any], Kept | None]
"""What is enough of the columns for x, y, colour and size; or None, where all of it is needed."""
Gather = Callable[[Any, Sequence[Any], Any, Any], "Fewer | None"]
"""As `Thin`, given the columns for x, y, colour and order, of what may be added up."""

FEW = 1_000  # numbers that bars can be named by
_TYPES = {
    "int": "quantitative",
    "float": "quantitative",
    "decimal": "quantitative",
    "timedelta": "quantitative",
    "datetime": "temporal",
    "date": "temporal",
}


@dataclass(frozen=True, slots=True)
class Fewer:
    """Points that are enough, and what is to be known of them."""

    kept: Kept
    note: str
    instead: list[dict[str, Any]] | None = None
    """Of each column for y what stands in its points for the values of the rows."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The columns that a chart reads of a table; `x` None is its index."""

    x: str | None
    y: tuple[str, ...]
    color: str | None
    size: str | None
    sort: str | None

    @property
    def names(self) -> set[str]:
        """Those of the columns."""
        return {name for name in self.order if name is not None}

    def across(self, frame: Any) -> Any:
        """What is laid out along the horizontal axis."""
        return frame[self.x] if self.x is not None else _index(frame)

    @property
    def order(self) -> list[str | None]:
        """The columns for x, y, colour, size and sort, as far as they are there."""
        more = (name for name in (self.color, self.size, self.sort) if name is not None)
        return [self.x, *self.y, *more]

    def read(self, frame: Any) -> tuple[Any, list[Any], Any, Any]:
        """The columns for x, y, colour and size; None for those that are not there."""
        return (
            self.across(frame),
            [frame[name] for name in self.y],
            None if self.color is None else frame[self.color],
            None if self.size is None else frame[self.size],
        )

    def points(self, frame: Any, fewer: Fewer | None = None) -> Columnar:
        """A row for each point: those of the first column, then those of the next."""
        pd = pandas()
        parts = {"x": self.across(frame)}
        for channel in ("color", "size", "sort"):
            if (name := getattr(self, channel)) is not None:
                parts[channel] = frame[name]
        by_color = len(self.y) > 1 and self.color is None
        tables = []
        for at, name in enumerate(self.y):
            columns = {**parts, "y": frame[name]}
            if fewer is not None:
                columns = {field: each.take(fewer.kept[at]) for field, each in columns.items()}
                columns |= fewer.instead[at] if fewer.instead else {}
            part = {field: _bounded(field, column) for field, column in columns.items()}
            table = pd.DataFrame(part)
            tables.append(table.assign(color=name) if by_color else table)
        if not tables:
            wide = pd.DataFrame({field: _bounded(field, part) for field, part in parts.items()})
            tables = [wide.assign(y=float("nan"))]
        return encode(pd.concat(tables, ignore_index=True), index=False, repeating=("color",))


def _bounded(field: str, column: Any) -> Any:
    """A column as charts read it, with rows by their number: without numbers beyond all axes.

    Colours and times of day are texts: Vega reads no others, and would name the latter by numbers.
    """
    column = column.reset_index(drop=True)
    objects = column if is_objects(column.dtype) else ()
    first = next((each for each in objects if each is not None and type(each) is not float), None)
    if field == "color" and is_color(first) and not isinstance(first, str):
        return column.map(lambda each: css(each) if is_color(each) else each)
    if isinstance(first, dt.time):
        return column.map(lambda each: each.isoformat() if isinstance(each, dt.time) else each)
    if field == "sort" or getattr(column.dtype, "kind", "") != "f":
        return column
    beyond = column.abs() == float("inf")
    return column.mask(beyond) if beyond.any() else column


@dataclass(slots=True, eq=False, weakref_slot=True)
class Long:
    """A table of points, and what its columns were called."""

    data: dict[str, Any]
    chosen: Chosen
    columns: dict[str, str]
    """The types of x, y, color, size and sort, as far as they are there."""
    x: str | None
    y: str | None
    colors: list[Any]  # one for all, or one for each of `series`
    series: list[str]
    color_is_color: bool
    fixed_size: float | None
    order: list[Any] | None  # in which names stand along the axis; None for that of the alphabet
    places: int = 0  # along the axis of bars
    kept: Kept | None = None  # None for all of it
    table: Any = None  # the program's own, where not all of it is drawn
    whole: int = 0  # rows of it
    cut: str | None = None  # that it is the beginning of more
    note: str | None = None  # what the reader should know of the points
    y_title: str | None = None  # of the column that the program names, and of no other
    held: Held | None = None  # the columns that it was made of
    detail: Any = None  # what a reader who zooms is told of it

    def type_of(self, field: str) -> str:
        """Vega-Lite's type of a column."""
        return _TYPES.get(self.columns.get(field, ""), "nominal")


def lengthen(
    data: Any,
    kind: str,
    x: Any,
    y: Any,
    color: Any,
    *,
    size: Any = None,
    sort: bool | str = True,
    thin: Thin | None = None,
    gather: Gather | None = None,
) -> Long:
    """Bring a table into the long form, with fewer points where `thin` or `gather` finds enough.

    Raises StreamlitAPIException for columns that it does not have and for colours that do not fit.
    """
    found = given(data, periods=gather is not None)  # by which bars are named
    chosen = _chosen(found.names, kind, x, y, color, size, sort)
    fixed = [] if color is None or chosen.color is not None else _fixed(color, chosen.y)
    cut = note_on(data, found.rows)
    y_title = chosen.y[0] if y is not None and len(chosen.y) == 1 else None

    def make() -> Long:
        frame = found.frame(chosen.names)
        fewer = _fewer(frame, chosen, thin, gather)
        long = _melted(frame, chosen, fewer, size, fixed)
        long.y_title, long.cut, long.whole = y_title, cut, len(frame)
        if fewer is not None:
            long.kept, long.note = fewer.kept, fewer.note
        if cut is not None:
            long.note = cut if long.note is None else f"{long.note} {cut}"
        if gather is not None:
            places = grouped(chosen.across(frame), len(frame))
            long.places = len(frame) if places is None else places.count
        return long

    named_by = found.index_name if x is None else None
    told = repr((size, fixed, y_title, cut, named_by))  # in which 1 is not 1.0
    key, columns = (kind, chosen, told, thin, gather), found.lying(chosen.order)
    long = recalled(key, columns, make, are_own=found.are_own)
    if long.kept is not None:
        long.table = found.again
    return long


def _chosen(
    columns: Sequence[str], kind: str, x: Any, y: Any, color: Any, size: Any, sort: bool | str
) -> Chosen:
    """The columns that the program names, all of which the table has."""
    if x is not None and not isinstance(x, str):
        raise StreamlitInvalidParameterTypeError(
            f"x of {kind} must be the name of a column or None, not {x!r}."
        )
    names = _values(columns, x, y, color, size)
    if isinstance(size, str) and size not in columns:
        raise StreamlitValueError(
            f"size of {kind} must be a column or a number; there is no column {size!r}."
        )
    by = sort.removeprefix("-") if isinstance(sort, str) else None
    for name in [x, *names, by]:
        if name is not None:
            require(columns, name)
    by_column = isinstance(color, str) and color in columns
    return Chosen(
        x, tuple(names), color if by_column else None, size if isinstance(size, str) else None, by
    )


def _fewer(frame: Any, chosen: Chosen, thin: Thin | None, gather: Gather | None) -> Fewer | None:
    x, heights, color, size = chosen.read(frame)
    if gather is not None:
        return gather(x, heights, color, None if chosen.sort is None else frame[chosen.sort])
    kept = thin and thin(x, heights, color, size)
    if not kept:
        return None
    whole, drawn = len(frame) * len(kept), sum(map(len, kept))
    note = f"{whole:,} points, of which {drawn:,} are drawn: as many as a screen can show."
    return Fewer(kept, note)


def require(columns: Iterable[Any], name: Any) -> None:
    """Raise StreamlitAPIException unless the table has the column."""
    if name not in columns:
        listed = ", ".join(map(str, columns))
        raise StreamlitAPIException(f"The data have no column {name!r}, only {listed}.")


def _values(columns: Sequence[str], x: Any, y: Any, color: Any, size: Any) -> list[str]:
    """The columns of the vertical axis."""
    if y is None:
        used = [given for given in (x, color, size) if isinstance(given, str)]
        return [name for name in columns if name not in used]
    return [y] if isinstance(y, str) else list(map(str, listed(y)))


def _fixed(color: Any, names: Sequence[str]) -> list[Any]:
    """The colours that the program gave: one for each column, or none at all."""
    colors = [color] if is_color(color) else color
    if isinstance(colors, (list, tuple)) and all(map(is_color, colors)):
        if colors and len(colors) != len(names):
            raise StreamlitAPIException(
                f"The colours {list(colors)} are {len(colors)} for {len(names)} columns: "
                f"{list(names)}. Give one for each."
            )
        return list(colors)
    raise StreamlitAPIException(
        "color must be a colour such as '#ffaa00' or (255, 170, 0), a list of one for each "
        f"column, or the name of a column, not {color!r}."
    )


def _melted(frame: Any, chosen: Chosen, fewer: Fewer | None, size: Any, fixed: list[Any]) -> Long:
    names, color = list(chosen.y), chosen.color
    made = chosen.points(frame, fewer)
    types = {str(column["name"]): str(column["type"]) for column in made.columns}
    of_color = color is not None and len(frame) > 0 and _are_colors(frame[color])
    dtype = chosen.across(frame).dtype
    ordered = dtype.categories if getattr(dtype, "ordered", None) else None
    return Long(
        data=made.props(),
        chosen=chosen,
        columns=types,
        x=chosen.x if chosen.x is not None else _index_name(frame),
        y=names[0] if len(names) == 1 else None,
        colors=fixed,
        series=names if len(names) > 1 and color is None else [],
        color_is_color=of_color,
        fixed_size=float(size) if isinstance(size, (int, float)) else None,
        order=None if ordered is None else [*map(plain_name, ordered)],
    )


def _are_colors(column: Any) -> bool:
    """Are these colours, and not the names of some?"""
    with suppress(TypeError):  # of lists, which name colours too
        column = column.unique()
    return all(is_color(each) and not is_name(each) for each in column)


def _index(frame: Any) -> Any:
    index = frame.index
    if index.nlevels > 1:
        index = index.map(lambda labels: ", ".join(map(str, labels)))
    return index.to_series()


def _index_name(frame: Any) -> str | None:
    return frame.index.name if isinstance(frame.index.name, str) else None
