"""input() in a rerun: says at once that nobody is asked, and what to use instead.

A rerun answers no cell's execution, so a front end would show its question nowhere, and the kernel
would wait for ever. In the first run, which a cell's execution covers, input() works as always.
"""

from __future__ import annotations

import builtins
import getpass
from collections.abc import Callable
from types import ModuleType
from typing import Any

from rerun_state.runtime.execution.run import running

_ASKING: tuple[tuple[ModuleType, str], ...] = ((builtins, "input"), (getpass, "getpass"))
_refusing: dict[str, tuple[Callable[..., Any], Callable[..., Any]]] = {}  # and what they stand for


def refuse_questions() -> None:
    """Let input() and getpass() fail with a clear message in reruns; doing so twice is the same.

    Call it when no cell is executed: for that time ipykernel puts functions of its own there.
    """
    for module, name in _ASKING:
        if name not in _refusing or getattr(module, name) is not _refusing[name][0]:
            original = getattr(module, name)
            _refusing[name] = _refuse(name, original), original
            setattr(module, name, _refusing[name][0])


def allow_questions() -> None:
    """Put input() and getpass() back."""
    for module, name in _ASKING:
        refusing, original = _refusing.pop(name, (None, None))
        if refusing is not None and getattr(module, name) is refusing:
            setattr(module, name, original)


def _refuse(name: str, original: Callable[..., Any]) -> Callable[..., Any]:
    def ask(*args: Any, **keywords: Any) -> Any:
        if running() is not None:
            raise RuntimeError(
                f"{name}() cannot ask the reader while an app reruns. Use st.text_input(), and "
                "%debug in another cell in place of a breakpoint."
            )
        return original(*args, **keywords)

    return ask
