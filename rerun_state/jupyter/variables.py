"""The notebook's variables that apps follow (`--watch`) and bind (`--export`).

Numbers, texts and the like are compared by value, arrays and tables up to a size by content, and
everything else by identity: a list that grew is another one only once `touch` says so.

Why not everything by content: it would cost each ordinary cell the time that it takes to look.
"""

from __future__ import annotations

import dis
import keyword
from collections.abc import Container, Iterable, Mapping
from types import CodeType, FunctionType
from typing import Any

from IPython.core.error import UsageError

from rerun_state.imports import library_of
from rerun_state.runtime.execution.app import alert
from rerun_state.runtime.execution.run import Run
from rerun_state.runtime.grammar.writes import write
from rerun_state.runtime.loop.cell import Cell
from rerun_state.runtime.loop.order import VARIABLE
from rerun_state.runtime.model.lead import Lead
from rerun_state.runtime.model.tree import MAIN

CELLS = 10_000
"""Numbers in an array or a table that is compared by content."""
COLUMNS = 50
"""Columns of a table that is compared by content."""

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

    Parameters
    ----------
    *names : str
        The variables, by the names that ordinary cells have for them.
    """
    for name in names:
        if not isinstance(name, str) or not name.isidentifier():
            raise ValueError(f"touch() takes names of variables, not {name!r}.")
        _touched[name] = _touched.get(name, 0) + 1


class Watch:
    """What some variables were when they were last looked at."""

    __slots__ = ("_seen",)

    def __init__(self) -> None:
        self._seen: dict[str, _Seen] = {}

    def add(self, names: Iterable[str], variables: Mapping[str, Any]) -> None:
        """Look at these names from now on; they need not exist yet."""
        for name in names:
            if name not in self._seen:
                self._seen[name] = _look(name, variables)

    def keep(self, names: Container[str]) -> None:
        """Look at no others any more."""
        self._seen = {name: seen for name, seen in self._seen.items() if name in names}

    def changed(self, variables: Mapping[str, Any]) -> list[str]:
        """The names that have been bound anew or changed since the last look."""
        found = []
        for name, seen in list(self._seen.items()):
            if not _is_as_seen(seen, name, variables):
                self._seen[name] = _look(name, variables)
                found.append(name)
        return found


class Variables:
    """What the apps of a kernel have to do with the notebook's variables."""

    def __init__(self, shell: Any) -> None:
        self._shell = shell
        self._watch = Watch()  # one for all apps, so that a table is compared once
        self._watches: dict[str, tuple[Cell, tuple[str, ...]]] = {}
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
        self.look()  # what has changed by now is news to others, and none to this cell
        self._watches.pop(cell.name, None)
        self._exports.pop(cell.name, None)
        if watched := tuple(watched):
            self._watches[cell.name] = cell, watched
            self._watch.add(watched, self._shell.user_ns)
        if exported := tuple(exported):
            self._exports[cell.name] = cell, exported
        cell.depend_besides({VARIABLE + n for n in watched}, {VARIABLE + n for n in exported})

    def look(self, lead: Lead | None = None) -> None:
        """Ask the apps whose variables have changed since; `lead` is the way through who did it."""
        changed = self._watch.changed(self._shell.user_ns) if self._watches else []
        if not changed:
            return
        for name, (cell, watched) in list(self._watches.items()):
            if cell.abandoned:
                del self._watches[name]
            elif news := [each for each in watched if each in changed]:
                cell.ask(cause=f"the notebook's {', '.join(news)}", lead=lead)
        self._watch.keep({name for _, watched in self._watches.values() for name in watched})

    def bind(self, cell: Cell, names: Mapping[str, Any], run: Run) -> None:
        """After a complete run: bind what the cell exports; what it has not set stays."""
        _, exported = self._exports.get(cell.name, (cell, ()))
        for name in exported:
            if name in names:
                self._shell.user_ns[name] = names[name]
            else:
                said = f"`{name}` is to be exported, but the cell has not set it."
                write(run, run.tree.sections[MAIN], False, alert(said))
        if exported:
            self.look(run.leads)


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


_Seen = tuple[int, Any, Any]
"""How often a variable was touched, what it was, and a copy of its content if that counts."""


def _look(name: str, variables: Mapping[str, Any]) -> _Seen:
    value = variables.get(name, _MISSING)
    parts = _parts(value)
    copies = None if parts is None else [part.copy() for part in parts]
    return _touched.get(name, 0), value, copies


def _is_as_seen(seen: _Seen, name: str, variables: Mapping[str, Any]) -> bool:
    touched, old, copies = seen
    value = variables.get(name, _MISSING)
    if touched != _touched.get(name, 0):
        return False
    if type(value) in _PLAIN and type(old) is type(value):
        return bool(old == value or (old != old and value != value))
    if copies is not None and type(value) is type(old) and (parts := _parts(value)) is not None:
        return len(parts) == len(copies) and all(map(_same, copies, parts))
    return old is value


def _parts(value: Any) -> list[Any] | None:
    """The arrays and labels that a small array or table consists of; None for everything else."""
    size = getattr(value, "size", None)
    if type(size) is not int or size > CELLS:
        return None
    kind = library_of(value)
    if kind == "numpy":
        return [value]
    if kind != "pandas" or not hasattr(value, "index"):
        return None
    if not hasattr(value, "columns"):
        return [value.index, value.values]
    if value.shape[1] > COLUMNS:
        return None
    return [value.columns, value.index, *(column.values for _, column in value.items())]


def _same(before: Any, now: Any) -> bool:
    """Have two arrays, or the labels of two tables, the same content?"""
    if type(before) is not type(now):
        return False
    if not hasattr(now, "tobytes"):  # labels, and the arrays of pandas' own types
        return before is now or bool(before.equals(now))
    if before.dtype != now.dtype or before.shape != now.shape:
        return False
    if before.tobytes() == now.tobytes():  # of objects this compares which they are
        return True
    return before.dtype == object and _are_equal(before, now)


def _are_equal(before: Any, now: Any) -> bool:
    try:
        return bool((before == now).all())
    except (TypeError, ValueError):  # objects that do not compare: they are other ones
        return False
