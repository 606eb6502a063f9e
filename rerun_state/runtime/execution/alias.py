"""`import streamlit` means this package while an app runs, be Streamlit installed or not."""

from __future__ import annotations

import importlib
import importlib.util
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

OURS, THEIRS = "rerun_state", "streamlit"


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


def _is_theirs(name: str) -> bool:
    return name == THEIRS or name.startswith(THEIRS + ".")


class _Finder(MetaPathFinder, Loader):
    """Finds `streamlit.x` where `rerun_state.x` exists."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._blocks = 0
        self._found: list[str] = []
        self._hidden: dict[str, ModuleType] = {}

    def enter(self) -> None:
        """A block begins: the first one hides what is loaded under the name."""
        with self._lock:
            self._blocks += 1
            if self._blocks > 1:
                return
            if THEIRS in sys.modules:  # looking through all modules takes as long as a small run
                loaded = [name for name in sys.modules if _is_theirs(name)]
                self._hidden = {name: sys.modules.pop(name) for name in loaded}
            sys.modules[THEIRS] = sys.modules[OURS]
            sys.meta_path.insert(0, self)

    def leave(self) -> None:
        """A block ends: the last one puts back what was hidden."""
        with self._lock:
            self._blocks -= 1
            if self._blocks:
                return
            sys.meta_path.remove(self)
            for name in (THEIRS, *self._found):
                sys.modules.pop(name, None)
            sys.modules.update(self._hidden)
            self._found, self._hidden = [], {}

    def find_spec(
        self, fullname: str, path: object, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if not _is_theirs(fullname) or fullname == THEIRS:
            return None
        if importlib.util.find_spec(OURS + fullname[len(THEIRS) :]) is None:
            raise ModuleNotFoundError(
                f"rerun_state has no module that stands for {fullname}", name=fullname
            )
        return ModuleSpec(fullname, self)

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        self._found.append(spec.name)
        return importlib.import_module(OURS + spec.name[len(THEIRS) :])

    def exec_module(self, module: ModuleType) -> None:
        """It was executed when it was imported under its own name."""


_FINDER = _Finder()
