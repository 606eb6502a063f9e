"""What a script finds around it, as one that was started in its own folder: where relative paths
lead, what imports find first, and its arguments.

Modules of its folder come before others of that name, also where such a one is loaded: that of the
notebook, or of an app in another folder. Those are out of sight during the block.
"""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import ModuleType

_kept: dict[Path, dict[str, ModuleType]] = {}
"""Of folders whose modules have names that others have as well, those modules."""


@cache
def installed() -> tuple[Path, ...]:
    """Where modules are that belong to no app."""
    return tuple(Path(sysconfig.get_path(name)) for name in ("stdlib", "purelib", "platlib"))


@contextmanager
def at_home(folder: Path, argv: Sequence[str]) -> Iterator[None]:
    """Be in a folder and have these arguments during the block; blocks may be nested.

    What the program itself adds to `sys.path` stays. The working folder is the process's: threads
    see it as well, for as long as the block lasts.
    """
    before, arguments, entry = _working_folder(), sys.argv, str(folder)
    sys.argv = list(argv)
    sys.path.insert(0, entry)
    os.chdir(folder)
    try:
        with _own_modules(folder):
            yield
    finally:
        sys.argv = arguments
        if entry in sys.path:
            sys.path.remove(entry)
        if before is not None:
            os.chdir(before)


@contextmanager
def _own_modules(folder: Path) -> Iterator[None]:
    """Let the modules of a folder be found, not others of the same names."""
    names = {name for name in _importable(folder) if _is_elsewhere(sys.modules.get(name), folder)}
    if not names:
        yield
        return
    others = _take_out(names)
    sys.modules.update(_kept.pop(folder, {}))
    try:
        yield
    finally:
        _kept[folder] = _take_out(names)
        sys.modules.update(others)


def _take_out(names: Collection[str]) -> dict[str, ModuleType]:
    """Remove modules, and what is in them, from those that are loaded."""
    found = [name for name in sys.modules if name.partition(".")[0] in names]
    return {name: sys.modules.pop(name) for name in found}


def _importable(folder: Path) -> set[str]:
    """The names of the modules and packages in a folder."""
    with os.scandir(folder) as entries:
        names = [entry.name for entry in entries]
    modules = {name.removesuffix(".py") for name in names if name.endswith(".py")}
    packages = {name for name in names if os.path.exists(folder / name / "__init__.py")}
    return (modules | packages) - {"__init__", "__main__"}


def _is_elsewhere(module: object, folder: Path) -> bool:
    """Is it a module of the user's from another folder? One that is installed would be shared."""
    file = getattr(module, "__file__", None)
    if not isinstance(file, str):
        return False
    return not any(map(Path(file).is_relative_to, [folder, *installed()]))


def working_folder() -> Path:
    """Where relative paths begin; where nothing is, if that folder was removed meanwhile."""
    folder = _working_folder()
    return Path(os.sep, "(the working folder was removed)") if folder is None else Path(folder)


def _working_folder() -> str | None:
    try:
        return os.getcwd()
    except FileNotFoundError:  # it was removed
        return None
