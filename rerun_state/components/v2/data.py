"""The data of a mounted component, as it travels."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from rerun_state.components.arrow import to_stream
from rerun_state.elements.data.given.makes import is_table
from rerun_state.errors import BidiComponentUnserializableDataError, StreamlitAPIException


def packed(data: Any, component: str) -> dict[str, Any]:
    """JSON as a text, bytes, a table, or JSON with tables apart.

    A dictionary with values that are none of that travels as its text, as in Streamlit.

    Raises BidiComponentUnserializableDataError for anything else.
    """
    if data is None:
        return {}
    if isinstance(data, (bytes, bytearray, memoryview)):
        return {"bytes": bytes(data)}
    if is_table(data):
        return {"bytes": to_stream(data)}
    if isinstance(data, Mapping):
        return _mapping(data)
    try:
        return {"json": json.dumps(data)}
    except (TypeError, ValueError):
        pass
    try:
        return {"bytes": to_stream(data)}
    except StreamlitAPIException as error:
        raise BidiComponentUnserializableDataError(
            f"The data of the component {component!r} cannot be sent to the browser: "
            f"{type(data).__name__} is neither JSON, nor bytes, nor a table."
        ) from error


def _mapping(data: Mapping[Any, Any]) -> dict[str, Any]:
    tables = {str(name): to_stream(value) for name, value in data.items() if is_table(value)}
    plain = {name: None if is_table(value) else value for name, value in data.items()}
    try:
        text = json.dumps(plain)
    except (TypeError, ValueError):
        return {"json": json.dumps(str(dict(data)))}
    return {"json": text, "tables": tables} if tables else {"json": text}
