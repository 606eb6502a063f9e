"""What a cached function was called with, as one digest.

Equal values of the same type have equal digests, also in another process and after a restart;
values of different types differ (`1`, `1.0`, `True`). A value is taken apart into simpler ones
until only bytes are left, each written with its type and length, so that no two structures read the
same. The order of a dict counts, that of a set does not.

Objects of which nothing is known are taken apart by `__reduce__`, as pickle does. Python functions
and plain instances cannot be: what they would do depends on closures and attributes that a digest
of their source would miss. They raise Unhashable, and `hash_funcs` or an underscore helps.
"""

from __future__ import annotations

import collections
import collections.abc
import dataclasses
import datetime as dt
import enum
import functools
import hashlib
import io
import os
import pickle
import re
import struct
import types
import uuid
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from rerun_state.caching.choices import HashFuncs
from rerun_state.caching.contents import Cells, library_parts
from rerun_state.errors import UserHashError, an

Parts = Sequence[Any]


class Unhashable(Exception):
    """A value has no digest; `value` is the innermost one at fault."""

    def __init__(self, value: object) -> None:
        super().__init__(type_name(type(value)))
        self.value = value


def digest(value: object, hash_funcs: HashFuncs | None = None) -> bytes:
    """Return the digest of `value`; `hash_funcs` maps types, or their dotted names, to functions
    that return something hashable in their place.

    Raises Unhashable, and UserHashError when one of `hash_funcs` fails.
    """
    names = {k if isinstance(k, str) else type_name(k): f for k, f in (hash_funcs or {}).items()}
    return _Digest(names).of(value)


def type_name(cls: type[Any] | types.FunctionType) -> str:
    """The dotted name of a class or function, which outlives its redefinition."""
    return f"{cls.__module__}.{cls.__qualname__}"


class _Digest:
    """One pass over a value; knows where it is, to get out of cycles."""

    def __init__(self, hash_funcs: dict[str, Callable[[Any], Any]]) -> None:
        self._hash_funcs = hash_funcs
        self._within: list[int] = []
        self._sink = hashlib.sha256()

    def of(self, value: object) -> bytes:
        self._feed(value)
        return self._sink.digest()

    def _feed(self, value: Any) -> None:
        name = type_name(type(value))
        if id(value) in self._within:
            self._leaf("cycle", b"%d" % (len(self._within) - self._within.index(id(value))))
        elif name in self._hash_funcs:
            self._branch(value, name, [self._by_user(self._hash_funcs[name], value)])
        elif isinstance(value, (set, frozenset)):
            self._branch(value, name, sorted(_Digest(self._hash_funcs).of(item) for item in value))
        elif isinstance(value, Cells):
            self._leaf(name, self._cells(list(value)))
        elif isinstance(parts := parts_of(value), (bytes, bytearray, memoryview)):
            self._leaf(name, parts)
        else:
            self._branch(value, name, parts)

    def _leaf(self, name: str, data: bytes | bytearray | memoryview) -> None:
        self._sink.update(b"%s:%d:" % (name.encode(), len(data)))
        self._sink.update(data)

    def _branch(self, value: object, name: str, parts: Parts) -> None:
        self._sink.update(b"%s[%d]" % (name.encode(), len(parts)))
        self._within.append(id(value))
        for part in parts:
            self._feed(part)
        self._within.pop()

    def _cells(self, values: list[Any]) -> bytes:
        try:
            return _Digest(self._hash_funcs).of(values)
        except Unhashable:
            try:
                return pickle.dumps(values)
            except Exception as error:
                raise Unhashable(values) from error

    def _by_user(self, function: Callable[[Any], Any], value: object) -> object:
        try:
            return function(value)
        except Exception as error:
            name = getattr(function, "__qualname__", repr(function))
            raise UserHashError(
                f"{name}, given in hash_funcs, failed on {an(type_name(type(value)))}: {error}"
            ) from error


# -- taking values apart ------------------------------------------------------------------------


@functools.singledispatch
def parts_of(value: Any) -> Parts | bytes | bytearray | memoryview:
    """Take a value apart: into simpler ones, or into bytes when nothing is simpler."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return [(field.name, getattr(value, field.name)) for field in dataclasses.fields(value)]
    parts = library_parts(value)
    if parts is not None:
        return parts
    if isinstance(getattr(value, "file", None), io.IOBase):  # what tempfile wraps
        return [value.file]
    return _reduced(value)


def _reduced(value: Any) -> Parts:
    try:
        reduced = value.__reduce__()
    except Exception as error:  # whatever an object's own code raises, it has no digest
        raise Unhashable(value) from error
    if isinstance(reduced, str):
        return [reduced]
    if isinstance(reduced[0], types.FunctionType):
        raise Unhashable(value)
    # The fourth and fifth are iterators over what the object contains.
    return [*reduced[:3], *(list(items or ()) for items in reduced[3:5])]


@parts_of.register(types.FunctionType)
@parts_of.register(types.MethodType)
@parts_of.register(types.GeneratorType)
def _(value: object) -> Parts:
    raise Unhashable(value)


@parts_of.register(bytes)
@parts_of.register(bytearray)
@parts_of.register(list)
@parts_of.register(tuple)
def _(value: bytes | bytearray | Parts) -> bytes | bytearray | Parts:
    return value


@parts_of.register
def _(value: memoryview) -> Parts | memoryview:
    if value.format == "B" and value.ndim == 1 and value.contiguous:
        return value
    return [value.format, value.shape, value.tobytes()]


@parts_of.register
def _(value: str) -> bytes:
    return value.encode("utf-8", "surrogatepass")


@parts_of.register
def _(value: int) -> bytes:
    return int(value).to_bytes(int(value).bit_length() // 8 + 1, "little", signed=True)


@parts_of.register
def _(value: float) -> bytes:
    return struct.pack("<d", value)


@parts_of.register
def _(value: complex) -> bytes:
    return struct.pack("<dd", value.real, value.imag)


@parts_of.register(type(None))
@parts_of.register(type(...))
@parts_of.register(type(NotImplemented))
def _(value: object) -> bytes:
    return b""


@parts_of.register
def _(value: collections.deque) -> Parts:  # type: ignore[type-arg]  # singledispatch takes plain classes
    return [list(value), value.maxlen]


@parts_of.register(dict)
@parts_of.register(types.MappingProxyType)
def _(value: Mapping[Any, Any]) -> Parts:
    return list(value.items())


@parts_of.register
def _(value: collections.abc.ItemsView) -> Parts:  # type: ignore[type-arg]
    return list(value)


@parts_of.register
def _(value: uuid.UUID) -> bytes:
    return value.bytes


@parts_of.register
def _(value: PurePath) -> bytes:
    return os.fsencode(value)


@parts_of.register(dt.datetime)
@parts_of.register(dt.time)
def _(value: dt.datetime | dt.time) -> Parts:
    if value != value:  # pandas.NaT is a datetime
        return ["NaT"]
    return [value.isoformat(), value.fold, value.tzname(), getattr(value.tzinfo, "key", None)]


@parts_of.register
def _(value: enum.Enum) -> Parts:
    plain = isinstance(value.value, (int, float, str, bytes))
    return [str(value.name), value.value if plain else None]


@parts_of.register
def _(value: re.Pattern) -> Parts:  # type: ignore[type-arg]
    return [value.pattern, value.flags]


@parts_of.register
def _(value: functools.partial) -> Parts:  # type: ignore[type-arg]
    return [value.func, value.args, value.keywords]


@parts_of.register
def _(value: types.ModuleType) -> bytes:
    return value.__name__.encode()


@parts_of.register
def _(value: type) -> bytes:
    return type_name(value).encode()


@parts_of.register
def _(value: types.BuiltinFunctionType) -> Parts:
    owner = value.__self__
    return [value.__qualname__, owner.__name__ if isinstance(owner, types.ModuleType) else owner]


@parts_of.register
def _(value: types.GetSetDescriptorType) -> Parts:
    return [value.__qualname__, type_name(value.__objclass__)]


@parts_of.register
def _(value: io.IOBase) -> Parts:
    if isinstance(value, (io.StringIO, io.BytesIO)):
        return [getattr(value, "name", None), value.tell(), value.getvalue()]
    name = getattr(value, "name", None)
    try:
        return [name, os.stat(name).st_mtime_ns, value.tell()]  # type: ignore[arg-type]
    except (OSError, TypeError, ValueError) as error:
        raise Unhashable(value) from error
