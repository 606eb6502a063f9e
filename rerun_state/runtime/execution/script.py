"""Scripts: text that runs as `__main__`, on a blank slate each time.

Bare expressions are shown, as Streamlit's magic does: any expression that stands as a statement,
but for docstrings and calls whose value nobody asked for. A `%%rerun` cell has the notebook's rule
instead, unless it is asked for this one.
"""

from __future__ import annotations

import ast
import builtins
import linecache
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from functools import partial
from importlib.util import decode_source
from pathlib import Path
from threading import Lock
from types import CodeType, ModuleType
from typing import Any

from rerun_state.runtime.execution.expected import keep_room
from rerun_state.runtime.execution.run import executing_with, running
from rerun_state.runtime.model.names import Names

SHOW = "__rerun_state_show__"
"""The name under which a program's code finds what shows its bare expressions."""
SILENT = (ast.Call, ast.Await, ast.Yield, ast.YieldFrom)
"""Bare expressions that a program does not show."""
_SAVING = 1.0
"""Seconds within which a file that was emptied has its text again."""


def compile_script(text: str, filename: str, *, magic: bool = True) -> CodeType:
    """Compile a script; with `magic`, so that bare expressions are passed to the name `SHOW`.

    The text is registered with `linecache`, so that tracebacks and `inspect` show its lines.
    """
    tree = ast.parse(text, filename)
    if magic:
        tree = add_magic(tree)
    linecache.cache[filename] = (len(text), None, text.splitlines(keepends=True), filename)
    return compile(tree, filename, "exec", dont_inherit=True)


def read_script(path: Path) -> str:
    """The text of a script, in the encoding that it names; SyntaxError if it is not in that.

    Editors empty a file before they write into it, and a run of nothing would forget all widgets:
    what has just been emptied is read again.
    """
    while not (data := path.read_bytes()) and 0 <= time.time() - path.stat().st_mtime < _SAVING:
        time.sleep(0.01)
    return decode_source(data)


def add_magic(tree: ast.Module) -> ast.Module:
    """Wrap the bare expressions of a module in calls of `SHOW`."""
    _Magic().visit(tree)
    return ast.fix_missing_locations(tree)


class Script:
    """A program made of a script: call it to execute the script once."""

    def __init__(
        self,
        text: str,
        filename: str,
        show: Callable[..., object],
        *,
        magic: bool = True,
        names: Mapping[str, Any] | None = None,
    ) -> None:
        self._text = text
        self._magic = magic
        self._code: CodeType | None = None  # until the first run, which shows a SyntaxError
        self._show = show
        self._names = {**(names or {}), SHOW: show}
        self._filename = filename

    def compile(self) -> CodeType:
        """Compile the script, once; SyntaxError if it is none."""
        if self._code is None:
            self._code = compile_script(self._text, self._filename, magic=self._magic)
        return self._code

    def __call__(self) -> None:
        code = self.compile()
        module = ModuleType("__main__")
        module.__dict__.update(self._names, __file__=self._filename)
        run = running()
        keep_room(run, code)
        names = partial(_main, module, nullcontext if run is None else run.names)
        with names(), executing_with(names), showing(self._show):
            exec(code, module.__dict__)


@contextmanager
def showing(show: Callable[..., object]) -> Iterator[None]:
    """Let code that has taken all names out of its namespace, as `%reset` does, find `SHOW` still.

    Python looks among the builtins for what a namespace has not. They are those of all threads, so
    what is found there asks the context whose program calls it.
    """
    outer = _SHOWN_BY.get()
    _SHOWN_BY.set(show)
    _FALLBACK.enter()
    try:
        yield
    finally:
        _FALLBACK.leave()
        _SHOWN_BY.set(outer)


_SHOWN_BY: ContextVar[Callable[..., object] | None] = ContextVar(
    "rerun_state.shown_by", default=None
)


class _Fallback:
    """What stands among the builtins as long as any program runs."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._programs = 0

    def enter(self) -> None:
        with self._lock:
            self._programs += 1
            vars(builtins)[SHOW] = self

    def leave(self) -> None:
        with self._lock:
            self._programs -= 1
            if not self._programs:
                del vars(builtins)[SHOW]

    def __call__(self, *values: object) -> None:
        if (show := _SHOWN_BY.get()) is not None:
            show(*values)


_FALLBACK = _Fallback()


@contextmanager
def _main(module: ModuleType, around: Names) -> Iterator[None]:
    """Be `__main__`, among what holds for the code that has started the script."""
    with around():
        outer = sys.modules["__main__"]
        sys.modules["__main__"] = module
        try:
            yield
        finally:
            sys.modules["__main__"] = outer


class _Magic(ast.NodeTransformer):
    """Turns `x` and `x, y` as statements into calls."""

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        for part in node.body:  # the body of a class describes, its methods may show
            if isinstance(part, (ast.FunctionDef, ast.AsyncFunctionDef)):
                self._block(part)
        return node

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        value = node.value
        if isinstance(value, SILENT):
            return node
        shown = value.elts if isinstance(value, ast.Tuple) else [value]
        call = ast.Call(ast.Name(SHOW, ast.Load()), list(shown), [])
        return ast.copy_location(ast.Expr(ast.copy_location(call, value)), node)

    def _block(self, node: Any) -> ast.AST:
        """Visit what is below, but for the docstring."""
        head = node.body[:1] if ast.get_docstring(node, clean=False) is not None else []
        rest = ast.Module(node.body[len(head) :], [])
        self.generic_visit(rest)
        node.body = head + rest.body
        return node  # type: ignore[no-any-return]

    visit_Module = visit_FunctionDef = visit_AsyncFunctionDef = _block
