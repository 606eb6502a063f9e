"""Libraries that are imported where they are needed first, and what of them is asked before.

Pyodide, Python in a browser, fetches the libraries that the text of a cell imports before the cell
runs. Those which we import ourselves no text names, so they are fetched here, while the program
waits.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from importlib import import_module
from typing import Any

from rerun_state.errors import StreamlitAPIException

_pandas: Any = None  # which is asked for many times a run


def import_library(name: str, purpose: str) -> Any:
    """The module of a library; StreamlitAPIException, which names the cure, without one."""
    try:
        return import_module(name)
    except ImportError as missing:
        if _fetch(name):
            return import_module(name)
        raise StreamlitAPIException(f"{purpose} {name}. {_cure(name)}") from missing


def pandas() -> Any:
    """The pandas module; StreamlitAPIException without one."""
    global _pandas
    if _pandas is None or sys.modules.get("pandas") is not _pandas:
        _pandas = import_library("pandas", "Tables and charts need")
    return _pandas


def library_of(value: object) -> str:
    """The library that an object's class is from: "pandas" for a DataFrame."""
    return type(value).__module__.partition(".")[0]


def is_of(value: object, library: str, *names: str) -> bool:
    """Is its class, or one that it is made from, a class of a library, or one of these of it?"""
    return any(
        each.__module__.partition(".")[0] == library and (not names or each.__name__ in names)
        for each in type(value).__mro__
    )


def _cure(name: str) -> str:
    if sys.platform == "emscripten":
        return f"Write `import {name}` in the cell: Pyodide fetches what cells import."
    return "Install it: pip install 'rerun-state[data]'."


def _fetch(name: str) -> bool:
    """Fetch a package that Pyodide knows, in browsers which can wait for that."""
    if sys.platform == "emscripten":
        from pyodide.ffi import JsException, can_run_sync, run_sync
        from pyodide_js import loadPackage

        if can_run_sync():
            with suppress(JsException):  # it knows none of that name, or there is no network
                run_sync(loadPackage(name))
                return True
    return False
