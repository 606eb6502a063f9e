"""Simple charts of tables: lines, areas, bars, points.

They are specifications of Vega-Lite, written here by hand: the table is brought into a long form
of up to four columns named x, y, color and size, and the headings become titles.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from rerun_state.elements import charts
from rerun_state.elements.base.colors import Color
from rerun_state.elements.base.parameters import Height, Width, one_of, warn_once
from rerun_state.elements.charts.vega import SOURCE, put_chart
from rerun_state.errors import StreamlitInvalidParameterTypeError, StreamlitValueError
from rerun_state.runtime.grammar.block import B

if TYPE_CHECKING:
    from rerun_state.elements.charts.detail import Edges
    from rerun_state.elements.charts.longform import Gather, Long, Thin

Stack = Literal["normalize", "center", "layered"]
_STACKS = (True, False, "normalize", "center", "layered", None)
_DEFAULT_HEIGHT = 350
_STEP = 20  # pixels for each bar that lies, so that few are no blocks and many stay apart
_MANY = 200_000  # points that take a browser seconds
_HIGHEST = 12_000  # pixels of a chart of such
# The wheel scrolls the page; with the shift key it zooms the chart.
_PAN = {
    "name": "pan",
    "select": {"type": "interval", "zoom": "wheel![event.shiftKey]"},
    "bind": "scales",
}


class Look(NamedTuple):
    """What is said of a chart besides its data."""

    x_label: str | None
    y_label: str | None
    width: Width
    height: Height
    use_container_width: bool | None
    alt: str | None


def line_chart(
    self: B,
    data: object = None,
    *,
    x: str | None = None,
    y: str | Sequence[str] | None = None,
    x_label: str | None = None,
    y_label: str | None = None,
    color: str | Color | list[Color] | None = None,
    width: Width = "stretch",
    height: Height = "content",
    use_container_width: bool | None = None,
    alt: str | None = None,
) -> B:
    """Show lines; return a handle on the chart.

    Of more than 20,000 points those are drawn that make the same picture, and a note says so; as
    the reader zooms in, the kernel sends the others. Of three lines and more it is the same up to
    some pixels: they share 16,000 points. Along texts, of which there may be any number, nobody can
    zoom: give numbers or times where there are thousands.

    Raises StreamlitDataframeConversionError for data that are no table, and StreamlitAPIException
    for a column that they do not have, or colours that are not one for each `y`.

        st.line_chart(df, x="year", y=["bergen", "oslo"])
    """
    long = charts.longform.lengthen(data, "line_chart", x, y, color, thin=_lines)
    return _chart(
        self,
        "line",
        long,
        Look(x_label, y_label, width, height, use_container_width, alt),
        thin=_lines,
        edges="lines",
    )


def area_chart(
    self: B,
    data: object = None,
    *,
    x: str | None = None,
    y: str | Sequence[str] | None = None,
    x_label: str | None = None,
    y_label: str | None = None,
    color: str | Color | list[Color] | None = None,
    stack: bool | Stack | None = None,
    width: Width = "stretch",
    height: Height = "content",
    use_container_width: bool | None = None,
    alt: str | None = None,
) -> B:
    """Show areas; return a handle on the chart.

    Of more than 20,000 points those are drawn that make the same picture, as `line_chart` does: of
    areas on top of each other, all rows of a place of the axis or none.

    Raises the errors of `line_chart`.

        st.area_chart(df, x="year", y=["coal", "wind"], stack="normalize")
    """
    one_of(stack, _STACKS, "stack", "area_chart")
    apart = stack in (None, False, "layered")
    thin = _lines if apart else _areas(stack)
    long = charts.longform.lengthen(data, "area_chart", x, y, color, thin=thin)
    return _chart(
        self,
        "area",
        long,
        Look(x_label, y_label, width, height, use_container_width, alt),
        stack=stack or "layered",
        thin=thin,
        edges="lines" if apart else "stacks",
    )


def bar_chart(
    self: B,
    data: object = None,
    *,
    x: str | None = None,
    y: str | Sequence[str] | None = None,
    x_label: str | None = None,
    y_label: str | None = None,
    color: str | Color | list[Color] | None = None,
    horizontal: bool = False,
    sort: bool | str = True,
    stack: bool | Stack | None = None,
    width: Width = "stretch",
    height: Height = "content",
    use_container_width: bool | None = None,
    alt: str | None = None,
) -> B:
    """Show bars; return a handle on the chart.

    Where bars lie, the chart is as high as their number asks for. Of more than 20,000 values those
    of one place and colour are one bar, of their sum, and a note says so. There are as many places,
    or names, as a screen can show: the note says how many names those are, and sums of groups show
    more. Thousands of bars on one screen are an outline, of the highest and lowest ones.

    Raises the errors of `line_chart`.

        st.bar_chart(df, x="city", y="people", horizontal=True, sort="-people")
    """
    one_of(stack, _STACKS, "stack", "bar_chart")
    if not isinstance(sort, (bool, str)):
        raise StreamlitInvalidParameterTypeError(
            f"sort of bar_chart must be True, False or the name of a column, not {sort!r}."
        )
    gather = _bars(stack, sort is not False)
    long = charts.longform.lengthen(data, "bar_chart", x, y, color, sort=sort, gather=gather)
    return _chart(
        self,
        "bar",
        long,
        Look(x_label, y_label, width, height, use_container_width, alt),
        stack=stack,
        horizontal=horizontal,
        sort=sort,
    )


def scatter_chart(
    self: B,
    data: object = None,
    *,
    x: str | None = None,
    y: str | Sequence[str] | None = None,
    x_label: str | None = None,
    y_label: str | None = None,
    color: str | Color | list[Color] | None = None,
    size: str | float | int | None = None,
    width: Width = "stretch",
    height: Height = "content",
    use_container_width: bool | None = None,
    alt: str | None = None,
) -> B:
    """Show points; return a handle on the chart.

    Of more than 20,000 points, one is drawn for each cell of a grid of 240 by 120, the largest, of
    each colour; and those with the lowest and highest values. Of more than two colours, or columns,
    the grids are coarser: they share 57,600 points.

    Raises the errors of `line_chart`, and StreamlitValueError for a `size` that is no column.

        st.scatter_chart(df, x="weight", y="height", color="species")
    """
    if isinstance(size, bool) or not (size is None or isinstance(size, (str, int, float))):
        raise StreamlitValueError(
            f"size of scatter_chart must be a column or a number, not {size!r}."
        )
    long = charts.longform.lengthen(
        data, "scatter_chart", x, y, color, size=size, thin=charts.reduction.scattered
    )
    return _chart(
        self,
        "circle",
        long,
        Look(x_label, y_label, width, height, use_container_width, alt),
        thin=charts.reduction.scattered,
    )


def _chart(
    self: B,
    mark: str,
    long: Long,
    look: Look,
    *,
    stack: bool | str | None = None,
    horizontal: bool = False,
    sort: bool | str = True,
    thin: Thin | None = None,
    edges: Edges = "none",
) -> B:
    """With `thin` a reader can zoom, and sees all points of what is in sight, up to its `edges`."""
    _warn_of_many(long.data["rows"])
    encoding = charts.guides.encoding(
        mark, long, look.x_label, look.y_label, stack=stack, horizontal=horizontal, sort=sort
    )
    named = encoding["y"]["type"] in ("nominal", "ordinal")
    lying = horizontal and look.height == "content" and named
    overlaid = "color" in long.columns and (mark == "area" or stack == "layered")
    zooms = thin is not None and long.type_of("x") in ("quantitative", "temporal")
    spec = {
        "mark": {"type": mark, **({"opacity": 0.7} if overlaid else {})},
        "encoding": encoding,
        "data": {"name": SOURCE},
        "height": _lying(long.places) if lying else _DEFAULT_HEIGHT,
        **({"params": [_PAN]} if zooms else {}),
    }
    made: B = put_chart(
        self,
        "scatter_chart" if mark == "circle" else f"{mark}_chart",
        spec,
        {SOURCE: long.data},
        width=look.width,
        height=look.height,
        use_container_width=look.use_container_width,
        alt=look.alt,
        note=long.note,
        detail=charts.detail.detail_of(long, thin, edges) if zooms else None,
        held=charts.recollection.Keepsake(long),
    )
    return made


def _lying(bars: int) -> Any:
    """How high a chart of bars that lie is: no browser draws a picture of any size."""
    return {"step": _STEP} if bars * _STEP <= _HIGHEST else _HIGHEST


def _warn_of_many(points: int) -> None:
    if points > _MANY:
        warn_once(
            "charts.points",
            f"A chart draws {points:,} points, which takes a browser seconds: these cannot be made "
            "fewer without another picture. Give it less, such as sums or means of groups.",
            above=5,
        )


def _lines(x: Any, lines: Sequence[Any], color: Any, size: Any) -> Any:
    return charts.reduction.traced(x, lines, color)


@cache
def _areas(stack: Any) -> Thin:
    return lambda x, lines, color, size: charts.reduction.stacked(
        x, lines, color, charts.guides.offset_of(stack)
    )


@cache
def _bars(stack: Any, ordered: bool) -> Gather:
    def gather(x: Any, bars: Sequence[Any], color: Any, sort: Any) -> Any:
        shines = stack == "layered" and (color is not None or len(bars) > 1)
        how = charts.bars.LAYERED if shines else charts.guides.offset_of(stack)
        return charts.bars.gathered(how, x, bars, color, sort, ordered=ordered)

    return gather
