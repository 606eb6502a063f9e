"""What a reader sees of widgets of other packages: charts, maps, tables, and anybody's anywidget.

They are known by names, so that none of the packages has to be there. What a class shows is a
picture or a table where it has one, else the traits that say what stands there, in words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from io import BytesIO
from typing import Any, cast

from rerun_state.elements import data
from rerun_state.snapshot.piece import HIDDEN, Piece

MOST = 10
"""Values of a list that are read."""
LONGEST = 200
"""Characters of a text."""
_SECRETS = ("password", "secret", "token", "api_key", "apikey")
_OF_ALL = frozenset({"layout", "style", "tabbable", "tooltip", "comm", "keys", "log"})

Told = tuple[dict[str, str], list[Piece], list[Any]]
"""The traits in words, what is shown besides, and the widgets that stand inside."""


def told_of(widget: Any) -> Told | None:
    """What a widget shows, if it is of a class of which more than its value can be read."""
    for kind in type(widget).__mro__:
        name = f"{kind.__module__.partition('.')[0]}.{kind.__name__}"
        if (read := _READ.get(name)) is not None:
            return read(widget)
        if (names := _TRAITS.get(name)) is not None:
            return _traits(widget, names), [], []
    return None


def _figure(widget: Any) -> Told:
    """A figure of plotly's, as `st.plotly_chart` has it."""
    return {}, [Piece("plotly_chart", {"figure": widget.to_json(validate=False)})], []


def _canvas(widget: Any) -> Told:
    """What matplotlib draws, whether or not a browser has asked for it."""
    from matplotlib.backends import backend_agg

    png, drawn_by = BytesIO(), cast(Any, backend_agg.FigureCanvasAgg)
    drawn_by.print_png(widget, png)
    titles = [axes.get_title() for axes in widget.figure.axes]
    picture = {"data": png.getvalue(), "mime": "image/png", "alt": ", ".join(filter(None, titles))}
    return {}, [Piece("image", {"images": [picture]})], []


def _map(widget: Any) -> Told:
    """Where it is, and what lies upon the first layer, which is the ground."""
    return _traits(widget, ("center", "zoom")), [], list(widget.layers)


def _bqplot(widget: Any) -> Told:
    return _traits(widget, ("title",)), [], list(widget.marks)


def _grid(widget: Any) -> Told:
    frame = widget._data["data"].drop(columns="ipydguuid", errors="ignore")
    made = data.remembered.remembered(frame.set_index(list(frame.columns[:1])))
    props = {**made.props(), "columns": made.columns}
    return _traits(widget, ("selections",)), [Piece("dataframe", props)], []


def _anywidget(widget: Any) -> Told:
    """All of its own traits that browsers have: it may show any of them."""
    names = [name for name in widget.keys if not name.startswith("_") and name not in _OF_ALL]
    return _traits(widget, names), [], []


def _traits(widget: Any, names: Iterable[str]) -> dict[str, str]:
    told = ((name, _word(name, getattr(widget, name, None))) for name in names)
    return {name: words for name, words in told if words}


def _word(name: str, value: Any) -> str | None:
    """A value in words, unless its name says that it is nobody's business."""
    words = words_of(value)
    return HIDDEN if words and any(each in name.lower() for each in _SECRETS) else words


def words_of(value: Any) -> str | None:
    """A value in words; None where there are none that would help a reader."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.12g}"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return value if len(value) <= LONGEST else f"{value[:LONGEST]}…"
    if isinstance(value, (bytes, memoryview)):
        return f"{len(value):,} bytes"
    if isinstance(value, Mapping):
        return ", ".join(_entries(value))
    if getattr(value, "ndim", 0) == 1:  # an array, or what is like one
        value = value.tolist()
    return _list(value) if isinstance(value, (list, tuple)) else None


def _list(values: list[Any] | tuple[Any, ...]) -> str | None:
    words = [words_of(each) for each in values[:MOST]]
    if None in words:
        return None
    beyond = [f"… ({len(values):,} in all)"] if len(values) > MOST else []
    return ", ".join([*filter(None, words), *beyond])


def _entries(value: Mapping[Any, Any]) -> Iterator[str]:
    for name in list(value)[:MOST]:
        if words := _word(str(name), value[name]):
            yield f"{name} {words}"


_READ: dict[str, Callable[[Any], Told]] = {
    "anywidget.AnyWidget": _anywidget,
    "bqplot.Figure": _bqplot,
    "ipydatagrid.DataGrid": _grid,
    "ipyleaflet.Map": _map,
    "ipympl.Canvas": _canvas,
    "plotly.BaseFigureWidget": _figure,
}

_TRAITS: dict[str, tuple[str, ...]] = {
    "bqplot.Mark": ("labels", "x", "y", "sizes", "text", "names", "sample", "selected"),
    "ipyleaflet.Layer": ("name", "title", "location", "locations", "bounds", "radius"),
}
"""Of classes that others draw: the traits that say what stands where."""
