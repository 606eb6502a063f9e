"""A cell as text that Streamlit understands.

Magics and shell commands are gone, this package is `streamlit`, `display` is `st.write`. Streamlit
shows bare expressions wherever they stand, a cell only its last one: so those that a cell does not
show are bound to `_`, and a call that it does show is passed to `st.write`.
"""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any, Literal

from rerun_state.jupyter.eject.references import references
from rerun_state.jupyter.eject.replacements import Edits, end_of, rename, start_of
from rerun_state.runtime.execution.alias import streamlit_alias
from rerun_state.runtime.execution.script import SILENT
from rerun_state.vocabulary import Container

Shows = Literal["all", "last", "none"]
"""Which of its bare expressions a cell shows."""

_OURS = "rerun_state"
_TIMED = ("time", "capture")  # magics whose code is executed as if they were not there
_QUIET = ("print", "display")  # whose output an ordinary cell had, not the app
_MODULES = {"testing": "testing.v1"}


@dataclass
class Plain:
    """A cell's text as Streamlit would have it, and what has no equal there."""

    text: str
    problems: list[str] = field(default_factory=list)
    future: set[str] = field(default_factory=set)
    """What it imports from `__future__`, which has to stand above all else."""


def make_plain(shell: Any, body: str, shows: Shows, st: str) -> Plain:
    """Translate a cell's body; `st` is Streamlit's name in the script.

    SyntaxError for what is no Python.
    """
    silenced = body.rstrip().endswith(";")
    plain = Plain(_without_magics(shell, body))
    _translate(plain)
    plain.text = _shown(plain.text, shows, silenced=silenced, st=st)
    found = references(ast.parse(plain.text).body)
    if not any(each.binds for each in found if each.name == "display"):
        plain.text = rename(plain.text, found, {"display": f"{st}.write"})
    return plain


def _without_magics(shell: Any, body: str) -> str:
    text: str = shell.transform_cell(body)
    tree = ast.parse(text)
    if len(tree.body) == 1 and (magic := _magic(tree.body[0], "run_cell_magic")):
        return _without_magics(shell, magic[2]) if magic[0] in _TIMED else ""
    edits = Edits(text)
    for _, block in _blocks(tree):
        for each in block:
            if (magic := _magic(each, "run_line_magic")) and magic[0] in _TIMED:
                edits.replace(each, magic[1])
            elif _is_of_shell(each):
                edits.drop(each, alone=len(block) == 1)
    return edits.apply()


def _magic(statement: ast.stmt, method: str) -> list[str]:
    """The words of a magic that a statement is; none if it is another."""
    if _is_of_shell(statement) and statement.value.func.attr == method:  # type: ignore[attr-defined]
        return [ast.literal_eval(each) for each in statement.value.args]  # type: ignore[attr-defined]
    return []


def _is_of_shell(statement: ast.stmt) -> bool:
    """Is it `get_ipython().method(...)`, which IPython makes of a magic or a command?"""
    if not (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call)):
        return False
    called = statement.value.func
    return isinstance(called, ast.Attribute) and ast.unparse(called.value) == "get_ipython()"


def _blocks(tree: ast.AST) -> Iterator[tuple[ast.AST, list[ast.stmt]]]:
    """The blocks of statements of a tree, its own first, each with whose it is."""
    for node in ast.walk(tree):
        for name in ("body", "orelse", "finalbody"):
            block = getattr(node, name, None)
            if isinstance(block, list) and block:
                yield node, block


def _translate(plain: Plain) -> None:
    """Let it import Streamlit, and nothing of this package."""
    edits, tree = Edits(plain.text), ast.parse(plain.text)
    with streamlit_alias():
        _note_what_is_ours(tree, plain)
        for _, block in _blocks(tree):
            for each in block:
                if isinstance(each, ast.Import):
                    _translate_import(each, edits, plain)
                elif isinstance(each, ast.ImportFrom):
                    _translate_names(each, edits, plain, alone=len(block) == 1)
    plain.text = edits.apply()
    found = references(ast.parse(plain.text).body)
    plain.text = rename(plain.text, [f for f in found if f.reads], {_OURS: "streamlit"})


def _note_what_is_ours(tree: ast.Module, plain: Plain) -> None:
    """Note what is used of this package that Streamlit has not."""
    theirs = importlib.import_module("streamlit")
    aliases = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
        if alias.name in (_OURS, "streamlit")
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            where = node.value.id
            if where in aliases | {"st", _OURS} and _is_ours_alone(theirs, node.attr):
                plain.problems.append(f"{where}.{node.attr}")


def _is_ours_alone(module: ModuleType, name: str) -> bool:
    """Does our module have a name that Streamlit's has not?"""
    known = getattr(module, "__all__", None)
    if known is None or name in known or name.startswith("_"):
        return False
    found = getattr(module, name, None)
    return found is not None and not isinstance(found, ModuleType)


def _theirs(module: str) -> str | None:
    """The module of Streamlit that one of ours stands for; None if there is none."""
    path = module.removeprefix(_OURS).removeprefix(".")
    name = "streamlit" + ("." + _MODULES.get(path, path) if path else "")
    try:
        importlib.import_module(name)
    except ImportError:
        return None
    return name


def _translate_import(node: ast.Import, edits: Edits, plain: Plain) -> None:
    for alias in node.names:
        if alias.name.partition(".")[0] != _OURS:
            continue
        name = _theirs(alias.name)
        if name is None:
            plain.problems.append(alias.name)
        else:
            edits.replace(alias, name + (f" as {alias.asname}" if alias.asname else ""))


def _translate_names(node: ast.ImportFrom, edits: Edits, plain: Plain, *, alone: bool) -> None:
    module = node.module or ""
    if module == "__future__":
        plain.future.add(ast.unparse(node))
        edits.drop(node, alone=alone)
    elif module == "IPython.display":
        _leave_out_display(node, edits, alone=alone)
    elif module.partition(".")[0] == _OURS and not node.level:
        _translate_ours(node, module, edits, plain)


def _leave_out_display(node: ast.ImportFrom, edits: Edits, *, alone: bool) -> None:
    kept = [alias for alias in node.names if alias.name != "display" or alias.asname]
    if not kept:
        edits.drop(node, alone=alone)
    elif kept != node.names:
        edits.replace(node, f"from IPython.display import {_listed(kept)}")


def _translate_ours(node: ast.ImportFrom, module: str, edits: Edits, plain: Plain) -> None:
    name = _theirs(module)
    found = None if name is None else importlib.import_module(name)
    for alias in node.names:
        if found is None or not hasattr(found, alias.name) or _is_ours_alone(found, alias.name):
            plain.problems.append(f"{module}.{alias.name}")
    edits.replace(node, f"from {name} import {_listed(node.names)}")


def _listed(names: Iterable[ast.alias]) -> str:
    return ", ".join(map(ast.unparse, names))


def _shown(text: str, shows: Shows, *, silenced: bool, st: str) -> str:
    """Let Streamlit show what the cell shows, and nothing else."""
    if shows == "all":
        return text
    edits, tree = Edits(text), ast.parse(text)
    last = tree.body[-1] if tree.body and shows == "last" and not silenced else None
    for node, block in _blocks(tree):
        for each in block:
            if not isinstance(each, ast.Expr) or _is_unseen(each, node):
                continue
            if each is last:
                _show(each, edits, st)
            elif isinstance(each.value, ast.Constant):
                edits.drop(each, alone=len(block) == 1)
            elif not isinstance(each.value, SILENT):
                edits.put(start_of(each), start_of(each), "_ = ")
            elif shows == "none" and node is tree and _is_quiet(each.value):
                edits.drop(each, alone=False)
    return edits.apply()


def _is_unseen(statement: ast.Expr, node: ast.AST) -> bool:
    """Is it of a class, or a function's docstring, neither of which Streamlit shows?"""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return statement is node.body[0] and isinstance(statement.value, ast.Constant)
    return isinstance(node, ast.ClassDef)


def _is_quiet(value: ast.expr) -> bool:
    return isinstance(value, ast.Call) and ast.unparse(value.func) in _QUIET


def _show(statement: ast.Expr, edits: Edits, st: str) -> None:
    """Show the value of the last expression, but for None and what elements return."""
    value = statement.value
    if not isinstance(value, ast.Call) or _is_element(value.func):
        return  # Streamlit shows what is no call
    start, end = start_of(statement), end_of(statement)
    block = f"{st}.delta_generator.DeltaGenerator"
    edits.put(start, start, "_shown = ")
    edits.put(
        end, end,
        f"\nif _shown is not None and not isinstance(_shown, {block}):\n    {st}.write(_shown)",
    )  # fmt: skip


def _is_element(called: ast.expr) -> bool:
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    return hasattr(Container, name) or name in (*_QUIET, "rerun", "stop", "switch_page")
