"""Copies of values by pickle, of classes that live in a cell as well.

A cell's classes and functions are in no module that pickle could import. So they are pickled by
name, and found again in the globals of the cached function at hand: after a rerun a copy has the
class as the cell defines it now.
"""

from __future__ import annotations

import io
import pickle
import types
from collections.abc import Mapping
from typing import Any


def dumps(value: object, namespace: Mapping[str, Any]) -> bytes:
    """Return the value as bytes; what pickle cannot import is looked for in `namespace`.

    Raises whatever the value's own code raises, if it cannot be pickled.
    """
    try:
        return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    except Exception:  # slower: asks about each object
        sink = io.BytesIO()
        _Pickler(sink, namespace).dump(value)
        return sink.getvalue()


def loads(data: bytes, namespace: Mapping[str, Any]) -> Any:
    """Return a copy of the value that `dumps` was given."""
    return _Unpickler(io.BytesIO(data), namespace).load()


class _Pickler(pickle.Pickler):
    def __init__(self, sink: io.BytesIO, namespace: Mapping[str, Any]) -> None:
        super().__init__(sink, pickle.HIGHEST_PROTOCOL)
        self._namespace = namespace

    def persistent_id(self, value: Any) -> str | None:
        if not isinstance(value, (type, types.FunctionType)):
            return None
        if value.__module__ != self._namespace.get("__name__"):
            return None
        try:
            found = _find(value.__qualname__, self._namespace)
        except (AttributeError, KeyError):
            return None
        return value.__qualname__ if found is value else None


class _Unpickler(pickle.Unpickler):
    def __init__(self, source: io.BytesIO, namespace: Mapping[str, Any]) -> None:
        super().__init__(source)
        self._namespace = namespace

    def persistent_load(self, name: str) -> Any:
        return _find(name, self._namespace)


def _find(qualname: str, namespace: Mapping[str, Any]) -> Any:
    first, *rest = qualname.split(".")
    found = namespace[first]
    for name in rest:
        found = getattr(found, name)
    return found
