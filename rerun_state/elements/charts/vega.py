"""Charts of Vega-Lite: a specification, and the data it names as bytes.

`altair_chart` turns a chart into the same two things, without copying its data into JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from rerun_state.elements import charts
from rerun_state.elements import data as data_
from rerun_state.elements.base.parameters import (
    Height,
    Key,
    Width,
    chart_width,
    check_height,
    check_width,
    one_of,
)
from rerun_state.elements.base.selections import (
    AttributeDict,
    ChartSelection,
    OnSelect,
    refuse_others,
    selectable,
)
from rerun_state.elements.data.given.plans import note_on
from rerun_state.errors import StreamlitAPIException, StreamlitMissingRequiredParameterError
from rerun_state.imports import library_of, pandas
from rerun_state.runtime.grammar.block import Block, put
from rerun_state.runtime.grammar.widgets import field
from rerun_state.runtime.grammar.wiring import Wiring

if TYPE_CHECKING:
    from rerun_state.elements.charts.detail import Detail
    from rerun_state.elements.charts.recollection import Keepsake

SOURCE = "source"  # the name of the data of a chart that has one table
_KIND = "vega_lite_chart"
_TRANSFORMER = "rerun_state"


class VegaLiteState(AttributeDict):
    """The selections in a chart, by the names of its parameters."""


def vega_lite_chart(
    self: Block,
    data: object = None,
    spec: Mapping[str, Any] | None = None,
    *,
    width: Width | None = None,
    height: Height = "content",
    use_container_width: bool | None = None,
    theme: Literal["streamlit"] | None = "streamlit",
    key: Key | None = None,
    on_select: OnSelect = "ignore",
    selection_mode: str | Iterable[str] | None = None,
    alt: str | None = None,
) -> Any:
    """Show a chart that Vega-Lite describes; return a handle on it, or the selection.

    With `on_select` "rerun" or a function, the call returns what the reader has selected, by the
    names of the specification's parameters: for points a list of their fields, for an interval the
    bounds of each field.

    Raises StreamlitMissingRequiredParameterError without a specification, and StreamlitAPIException
    where selections are asked for of which it has none.

        st.vega_lite_chart(df, {"mark": "point", "encoding": {"x": {"field": "a"}}})
    """
    if spec is None and isinstance(data, Mapping):
        data, spec = None, data
    if not spec:
        raise StreamlitMissingRequiredParameterError(
            "vega_lite_chart() needs a `spec`, and it is empty."
        )
    made = dict(deepcopy(dict(spec)))
    tables: dict[str, Any] = {}
    inline = made.get("data")
    if data is None and inline is not None and not isinstance(inline, Mapping):
        data = inline
    note, is_own = None, False
    if data is not None:
        tables[SOURCE], note, is_own = _table(data)
        made["data"] = {"name": SOURCE}
    return _put_tables(
        self,
        "vega_lite_chart",
        made,
        tables,
        are_own=is_own,
        width=width,
        height=height,
        use_container_width=use_container_width,
        theme=theme,
        key=key,
        on_select=on_select,
        selection_mode=selection_mode,
        alt=alt,
        note=note,
    )


def altair_chart(
    self: Block,
    altair_chart: Any,
    *,
    width: Width | None = None,
    height: Height = "content",
    use_container_width: bool | None = None,
    theme: Literal["streamlit"] | None = "streamlit",
    key: Key | None = None,
    on_select: OnSelect = "ignore",
    selection_mode: str | Iterable[str] | None = None,
    alt: str | None = None,
) -> Any:
    """Show a chart of Altair; return a handle on it, or the selection.

    Name the parameters of selections, so that the names stay the same from run to run. The chart's
    tables travel as bytes, whole, whichever transformer of data Altair has
    (`alt.data_transformers`): there is no limit to their rows.

    With `pip install 'rerun-state[vegafusion]'` the kernel evaluates what charts make of more than
    20,000 rows: of a histogram or a heat map its cells travel, and of others the columns that they
    read. Charts in which readers select something, and time units, need their rows on the page.

    Raises StreamlitAPIException where selections are asked for of which the chart has none.

        brush = alt.selection_interval(name="brush")
        event = st.altair_chart(chart.add_params(brush), on_select="rerun")
        st.write(event.selection.brush)
    """
    spec, tables, note, are_own = _from_altair(altair_chart)
    return _put_tables(
        self,
        "altair_chart",
        spec,
        tables,
        are_own=are_own,
        width=width,
        height=height,
        use_container_width=use_container_width,
        theme=theme,
        key=key,
        on_select=on_select,
        selection_mode=selection_mode,
        alt=alt,
        note=note,
    )


def _from_altair(chart: Any) -> tuple[dict[str, Any], dict[str, Any], str | None, bool]:
    """A chart's specification, with its tables apart, what is to be said of them, and whose."""
    import altair

    tables: dict[str, Any] = {}
    notes: list[str | None] = []
    own: list[bool] = []

    def keep(data: Any) -> dict[str, str]:
        made, note, is_own = _table(data)
        notes.append(note)
        own.append(is_own)
        name = next((name for name, other in tables.items() if made.equals(other)), None)
        name = name or f"table-{len(tables)}"
        tables.setdefault(name, made)
        return {"name": name}

    altair.data_transformers.register(_TRANSFORMER, keep)
    with altair.data_transformers.enable(_TRANSFORMER):
        spec = _renamed(chart.to_dict())
    return spec, tables, next(filter(None, notes), None), all(own)


def _renamed(spec: dict[str, Any]) -> dict[str, Any]:
    """The chart with steady names, where Altair counts or hashes on through all charts."""
    text = json.dumps(spec, default=str)
    for kind in ("param", "view"):
        names = dict.fromkeys(re.findall(rf'"({kind}_[0-9a-f]+)', text))
        for at, name in enumerate(names, 1):
            text = re.sub(rf"\b{name}(?![0-9a-f])", f"{kind}_{at}", text)
    made: dict[str, Any] = json.loads(text)
    return made


def _table(data: Any) -> tuple[Any, str | None, bool]:
    """A table for a chart: its columns, and its index if that has names.

    And what is said of it, and whether its columns are the program's own.
    """
    frame = data_.frames.to_frame(data)
    named = any(name is not None for name in frame.index.names)
    kept = named and not set(frame.index.names) & set(frame.columns)
    made = frame.reset_index() if kept else frame.copy(deep=False)
    made.index = pandas().RangeIndex(len(frame))
    if any(type(name) is not str for name in made):
        made = made.rename(columns=str)
    return made, note_on(data, len(frame)), library_of(data) == "pandas"


def _put_tables(
    block: Block,
    called: str,
    spec: dict[str, Any],
    tables: dict[str, Any],
    *,
    are_own: bool,
    on_select: OnSelect,
    **options: Any,
) -> Any:
    """Put the chart on the page; a selection may be of any row, and of all that is in it.

    `are_own` says that the program has the tables.
    """
    if selectable(on_select, called):
        datasets, evaluated, held = charts.evaluation.whole(tables, are_own=are_own)
    else:
        datasets, evaluated, held = charts.evaluation.lean(spec, tables, are_own=are_own)
    return put_chart(
        block,
        called,
        spec,
        datasets,
        evaluated=evaluated,
        held=held,
        on_select=on_select,
        **options,
    )


def put_chart(
    block: Block,
    called: str,
    spec: dict[str, Any],
    datasets: dict[str, Any],
    *,
    width: Width | None,
    height: Height,
    use_container_width: bool | None,
    theme: str | None = "streamlit",
    key: Key | None = None,
    on_select: OnSelect = "ignore",
    selection_mode: str | Iterable[str] | None = None,
    alt: str | None,
    note: str | None = None,
    detail: Detail | None = None,
    held: Keepsake | None = None,
    evaluated: dict[str, Any] | None = None,
) -> Any:
    """Put the chart on the page; return its handle, or its selection where that was asked for.

    `called` is the function that the program has called, for errors to name.

    `detail` has its points, of which `datasets` has a few, and `held` keeps these known. With
    `evaluated` these are tables that Vega makes, and not those that the specification names.
    """
    one_of(theme, ("streamlit", None), "theme", called)
    width = chart_width(width, use_container_width)
    if width is None:
        width = "content" if _is_composed(spec) else "stretch"
    active = selectable(on_select, called)
    names = _selected(spec, selection_mode) if active else []
    props = {
        "spec": spec,
        "datasets": datasets,
        "width": check_width(width, called),
        "height": check_height(height, called),
        "theme": theme,
        "selection_mode": names,
        "alt": alt,
        "note": note,
        "evaluated": evaluated,
        "held": held,
    }
    if detail is not None:
        props |= {"detail": detail, "finer": detail.mark}
    if not active:
        return put(block, _KIND, **props)
    return field(
        block,
        _KIND,
        props,
        Wiring(key, on_select),
        identity=(json.dumps(spec, default=str), _digest(datasets), theme, width, height, *names),
        bounds=tuple(names),
        default=selection_of(names, {}),
        codec=ChartSelection(partial(selection_of, names)),
    ).value


def _digest(datasets: dict[str, Any]) -> int:
    return hash(tuple((name, made["data"]) for name, made in datasets.items()))


def _is_composed(spec: Mapping[str, Any]) -> bool:
    """Does the chart consist of several, whose widths cannot be stretched?"""
    parts = ("facet", "hconcat", "vconcat", "concat", "repeat")
    encoding = spec.get("encoding") or {}
    return any(part in spec for part in parts) or any(
        f in encoding for f in ("row", "column", "facet")
    )


def _selected(spec: Mapping[str, Any], wanted: str | Iterable[str] | None) -> list[str]:
    """The names of the parameters to report."""
    found = sorted(_parameters(spec))
    if not found:
        raise StreamlitAPIException(
            "on_select needs a chart with a selection: add a parameter with a `select` to it."
        )
    names = found if wanted is None else [wanted] if isinstance(wanted, str) else sorted(wanted)
    for name in names:
        if name not in found:
            raise StreamlitAPIException(
                f"The chart has no selection named {name!r}, only {', '.join(found)}."
            )
    return names


def _parameters(spec: Any) -> set[str]:
    """The names of all selections, in nested charts as well."""
    if isinstance(spec, list):
        return set[str]().union(*map(_parameters, spec))
    if not isinstance(spec, Mapping):
        return set()
    own = {p["name"] for p in spec.get("params") or () if "select" in p and "name" in p}
    nested = ("layer", "hconcat", "vconcat", "concat", "spec")
    return own.union(*(_parameters(spec.get(part)) for part in nested))


def selection_of(names: Sequence[str], wire: dict[str, Any]) -> VegaLiteState:
    """Selections of the parameters that are reported."""
    refuse_others(wire, *names)
    for chosen in wire.values():
        points = isinstance(chosen, list) and all(isinstance(p, dict) for p in chosen)
        if not points and not isinstance(chosen, dict):
            raise ValueError("neither points nor an interval")
    made = {name: wire.get(name) or {} for name in names}
    return VegaLiteState(
        selection=AttributeDict(
            {n: AttributeDict(v) if isinstance(v, dict) else v for n, v in made.items()}
        )
    )
