"""Charts of other libraries: Plotly, ECharts, Graphviz, Mermaid, and pictures of Matplotlib."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable, Mapping
from typing import Any, Literal, get_args

from rerun_state.elements import media
from rerun_state.elements.base.parameters import (
    Height,
    Key,
    Width,
    check_height,
    check_width,
    one_of,
    stretched,
)
from rerun_state.elements.base.selections import (
    AttributeDict,
    ChartSelection,
    OnSelect,
    are_positions,
    parts_of,
    refuse_others,
    selectable,
)
from rerun_state.elements.status.messages import warning
from rerun_state.errors import (
    StreamlitAPIException,
    StreamlitInvalidParameterTypeError,
    StreamlitMissingRequiredParameterError,
)
from rerun_state.imports import library_of
from rerun_state.runtime.grammar.block import B, Block, put, put_once
from rerun_state.runtime.grammar.widgets import field
from rerun_state.runtime.grammar.wiring import Wiring
from rerun_state.runtime.model.tree import Markdown

PlotlyMode = Literal["points", "box", "lasso"]
_PICTURE: dict[str, Any] = {"bbox_inches": "tight", "dpi": 200}


class PlotlyState(AttributeDict):
    """The selection in a chart of Plotly."""


class EChartsState(AttributeDict):
    """The selection in a chart of ECharts."""


def plotly_chart(
    self: Block,
    figure_or_data: Any,
    use_container_width: bool | None = None,
    *,
    width: Width = "stretch",
    height: Height = "content",
    theme: Literal["streamlit"] | None = "streamlit",
    key: Key | None = None,
    on_select: OnSelect = "ignore",
    selection_mode: PlotlyMode | Iterable[PlotlyMode] = ("points", "box", "lasso"),
    config: dict[str, Any] | None = None,
    alt: str | None = None,
) -> Any:
    """Show a chart of Plotly; return a handle on it, or the selection.

    With `on_select` "rerun" or a function, the reader can select by what `selection_mode` says, and
    the call returns `.selection` with `points` (a dictionary each), `point_indices`, `box` and
    `lasso`. The browser's part of Plotly comes from your own package.

    Raises StreamlitAPIException without that, and what plotly raises for what is no figure.

        event = st.plotly_chart(px.scatter(df, x="a", y="b"), on_select="rerun")
        st.write(df.iloc[event.selection.point_indices])
    """
    width = stretched(width, use_container_width)
    one_of(theme, ("streamlit", None), "theme", "plotly_chart")
    active = selectable(on_select, "plotly_chart")
    modes = _modes(selection_mode) if active else []
    figure = _figure(figure_or_data)
    props = {
        "figure": figure,
        "width": check_width(width, "plotly_chart"),
        "height": check_height(height, "plotly_chart"),
        "theme": theme,
        "config": config or {},
        "selection_mode": modes,
        "alt": alt,
    }
    identity = (figure, tuple(modes), theme, width, height, json.dumps(config, default=str))
    if not active:
        return put_once(self, "plotly_chart", key, identity, **props)
    return field(
        self,
        "plotly_chart",
        props,
        Wiring(key, on_select),
        identity=identity,
        bounds=identity,
        default=PlotlyState(selection=AttributeDict(points=[], point_indices=[], box=[], lasso=[])),
        codec=ChartSelection(plotly_selection),
    ).value


def _modes(given: Any) -> list[PlotlyMode]:
    """The selection modes, checked: those of a chart that reports selections, as of a table."""
    modes: list[Any] = [given] if isinstance(given, str) else list(given)
    for mode in modes:
        one_of(mode, get_args(PlotlyMode), "selection_mode", "plotly_chart")
    return modes


def _figure(data: Any) -> str:
    """A figure as the JSON that Plotly's browser part reads."""
    try:
        import plotly
    except ImportError as missing:
        raise StreamlitAPIException(
            "plotly_chart() needs plotly. Install it: pip install plotly."
        ) from missing
    if library_of(data) == "matplotlib":
        data = plotly.tools.mpl_to_plotly(data)
    elif not hasattr(data, "to_plotly_json") or not hasattr(data, "layout"):
        data = plotly.tools.return_figure_from_figure_or_data(
            [data] if hasattr(data, "to_plotly_json") else data, validate_figure=True
        )
    return str(plotly.io.to_json(data, validate=False))


def plotly_selection(wire: dict[str, Any]) -> PlotlyState:
    """Lists of points, of boxes and of lassos."""
    refuse_others(wire, "points", "box", "lasso", "point_indices")
    parts = parts_of(wire, "points", "box", "lasso")
    indices = wire.get("point_indices", [])
    if not are_positions(indices):
        raise ValueError("not positions of points")
    return PlotlyState(selection=AttributeDict(point_indices=indices, **parts))


def echarts_chart(
    self: Block,
    spec: Any,
    *,
    width: Width = "stretch",
    height: Height = "content",
    theme: Literal["streamlit"] | None = "streamlit",
    key: Key | None = None,
    on_select: OnSelect = "ignore",
    renderer: Literal["canvas", "svg"] = "canvas",
    alt: str | None = None,
) -> Any:
    """Show a chart of ECharts; return a handle on it, or the selection.

    With `on_select` "rerun" or a function, the call returns `.selection` with `selected` (positions
    in each series) and `areas` (of brushes).

    Raises StreamlitAPIException for a `spec` that is no JSON: functions in it cannot be sent.

        st.echarts_chart({"xAxis": {"data": ["a", "b"]}, "yAxis": {}, "series": [...]})
    """
    one_of(theme, ("streamlit", None), "theme", "echarts_chart")
    one_of(renderer, ("canvas", "svg"), "renderer", "echarts_chart")
    active = selectable(on_select, "echarts_chart")
    option = _option(spec)
    props = {
        "option": option,
        "width": check_width(width, "echarts_chart"),
        "height": check_height(height, "echarts_chart"),
        "theme": theme,
        "renderer": renderer,
        "selectable": active,
        "alt": alt,
    }
    if not active:
        return put(self, "echarts_chart", **props)
    return field(
        self,
        "echarts_chart",
        props,
        Wiring(key, on_select),
        identity=(option, theme, renderer, width, height),
        default=echarts_selection({}),
        codec=ChartSelection(echarts_selection),
    ).value


def _option(spec: Any) -> str:
    if isinstance(spec, str):
        return spec
    if hasattr(spec, "dump_options"):
        return str(spec.dump_options())
    if not isinstance(spec, Mapping):
        raise StreamlitInvalidParameterTypeError(
            "spec of echarts_chart must be a dictionary, JSON or a chart of pyecharts, "
            f"not {spec!r}."
        )
    try:
        return json.dumps(spec, default=_plain)
    except TypeError as error:
        raise StreamlitAPIException(
            f"The spec of echarts_chart cannot be sent as JSON: {error}. Instead of functions, use "
            "the templates of ECharts, such as '{b}: {c}'."
        ) from error


def _plain(value: Any) -> Any:
    if hasattr(value, "tolist"):
        return value.tolist()
    if hasattr(value, "isoformat"):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} {value!r}")


def echarts_selection(wire: dict[str, Any]) -> EChartsState:
    """Lists of selected data and of areas."""
    refuse_others(wire, "selected", "areas")
    return EChartsState(selection=AttributeDict(parts_of(wire, "selected", "areas")))


def graphviz_chart(
    self: B,
    figure_or_dot: Any,
    use_container_width: bool | None = None,
    *,
    width: Width = "content",
    height: Height = "content",
    alt: str | None = None,
) -> B:
    """Show a graph that Graphviz lays out; return a handle on it.

    Nothing but the browser is needed to draw it.

        st.graphviz_chart("digraph { a -> b; b -> c }")
    """
    width = stretched(width, use_container_width)
    dot = getattr(figure_or_dot, "source", figure_or_dot)
    if not isinstance(dot, str):
        raise StreamlitInvalidParameterTypeError(
            f"graphviz_chart() takes DOT text or a graph of graphviz, not {figure_or_dot!r}."
        )
    return put(
        self,
        "graphviz_chart",
        dot=dot,
        engine=getattr(figure_or_dot, "engine", None) or "dot",
        width=check_width(width, "graphviz_chart"),
        height=check_height(height, "graphviz_chart"),
        alt=alt,
    )


def mermaid_chart(self: B, body: str, *, width: Width = "stretch", alt: str | None = None) -> B:
    """Show a diagram written in Mermaid; return a handle on it.

    The same as a block of code of the language `mermaid` in Markdown.

        st.mermaid_chart("graph TD; A --> B")
    """
    if not isinstance(body, str):
        raise StreamlitInvalidParameterTypeError(f"mermaid_chart() takes text, not {body!r}.")
    return put(
        self,
        "markdown",
        body=Markdown(f"````mermaid\n{body}\n````"),
        style="markdown",
        help=None,
        width=check_width(width, "mermaid_chart"),
        text_alignment="left",
        wrap=True,
        alt=alt,
    )


def pyplot(
    self: B,
    fig: Any,
    clear_figure: bool = False,
    *,
    width: Width = "stretch",
    use_container_width: bool | None = None,
    alt: str | None = None,
    **kwargs: Any,
) -> B:
    """Show a figure of Matplotlib as a picture; return a handle on it.

    Figures that pyplot made are closed, so that the notebook does not show them a second time.

        fig, ax = plt.subplots()
        ax.plot([1, 3, 2])
        st.pyplot(fig)
    """
    width = stretched(width, use_container_width)
    if fig is None:
        raise StreamlitMissingRequiredParameterError("pyplot() needs a figure: pyplot(fig).")
    if kwargs:
        warning(
            self,
            "Parameters of `savefig` in `st.pyplot` are deprecated in Streamlit. Save the figure "
            "yourself, and show it with `st.image`.",
        )
    data = _saved(fig, kwargs)
    if clear_figure:
        fig.clf()
    _close(fig)
    return put(
        self,
        "image",
        images=[{"data": data, "mime": "image/png", "caption": None, "alt": alt}],
        width=check_width(width, "pyplot"),
        link=None,
    )


class _Canvas(io.BytesIO):
    """Takes what a figure has drawn, without making a file of it."""

    pixels: Any = None

    def write(self, pixels: Any) -> int:
        """Rows of pixels of four bytes."""
        self.pixels = memoryview(pixels)
        return len(self.pixels)


def _saved(figure: Any, options: dict[str, Any]) -> bytes:
    """A figure as a file; one that is drawn as it was is not encoded again."""
    canvas = getattr(figure, "canvas", None)  # pyplot itself, and others' figures, have none
    if options or "rgba" not in getattr(canvas, "filetypes", ()):
        buffer = io.BytesIO()
        figure.savefig(buffer, **{**_PICTURE, "format": "png", **options})
        return buffer.getvalue()
    drawn = _Canvas()
    figure.savefig(drawn, **_PICTURE, format="rgba")
    return media.encodings.file_of(drawn.pixels, drawn.pixels.shape, lambda: _png(drawn.pixels))


def _png(pixels: Any) -> bytes:
    from PIL import Image

    height, width, _ = pixels.shape
    buffer = io.BytesIO()
    picture = Image.frombuffer("RGBA", (width, height), pixels.tobytes(), "raw", "RGBA", 0, 1)
    picture.save(buffer, format="png", dpi=(_PICTURE["dpi"], _PICTURE["dpi"]))
    return buffer.getvalue()


def _close(figure: Any) -> None:
    """Take the figure off pyplot's list of open ones; the figure itself stays as it is."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None:
        pyplot.close(pyplot.gcf() if figure is pyplot else figure)
