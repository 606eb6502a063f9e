"""`import streamlit` means this package while an app runs, be Streamlit installed or not.

What had been loaded under the name is out of sight during the run, and so is every module that
holds something of it. Those modules are imported anew with our names, and these copies are the
apps': they come and go with the runs, so that neither side ever sees the other's.
"""

from __future__ import annotations

import importlib
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

from rerun_state.runtime.execution.twin_modules import THEIRS, TwinModules, is_theirs

OURS = "rerun_state.streamlit"


@contextmanager
def streamlit_alias() -> Iterator[None]:
    """Let imports of `streamlit` find ours during the block; what was loaded is put back.

    Blocks may be nested, and overlap on several threads: the last one to end puts it back.
    """
    _FINDER.enter()
    try:
        yield
    finally:
        _FINDER.leave()


def exchange(names: dict[str, Any]) -> None:
    """Within the alias: let names that mean Streamlit, or things of modules that use it, mean ours.

    Names of the notebook, which imported the real one.
    """
    if _FINDER.twins.hides:
        for name, value in list(names.items()):
            names[name] = _FINDER.twins.counterpart(value)


def forget_twins() -> None:
    """Let go of the modules that only apps have used."""
    _FINDER.twins.forget()


def forget_modules(names: Iterable[str]) -> None:
    """Within the alias: let these modules be imported anew by the apps."""
    _FINDER.twins.drop(names)


class _Finder(MetaPathFinder, Loader):
    """Finds what stands for `streamlit.x`."""

    def __init__(self) -> None:
        self.twins = TwinModules()
        self._lock = threading.Lock()
        self._blocks = 0

    def enter(self) -> None:
        """A block begins: the first one hides what is loaded under the name."""
        with self._lock:
            self._blocks += 1
            if self._blocks > 1:
                return
            self.twins.show(importlib.import_module(OURS))
            sys.meta_path.insert(0, self)

    def leave(self) -> None:
        """A block ends: the last one puts back what was hidden."""
        with self._lock:
            self._blocks -= 1
            if self._blocks:
                return
            sys.meta_path.remove(self)
            self.twins.hide()

    def find_spec(
        self, fullname: str, path: object, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if not is_theirs(fullname):
            return None
        if _stand_in(fullname) is None:
            raise ModuleNotFoundError(
                f"rerun_state has no module that stands for {fullname}", name=fullname
            )
        return ModuleSpec(fullname, self)

    def find_distributions(self, context: Any) -> Iterable[Any]:
        """What is known of the version that packages ask for, be Streamlit installed or not."""
        if str(context.name).lower() != THEIRS:
            return []
        return [importlib.import_module(f"{OURS}.distribution").OURS]

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        module = _stand_in(spec.name)
        spec.loader_state = getattr(module, "__spec__", None)
        return module

    def exec_module(self, module: ModuleType) -> None:
        """It was executed when it was imported under its own name, which it keeps."""
        spec = module.__spec__
        if spec is not None and spec.loader_state is not None:
            module.__spec__ = spec.loader_state


def _stand_in(name: str) -> ModuleType | None:
    found: ModuleType | None = importlib.import_module(f"{OURS}.lookup").find_module(name)
    return found


_FINDER = _Finder()
