"""Places for elements: containers, columns, placeholders, forms."""

from __future__ import annotations

from collections.abc import Sequence
from numbers import Integral
from typing import Any, Literal, Protocol, TypeVar, cast, get_args

from rerun_state.elements.base.parameters import (
    Height,
    Key,
    Width,
    WidthWithoutContent,
    check_height,
    check_pixels,
    check_size,
    check_width,
    one_bool,
    one_of,
    truth,
    truth_or_none,
)
from rerun_state.errors import (
    StreamlitIncompatibleParametersError,
    StreamlitInvalidColumnSpecError,
    StreamlitInvalidLayoutContextError,
    StreamlitInvalidParameterTypeError,
    StreamlitValueError,
    StreamlitValueOutOfRangeError,
)
from rerun_state.runtime.execution.run import current
from rerun_state.runtime.grammar.block import B, Block, in_form, nest, nest_as, put
from rerun_state.runtime.grammar.replay import warn_if_cached
from rerun_state.runtime.model.form import Form

GapName = Literal["xxsmall", "xsmall", "small", "medium", "large", "xlarge", "xxlarge"]
Gap = GapName | int
_GAPS = (*get_args(GapName), None)
HorizontalAlignment = Literal["left", "center", "right", "distribute"]
VerticalAlignment = Literal["top", "center", "bottom", "distribute"]
_ACROSS, _DOWN = get_args(HorizontalAlignment), get_args(VerticalAlignment)
SpaceSize = Gap | Literal["stretch"]

G = TypeVar("G", bound=Block)
G_co = TypeVar("G_co", bound=Block, covariant=True)


def _check_gap(gap: Any, kind: str) -> None:
    """Raise unless that is the name of a size, pixels, or None for no gap."""
    if isinstance(gap, bool) or not isinstance(gap, int) or gap < 0:
        one_of(gap, _GAPS, "gap", kind)
    check_pixels(gap, "gap", kind)


class HasGrids(Protocol[G_co]):
    """A container, which knows the class of its grids."""

    @property
    def _grid(self) -> type[G_co]: ...


def container(
    self: B,
    *,
    border: bool | None = None,
    key: Key | None = None,
    width: Width = "stretch",
    height: Height = "content",
    horizontal: bool = False,
    wrap: bool = True,
    horizontal_alignment: HorizontalAlignment = "left",
    vertical_alignment: VerticalAlignment = "top",
    gap: Gap | None = "small",
    autoscroll: bool | None = None,
) -> B:
    """Show a place for several elements; return it.

    Use it by `with`, or call elements on it; it may be filled in any order. With another `key` what
    stands in it keeps its values.

    Raises StreamlitIncompatibleParametersError for `wrap=False` without `horizontal`.

        with st.container(horizontal=True, border=True):
            st.button("Yes")
            st.button("No")
    """
    _check_gap(gap, "container")
    one_of(horizontal_alignment, _ACROSS, "horizontal_alignment", "container")
    one_of(vertical_alignment, _DOWN, "vertical_alignment", "container")
    if wrap is False and not horizontal:
        raise StreamlitIncompatibleParametersError(
            "wrap=False of container() needs horizontal=True: a column of elements has no row to "
            "keep."
        )
    fixed = isinstance(check_height(height, "container"), int)
    framed = fixed if border is None else truth(border, "border")
    width = check_width(width, "container")
    if key not in (None, ""):
        current("st.container()").claims.take_key(str(key), "container")
    return nest(
        self,
        "container",
        border=framed,
        key=None if key is None else str(key),
        width=width,
        height=height,
        direction="horizontal" if horizontal else "vertical",
        wrap=wrap,
        horizontal_alignment=horizontal_alignment,
        vertical_alignment=vertical_alignment,
        gap=gap,
        autoscroll=truth_or_none(autoscroll, "autoscroll"),
    )


def columns(
    self: B,
    spec: int | Sequence[float],
    *,
    gap: Gap | None = "small",
    vertical_alignment: Literal["top", "center", "bottom"] = "top",
    border: bool = False,
    width: WidthWithoutContent = "stretch",
    wrap: bool = True,
) -> list[B]:
    """Split the width into columns; return one container for each.

    Raises StreamlitInvalidColumnSpecError for no column, or weights that are not above zero.

        left, right = st.columns([2, 1])
        left.line_chart(data)
        right.write("What one sees there")
    """
    _check_gap(gap, "columns")
    one_of(vertical_alignment, ("top", "center", "bottom"), "vertical_alignment", "columns")
    weights = _weights(spec)
    row = nest(
        self,
        "columns",
        gap=gap,
        vertical_alignment=vertical_alignment,
        border=truth(border, "border"),
        width=check_width(width, "columns", content=False),
        wrap=one_bool(wrap, "wrap", "columns"),
    )
    return [nest(row, "column", weight=weight / sum(weights)) for weight in weights]


def _sized(spec: Any) -> list[float]:
    """The items of what has a length; TypeError for an iterator."""
    return list(spec) if len(spec) else []


def _weights(spec: object) -> list[float]:
    try:
        given = [1] * int(spec) if isinstance(spec, Integral) else _sized(spec)
        valid = bool(given) and not any(weight <= 0 for weight in given)
    except TypeError:
        raise StreamlitInvalidParameterTypeError(
            f"columns() takes a number of columns, or a list of weights, not {spec!r}."
        ) from None
    if not valid:
        raise StreamlitInvalidColumnSpecError(
            f"columns() takes a number of columns, or weights above zero, not {spec!r}."
        )
    return [float(weight) for weight in given]


def space(self: B, size: SpaceSize = "small") -> B:
    """Leave room between two elements; return a handle on it.

    In a row it is width, elsewhere height.

        st.space("large")
    """
    named = (*get_args(GapName), "stretch")
    pixels = int(size) if isinstance(size, bool) else size  # True is one, as it is for widths
    return put(self, "space", size=check_size(pixels, named, "size of space"))


def grid(
    self: HasGrids[G],
    columns: Literal["auto"] | int = "auto",
    *,
    min_column_width: Literal["auto"] | int = "auto",
    wrap: bool = True,
    gap: Gap | Sequence[Gap | None] | None = "small",
    vertical_alignment: Literal["top", "center", "bottom"] = "top",
    border: bool = False,
    row_height: Literal["content"] | int = "content",
    width: WidthWithoutContent = "stretch",
    height: Height = "content",
    key: Key | None = None,
    dense: bool = False,
) -> G:
    """Show a grid, whose elements fill one cell after the other; return it.

    `cell(column_span=..., row_span=...)` of the grid gives one cell for several elements.

    Raises StreamlitValueOutOfRangeError for none or more than 24 columns, and
    StreamlitIncompatibleParametersError for `wrap=False` without a number of columns.

        cards = st.grid(3, border=True)
        for city in cities:
            cards.cell().metric(city.name, city.people)
    """
    number = _whole(columns, "auto", "columns", 24)
    if number == "auto" and wrap is False:
        raise StreamlitIncompatibleParametersError(
            "wrap=False of grid() needs a number of columns."
        )
    gaps = _gaps(gap)
    one_of(vertical_alignment, ("top", "center", "bottom"), "vertical_alignment", "grid")
    one_bool(wrap, "wrap", "grid")
    _check_flag(border, "border")
    _check_flag(dense, "dense")
    if key not in (None, ""):
        current("st.grid()").claims.take_key(str(key), "grid")
    return nest_as(
        cast(Block, self),
        self._grid,
        "grid",
        columns=number,
        min_column_width=_whole(min_column_width, "auto", "min_column_width"),
        wrap=wrap,
        gap=gaps,
        vertical_alignment=vertical_alignment,
        border=border,
        row_height=_whole(row_height, "content", "row_height"),
        width=check_width(width, "grid", content=False),
        height=check_height(height, "grid"),
        key=None if key is None else str(key),
        dense=dense,
    )


def _gaps(gap: Gap | Sequence[Gap | None] | None) -> list[Any]:
    """The gaps of rows and columns."""
    gaps = list(gap) if isinstance(gap, (tuple, list)) else [gap, gap]
    if len(gaps) != 2:
        raise StreamlitValueError(
            f"gap of grid() is one size, or two for rows and columns, not {gap!r}."
        )
    for each in gaps:
        _check_gap(each, "grid")
    return gaps


def _check_flag(flag: Any, name: str) -> None:
    if not isinstance(flag, bool):
        raise StreamlitInvalidParameterTypeError(
            f"{name} of grid() must be True or False, not {flag!r}."
        )


def grid_cell(grid: Block, handle: type[G], column_span: Literal["all"] | int, row_span: int) -> G:
    """Open a cell of a grid which spans several columns or rows."""
    assert grid._node is not None
    columns = grid._node.element.props["columns"]
    return nest_as(
        grid,
        handle,
        "cell",
        column_span=_whole(
            column_span, "all", "column_span", None if columns == "auto" else columns
        ),
        row_span=_whole(row_span, None, "row_span"),
    )


def _whole(value: Any, word: str | None, name: str, most: int | None = None) -> Any:
    """A number of cells or pixels above zero, or the word that may stand for one."""
    if word is not None and isinstance(value, str) and value == word:
        return value
    if word is not None and isinstance(value, str):
        raise StreamlitValueError(
            f"{name} must be {word!r} or a whole number above zero, not {value!r}."
        )
    if type(value) is bool or not isinstance(value, Integral):
        raise StreamlitInvalidParameterTypeError(f"{name} must be a whole number, not {value!r}.")
    if most is not None and not 1 <= int(value) <= most:
        raise StreamlitValueOutOfRangeError(f"{name} must be from 1 to {most}, not {value!r}.")
    if int(value) < 1:
        raise StreamlitValueError(f"{name} must be above zero, not {value!r}.")
    return int(value)


def empty(self: B) -> B:
    """Keep a place free for one element; return the handle that fills it.

    Each element put there replaces the last; `.empty()` clears it again, and `.container()` makes
    room for several.

        slot = st.empty()
        for left in range(3, 0, -1):
            slot.write(left)
            time.sleep(1)
    """
    return put(self, "empty")


def form(
    self: B,
    key: str,
    clear_on_submit: bool = False,
    *,
    enter_to_submit: bool = True,
    border: bool = True,
    width: Width = "stretch",
    height: Height = "content",
) -> B:
    """Show a form, whose widgets' changes wait until its submit button is pressed; return it.

    Raises StreamlitInvalidLayoutContextError inside of another form, and
    StreamlitDuplicateElementKey for a key that another form of this run has.

        with st.form("order"):
            count = st.number_input("How many", 1, 10)
            sent = st.form_submit_button("Order")
    """
    run = current("st.form()")
    if not isinstance(key, str):
        raise TypeError(f"The key of a form must be text, not {key!r}.")
    if in_form(self):
        raise StreamlitInvalidLayoutContextError(
            f"The form {key!r} stands inside of another form. Forms cannot be nested; close the "
            "first one."
        )
    warn_if_cached("form")
    run.claims.take_form(key)
    run.state.show_form(key)
    block = nest(
        self,
        "form",
        key=key,
        clear_on_submit=truth(clear_on_submit, "clear_on_submit"),
        enter_to_submit=truth(enter_to_submit, "enter_to_submit"),
        border=truth(border, "border"),
        width=check_width(width, "form"),
        height=check_height(height, "form"),
    )
    if not key:  # a frame, in Streamlit too
        return block
    kept = run.app.forms.setdefault(key, Form(key))
    kept.clear_on_submit, kept.submits = clear_on_submit, 0
    attach(block, kept)
    return block


def attach(block: Any, form: Form) -> None:
    """Make what stands in `block` part of the form."""
    block._node.form = form
