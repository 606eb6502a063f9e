"""What code says about itself: `help` shows documentation, `echo` the code that runs."""

from __future__ import annotations

import ast
import contextlib
import inspect
import linecache
import sys
import textwrap
from collections.abc import Iterator
from types import FrameType, ModuleType
from typing import Any, Literal

from rerun_state.elements import text
from rerun_state.elements.values import WidthWithoutContent, check_width, one_of
from rerun_state.runtime.block import B, Block, put
from rerun_state.runtime.failure import PACKAGE

_MAX_MEMBERS = 200
_INNER = (PACKAGE, contextlib.__file__)


def help(self: B, obj: Any = None, *, width: WidthWithoutContent = "stretch") -> B:
    """Show what an object is: its name, signature, documentation and members; return a handle.

    `obj` is anything; without it, this package is described.
    """
    if obj is None and not _was_given(_caller()):
        obj = sys.modules["rerun_state"]
    return put(
        self,
        "help_info",
        **describe(obj),
        name=_name(obj),
        width=check_width(width, "help", content=False),
    )


def describe(obj: Any) -> dict[str, Any]:
    """The type, the value or signature, the documentation and the members of an object."""
    return {
        "type": _type(obj),
        "value": _value(obj),
        "plain": _is_plain(obj),
        "doc": _doc(obj),
        "members": _members(obj),
    }


def _type(obj: Any) -> str:
    return "class" if isinstance(obj, type) else type(obj).__name__


def _value(obj: Any) -> str:
    """A callable's full name and signature, any other object's `repr`."""
    if isinstance(obj, ModuleType):
        return ""
    if callable(obj) and hasattr(obj, "__name__"):
        return f"{obj.__module__ or ''}.{obj.__qualname__}{_signature(obj)}".lstrip(".")
    if _has_no_repr(obj):
        kind = type(obj)
        return f"{kind.__module__}.{kind.__qualname__}{_signature(kind)}"
    return repr(obj)


def _is_plain(obj: Any) -> bool:
    """Does an object's `repr` tell what it is?"""
    is_code = callable(obj) and hasattr(obj, "__name__")
    return not (is_code or isinstance(obj, ModuleType) or _has_no_repr(obj))


def _has_no_repr(obj: object) -> bool:
    return getattr(type(obj), "__repr__", None) is getattr(object, "__repr__", None)


def _signature(obj: Any) -> str:
    try:
        return str(inspect.signature(obj))
    except (TypeError, ValueError):  # written in C, without a signature
        return "(...)" if callable(obj) else ""


def _doc(obj: Any) -> str:
    return inspect.getdoc(obj) or ""


def _members(obj: Any) -> list[dict[str, str]]:
    """The public attributes of a class, a module or an instance."""
    if inspect.isroutine(obj):
        return []
    found = []
    for name in dir(obj)[:5000]:
        if name.startswith("_"):
            continue
        static = inspect.getattr_static(obj, name, None)
        if isinstance(static, ModuleType):
            continue
        if isinstance(static, property):
            found.append({"name": name, "type": "property", "value": "", "doc": _doc(static)})
            continue
        value = static.__func__ if isinstance(static, (staticmethod, classmethod)) else static
        quiet = callable(value) or inspect.isdatadescriptor(value)
        shown = "" if quiet else textwrap.shorten(repr(value), 200)
        doc = _doc(value).partition("\n")[0] if quiet else ""
        found.append({"name": name, "type": _type(value), "value": shown, "doc": doc})
    return found[:_MAX_MEMBERS]


# -- the calling code ------------------------------------------------------------------------------


def _caller() -> FrameType:
    """The nearest frame outside of this package."""
    frame = sys._getframe()
    while frame.f_back is not None and frame.f_code.co_filename.startswith(_INNER):
        frame = frame.f_back
    return frame


def _code(frame: FrameType) -> ast.expr | None:
    """The call which a frame is executing, or the bare expression that magic shows, in source."""
    positions = list(frame.f_code.co_positions())[frame.f_lasti // 2]
    line, end_line, column, end_column = positions
    if None in (line, end_line, column, end_column):
        return None
    lines = linecache.getlines(frame.f_code.co_filename)[line - 1 : end_line]  # type: ignore[operator]
    if not lines:
        return None
    source = [text.encode() for text in lines]
    source[-1] = source[-1][:end_column]
    source[0] = source[0][column:]
    try:
        return ast.parse(b"".join(source).decode().strip(), mode="eval").body
    except SyntaxError:  # `x, y` without parentheses, over several lines
        return None


def _was_given(frame: FrameType) -> bool:
    code = _code(frame)
    return not isinstance(code, ast.Call) or bool(code.args or code.keywords)


def _name(obj: Any) -> str:
    """What the program calls the object: the argument of the call, or the bare expression; else
    the object's own name.
    """
    code = _code(_caller())
    if isinstance(code, ast.Call) and len(code.args) == 1:
        return ast.unparse(code.args[0])
    if code is not None and not isinstance(code, (ast.Call, ast.Tuple)):
        return ast.unparse(code)
    return str(getattr(obj, "__name__", "")) or type(obj).__name__


@contextlib.contextmanager
def echo(self: Block, code_location: Literal["above", "below"] = "above") -> Iterator[None]:
    """Show the code of a `with` block, above or below what it shows.

    with st.echo():
        st.write("This line appears, and so does this code.")
    """
    one_of(code_location, ("above", "below"), "code_location", "echo")
    frame = _caller()
    source = _body(frame.f_code.co_filename, frame.f_lineno)
    if code_location == "above":
        text.code(self, source, "python")
        yield
    else:
        yield
        text.code(self, source, "python")


def _body(filename: str, line: int) -> str:
    """The source of the `with` block that begins on a line."""
    lines = linecache.getlines(filename)
    try:
        tree = ast.parse("".join(lines))
    except SyntaxError:  # a notebook's cell with magics
        return ""
    blocks = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.With | ast.AsyncWith) and node.lineno <= line <= node.body[0].lineno
    ]
    if not blocks:
        return ""
    block = max(blocks, key=lambda node: node.lineno)
    first, last = block.body[0], block.body[-1]
    header = max((item.context_expr.end_lineno or line) for item in block.items)
    if first.lineno == header:
        return "\n".join(ast.unparse(node) for node in block.body)
    margin = " " * first.col_offset
    body = [line.removeprefix(margin) for line in lines[header : last.end_lineno]]
    return "".join(body).strip("\n")
