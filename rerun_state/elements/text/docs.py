"""What code says about itself: `help` shows documentation, `echo` the code that runs."""

from __future__ import annotations

import ast
import contextlib
import inspect
import itertools
import linecache
import re
import sys
import textwrap
from collections.abc import Iterator
from types import BuiltinFunctionType, FrameType, FunctionType, MethodType, ModuleType
from typing import Any, Literal

from rerun_state.elements.base.parameters import WidthWithoutContent, check_width, one_of
from rerun_state.elements.text import prose as text
from rerun_state.patterns import pattern
from rerun_state.runtime.execution.failure import PACKAGE
from rerun_state.runtime.grammar.block import B, Block, put

_MAX_MEMBERS = 200
_ADDRESS = pattern(r"<[a-zA-Z_]+[\w<>. ]* at 0x[0-9a-fA-F]+>", re.ASCII)
_CALLABLES = (FunctionType, BuiltinFunctionType, MethodType, staticmethod, classmethod)
_INNER = (PACKAGE, contextlib.__file__)


def help(self: B, obj: Any = None, *, width: WidthWithoutContent = "stretch") -> B:
    """Show what an object is: its name, signature, documentation and members; return a handle.

    >>> st.help(pd.DataFrame.merge)
    """
    if obj is None and not _was_given(_caller()):
        obj = sys.modules["rerun_state"]
    return put(
        self,
        "help_info",
        **describe(obj),
        name=_name(),
        width=check_width(width, "help", content=False),
    )


def describe(obj: Any) -> dict[str, Any]:
    """The type, the value or signature, the documentation and the members of an object."""
    return {
        "type": _type(obj),
        "value": _value(obj),
        "plain": _is_summary(obj),
        "doc": _doc(obj),
        "members": _members(obj),
    }


def _type(obj: Any) -> str:
    return "class" if isinstance(obj, type) else type(obj).__name__


def _value(obj: Any) -> str:
    """The `repr` of an object; of a callable, or where that tells nothing, name and signature."""
    if _is_plain(obj):
        return repr(obj)
    named = obj if _own_name(obj) else type(obj)
    module = getattr(named, "__module__", None)
    name = f"{module}.{_own_name(named)}" if module else _own_name(named)
    return f"{name}{_signature(named)}"


def says_little(shown: str) -> bool:
    """Is that no more than a class and an address?"""
    return _ADDRESS.fullmatch(shown) is not None


def _own_name(obj: Any) -> str:
    return str(getattr(obj, "__qualname__", "") or getattr(obj, "__name__", ""))


def _is_plain(obj: Any) -> bool:
    """Does an object's `repr` tell what it is?"""
    if isinstance(obj, (type, ModuleType)) or callable(obj):
        return False
    return isinstance(obj, str) or not says_little(repr(obj))


def _is_summary(obj: Any) -> bool:
    """Does the value tell more than a name given by the program would?

    It does if it is no signature, and for an instance also if it looks like the `repr` of one, with
    all parameters given by name.
    """
    if _is_plain(obj) or isinstance(obj, ModuleType):
        return True
    if isinstance(obj, (type, *_CALLABLES)):
        return False
    try:
        parameters = inspect.signature(obj if _own_name(obj) else type(obj)).parameters.values()
    except (TypeError, ValueError):
        return False
    return bool(parameters) and all(map(_is_keyword, parameters))


def _is_keyword(parameter: inspect.Parameter) -> bool:
    """Is it written as `name=value`?"""
    empty = inspect.Parameter.empty
    return (
        parameter.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD
        and parameter.default is not empty
        and parameter.annotation is empty
    )


def _signature(obj: Any) -> str:
    if not callable(obj):
        return ""
    try:
        return str(inspect.signature(obj))
    except ValueError:  # written in C, without a signature
        return "(...)"
    except TypeError:
        return ""


def _doc(obj: Any) -> str:
    """What it says of itself; of an instance, what its class or one above that says."""
    own = inspect.getdoc(obj)
    if own is None and not isinstance(obj, (type, ModuleType, *_CALLABLES)):
        own = inspect.getdoc(type(obj))
    return own or ""


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
        # Functions of its class are methods of an instance.
        kind = _type(getattr(obj, name) if isinstance(static, _CALLABLES) else value)
        found.append({"name": name, "type": kind, "value": shown, "doc": doc})
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


def _name() -> str:
    """What the program calls the object: the first argument of `help` or `write`, where the line
    is such a call, or else the line itself; "" for a constant, and for code without source.
    """
    frame = _caller()
    line = _line(frame)
    try:
        statement = ast.parse(line).body[0]
    except (SyntaxError, IndexError):  # a part of something longer, or nothing
        code = _code(frame)
        return ast.unparse(_shown(code) or code) if code is not None else ""
    expression = getattr(statement, "value", None)
    if not _is_command(expression):
        return line.removesuffix(",")
    shown = _shown(expression)
    if isinstance(shown, ast.NamedExpr):
        return str(shown.target.id)
    if shown is None or isinstance(shown, ast.Constant):
        return ""
    return ast.get_source_segment(line, shown) or ""


def _line(frame: FrameType) -> str:
    """The line on which the call begins that a frame is executing."""
    line = next(itertools.islice(frame.f_code.co_positions(), frame.f_lasti // 2, None))[0]
    return linecache.getline(frame.f_code.co_filename, line or frame.f_lineno).strip()


def _is_command(code: ast.expr | None) -> bool:
    """Is it a call of `help` or `write`, of whatever object?"""
    if not isinstance(code, ast.Call):
        return False
    called = code.func
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", None)
    return name in ("help", "write")


def _shown(code: ast.expr | None) -> ast.expr | None:
    """The first argument of a call."""
    return code.args[0] if isinstance(code, ast.Call) and code.args else None


@contextlib.contextmanager
def echo(self: Block, code_location: Literal["above", "below"] = "above") -> Iterator[None]:
    """Show the code of a `with` block, above or below what it shows.

    >>> with st.echo():
    ...     st.write("This line appears, and so does this code.")
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
    begin = min(node.lineno for node in (first, *getattr(first, "decorator_list", ())))
    return textwrap.dedent("".join(lines[begin - 1 : last.end_lineno])).strip("\n")
