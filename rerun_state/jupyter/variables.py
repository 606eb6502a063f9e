"""The notebook's variables that apps follow (`--watch`) and bind (`--export`).

Numbers, texts and the like are compared by value, arrays and tables up to a size by content, and
everything else by identity: a list that grew is another one only once `touch` says so.

Why not everything by content: it would cost each ordinary cell the time that it takes to look.
"""

from __future__ import annotations

import dis
import keyword
from collections.abc import Iterable, Mapping
from types import CodeType, FunctionType
from typing import Any

from IPython.core.error import UsageError

from rerun_state.runtime.execution.run import Run
from rerun_state.runtime.grammar.writes import write
from rerun_state.runtime.loop.cell import Cell
from rerun_state.runtime.loop.order import VARIABLE
from rerun_state.runtime.model.tree import MAIN, Element, Markdown

CELLS = 10_000
"""Numbers in an array or a table that is compared by content."""

_PLAIN = frozenset({bool, int, float, complex, str, bytes, type(None)})
_RESERVED = frozenset({"In", "Out", "exit", "quit", "get_ipython", "open"})
_MISSING: Any = object()
_touched: dict[str, int] = {}


def touch(*names: str) -> None:
    """Say that these variables of the notebook have changed, for the apps that watch them.

    Needed for what is changed in place, such as a list that grew. Raises ValueError for what is no
    name of a variable.

        rows.append(row)
        rerun_state.touch("rows")
    """
    for name in names:
        if not isinstance(name, str) or not name.isidentifier():
            raise ValueError(f"touch() takes names of variables, not {name!r}.")
        _touched[name] = _touched.get(name, 0) + 1


class Watch:
    """What some variables were when an app last saw them."""

    __slots__ = ("_names", "_seen")

    def __init__(self, names: Iterable[str], variables: Mapping[str, Any]) -> None:
        self._names = tuple(names)
        self._seen = {name: _mark(name, variables) for name in self._names}

    @property
    def names(self) -> tuple[str, ...]:
        """The names that are watched, those that do not exist yet included."""
        return self._names

    def changed(self, variables: Mapping[str, Any]) -> list[str]:
        """The names that have been bound anew or changed since the last look."""
        found = []
        for name in self._names:
            now = _mark(name, variables)
            if not _same(self._seen[name], now):
                self._seen[name] = now
                found.append(name)
        return found


class Variables:
    """What the apps of a kernel have to do with the notebook's variables."""

    def __init__(self, shell: Any) -> None:
        self._shell = shell
        self._watches: dict[str, tuple[Cell, Watch]] = {}
        self._exports: dict[str, tuple[Cell, tuple[str, ...]]] = {}

    def check(self, name: str, watched: Iterable[str], exported: Iterable[str]) -> None:
        """UsageError for what is no name of a variable, and for what another app binds already."""
        for each in (*watched, *exported):
            if not each.isidentifier() or keyword.iskeyword(each):
                raise UsageError(f"{each!r} is no name of a variable.")
        for each in exported:
            if each.startswith("_") or each in _RESERVED:
                raise UsageError(f"{each!r} belongs to the notebook itself. Export another name.")
            for other, (cell, names) in self._exports.items():
                if other != name and each in names and not cell.abandoned:
                    raise UsageError(
                        f"The app {cell.title!r} exports {each!r} already. Rename one of them."
                    )

    def join(self, cell: Cell, watched: Iterable[str], exported: Iterable[str]) -> None:
        """Let a cell follow some variables and bind others, of those that its program has."""
        self._watches.pop(cell.name, None)
        self._exports.pop(cell.name, None)
        if watched := tuple(watched):
            self._watches[cell.name] = cell, Watch(watched, self._shell.user_ns)
            cell.follows = {VARIABLE + name for name in watched}
        if exported := tuple(exported):
            self._exports[cell.name] = cell, exported
            cell.provides = {VARIABLE + name for name in exported}

    def look(self) -> None:
        """Ask the apps whose variables have changed since they last saw them."""
        for name, (cell, watch) in list(self._watches.items()):
            if cell.abandoned:
                del self._watches[name]
            elif changed := watch.changed(self._shell.user_ns):
                cell.ask(cause=f"the notebook's {', '.join(changed)}")

    def bind(self, cell: Cell, names: Mapping[str, Any], run: Run) -> None:
        """After a complete run: bind what the cell exports; what it has not set stays."""
        _, exported = self._exports.get(cell.name, (cell, ()))
        for name in exported:
            if name in names:
                self._shell.user_ns[name] = names[name]
            else:
                said = f"`{name}` is to be exported, but the cell has not set it."
                props = {"format": "warning", "body": Markdown(said), "icon": None, "title": None}
                write(run, run.tree.sections[MAIN], False, Element("alert", props))
        if exported:
            self.look()


def loaded_names(code: CodeType, variables: Mapping[str, Any]) -> list[str]:
    """The notebook's variables that code looks up, also by the notebook's functions it calls."""
    found: dict[str, None] = {}
    todo = [code]
    for each in todo:
        for name in _globals_of(each):
            if name in found or name.startswith("_") or name not in variables:
                continue
            found[name] = None
            value = variables[name]
            if isinstance(value, FunctionType) and value.__globals__ is variables:
                todo.append(value.__code__)
        todo += [part for part in each.co_consts if isinstance(part, CodeType)]
    return list(found)


def _globals_of(code: CodeType) -> Iterable[str]:
    """The names that code looks up outside of itself before it has set them."""
    stored: set[str] = set()
    for step in dis.get_instructions(code):
        if step.opname in ("STORE_NAME", "STORE_GLOBAL"):
            stored.add(step.argval)
        elif step.opname in ("LOAD_NAME", "LOAD_GLOBAL") and step.argval not in stored:
            yield step.argval


def _mark(name: str, variables: Mapping[str, Any]) -> tuple[int, Any, Any]:
    """What tells whether a variable is what it was: how often it was touched, value, content."""
    value = variables.get(name, _MISSING)
    return _touched.get(name, 0), value, _content(value)


def _content(value: Any) -> Any:
    """A digest of a small array or table; None for everything else."""
    size = getattr(value, "size", None)
    if type(size) is not int or size > CELLS:
        return None
    kind = type(value).__module__.partition(".")[0]
    try:
        if kind == "numpy":
            return value.shape, value.dtype, value.tobytes()
        if kind == "pandas":
            return _digest(value)
    except (TypeError, ValueError):  # cells that no digest can be made of: identity has to do
        return None
    return None


def _digest(table: Any) -> Any:
    import pandas

    rows = pandas.util.hash_pandas_object(table)
    names = getattr(table, "columns", [getattr(table, "name", None)])
    return tuple(map(str, names)), rows.to_numpy().tobytes()


def _same(before: tuple[int, Any, Any], now: tuple[int, Any, Any]) -> bool:
    if before[0] != now[0]:
        return False
    old, new = before[1], now[1]
    if type(old) in _PLAIN and type(new) is type(old):
        return bool(old == new or (old != old and new != new))
    if before[2] is not None and now[2] is not None:
        return type(old) is type(new) and bool(before[2] == now[2])
    return old is new
