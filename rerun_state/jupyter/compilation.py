"""A cell's text to code, by IPython's rules: magics, `!commands`, top-level await, shown values.

The code is compiled once under the name that IPython itself gives to cells, so that tracebacks say
`Cell In[3], line 5` and the debugger's breakpoints hit; its lines are counted as the reader sees
them, the line of the magic included.

Why the last expression is turned into a call rather than left to sys.displayhook: the code stays
one object, compiled once, and the hook is the process's while the call is this run's.
"""

from __future__ import annotations
import __future__

import ast
import inspect
import io
import linecache
import tokenize
from collections.abc import Awaitable
from types import CodeType
from typing import Any, NamedTuple, TypeVar

from rerun_state.runtime.execution.script import SHOW, add_magic

__all__ = ["SHOW", "CellCode", "compile_cell"]

N = TypeVar("N", bound=ast.AST)

_FUTURE = 0
for _feature in __future__.all_feature_names:
    _FUTURE |= getattr(__future__, _feature).compiler_flag


class CellCode(NamedTuple):
    """A compiled cell."""

    code: CodeType
    filename: str

    @property
    def future(self) -> int:
        """The features of `__future__` that hold in it."""
        return self.code.co_flags & _FUTURE

    @property
    def is_async(self) -> bool:
        """Whether the cell awaits at its top level."""
        return bool(self.code.co_flags & inspect.CO_COROUTINE)

    def run(self, names: dict[str, Any]) -> Awaitable[None] | None:
        """Execute in a namespace; return what is left to be awaited, None if that was all.

        names[SHOW] is called with each value to be shown, None too, and for a call with a function
        that finds what was called.
        """
        if self.is_async:
            return eval(self.code, names)  # type: ignore[no-any-return]
        exec(self.code, names)
        return None


def compile_cell(shell: Any, body: str, raw: str | None = None, *, magic: bool = False) -> CellCode:
    """Compile the body of a cell magic; SyntaxError has the line in the cell.

    raw is the whole cell as executed, for its line numbers and the debugger. Which values are shown
    is up to `%config InteractiveShell.ast_node_interactivity`, or with magic to Streamlit's rule.
    `from __future__ import ...` of the notebook holds here too, that of the cell only here.
    """
    if raw is None:
        raw = "%%rerun\n" + body
    try:
        text = "\n" * _lines_before(body, raw) + shell.transform_cell(body)
    except SyntaxError as error:
        raise error.with_traceback(None) from None  # not the reader's frames, but IPython's
    future = getattr(shell.compile, "flags", 0) & _FUTURE
    return compile_text(shell, text, _register(shell, text, raw), magic=magic, future=future)


def compile_text(
    shell: Any, text: str, filename: str, *, magic: bool = False, future: int = 0
) -> CellCode:
    """Compile what IPython made plain Python of; `future` are the features that hold already."""
    flags = future
    if getattr(shell, "autoawait", True):
        flags |= ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    tree = compile(text, filename, "exec", flags | ast.PyCF_ONLY_AST, dont_inherit=True)
    tree = shell.transform_ast(tree)
    if magic:
        tree = add_magic(tree)
    elif not _ends_with_semicolon(text):
        tree = _show_values(tree, shell.ast_node_interactivity)
    return CellCode(compile(tree, filename, "exec", flags, dont_inherit=True), filename)


def _lines_before(body: str, raw: str) -> int:
    """Count the lines of the cell above the code: the magic's, and blank ones on either side.

    IPython drops blank lines at the beginning of what it transforms.
    """
    blank = len(body) - len(body.lstrip())
    above = raw.rstrip()[: -len(body.rstrip()) or None] if body.strip() else ""
    magics = above.count("\n") if raw.rstrip().endswith(body.rstrip()) and above else 1
    return magics + body[:blank].count("\n")


def _register(shell: Any, text: str, raw: str) -> str:
    """Make the lines known to tracebacks and `inspect`; return the name under which they are."""
    cache = getattr(shell.compile, "cache", None)
    if cache is not None:
        return str(cache(text, number_of_cell(shell), raw_code=raw))
    filename = f"<rerun cell {number_of_cell(shell)}>"
    linecache.cache[filename] = (len(text), None, text.splitlines(keepends=True), filename)
    return filename


def number_of_cell(shell: Any) -> int:
    """Return the n of the cell's In[n]: some versions of IPython count on before it is executed."""
    stored = len(getattr(shell.history_manager, "input_hist_parsed", ())) - 1
    return stored if stored > 0 else int(shell.execution_count)


def _ends_with_semicolon(text: str) -> bool:
    """Tell whether the reader asked that the last value should not be shown."""
    ignored = (tokenize.ENDMARKER, tokenize.NL, tokenize.NEWLINE, tokenize.COMMENT)
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return [t.string for t in tokens if t.type not in ignored][-1:] == [";"]


def _show_values(tree: ast.Module, interactivity: str) -> ast.Module:
    """Pass the values that IPython would display to SHOW."""
    body = tree.body
    if not body or interactivity == "none":
        return tree
    last = body[-1]
    if interactivity == "last_expr_or_assign" and (name := _assigned(last)) is not None:
        body.append(_at(ast.Expr(_at(ast.Name(name, ast.Load()), last)), last))
    show = _Show()
    if interactivity == "all":
        tree.body = [show.visit(each) for each in body]
    elif interactivity == "last" or isinstance(body[-1], ast.Expr):
        body[-1] = show.visit(body[-1])
    return ast.fix_missing_locations(tree)


def _assigned(node: ast.stmt) -> str | None:
    """Return the one name that a statement assigns to."""
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    is_assignment = isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign)
    target = targets[0] if is_assignment and len(targets) == 1 else None
    return target.id if isinstance(target, ast.Name) else None


class _Show(ast.NodeTransformer):
    """Wraps expression statements in calls of SHOW, within `if` and `for`, not in functions."""

    def visit_Expr(self, node: ast.Expr) -> ast.Expr:
        shown = [node.value]
        if isinstance(node.value, ast.Call) and _is_dotted(node.value.func):
            shown.append(_at(ast.Lambda(_NO_ARGUMENTS, node.value.func), node.value))
        call = ast.Call(_at(ast.Name(SHOW, ast.Load()), node.value), shown, [])
        return _at(ast.Expr(_at(call, node.value)), node)

    def _leave(self, node: N) -> N:
        return node

    visit_FunctionDef = visit_AsyncFunctionDef = visit_ClassDef = _leave


_NO_ARGUMENTS = ast.arguments([], [], None, [], [], None, [])


def _is_dotted(node: ast.expr) -> bool:
    while isinstance(node, ast.Attribute):
        node = node.value
    return isinstance(node, ast.Name)


def awaits(shell: Any, body: str) -> bool:
    """Tell whether a cell's body awaits at its top level; False for one that does not compile."""
    if "await" not in body and "async" not in body:
        return False
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    try:
        code = compile(shell.transform_cell(body), "<cell>", "exec", flags, dont_inherit=True)
    except (SyntaxError, ValueError, OverflowError):  # shown by the run, with its place
        return False
    return bool(code.co_flags & inspect.CO_COROUTINE)


def _at(node: N, place: ast.AST) -> N:
    return ast.copy_location(node, place)
