"""Modules that hold something of Streamlit's, twice: the notebook's, and the apps' with our names.

A module that says `import streamlit` means the real one when an ordinary cell imports it, and ours
when an app does. So does a module that imports such a module. `sys.modules` shows the apps' copies
while an app runs and the notebook's otherwise, whoever came first.

Why look at what modules hold, not at what they say: a look at the names of a module takes
microseconds and is needed once. Where Streamlit is not loaded nothing is looked at.
"""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from types import FunctionType, MethodType, ModuleType

from rerun_state.patterns import pattern

THEIRS = "streamlit"
_SAYS_SO = pattern(r"^\s*(?:import|from)\s+streamlit\b|^\s*import\s.*,\s*streamlit\b", re.M)
_NEVER = frozenset({"__main__", "__mp_main__", "builtins", "sys", "rerun_state"})


def is_theirs(name: str) -> bool:
    """Is it the name of Streamlit, or of one of its modules?"""
    return name == THEIRS or name.startswith(THEIRS + ".")


class TwinModules:
    """Which modules `sys.modules` shows within and outside of runs."""

    def __init__(self) -> None:
        self._hidden: dict[str, ModuleType] = {}  # the notebook's, during a run
        self._apps: dict[str, ModuleType] = {}  # the apps', otherwise
        self._specs: dict[str, object] = {}  # of the notebook's, when it was hidden last
        self._held: dict[str, tuple[ModuleType, int, frozenset[str]]] = {}
        self._judged: tuple[object, frozenset[str]] = (None, frozenset())

    @property
    def hides(self) -> bool:
        """Is anything of the notebook's out of sight at the moment?"""
        return bool(self._hidden)

    def show(self, streamlit: ModuleType) -> None:
        """Let `sys.modules` show the apps' copies, and a module for `streamlit`."""
        if THEIRS in sys.modules:
            names = [*filter(is_theirs, list(sys.modules)), *self._users()]
            self._hidden = {name: sys.modules.pop(name) for name in names if name in sys.modules}
        for name in [n for n in self._apps if self._was_renewed(n) or self._is_left_alone(n)]:
            del self._apps[name]
        for name, module in self._apps.items():
            if name in sys.modules:  # the notebook has imported it since
                self._hidden[name] = sys.modules[name]
            sys.modules[name] = module
        self._set_in_packages(self._apps)
        sys.modules[THEIRS] = streamlit  # the last entry: whatever comes after it is new

    def hide(self) -> None:
        """Let `sys.modules` show what it did before, and keep the apps' copies of what is new."""
        new = {}
        for name in reversed(sys.modules):
            if name == THEIRS:
                break
            new[name] = sys.modules[name]
        for name in [THEIRS, *filter(is_theirs, new)]:
            sys.modules.pop(name, None)
        self._apps |= self._ours({n: m for n, m in new.items() if not is_theirs(n)})
        for name in self._apps:
            sys.modules.pop(name, None)
        sys.modules.update(self._hidden)
        self._set_in_packages({name: self._hidden.get(name) for name in self._apps})
        self._specs = {name: module.__spec__ for name, module in self._hidden.items()}
        self._hidden = {}

    def forget(self) -> None:
        """Let go of the apps' copies; the next run imports them anew."""
        self._apps.clear()

    def drop(self, names: Iterable[str]) -> None:
        """While the apps' copies are shown: let go of some, and of modules that both sides share.

        The notebook's own copies are out of sight, and stay.
        """
        for name in names:
            self._apps.pop(name, None)
            sys.modules.pop(name, None)

    def counterpart(self, value: object) -> object:
        """What an app has in the place of a value of the notebook's."""
        home = _home(value)
        if home not in self._hidden:
            return value
        try:
            found: object = importlib.import_module(home)
            if not isinstance(value, ModuleType):
                for part in getattr(value, "__qualname__", "<none>").split("."):
                    found = getattr(found, part)
        except (ImportError, AttributeError):  # it is in the notebook only
            return value
        return found

    def _was_renewed(self, name: str) -> bool:
        """Has the notebook reloaded its own, or thrown it out to import it anew?"""
        if name not in self._specs:
            return False
        module = self._hidden.get(name) or sys.modules.get(name)
        return getattr(module, "__spec__", None) is not self._specs[name]

    def _is_left_alone(self, name: str) -> bool:
        """Is the package that it belongs to about to be imported anew?"""
        package = name.rpartition(".")[0]
        return bool(package) and package in self._hidden and package not in self._apps

    def _set_in_packages(self, modules: Mapping[str, ModuleType | None]) -> None:
        """Let the packages that both sides share show modules, or none of that name."""
        for name, module in modules.items():
            package, _, last = name.rpartition(".")
            parent = sys.modules.get(package)
            if parent is None or package in self._apps:
                continue
            if module is not None:
                setattr(parent, last, module)
            elif vars(parent).get(last) is self._apps[name]:
                delattr(parent, last)

    def _users(self) -> frozenset[str]:
        """The loaded modules that hold something of Streamlit's, or of one another."""
        loaded = len(sys.modules), next(reversed(sys.modules))
        if self._judged[0] != loaded:
            modules = {n: m for n, m in list(sys.modules.items()) if _may_be_copied(n, m)}
            users = _closure({n: self._holds(n, m) for n, m in modules.items()})
            self._judged = loaded, users
        return self._judged[1]

    def _holds(self, name: str, module: ModuleType) -> frozenset[str]:
        """The names of the modules that a module has things of."""
        size = len(vars(module))
        known = self._held.get(name)
        if known is None or known[0] is not module or known[1] != size:
            homes = frozenset(_homes(module))
            self._held[name] = known = module, size, homes
        return known[2]

    def _ours(self, new: dict[str, ModuleType]) -> dict[str, ModuleType]:
        """Those of the modules that a run has imported which belong to the apps alone."""
        if not new:
            return {}
        holds = {n: set(_homes(m)) for n, m in new.items() if _may_be_copied(n, m)}
        for name, homes in holds.items():
            if name in self._hidden or homes & self._apps.keys() or _uses_ours(new[name], homes):
                homes.add(THEIRS)
        return {name: new[name] for name in _closure(holds)}


def _closure(holds: Mapping[str, Collection[str]]) -> frozenset[str]:
    """The modules that hold something of Streamlit's, and those that hold something of them."""
    holders: dict[str, list[str]] = {}
    for name, homes in holds.items():
        for home in homes:
            holders.setdefault(home, []).append(name)
    found: set[str] = set()
    ahead = [name for home in holders if is_theirs(home) for name in holders[home]]
    while ahead:
        if (name := ahead.pop()) not in found:
            found.add(name)
            ahead += holders.get(name, ())
    return frozenset(found)


def _may_be_copied(name: str, module: object) -> bool:
    if not isinstance(module, ModuleType) or name.partition(".")[0] in _NEVER:
        return False
    return not is_theirs(name) and getattr(module, "__spec__", None) is not None


def _homes(module: ModuleType) -> Iterator[str]:
    """Where the things come from that a module holds, but for its own modules."""
    for value in list(vars(module).values()):
        home = _home(value)
        if home and not (isinstance(value, ModuleType) and home.startswith(module.__name__ + ".")):
            yield home


def _home(value: object) -> str:
    """The module that a value is, or comes from. Asks no object, which may answer anything."""
    if isinstance(value, ModuleType):
        return value.__name__ if isinstance(value.__name__, str) else ""
    if isinstance(value, MethodType):
        value = value.__func__
    maker = value if isinstance(value, (FunctionType, type)) else type(value)
    module = maker.__module__
    return module if isinstance(module, str) else ""


def _uses_ours(module: ModuleType, homes: Iterable[str]) -> bool:
    """Has a module that a run imported something of ours under Streamlit's name?"""
    ours = [home for home in homes if home.partition(".")[0] == "rerun_state"]
    if not ours:
        return False
    file = getattr(module, "__file__", None)
    if any(home.startswith("rerun_state.streamlit") for home in ours) or file is None:
        return True
    try:
        with open(file, encoding="utf-8") as source:
            return _SAYS_SO.search(source.read()) is not None
    except (OSError, UnicodeDecodeError):  # compiled, or in an archive
        return True
