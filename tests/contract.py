"""The contract for the wire as the tests hold us to it: what is sent is what it says.

The schemas are JSON Schema, as far as the contract needs that, with bytes as a type more.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rerun_state.static import read_contract

Schema = dict[str, Any]


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


class Inputs:
    """The inputs of pages, as messages have made them; `wrong` is what the contract forbids."""

    def __init__(self) -> None:
        self.wrong: list[str] = []
        self._shown: dict[str, tuple[str, dict[str, Any]]] = {}

    def opened(self, model: str, state: dict[str, Any]) -> None:
        """An input was opened with that state."""
        self._shown[model] = state["kind"], dict(state["props"])
        self._judge(model, state)

    def changed(self, model: str, change: dict[str, Any], buffers: list[Any]) -> None:
        """A patch changes an input; bytes are beside it."""
        change = unpacked(change, buffers)
        _, props = self._shown[model]
        props.update(change.get("props", {}))
        for name in change.get("gone", ()):
            del props[name]
        self._judge(model, change)

    def _judge(self, model: str, told: dict[str, Any]) -> None:
        kind, props = self._shown[model]
        self.wrong += of_element(kind, props)
        if "value" in told:
            self.wrong += of_value(kind, told["value"])


def unpacked(wire: Any, buffers: list[Any]) -> Any:
    """What was sent, with the bytes in their places."""
    if isinstance(wire, dict):
        if list(wire) == ["$buffer"]:
            return buffers[wire["$buffer"]]
        return {name: unpacked(part, buffers) for name, part in wire.items()}
    return [unpacked(part, buffers) for part in wire] if isinstance(wire, list) else wire


def of_event(kind: str, content: dict[str, Any]) -> list[str]:
    """What is wrong with an event of a model, as the browser sends it; a page is an `app`."""
    asked = read_contract()["asked"]
    terms = read_contract()["kinds"].get(kind, {})
    name = str(content.get("event"))
    fields = {part: value for part, value in content.items() if part != "event"}
    if name == "change":
        of = terms.get("press") or terms.get("sends") or terms.get("value")
        schema = None if of is None else _change(of)
    else:
        schema = asked.get(name) or terms.get("events", {}).get(name)
    return [f"a {kind} has no event {name!r}"] if schema is None else _listed(kind, schema, fields)


def of_reply(kind: str, content: dict[str, Any]) -> list[str]:
    """What is wrong with what the kernel tells the view of an input beside its properties."""
    schema = read_contract()["kinds"].get(kind, {}).get("replies", {}).get(content.get("event"))
    fields = {part: value for part, value in content.items() if part != "event"}
    return [f"no {kind} hears {content!r}"] if schema is None else _listed(kind, schema, fields)


def _change(value: Schema) -> Schema:
    """A change: its value, its number, and what stood at the places among options that it names."""
    fields = {"value": value, "seq": {"type": "string"}, "seen": {"type": "array", "items": {}}}
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
