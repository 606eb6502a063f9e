"""Which of the notebook's statements the apps need, as far as a text tells.

From the names that an app reads, backwards through what was executed: the statements that bound
them, those that changed since what they mean, and what these need in their turn.
"""

from __future__ import annotations

import ast
import builtins
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from rerun_state.jupyter.eject.references import bound_surely, references

_SETTINGS = ("set", "use", "seed", "register", "filter", "simplefilter", "enable", "disable")
_CHANGES = (
    "add", "append", "appendleft", "clear", "discard", "extend", "insert", "pop", "popitem",
    "popleft", "remove", "reverse", "setdefault", "sort", "update",
)  # fmt: skip
_ALWAYS = ("sys.path", "os.environ")
_LOOKS = ("print", "display", "len", "repr", "str", "type", "dir", "help", "id", "isinstance")
_KNOWN = {"__name__", "__doc__", "__file__", *dir(builtins)} - {"get_ipython", "display"}


class Statement:
    """One statement of an ordinary cell, and what it has to do with names of the notebook."""

    def __init__(self, text: str, node: ast.stmt, cell: str) -> None:
        self.text = text
        self.cell = cell
        self._node = node
        self._found = references([node])
        self.surely = bound_surely([node])

    @cached_property
    def binds(self) -> set[str]:
        """The names that it may bind."""
        names = {each.name for each in self._found if each.binds and not self._deletes}
        if isinstance(self._node, ast.ImportFrom) and self._node.names[0].name == "*":
            names |= set(_public(self._node.module or ""))
        return names

    @property
    def deletes(self) -> set[str]:
        """The names that are gone after it."""
        return {each.name for each in self._found if each.binds and self._deletes}

    @cached_property
    def reads(self) -> set[str]:
        """What it reads when it is executed."""
        return early_reads([self._node], set())

    @cached_property
    def reads_later(self) -> set[str]:
        """What its functions read when they are called."""
        return {each.name for each in self._found if each.reads and each.deferred}

    @cached_property
    def changes(self) -> set[str]:
        """The names whose values it may change in place."""
        return {each.partition(".")[0].rstrip("=") for each in self._touched()}

    @cached_property
    def sets(self) -> set[str]:
        """The modules that it changes a setting of."""
        paths = [each for each in self._touched() if each.count(".")]
        return {
            path.partition(".")[0]
            for path in paths
            if path.endswith("=") or path.rpartition(".")[2].startswith(_SETTINGS)
        }

    @property
    def is_import(self) -> bool:
        """Does it do nothing but import?"""
        return isinstance(self._node, ast.Import | ast.ImportFrom)

    @property
    def is_around(self) -> bool:
        """Does it change what everything runs in: where imports are found, the environment?"""
        return any(path.startswith(_ALWAYS) for path in self._touched())

    @property
    def _deletes(self) -> bool:
        return isinstance(self._node, ast.Delete)

    def _touched(self) -> Iterator[str]:
        """What it calls methods of, passes to functions or stores into, as dotted paths."""
        for node in ast.walk(self._node):
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
                yield from _touched_by(node.value)
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                if node.func.attr in _CHANGES:
                    yield _path(node.func)
            elif _is_stored_into(node):
                yield _path(node) + "="


def _is_stored_into(node: ast.AST) -> bool:
    is_part = isinstance(node, ast.Attribute | ast.Subscript)
    return is_part and not isinstance(node.ctx, ast.Load)  # type: ignore[attr-defined]


def _touched_by(call: ast.Call) -> Iterator[str]:
    if isinstance(call.func, ast.Attribute):
        yield _path(call.func)
    elif getattr(call.func, "id", "") in _LOOKS:
        return
    yield from (each.id for each in call.args if isinstance(each, ast.Name))


def _path(node: ast.AST) -> str:
    names: list[str] = []
    while isinstance(node, ast.Attribute | ast.Subscript):
        if isinstance(node, ast.Attribute):
            names.append(node.attr)
        node = node.value
    return ".".join([node.id if isinstance(node, ast.Name) else "", *reversed(names)])


def _public(module: str) -> Iterable[str]:
    """What `from module import *` has bound: the module is loaded by then."""
    found = vars(sys.modules[module]) if module in sys.modules else {}
    return found.get("__all__") or [name for name in found if not name.startswith("_")]


def early_reads(body: Iterable[ast.stmt], bound: set[str]) -> set[str]:
    """The names that statements read before they have surely bound them; `bound` grows."""
    found = set[str]()
    for each in body:
        if isinstance(each, ast.If | ast.With | ast.For | ast.While | ast.Try):
            head = _head(each)
            found |= {r.name for r in references(head) if r.reads and not r.deferred} - bound
            inside = bound | {r.name for r in references(head) if r.binds}
            for handler in getattr(each, "handlers", []):
                found |= early_reads(handler.body, inside | {handler.name})
            for name in ("body", "orelse", "finalbody"):
                found |= early_reads(getattr(each, name, []), set(inside))
        else:
            found |= {r.name for r in references([each]) if r.reads and not r.deferred} - bound
        bound |= bound_surely([each])
    return found


def _head(node: ast.stmt) -> list[ast.stmt]:
    """What a compound statement does before its blocks, as statements."""
    if isinstance(node, ast.With):
        return [ast.With(items=node.items, body=[], type_comment=None)]
    if isinstance(node, ast.For):
        return [ast.Assign(targets=[node.target], value=node.iter)]
    if isinstance(node, ast.If | ast.While):
        return [ast.Expr(node.test)]
    return [ast.Expr(each.type) for each in getattr(node, "handlers", []) if each.type]


@dataclass(frozen=True)
class Missing:
    """A name that nothing in the notebook's text defines."""

    name: str
    user: str


class Slice:
    """The statements that have been found to be needed; ask `need` for each name of the apps."""

    def __init__(self, statements: list[Statement], exports: dict[str, int], st: str) -> None:
        """`exports` has the names that apps bind in the notebook, with the apps' numbers; `st` is
        bound in any case.
        """
        self.statements = statements
        self.missing: list[Missing] = []
        self._exports = exports
        self._known = _KNOWN | {st}
        self._levels: dict[int, int] = {}
        self._asked: dict[tuple[str, int], tuple[bool, int]] = {}
        for at, each in enumerate(statements):
            if each.is_around:
                self._include(at)

    def needed(self, level: int) -> list[Statement]:
        """Those that have to stand before the app of that number, and after the one before it."""
        return [self.statements[at] for at in sorted(self._levels) if self._levels[at] == level]

    def need(self, name: str, user: str, *, optional: bool = False) -> int:
        """Find what defines a name, for the end of the notebook; return the app it comes after."""
        return self._need(name, len(self.statements), user, optional)

    def _need(self, name: str, before: int, user: str, optional: bool = False) -> int:
        if name in self._exports:
            return self._exports[name] + 1
        if (name, before) not in self._asked:
            self._asked[name, before] = True, 0  # while it is looked for: functions call each other
            self._asked[name, before] = self._find(name, before)
        found, level = self._asked[name, before]
        missing = Missing(name, user)
        if not found and not optional and name not in self._known and missing not in self.missing:
            self.missing.append(missing)
        return level

    def _find(self, name: str, before: int) -> tuple[bool, int]:
        binding, touching = [], []
        for at in range(before - 1, -1, -1):
            each = self.statements[at]
            if name in each.deletes:
                break
            if name in each.binds:
                binding.append(at)
            elif name in each.changes:
                touching.append(at)
            if name in each.surely:
                break
        if not binding:
            return False, 0
        if all(self.statements[at].is_import for at in binding):  # a module: its settings
            touching = [at for at in touching if name in self.statements[at].sets]
        return True, max(self._include(at) for at in [*binding, *touching])

    def _include(self, at: int) -> int:
        if at not in self._levels:
            each = self.statements[at]
            self._levels[at] = 0
            levels = [self._need(name, at, each.cell) for name in sorted(each.reads)]
            later = sorted(each.reads_later - each.reads)
            levels += [self._need(name, len(self.statements), each.cell) for name in later]
            self._levels[at] = max(levels, default=0)
        return self._levels[at]
