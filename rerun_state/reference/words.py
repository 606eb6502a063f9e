"""Types and defaults as a person reads them: `str or int`, not `Key | None` or a module's path.

Annotations are read as the text that they are; only the aliases in them are looked up. So nothing
is evaluated, and a name that exists for type checkers alone does no harm.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

_MANY = {"Iterable": "iterable", "Sequence": "sequence", "list": "list", "tuple": "tuple"}
_KNOWN = {
    "Any": "object",
    "BaseException": "exception",
    "Color": "color",
    "Empty": "None",
    "HashFuncs": "mapping of types to callables",
}


_read: dict[tuple[str, str], str] = {}


def type_in_words(annotation: str, names: Mapping[str, Any]) -> str:
    """An annotation in a module as numpydoc writes it: with commas, and None at the end."""
    key = (annotation, names["__name__"])
    if key not in _read:
        _read[key] = _listed(annotation, names)
    return _read[key]


def _listed(annotation: str, names: Mapping[str, Any]) -> str:
    found = list(dict.fromkeys(_alternatives(annotation, names)))
    if "None" in found:
        found.remove("None")
        found.append("None")
    return " or ".join(filter(None, (", ".join(found[:-1]), found[-1])))


def default_in_words(value: Any) -> str:
    """A default as one would write it, or name it."""
    if isinstance(value, timedelta):
        return f"{value.seconds // 60} minutes"
    if isinstance(value, type):
        return value.__name__
    return "..." if value is ... else _quoted(value)


def _quoted(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str) else repr(value)


def _alternatives(annotation: str, names: Mapping[str, Any]) -> Iterator[str]:
    for each in _parts(annotation):
        name, _, inner = each.partition("[")
        if each in _KNOWN:
            yield _KNOWN[each]
        elif name == "Literal":
            yield from (word.strip().replace("'", '"') for word in inner[:-1].split(","))
        elif inner:
            yield _generic(name, inner[:-1].removesuffix(", ..."), names)
        elif each in names and not isinstance(names[each], type):
            yield from _of_alias(names[each])
        else:
            yield each.rpartition(".")[2]


def _parts(annotation: str) -> Iterator[str]:
    """What stands between the `|` that are not within brackets."""
    part = ""
    for piece in annotation.split(" | "):
        part = f"{part} | {piece}" if part else piece
        if part.count("[") == part.count("]"):
            yield part
            part = ""


def _generic(name: str, inner: str, names: Mapping[str, Any]) -> str:
    if name == "Callable":
        return "callable"
    if name not in _MANY:
        return name.lower()
    entries = type_in_words(inner, names) if "," not in inner else "object"
    return _MANY[name] if entries == "object" else f"{_MANY[name]} of {entries}"


@cache
def _of_alias(alias: Any) -> tuple[str, ...]:
    """The alternatives that an alias of types stands for."""
    origin = get_origin(alias)
    if origin in (Union, UnionType):
        return tuple(word for each in get_args(alias) for word in _of_alias(each))
    if origin is Literal:
        return tuple(_quoted(each) for each in get_args(alias))
    if not isinstance(origin or alias, type):  # a variable of types
        return ("object",)
    if origin is not None:
        return (origin.__name__.lower(),)
    return ("None" if alias is NoneType else alias.__name__,)
