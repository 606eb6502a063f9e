"""Which notebook a function belongs to, for results that outlive the kernel.

All notebooks share one directory, and in each of them functions live in `__main__`. So two that
copied a function from each other would take one another's results, though they gave it other
globals. The file that a function was written in tells them apart. Some front ends do not tell the
kernel which notebook it serves: there the working folder does, with what the function reads of the
globals. Functions of modules are the same function everywhere.
"""

from __future__ import annotations

import hashlib
import inspect
import os
import types
from collections.abc import Callable, Iterator
from typing import Any

from rerun_state.caching.hashing import Unhashable, digest, type_name
from rerun_state.runtime.execution.home import working_folder

_FILE_NAMES = ("__file__", "__vsc_ipynb_file__")
"""What a script's globals, and VS Code, call the file that is executed."""
_SESSION = "JPY_SESSION_NAME"
"""Where a Jupyter server tells the kernel which notebook it was started for."""


def lasting_key(function_key: str, function: Callable[..., Any]) -> str:
    """The key of a function among those of all notebooks."""
    if function.__module__ != "__main__":
        return function_key
    place = _notebook(function) or [str(working_folder()), *_globals_read(function)]
    return hashlib.sha256(digest([function_key, place])).hexdigest()


def _notebook(function: Callable[..., Any]) -> str | None:
    names = getattr(inspect.unwrap(function), "__globals__", {})
    told = [*(names.get(name) for name in _FILE_NAMES), os.environ.get(_SESSION)]
    path = next((each for each in told if isinstance(each, str) and each), None)
    return None if path is None else os.path.normpath(working_folder() / path)


def _globals_read(function: Callable[..., Any]) -> list[Any]:
    """The globals that a function reads, and those that the functions among them read."""
    found: list[Any] = []
    waiting: list[Any] = [inspect.unwrap(function)]
    seen: set[int] = set()
    while waiting:
        each = waiting.pop()
        if id(each) in seen:
            continue
        seen.add(id(each))
        for name, value in _globals_of(each):
            found.append((name, _described(value)))
            if _is_of_notebook(value):
                waiting.append(inspect.unwrap(value))
    return found


def _globals_of(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, type):
        members = [inspect.unwrap(m) for m in vars(value).values() if callable(m)]
        for member in members:
            if not isinstance(member, type):
                yield from _globals_of(member)
        return
    code, names = getattr(value, "__code__", None), getattr(value, "__globals__", {})
    if code is not None:
        yield from ((name, names[name]) for name in sorted(_names(code)) if name in names)


def _names(code: types.CodeType) -> set[str]:
    inner = (_names(each) for each in code.co_consts if isinstance(each, types.CodeType))
    return set(code.co_names).union(*inner)


def _is_of_notebook(value: Any) -> bool:
    return callable(value) and getattr(value, "__module__", None) == "__main__"


def _described(value: Any) -> Any:
    """What tells a global from another of the same name: its source, or its content."""
    if _is_of_notebook(value):
        try:
            return inspect.getsource(inspect.unwrap(value))
        except (OSError, TypeError):
            code = getattr(inspect.unwrap(value), "__code__", None)
            return type_name(type(value)) if code is None else code.co_code
    try:
        return digest(value)
    except Unhashable:
        return type_name(value if isinstance(value, types.FunctionType) else type(value))
