"""Which names of its module a piece of code reads and binds.

Python's own rules of scope, over the syntax tree: names of functions, comprehensions and classes
are their own, and what a function reads it reads when it is called.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_MAYBE = (ast.For, ast.AsyncFor, ast.While, ast.Match, ast.Delete)


@dataclass(frozen=True)
class Reference:
    """One mention of a name of the module."""

    name: str
    node: ast.AST
    binds: bool
    reads: bool
    deferred: bool
    """Does it happen when a function is called?"""


def references(body: Iterable[ast.stmt]) -> list[Reference]:
    """The mentions of names of the module in some statements of it."""
    found = _Finder()
    found.visit_all(body)
    return found.found


def bound_surely(body: Iterable[ast.stmt]) -> set[str]:
    """The names that some statements of a module have bound when they are through."""
    found = set[str]()
    for statement in body:
        if isinstance(statement, ast.If):
            found |= bound_surely(statement.body) & bound_surely(statement.orelse)
        elif isinstance(statement, ast.Try):
            ways = [bound_surely([*statement.body, *statement.orelse])]
            caught = (each.body for each in statement.handlers)
            ways += [bound_surely(way) for way in caught if not isinstance(way[-1], ast.Raise)]
            found |= set.intersection(*ways) | bound_surely(statement.finalbody)
        elif isinstance(statement, ast.With):
            found |= {name for item in statement.items for name in _names(item)}
            found |= bound_surely(statement.body)
        elif not isinstance(statement, _MAYBE):
            mentioned = references([statement])
            found |= {each.name for each in mentioned if each.binds and not each.deferred}
    return found


@dataclass(frozen=True)
class _Scope:
    is_class: bool
    own: set[str]
    declared: set[str]
    """Those that `global` gives to the module."""


class _Finder(ast.NodeVisitor):
    def __init__(self) -> None:
        self.found: list[Reference] = []
        self._scopes: list[_Scope] = []
        self._functions = 0

    def visit(self, node: ast.AST) -> None:
        for name in _bound_by(node):
            self._mention(name, node, binds=True)
        super().visit(node)

    def visit_all(self, nodes: Iterable[ast.AST | None]) -> None:
        for node in nodes:
            if node is not None:
                self.visit(node)

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Load):
            self._mention(node.id, node, reads=True)

    def visit_Global(self, node: ast.Global) -> None:
        for name in node.names:
            self._mention(name, node)

    def visit_Assign(self, node: ast.Assign) -> None:
        self.visit_all([node.value, *node.targets])  # the value is read first

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self.visit(node.value)
        if isinstance(node.target, ast.Name):
            self._mention(node.target.id, node.target, binds=True, reads=True)
        else:
            self.visit(node.target)

    def visit_FunctionDef(self, node: Any) -> None:
        given: ast.arguments = node.args
        parts = [*given.posonlyargs, *given.args, *given.kwonlyargs]
        parts += filter(None, [given.vararg, given.kwarg])
        self.visit_all([*getattr(node, "decorator_list", ()), *given.defaults, *given.kw_defaults])
        self.visit_all([part.annotation for part in parts])
        self.visit_all([getattr(node, "returns", None)])
        body = node.body if isinstance(node.body, list) else [node.body]
        self._functions += 1
        self._within(node, body, {part.arg for part in parts}, is_class=False)
        self._functions -= 1

    visit_AsyncFunctionDef = visit_Lambda = visit_FunctionDef

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.visit_all([*node.decorator_list, *node.bases, *node.keywords])
        self._within(node, node.body, set(), is_class=True)

    def visit_ListComp(self, node: Any) -> None:
        first, *others = node.generators
        self.visit(first.iter)
        targets = {name for each in node.generators for name in _names(each.target)}
        self._scopes.append(_Scope(False, targets, set()))
        self.visit_all([each.target for each in node.generators])
        self.visit_all([each.iter for each in others])
        self.visit_all([test for each in node.generators for test in each.ifs])
        self.visit_all([getattr(node, part, None) for part in ("elt", "key", "value")])
        self._scopes.pop()

    visit_SetComp = visit_DictComp = visit_GeneratorExp = visit_ListComp

    def _within(self, node: Any, body: Iterable[ast.AST], own: set[str], *, is_class: bool) -> None:
        """Visit the body of what has names of its own."""
        inside = [each for part in body for each in _same_scope(part)]
        declared = {n for each in inside if isinstance(each, ast.Global) for n in each.names}
        own = own | {part.name for part in getattr(node, "type_params", ())}
        own |= {name for each in inside for name in _bound_by(each)}
        self._scopes.append(_Scope(is_class, own - declared, declared))
        self.visit_all(body)
        self._scopes.pop()

    def _mention(
        self, name: str, node: ast.AST, *, binds: bool = False, reads: bool = False
    ) -> None:
        for depth, scope in enumerate(reversed(self._scopes)):
            if name in scope.declared:
                break
            if name in scope.own and (depth == 0 or not scope.is_class):
                return
        self.found.append(Reference(name, node, binds, reads, self._functions > 0))


def _names(node: ast.AST) -> Iterator[str]:
    """The names that a node and what is in it bind in their own scope."""
    for each in _same_scope(node):
        yield from _bound_by(each)


def _same_scope(node: ast.AST) -> Iterator[ast.AST]:
    """A node and what is in it, less the insides of what has names of its own."""
    todo = [node]
    for each in todo:
        yield each
        if isinstance(each, _COMPREHENSIONS):  # := within one binds outside of it
            todo += [part for part in ast.walk(each) if isinstance(part, ast.NamedExpr)]
        elif not isinstance(each, _SCOPES):
            todo += ast.iter_child_nodes(each)


def _bound_by(node: ast.AST) -> Iterator[str]:
    """The names that this node itself binds."""
    if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
        yield node.id
    elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.alias) and node.name != "*":
        yield node.asname or node.name.partition(".")[0]
    elif isinstance(node, ast.ExceptHandler | ast.MatchAs | ast.MatchStar) and node.name:
        yield node.name
    elif isinstance(node, ast.MatchMapping) and node.rest:
        yield node.rest
