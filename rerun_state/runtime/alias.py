"""`import streamlit` means this package while an app runs, be Streamlit installed or not."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

OURS, THEIRS = "rerun_state", "streamlit"


@contextmanager
def streamlit_alias() -> Iterator[None]:
    """Let imports of `streamlit` find ours during the block; what was loaded is put back."""
    # Looking through all modules takes as long as a small run; no parent, no children.
    theirs = [name for name in sys.modules if _is_theirs(name)] if THEIRS in sys.modules else []
    hidden = {name: sys.modules.pop(name) for name in theirs}
    around, _FINDER.found = _FINDER.found, []
    sys.modules[THEIRS] = sys.modules[OURS]
    sys.meta_path.insert(0, _FINDER)
    try:
        yield
    finally:
        sys.meta_path.remove(_FINDER)
        for name in (THEIRS, *_FINDER.found):
            sys.modules.pop(name, None)
        _FINDER.found = around
        sys.modules.update(hidden)


def _is_theirs(name: str) -> bool:
    return name == THEIRS or name.startswith(THEIRS + ".")


class _Finder(MetaPathFinder, Loader):
    """Finds `streamlit.x` where `rerun_state.x` exists."""

    def __init__(self) -> None:
        self.found: list[str] = []

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
        self.found.append(spec.name)
        return importlib.import_module(OURS + spec.name[len(THEIRS) :])

    def exec_module(self, module: ModuleType) -> None:
        """It was executed when it was imported under its own name."""


_FINDER = _Finder()
