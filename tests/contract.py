"""The contract for the wire as the tests hold us to it: what is sent is what it says.

The schemas are JSON Schema, as far as the contract needs that, with two types more: bytes, and JSON
all the way down.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from math import isfinite
from types import MappingProxyType
from typing import Any
from zlib import adler32

from ipywidgets.widgets.widget import _put_buffers

from rerun_state.page.binary import TEXT, buffers_of
from rerun_state.static import read_contract

Schema = dict[str, Any]
Shown = tuple[str, dict[str, Any]]
"""The kind of what is shown, and its properties as the messages so far have made them."""


def of_element(kind: str, wire: dict[str, Any]) -> list[str]:
    """What is wrong with the properties of an element, as they travel."""
    terms = read_contract()["kinds"].get(kind)
    if terms is None:
        return [f"the contract has no kind {kind!r}"]
    schema = terms["properties"]
    usual = read_contract()["defaults"].get(kind, {})
    return list(_wrong(f"{kind}.", schema, {**usual, **wire}))


def of_value(kind: str, value: Any) -> list[str]:
    """What is wrong with the value of an input, as it travels."""
    terms = read_contract()["kinds"].get(kind, {})
    if "press" in terms:
        return [] if value in (None, False) else [f"{kind} has a value that no press leaves"]
    if "value" not in terms:
        return [f"{kind} has no value"]
    if terms.get("watched") and terms["value"].get("enum") == [True]:
        return [] if value is False else [f"{kind} has a value that no press leaves"]
    return list(_wrong(f"{kind} = ", terms["value"], value))


class Told:
    """What a browser is told of pages and their inputs; `wrong` is what the contract forbids.

    It takes the messages as they come, and keeps of each row and input what that is by now: a patch
    says only what has changed.
    """

    def __init__(self) -> None:
        self.wrong: list[str] = []
        self._models: set[str] = set()
        self._inputs: dict[str, Shown] = {}
        self._pages: dict[str, dict[int, Shown]] = {}

    def hear(self, type: str, comm: str, data: dict[str, Any], buffers: list[Any]) -> None:
        """Take a comm message; its parts are not changed, and not kept."""
        if type == "comm_open":
            self._open(comm, data, buffers)
        elif comm in self._models and data.get("method") == "custom":
            self._custom(comm, data["content"], buffers)

    def kind(self, comm: str) -> str:
        """The kind of the input of that id, `app` for a page, `library` for any other model."""
        if comm in self._inputs:
            return self._inputs[comm][0]
        return "app" if comm in self._pages else "library"

    def _open(self, comm: str, data: dict[str, Any], buffers: list[Any]) -> None:
        state = data.get("state", {})
        if state.get("_anywidget_id") != "rerun_state" and not {"kind", "ack"} <= state.keys():
            return  # a widget of the user's
        self._models.add(comm)
        state = unpacked(deepcopy(state), [])
        _put_buffers(state, deepcopy(data.get("buffer_paths", [])), buffers)
        if "rows" in state:
            self._pages[comm] = {}
            self._row(comm, state["rows"])
        elif "kind" in state:
            self._inputs[comm] = state["kind"], dict(state["props"])
            self._judge(self._inputs[comm], state)

    def _custom(self, comm: str, content: dict[str, Any], buffers: list[Any]) -> None:
        content = dict(content)
        content = unpacked(content, buffers_of(content, buffers))
        self.wrong += of_reply(self.kind(comm), content)
        if content["event"] == "patch":
            for name, *what in content["ops"]:
                self._take(comm, name, what)
        elif content["event"] == "snapshot":
            self._row(comm, content["rows"])
            for id, change in content["inputs"].items():
                self._inputs[id] = self._inputs[id][0], dict(change["props"])
                self._judge(self._inputs[id], change)

    def _take(self, comm: str, op: str, what: list[Any]) -> None:
        if op == "insert":
            for row in what[2]:
                self._row(comm, row)
        elif op == "replace":
            self._row(comm, what[2])
        elif op == "set":
            _change(self._pages[comm][what[0]][1], what[1], what[2])
            self._judge(self._pages[comm][what[0]])
        elif op == "splice":
            splice(self._pages[comm][what[0]][1], what[1])
            self._judge(self._pages[comm][what[0]])
        elif op == "input":
            splice(self._inputs[what[0]][1], what[1].get("splices", {}))
            _change(self._inputs[what[0]][1], what[1].get("props", {}), what[1].get("gone", ()))
            self._judge(self._inputs[what[0]], what[1])

    def _row(self, comm: str, row: dict[str, Any]) -> None:
        """A row and all below it, as they are told for the first time."""
        if "p" in row:
            self._pages[comm][row["k"]] = row["t"], dict(row["p"])
            self._judge(self._pages[comm][row["k"]])
        for child in row.get("c", ()):
            self._row(comm, child)

    def _judge(self, shown: Shown, told: Mapping[str, Any] = MappingProxyType({})) -> None:
        self.wrong += of_element(*shown)
        if "value" in told:
            self.wrong += of_value(shown[0], told["value"])


def _change(props: dict[str, Any], new: dict[str, Any], gone: Iterable[str]) -> None:
    props.update(new)
    for name in gone:
        del props[name]


def splice(props: dict[str, Any], splices: dict[str, Any]) -> None:
    """Put into properties what the splices make of their bytes, as the front end does."""
    for name, told in splices.items():
        cuts, put, old, made = iter(told["cuts"]), told["bytes"], props[name], b""
        for stay, drop, length in zip(cuts, cuts, cuts, strict=True):
            made += old[:stay] + put[:length]
            old, put = old[stay + drop :], put[length:]
        props[name] = made + old
        assert adler32(props[name]) == told["sum"]
        assert not put


def unpacked(wire: Any, buffers: list[Any]) -> Any:
    """What was sent, with the bytes in their places, also where they came as text."""
    if isinstance(wire, dict):
        if list(wire) == ["$buffer"]:
            return buffers[wire["$buffer"]]
        if list(wire) == ["$base64"]:
            return b64decode(wire["$base64"])
        return {name: unpacked(part, buffers) for name, part in wire.items()}
    return [unpacked(part, buffers) for part in wire] if isinstance(wire, list) else wire


def of_event(kind: str, content: dict[str, Any]) -> list[str]:
    """What is wrong with an event of a model, as the browser sends it; a page is an `app`."""
    asked = read_contract()["asked"]
    terms = read_contract()["kinds"].get(kind, {})
    name = str(content.get("event"))
    fields = {part: value for part, value in content.items() if part not in ("event", TEXT)}
    if name == "change":
        of = terms.get("press") or terms.get("sends") or terms.get("value")
        schema = None if of is None else _carried(of)
    else:
        schema = asked.get(name) or terms.get("events", {}).get(name)
    return [f"a {kind} has no event {name!r}"] if schema is None else _listed(kind, schema, fields)


def of_reply(kind: str, content: dict[str, Any]) -> list[str]:
    """What is wrong with what the kernel tells the views of a model; a page is an `app`."""
    replies = read_contract()["kinds"].get(kind, {}).get("replies", {})
    name = str(content.get("event"))
    schema = replies.get(name) or read_contract()["answers"].get(name)
    fields = {part: value for part, value in content.items() if part != "event"}
    return [f"no {kind} hears {content!r}"] if schema is None else _listed(kind, schema, fields)


def _carried(value: Schema) -> Schema:
    """A change: its value, its number, and what stood at the places among options that it names."""
    seen = {"type": "array", "items": {"type": "json"}}
    fields = {"value": value, "seq": {"type": "string"}, "seen": seen}
    return {
        "type": "object",
        "properties": fields,
        "required": ["value", "seq"],
        "additionalProperties": False,
    }


def _listed(place: str, schema: Schema, value: Any) -> list[str]:
    return list(_wrong(f"{place}.", schema, value))


def _wrong(place: str, schema: Schema, value: Any) -> Iterator[str]:
    if "anyOf" in schema:
        if all(any(_wrong(place, choice, value)) for choice in schema["anyOf"]):
            yield f"{place.rstrip('.')} is {_shown(value)}"
    elif "enum" in schema:
        if not any(value == each and type(value) is type(each) for each in schema["enum"]):
            yield f"{place.rstrip('.')} is {_shown(value)}, none of {schema['enum']}"
    elif schema.get("type") == "json":
        yield from _no_json(place, value)
    elif "type" in schema and not isinstance(value, _TYPES[schema["type"]]):
        yield f"{place.rstrip('.')} is {_shown(value)}, no {schema['type']}"
    elif isinstance(value, bool) and schema.get("type") in ("integer", "number"):
        yield f"{place.rstrip('.')} is {value}, no {schema['type']}"
    elif schema.get("type") == "array":
        yield from _wrong_items(place, schema, value)
    elif schema.get("type") == "object":
        yield from _wrong_properties(place, schema, value)


def _wrong_items(place: str, schema: Schema, value: Any) -> Iterator[str]:
    heads = schema.get("prefixItems", [])
    if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
        yield f"{place} has {len(value)} items"
    for at, item in enumerate(value):
        of = heads[at] if at < len(heads) else schema["items"]
        yield from _wrong(f"{place}[{at}]", of, item)


def _wrong_properties(place: str, schema: Schema, value: Any) -> Iterator[str]:
    known, others = schema.get("properties", {}), schema["additionalProperties"]
    for name in schema.get("required", ()):
        if name not in value:
            yield f"{place}{name} is missing"
    for name, part in value.items():
        of = known.get(name, others)
        if of is False:
            yield f"{place}{name} is sent, and not in the contract"
        else:
            yield from _wrong(f"{place}{name}.", of, part)


def _no_json(place: str, value: Any) -> Iterator[str]:
    """What of a value no JSON text could say: bytes, objects of Python, numbers without a name."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _no_json(f"{place}{name}.", part)
            if not isinstance(name, str):
                yield f"{place} names a part {name!r}"
    elif isinstance(value, list):
        for at, part in enumerate(value):
            yield from _no_json(f"{place}[{at}]", part)
    elif isinstance(value, float) and not isfinite(value):
        yield f"{place.rstrip('.')} is {value}, which JSON cannot say"
    elif not isinstance(value, str | int | float | None):
        yield f"{place.rstrip('.')} is {_shown(value)}, no JSON"


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) < 80 else text[:80] + "…"


_TYPES: dict[str, Any] = {
    "string": str,
    "number": (int, float),
    "integer": int,
    "boolean": bool,
    "null": type(None),
    "bytes": (bytes, bytearray, memoryview),
    "array": list,
    "object": dict,
}
