"""What travels between a program and a component in a frame: arguments there, a value back."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Mapping
from typing import Any

from rerun_state.components.arrow import from_parts, to_parts
from rerun_state.elements.data.given.makes import is_table
from rerun_state.errors import MarshallComponentException
from rerun_state.runtime.model.codec import Codec


class Arguments:
    """The arguments of one call: a JSON text, and apart from it bytes and tables."""

    __slots__ = ("json", "special")

    def __init__(self, values: Mapping[str, Any], component: str) -> None:
        plain: dict[str, Any] = {}
        self.special: list[dict[str, Any]] = []
        for name, value in values.items():
            if isinstance(value, (bytes, bytearray, memoryview)):
                self.special.append({"key": name, "bytes": bytes(value)})
            elif is_table(value):
                self.special.append({"key": name, "table": to_parts(value)})
            else:
                plain[name] = value
        try:
            self.json = json.dumps(plain)
        except (TypeError, ValueError) as error:
            raise MarshallComponentException(
                f"An argument of the component {component!r} cannot be sent to the browser: "
                f"{error}. Give it JSON data, bytes, or a table as an argument of its own."
            ) from error


class ValueCodec(Codec):
    """The value that a component's frame has set; the frame is told of its arguments alone."""

    __slots__ = ()

    def decode(self, wire: Any) -> Any:
        """JSON data, bytes, or a DataFrame."""
        if not isinstance(wire, dict):
            raise ValueError("not a value of a component")
        match wire.get("type"):
            case "json":
                return wire.get("value")
            case "bytes":
                return _bytes(wire, "data")
            case "dataframe":
                parts = (_bytes(wire, name) for name in ("data", "index", "columns"))
                return from_parts(*parts)
            case other:
                raise ValueError(f"a value of the unknown type {other!r}")

    def encode(self, value: Any) -> None:
        """Nothing."""
        return

    def keep(self, value: Any) -> Any:
        """The value itself."""
        return value


def _bytes(wire: Mapping[str, Any], name: str) -> bytes:
    text = wire.get(name)
    if not isinstance(text, str):
        raise ValueError(f"a value without its {name}")
    return b64decode(text, validate=True)


CODEC = ValueCodec()
