"""A blank slate for each run: the notebook's names can be read, and whatever is assigned is gone.

A run has a module of its own, named `__main__` and filled from the notebook's names, and for as
long as the run's code executes that module is what `sys.modules` and IPython know as the notebook.
So pickling, type hints, magics and `{x}` in shell commands find the run's names. Functions of the
notebook keep their globals: with `global` they write to the notebook.

Why a fresh module each time: a callback of the previous run still has the names of that run.
Filling it takes 40 to 90 microseconds for 10,000 names, and look-ups are as fast as in a cell.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

from rerun_state.runtime.execution.script import SHOW, showing

# The notebook's own registers, which a run would write to if it were given the same objects.
_PRIVATE = (
    "__annotate__",
    "__annotations__",
    "__conditional_annotations__",
    "__warningregistry__",
)


class Namespace:
    """The names of one run."""

    def __init__(self, shell: Any, names: Mapping[str, Any] | None = None) -> None:
        """Take these names, or those that the notebook has now."""
        self.module = _fresh(shell.user_ns if names is None else names)
        self._shell = shell
        self._show: Callable[..., object] | None = None

    @property
    def globals(self) -> dict[str, Any]:
        """The dict in which to execute code."""
        return vars(self.module)

    @contextmanager
    def active(self) -> Iterator[None]:
        """Be `__main__` during the block, with the builtins and the displayhook of a cell.

        Enter it on the main thread; blocks may be nested. Do not await within: other code would run
        in this namespace. Use `stepwise` there.
        """
        shell = self._shell
        missing = object()
        before = sys.modules.get("__main__", missing), shell.user_module, shell.user_ns
        sys.modules["__main__"] = self.module
        shell.user_module, shell.user_ns = self.module, vars(self.module)
        try:
            # Libraries find out by `get_ipython` where they are.
            with shell.builtin_trap, shell.display_trap, self._showing():
                yield
        finally:
            main, shell.user_module, shell.user_ns = before
            if isinstance(main, types.ModuleType):
                sys.modules["__main__"] = main

    def _showing(self) -> AbstractContextManager[None]:
        """What shows bare expressions, even after the code has reset its names."""
        self._show = self.globals.get(SHOW, self._show)
        return nullcontext() if self._show is None else showing(self._show)


def _fresh(given: Mapping[str, Any]) -> types.ModuleType:
    module = types.ModuleType("__main__")
    names = vars(module)
    names.update(given)
    names["__name__"] = "__main__"
    for name in _PRIVATE:
        names.pop(name, None)
    return module
