"""A chart's own transforms, evaluated where its tables are: a histogram of a million rows is ten.

Vega-Lite's compiler says which tables Vega draws, and how they are made of the program's. The page
compiles the same specification, with its own colours and sizes, and takes those tables in the
places of the ones that it would have computed. What is here is as Vega would have it, or nothing
is: who asks then sends the rows, as without the libraries for it, VegaFusion and vl-convert.

Not evaluated is what depends on the reader, as a selection or the time zone of the browser does,
and what VegaFusion may see otherwise than Vega, of which `agreement` knows.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from hashlib import sha256
from importlib.util import find_spec
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeAlias

from cachetools import LRUCache, cached

from rerun_state.elements.charts.agreement import agree, arrow_of, is_reading
from rerun_state.elements.charts.recollection import Keepsake, recalled
from rerun_state.elements.data.encoding.columnar import encode
from rerun_state.elements.data.given.pandas_tables import columns_at
from rerun_state.elements.data.sameness.held import Held
from rerun_state.imports import pandas
from rerun_state.patterns import pattern

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    Frame: TypeAlias = pd.DataFrame

MANY = 20_000
"""Rows up to which the page computes what it draws."""
VEGA_LITE = "6.4"  # the page's; another one may name its tables otherwise
_KEPT = 2**24  # bytes of what was computed for charts that come again
_WHOLE = pattern(r"\bdatum\b(?!\[\"|\['|\.\w)")
_WORTHWHILE = 4  # times as many cells as are drawn
_SIGNALS = "signals-of-transforms"
_PARTS = {"bin": (".start", ".stop", ".step"), "extent": ("[0]", "[1]")}


@dataclass(frozen=True, slots=True)
class Evaluated:
    """What Vega draws of a chart."""

    datasets: dict[str, Any]
    signals: dict[str, Any]
    domains: dict[str, Any]  # of scales whose order comes from a table that does not travel
    dropped: list[str]

    @property
    def size(self) -> int:
        """Its bytes, but for some."""
        return 1_000 + sum(len(each["data"]) for each in self.datasets.values())

    def props(self) -> dict[str, Any]:
        """What the page needs to know beside the tables."""
        return {"signals": self.signals, "domains": self.domains, "dropped": self.dropped}


@dataclass(slots=True, eq=False, weakref_slot=True)
class Sent:
    """What is sent of tables that stay as they are: it is made once."""

    datasets: dict[str, Any]
    evaluated: dict[str, Any] | None = None
    """What the page needs to take them for Vega's own; None of those that a program names."""
    held: Held | None = None


def lean(
    spec: Mapping[str, Any], tables: Mapping[str, Frame], *, are_own: bool = False
) -> tuple[dict[str, Any], Any, Keepsake]:
    """The tables to send, what the page needs to take them for Vega's own, and their memory.

    Where the transforms cannot be evaluated, columns that the chart does not name stay away.
    `are_own` says that the program has the tables, so that to hold their columns takes no memory.
    """
    many = max(map(len, tables.values()), default=0) > MANY
    if many and _is_possible() and not _is_interactive(spec):
        text = json.dumps(spec, default=str)
        if (vega := _compiled(text)) is not None:
            tables = {name: _named(frame, text) for name, frame in tables.items()}
            plan = _planned(vega, tables)
            if plan is not None:
                sent = _recalled(text, tables, partial(_made, text, plan, tables), are_own)
                return sent.datasets, sent.evaluated, Keepsake(sent)
    return whole(tables, are_own=are_own)


def whole(
    tables: Mapping[str, Frame], *, are_own: bool = False
) -> tuple[dict[str, Any], None, Keepsake]:
    """The same with all that is in the tables."""
    apart = [{name: frame} for name, frame in tables.items()]
    sent = [_recalled("rows", one, partial(_encoded, one), are_own) for one in apart]
    datasets = {name: rows for each in sent for name, rows in each.datasets.items()}
    return datasets, None, Keepsake(*sent)


def _encoded(tables: Mapping[str, Frame]) -> Sent:
    return Sent({name: encode(each, index=False).props() for name, each in tables.items()})


def _made(text: str, plan: _Plan, tables: Mapping[str, Frame]) -> Sent:
    made = _evaluated(text, plan, tables)
    return _encoded(tables) if made is None else Sent(made.datasets, made.props())


def _recalled(
    use: str, tables: Mapping[str, Frame], make: Callable[[], Sent], are_own: bool
) -> Sent:
    """What was made of these tables for the same use."""
    heads = tuple((name, len(frame), *frame.columns) for name, frame in tables.items())
    columns = [column for frame in tables.values() for _, column in frame.items()]
    return recalled((use, heads), columns, make, are_own=are_own)


@lru_cache(1)
def _is_possible() -> bool:
    """Are the libraries here, and does this compiler speak as the page's does?"""
    if sys.platform == "emscripten" or not all(
        map(find_spec, ("vegafusion", "vl_convert", "pyarrow"))
    ):
        return False
    import vl_convert

    return VEGA_LITE in vl_convert.get_vegalite_versions()


def _is_interactive(spec: Any) -> bool:
    """Does what is drawn depend on what a reader does, other than to zoom?"""
    if isinstance(spec, list):
        return any(map(_is_interactive, spec))
    if not isinstance(spec, Mapping):
        return False
    params = spec.get("params") or ()
    if any(("select" in p or "bind" in p) and p.get("bind") != "scales" for p in params):
        return True
    nested = ("layer", "hconcat", "vconcat", "concat", "spec")
    return any(_is_interactive(spec.get(part)) for part in nested)


@lru_cache(64)
def _compiled(text: str) -> dict[str, Any] | None:
    """The chart as Vega is told to draw it; None for what the compiler does not understand."""
    import vl_convert

    try:
        made = vl_convert.vegalite_to_vega(text, vl_version=VEGA_LITE)
    except ValueError:  # the page will say so
        return None
    return dict(made)


def _named(frame: Frame, text: str) -> Frame:
    """The columns that a chart can read, where they lie."""
    places = _read(text, tuple(frame))
    if len(places) == frame.shape[1]:
        return frame
    columns = dict(columns_at(frame, places))
    made: Frame = pandas().DataFrame(columns, index=frame.index, copy=False)
    return made.set_axis(frame.columns[places], axis=1)


@lru_cache(64)
def _read(spec: str, names: tuple[Any, ...]) -> list[int]:
    """The places of the names that Vega is told; of all where it reads whole rows."""
    text = _plain(json.dumps(_compiled(spec), ensure_ascii=False))
    if _WHOLE.search(text):
        return [*range(len(names))]
    forms = [rf"(?<!\w){re.escape(_plain(str(name)))}(?!\w)" for name in names]
    return [at for at, form in enumerate(forms) if re.search(form, text)]


def _plain(text: str) -> str:
    return text.replace("\\", "")


# -- What is to be computed ------------------------------------------------------------------------


@dataclass(slots=True)
class _Plan:
    """The tables that Vega makes of others, and which of them it draws."""

    data: list[dict[str, Any]]
    wanted: list[str]  # to be computed
    raw: list[str]  # of the program's own
    signals: dict[str, str]  # by their names, the kinds of transforms that set them
    heard: list[str]  # those that are read elsewhere
    constants: list[dict[str, Any]]
    domains: dict[str, Any]


def _planned(vega: Mapping[str, Any], tables: Mapping[str, Frame]) -> _Plan | None:
    """What to compute; None where that would be wrong, or of no use."""
    own = [dict(entry) for entry in vega["data"] if _has_rows(entry, tables)]
    if any("url" in entry for entry in own):
        return None
    steps, domains = [*_steps(own)], {}
    for scale in vega.get("scales", ()):
        if (ordered := _ordered(scale)) is not None:
            entry, domains[scale["name"]] = ordered
            own.append(entry)
    scales = [
        {**scale, "domain": domains.get(scale["name"], scale.get("domain"))}
        for scale in vega.get("scales", ())
    ]
    rest = {**vega, "data": [e for e in vega["data"] if not _has_rows(e, tables)], "scales": scales}
    told = _plain(json.dumps(rest, ensure_ascii=False))
    drawn = [e for e in own if f'"{e["name"]}"' in told or f"'{e['name']}'" in told]
    raw = [e["name"] for e in drawn if e["name"] in tables and not e.get("transform")]
    wanted = [e["name"] for e in drawn if e["name"] not in raw]
    if not wanted or any(len(tables[name]) > MANY for name in raw):
        return None
    signals = {step["signal"]: step["type"] for step in steps if "signal" in step}
    heard = [name for name in signals if name in told]
    constants = [each for each in vega.get("signals", ()) if each.keys() == {"name", "value"}]
    return _Plan(own, wanted, raw, signals, heard, constants, domains)


def _has_rows(entry: Mapping[str, Any], tables: Mapping[str, Frame]) -> bool:
    """Is it made of rows, and not the place where a reader's selection is kept?"""
    return entry["name"] in tables or any(key in entry for key in ("source", "values", "url"))


def _steps(data: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for entry in data:
        yield from entry.get("transform", ())


def _parsed(plan: _Plan) -> dict[str, str]:
    """The columns that are to be read as something else, such as dates."""
    forms = [(entry.get("format") or {}).get("parse") or {} for entry in plan.data]
    return {name: str(kind) for form in forms for name, kind in form.items()}


def _ordered(scale: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """A table of the names along a scale that are ordered by values, and the domain made of it."""
    domain = scale.get("domain")
    if not isinstance(domain, Mapping) or not isinstance(domain.get("data"), str):
        return None
    sort, field = domain.get("sort"), domain.get("field")
    if not isinstance(sort, Mapping) or "op" not in sort or not isinstance(field, str):
        return None
    if set(".[\\") & set(field):
        return None  # a place within a value
    name = f"{scale['name']}-order"
    measure = {"ops": [sort["op"]], "fields": [sort.get("field")], "as": ["by"]}
    step = {"type": "aggregate", "groupby": [field], **measure}
    entry = {"name": name, "source": domain["data"], "transform": [step]}
    order = {**sort, "op": "max", "field": "by"}
    return entry, {"data": name, "field": field, "sort": order}


# -- The tables ------------------------------------------------------------------------------------


def _evaluated(text: str, plan: _Plan, tables: Mapping[str, Frame]) -> Evaluated | None:
    sources = {*plan.wanted, *(entry.get("source") for entry in plan.data)}
    read = {name: arrow_of(frame) for name, frame in tables.items() if name in sources}
    rows = {name: table for name, table in read.items() if table is not None}
    constants = {each["name"]: each["value"] for each in plan.constants}
    if len(rows) < len(read) or not agree([*_steps(plan.data)], _parsed(plan), constants, rows):
        return None
    made: Evaluated | None = _computed(text, _digest(rows), plan, rows)
    if made is None:
        return None
    raw = {name: encode(tables[name], index=False).props() for name in plan.raw}
    return replace(made, datasets={**raw, **made.datasets})


def _digest(rows: Mapping[str, pa.Table]) -> bytes:
    """What tells the rows from others."""
    import pyarrow as pa

    sink = _Hash()
    for name, table in rows.items():
        sink.write(name.encode())
        with pa.ipc.new_stream(pa.PythonFile(sink, "w"), table.schema) as stream:
            stream.write_table(table)
    return sink.hash.digest()


class _Hash:
    """A file that remembers what is written into it by sixteen bytes."""

    closed = False

    def __init__(self) -> None:
        self.hash = sha256()

    def write(self, data: Any) -> int:
        """Take some more."""
        self.hash.update(data)
        return len(data)

    def flush(self) -> None:
        """It has all of it."""

    def close(self) -> None:
        """It has all of it."""


# -- What they come to -----------------------------------------------------------------------------


@cached(
    LRUCache(_KEPT, getsizeof=lambda made: made.size if made else 1_000),
    key=lambda text, digest, plan, rows: (text, digest),
    lock=Lock(),
)
def _computed(
    text: str, digest: bytes, plan: _Plan, rows: Mapping[str, pa.Table]
) -> Evaluated | None:
    """What Vega draws of these rows; None where VegaFusion does not know how, or it is as much."""
    asked = [*plan.wanted, *([_SIGNALS] if plan.signals else [])]
    try:
        found = _run(_question(plan, rows), asked, rows)
    except ValueError:  # transforms that it does not know
        return None
    tables = dict(zip(asked, found, strict=True))
    signals = _signals(plan, tables.pop(_SIGNALS, None))
    whole = sum(table.num_rows * table.num_columns for table in rows.values())
    drawn = sum(table.num_rows * table.num_columns for table in tables.values())
    if signals is None or drawn * _WORTHWHILE > whole:
        return None
    made = {name: encode(table.to_pandas(), index=False) for name, table in tables.items()}
    names = {entry["name"] for entry in plan.data}
    return Evaluated(
        datasets={name: each.props() for name, each in made.items()},
        signals=signals,
        domains=plan.domains,
        dropped=sorted(names - {*plan.wanted, *plan.raw}),
    )


def _run(question: Mapping[str, Any], asked: list[str], rows: Mapping[str, pa.Table]) -> Any:
    """The tables that are asked for. Neither threads nor rows stay behind."""
    from vegafusion.runtime import VegaFusionRuntime

    runtime = VegaFusionRuntime()
    try:
        return runtime.pre_transform_datasets(
            dict(question),
            [*asked],
            local_tz="UTC",
            inline_datasets=dict(rows),
            trim_unused_columns=False,
            dataset_format="pyarrow",
        )[0]
    finally:
        runtime.reset()


def _question(plan: _Plan, rows: Mapping[str, pa.Table]) -> dict[str, Any]:
    """A specification that draws nothing."""
    data = []
    for each in plan.data:
        name = each["name"]
        steps = [step for step in each.get("transform", ()) if not is_reading(step)]
        entry = {**each, "transform": steps}
        read = {key: value for key, value in entry.items() if key != "format"}
        if any(key in entry for key in ("source", "values")):
            data.append(entry)
        elif name in rows:
            data.append({**read, "url": f"vegafusion+dataset://{name}"})
    if plan.signals:
        steps = [
            {"type": "formula", "expr": f"{name}{part}", "as": f"{name}{part}"}
            for name, kind in plan.signals.items()
            for part in _PARTS[kind]
        ]
        data.append({"name": _SIGNALS, "values": [{"one": 1}], "transform": steps})
    schema = "https://vega.github.io/schema/vega/v6.json"
    return {"$schema": schema, "data": data, "signals": plan.constants, "marks": []}


def _signals(plan: _Plan, table: pa.Table | None) -> dict[str, Any] | None:
    """What the transforms set them to; None for values that do not extend over a range.

    Of these each library makes bins of its own.
    """
    if table is None:
        return {}
    (row,) = table.to_pylist()
    extents = [name for name, kind in plan.signals.items() if kind == "extent"]
    ends = [[row[f"{name}{part}"] for part in _PARTS["extent"]] for name in extents]
    if None in row.values() or not all(low < high for low, high in ends):
        return None
    return {
        name: [row[f"{name}{part}"] for part in _PARTS[kind]]
        if kind == "extent"
        else {part[1:]: row[f"{name}{part}"] for part in _PARTS[kind]}
        for name, kind in plan.signals.items()
        if name in plan.heard
    }
