"""Maps: points on a map of the world, and the layers of pydeck."""

from __future__ import annotations

import json
from typing import Any, Literal

from rerun_state.elements import data as data_
from rerun_state.elements.base import colors
from rerun_state.elements.base.colors import Color
from rerun_state.elements.base.parameters import (
    Key,
    WidthWithoutContent,
    check_height,
    check_width,
    one_of,
    without_effect,
)
from rerun_state.elements.base.selections import (
    AttributeDict,
    ChartSelection,
    OnSelect,
    are_positions,
    refuse_others,
    selectable,
)
from rerun_state.elements.data.given.plans import note_on
from rerun_state.errors import StreamlitAPIException, StreamlitInvalidColorError
from rerun_state.imports import pandas
from rerun_state.patterns import pattern
from rerun_state.runtime.grammar.block import B, Block, put
from rerun_state.runtime.grammar.widgets import field
from rerun_state.runtime.grammar.wiring import Wiring

HeightWithoutContent = int | Literal["stretch"]
_LATITUDES = ("lat", "latitude", "LAT", "LATITUDE")
_LONGITUDES = ("lon", "longitude", "LON", "LONGITUDE")
_COLOR = "#ff4b4b"
_METRES = 100.0
_BY_CHANCE = pattern(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class PydeckState(AttributeDict):
    """The selection in a chart of pydeck."""


def map(
    self: B,
    data: object = None,
    *,
    latitude: str | None = None,
    longitude: str | None = None,
    color: str | Color | None = None,
    size: str | float | None = None,
    zoom: int | None = None,
    width: WidthWithoutContent = "stretch",
    height: HeightWithoutContent = 500,
    use_container_width: bool | None = None,
    alt: str | None = None,
) -> B:
    """Show points on a map; return a handle on it.

    The map behind the points comes from OpenStreetMap; without a network they stand alone.

    A `latitude` or `longitude` that names no column warns, as does a `size` or `zoom` that is no
    number; the usual one takes its place.

    Raises StreamlitAPIException for data without columns of latitudes and longitudes, and for
    values in them that are missing or infinite; StreamlitInvalidColorError for a `color` that is
    neither a colour nor a column.

        st.map(stations, size="passengers", color="#0044ff")
    """
    if use_container_width is False:
        width = 700
    frame = data_.frames.to_frame(data)
    return put(
        self,
        "map",
        points=_points(data, frame, latitude, longitude, color, size),
        zoom=_number(zoom, None, "zoom", "a number or None"),
        width=check_width(width, "map", content=False),
        height=check_height(height, "map", words=("stretch",)),
        note=note_on(data, len(frame)),
        alt=alt,
    )


def _points(
    data: Any, frame: Any, latitude: Any, longitude: Any, color: Any, size: Any
) -> dict[str, Any]:
    pd = pandas()
    if data is None or getattr(data, "empty", False):
        frame = pd.DataFrame({"lat": [], "lon": []}, dtype=float)
    lat = _coordinate(frame, latitude, _LATITUDES, "latitude")
    lon = _coordinate(frame, longitude, _LONGITUDES, "longitude")
    parts = {"lat": lat.tolist(), "lon": lon.tolist()}
    if isinstance(color, str) and color in frame.columns:
        parts["color"] = [_color(_sequence(value), color) for value in frame[color]]
    else:
        parts["color"] = [_color(_COLOR if color is None else color)] * len(frame)
    if isinstance(size, str) and size in frame.columns:
        parts["size"] = frame[size].astype(float).tolist()
    else:
        metres = _number(size, _METRES, "size", "metres or the name of a column", above=5)
        parts["size"] = [metres] * len(frame)
    return data_.columnar.encode(pd.DataFrame(parts), index=False).props()


def _color(value: Any, column: str | None = None) -> str:
    """A colour as CSS; the names of Streamlit's palette are none for a map."""
    if column is not None and (isinstance(value, str) or not colors.is_color(value)):
        if not colors.is_hex(value):
            raise StreamlitAPIException(
                f"The column {column!r} of map() has values that are no colours, such as {value!r}."
            )
    elif isinstance(value, str) and value in colors.PALETTE:
        raise StreamlitInvalidColorError(
            f"{value!r} is no colour for map(), and no column. Give a hex text such as '#ffaa00', "
            "or a tuple of three or four parts."
        )
    return colors.css(value)


def _number(
    value: Any, usual: float | None, name: str, what: str, *, above: int = 4
) -> float | None:
    """A number as given; the usual one, with a warning, for what is none."""
    if value is None:
        return usual
    try:
        return float(value)
    except (TypeError, ValueError):
        without_effect("map", f"{name}={value!r}", f"it must be {what}.", above=above)
        return usual


def _sequence(value: Any) -> Any:
    return tuple(value.tolist()) if hasattr(value, "tolist") else value


def _coordinate(frame: Any, name: str | None, usual: tuple[str, ...], what: str) -> Any:
    """The column of that name, or one of the usual ones, with a warning if a name was given."""
    listed = list(frame.columns)
    if name is not None and name not in listed:
        without_effect("map", f"{what}={name!r}", "no column has that name.", above=5)
        name = None
    found = next((n for n in usual if n in listed), None) if name is None else name
    if found is None:
        raise StreamlitAPIException(
            f"map() found no column for the {what}: it looks for {', '.join(usual)}, but there are "
            f"{', '.join(str(column) for column in listed)}."
        )
    if frame[found].isna().any():
        raise StreamlitAPIException(f"The column {found!r} has missing values. Drop their rows.")
    degrees = frame[found].astype(float)
    if degrees.abs().max() == float("inf"):
        raise StreamlitAPIException(
            f"The column {found!r} has values that are on no map, such as inf. Drop their rows."
        )
    return degrees


def pydeck_chart(
    self: Block,
    pydeck_obj: Any = None,
    *,
    width: WidthWithoutContent = "stretch",
    use_container_width: bool | None = None,
    height: HeightWithoutContent = 500,
    selection_mode: Literal["single-object", "multi-object"] = "single-object",
    on_select: OnSelect = "ignore",
    key: Key | None = None,
    alt: str | None = None,
) -> Any:
    """Show a deck of pydeck; return a handle on it, or the selection.

    With `on_select` "rerun" or a function, objects of layers with an `id` and `pickable=True` can
    be clicked, and the call returns `.selection` with `indices` and `objects` by layer. The
    browser's part of deck.gl comes from your own pydeck package.

        st.pydeck_chart(pydeck.Deck(layers=[layer], initial_view_state=view))
    """
    if use_container_width is False:
        width = 700
    active = selectable(on_select, "pydeck_chart")
    if active:
        one_of(selection_mode, ("single-object", "multi-object"), "selection_mode", "pydeck_chart")
    spec = "{}" if pydeck_obj is None else pydeck_obj.to_json()
    if not active:  # where readers select, the program knows layers by their ids
        spec = _named(spec, pydeck_obj)
    props = {
        "spec": spec,
        "tooltip": _tooltip(pydeck_obj),
        "width": check_width(width, "pydeck_chart", content=False),
        "height": check_height(height, "pydeck_chart", words=("stretch",)),
        "selection_mode": selection_mode if active else None,
        "alt": alt,
    }
    if not active:
        return put(self, "pydeck_chart", **props)
    return field(
        self,
        "pydeck_chart",
        props,
        Wiring(key, on_select),
        identity=(spec, selection_mode, width, height),
        bounds=(selection_mode,),
        default=selection_of({}),
        codec=ChartSelection(selection_of),
    ).value


def _named(spec: str, deck: Any) -> str:
    """A deck as text, with steady names for layers that pydeck has named by chance."""
    for at, layer in enumerate(getattr(deck, "layers", None) or ()):
        name = getattr(layer, "id", None)
        if isinstance(name, str) and _BY_CHANCE.fullmatch(name):
            spec = spec.replace(f'"{name}"', f'"layer-{at}"')
    return spec


def _tooltip(deck: Any) -> Any:
    tooltip = getattr(deck, "_tooltip", None)
    return json.loads(json.dumps(tooltip)) if tooltip is not None else True


def selection_of(wire: dict[str, Any]) -> PydeckState:
    """Positions and objects, by layer."""
    refuse_others(wire, "indices", "objects")
    indices, objects = wire.get("indices", {}), wire.get("objects", {})
    if not isinstance(indices, dict) or not isinstance(objects, dict):
        raise ValueError("not a selection by layers")
    if not all(are_positions(places) for places in indices.values()):
        raise ValueError("not positions of objects")
    return PydeckState(selection=AttributeDict(indices=indices, objects=objects))
