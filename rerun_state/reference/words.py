"""Types and defaults as a person reads them: `str or int`, not `Key | None` or a module's path.

Annotations are read as the text that they are; only the aliases in them are looked up. So nothing
is evaluated, and a name that exists for type checkers alone does no harm.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
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


Meaning = Callable[[str], Any]
"""What a name stands for in a module; None if for nothing."""

_read: dict[str, tuple[str, dict[str, Any]]] = {}
"""By annotation: its words, and what the names in it stood for when it was read."""


def type_in_words(annotation: str, names: Mapping[str, Any]) -> str:
    """An annotation in a module as numpydoc writes it: with commas, and None at the end."""
    words, meant = _read.get(annotation, ("", {}))
    if words and all(names.get(name) is meaning for name, meaning in meant.items()):
        return words
    met: dict[str, Any] = {}

    def meaning_of(name: str) -> Any:
        return met.setdefault(name, names.get(name))

    words = _listed(annotation, meaning_of)
    _read[annotation] = words, met
    return words


def _listed(annotation: str, meaning_of: Meaning) -> str:
    found = list(dict.fromkeys(_alternatives(annotation, meaning_of)))
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


def _alternatives(annotation: str, meaning_of: Meaning) -> Iterator[str]:
    for each in _parts(annotation):
        name, _, inner = each.partition("[")
        if each in _KNOWN:
            yield _KNOWN[each]
        elif name == "Literal":
            yield from (word.strip().replace("'", '"') for word in inner[:-1].split(","))
        elif inner:
            yield _generic(name, inner[:-1].removesuffix(", ..."), meaning_of)
        elif (alias := meaning_of(each)) is None or isinstance(alias, type):
            yield each.rpartition(".")[2]
        else:
            yield from _of_alias(alias)


def _parts(annotation: str) -> Iterator[str]:
    """What stands between the `|` that are not within brackets."""
    part = ""
    for piece in annotation.split(" | "):
        part = f"{part} | {piece}" if part else piece
        if part.count("[") == part.count("]"):
            yield part
            part = ""


def _generic(name: str, inner: str, meaning_of: Meaning) -> str:
    if name == "Callable":
        return "callable"
    if name not in _MANY:
        return name.lower()
    entries = _listed(inner, meaning_of) if "," not in inner else "object"
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
