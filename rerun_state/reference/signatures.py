"""Annotations that a person reads in a signature: `key: str | int | None`, not `key: 'Key | None'`.

An annotation stays the text that it is, so that type hints are found as ever; it only shows itself
with its aliases written out, and a variable of types as what bounds it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from types import FunctionType, MappingProxyType, NoneType, UnionType
from typing import Any, ForwardRef, Literal, TypeVar, Union, get_args, get_origin

from rerun_state.patterns import pattern

_WORDS = pattern(r"'[^']*'|[\w.]+")
_shown: defaultdict[str, dict[str, Shown]] = defaultdict(dict)
"""By module and annotation; most stand in many functions."""


class Shown(str):
    """The annotation of a function in a module."""

    names: Mapping[str, Any] = MappingProxyType({})

    @classmethod
    def of(cls, annotation: str, names: Mapping[str, Any]) -> Shown:
        made = cls(annotation)
        made.names = names
        return made

    def __str__(self) -> str:
        return type_in_code("".join(self), self.names)

    __repr__ = __str__


def show_types(function: FunctionType) -> None:
    """Have the signature of a function show types as a person reads them."""
    names = function.__globals__
    known = _shown[names["__name__"]]
    for each in function.__annotations__.values():
        if type(each) is str and each not in known:
            known[each] = Shown.of(each, names)
    function.__annotations__ = {
        name: known[each] if type(each) is str else each
        for name, each in function.__annotations__.items()
    }


def type_in_code(annotation: str, names: Mapping[str, Any]) -> str:
    """An annotation in a module with its aliases written out."""

    def written(match: re.Match[str]) -> str:
        word = match[0]
        return _of_alias(names[word], word) if word in names else word

    return " | ".join(dict.fromkeys(_WORDS.sub(written, annotation).split(" | ")))


@cache
def _of_alias(alias: Any, name: str) -> str:
    """What an alias of types stands for; whatever else a name means keeps that name."""
    if isinstance(alias, TypeVar):
        return _of_variable(alias, name)
    return name if get_origin(alias) is None else _of_type(alias)


def _of_variable(variable: TypeVar, name: str) -> str:
    if variable.__constraints__:
        return " | ".join(map(_of_type, variable.__constraints__))
    bound = variable.__bound__
    if name == "Empty":  # the variable of inputs that may have no value
        return "None"
    if bound is None:
        return name
    return "Container" if _of_type(bound) == "Block" else _of_type(bound)


def _of_type(alias: Any) -> str:
    origin, arguments = get_origin(alias), get_args(alias)
    if origin in (Union, UnionType):
        return " | ".join(map(_of_type, arguments))
    if origin is Literal:
        return f"Literal[{', '.join(map(repr, arguments))}]"
    if alias is NoneType:
        return "None"
    if isinstance(alias, ForwardRef):
        return alias.__forward_arg__
    if origin is None:
        return getattr(alias, "__name__", None) or str(alias).rpartition(".")[2]
    name = "Callable" if origin.__name__ == "Callable" else getattr(origin, "__name__", "")
    inner = ", ".join(_argument(each) for each in arguments)
    return f"{name}[{inner}]" if inner else name


def _argument(each: Any) -> str:
    if each is ...:
        return "..."
    if isinstance(each, list):
        return f"[{', '.join(map(_of_type, each))}]"
    return _of_type(each)
