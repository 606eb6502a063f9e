"""Which module stands for `streamlit.x.y`.

One of this room, if there is one; one of the package, if it offers the same; else a stand-in with
the names that Streamlit's module has. Those of its names that mean something here point to ours,
and the others raise when they are called: what they are for, Streamlit's server, does not exist.
"""

from __future__ import annotations

import importlib
import importlib.util
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

from rerun_state import errors
from rerun_state.errors import StreamlitAPIException
from rerun_state.streamlit.pointers import POINTERS, SAME

ROOM = __name__.rpartition(".")[0]


@cache
def find_module(name: str) -> ModuleType | None:
    """What stands for a module of Streamlit, such as `streamlit.runtime`; None for no such one."""
    path = name.partition(".")[2]
    if not path:
        return importlib.import_module(ROOM)
    if (same := SAME.get(path)) is not None:
        return importlib.import_module(same)
    if _exists(path):
        return importlib.import_module(f"{ROOM}.{path}")
    names = read_names().get(path)
    return None if names is None else StandIn(name, names)


@cache
def read_names() -> dict[str, frozenset[str]]:
    """The names of Streamlit's modules that programs know, by the modules' paths."""
    lines = Path(__file__).with_name("names.txt").read_text("utf-8").splitlines()
    parts = (line.partition(":") for line in lines)
    return {path: frozenset(names.split()) for path, _, names in parts}


class StandIn(ModuleType):
    """A module of Streamlit, with the names that it has."""

    def __init__(self, name: str, names: frozenset[str]) -> None:
        super().__init__(name, f"What `{name}` is here: names that point to rerun_state's own.")
        self.__path__: list[str] = []  # its modules are found by name
        self._names = names

    def __getattr__(self, name: str) -> Any:
        if name in self._names:
            value = _pointed_to(self.__name__, name)
        elif name.startswith("__") or (value := find_module(f"{self.__name__}.{name}")) is None:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        setattr(self, name, value)
        return value

    def __dir__(self) -> list[str]:
        return sorted({*self._names, *super().__dir__()})


def _exists(path: str) -> bool:
    """Does this room have that module, and all that it stands in?"""
    parts = path.split(".")
    within = (".".join([ROOM, *parts[:count]]) for count in range(1, len(parts) + 1))
    return parts[0] not in _OWN and all(map(_is_module, within))


def _is_module(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:  # what it would stand in is no package
        return False


_OWN = frozenset(
    {"addresses", "call_keys", "config_options", "contexts", "dataframes", "demos"}
    | {"distribution", "formats", "lookup", "page_files", "pointers", "server"}
    | {"session_infos"}
)


def _pointed_to(module: str, name: str) -> Any:
    path = module.partition(".")[2]
    if (way := POINTERS.get(f"{path}.{name}") or POINTERS.get(name)) is not None:
        where, _, attribute = way.partition(":")
        return getattr(importlib.import_module(where), attribute)
    if isinstance(error := getattr(errors, name, None), type):
        return error
    ours = importlib.import_module(ROOM)
    return getattr(ours, name) if name in ours.__all__ else _absent(module, name)


class _Absent(type):
    """Classes that stand for what does not exist: good for annotations, and for isinstance."""

    def __call__(cls, *args: object, **keywords: object) -> NoReturn:
        raise StreamlitAPIException(_refusal(cls))

    def __getattr__(cls, name: str) -> NoReturn:
        raise AttributeError(_refusal(cls))


def _absent(module: str, name: str) -> type:
    return _Absent(name, (), {"__module__": module})


def _refusal(cls: type) -> str:
    return (
        f"{cls.__module__}.{cls.__name__} is a part of Streamlit's own server and does not exist "
        "in a kernel. Use what the package itself offers: dir(st) lists it."
    )
