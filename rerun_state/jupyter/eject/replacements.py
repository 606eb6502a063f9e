"""Changes to a text, by the places that its syntax tree tells."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from typing import Any

from rerun_state.jupyter.eject.references import Reference

Place = tuple[int, int]
"""A line, from 1, and a column in bytes of UTF-8, from 0: as `ast` counts."""


class Edits:
    """Replacements in one text, which do not overlap; what lies within a replaced one is lost."""

    def __init__(self, text: str) -> None:
        self._bytes = text.encode()
        self._starts = [0]
        for line in self._bytes.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))
        self._changes: dict[tuple[int, int], str] = {}

    def replace(self, node: ast.expr | ast.stmt | ast.alias, text: str) -> None:
        """Put a text in the place of a node, its decorators included."""
        self.put(start_of(node), end_of(node), text)

    def put(self, start: Place, end: Place, text: str) -> None:
        """Put a text between two places."""
        self._changes[self._offset(start), self._offset(end)] = text

    def drop(self, node: ast.stmt, *, alone: bool) -> None:
        """Take a statement away, with its line if nothing else is on it.

        `alone` says that its block consists of nothing else.
        """
        start, end = start_of(node), end_of(node)
        if alone:
            self.put(start, end, "pass")
            return
        before = self.between((start[0], 0), start)
        after = self._bytes[self._offset(end) : self._starts[end[0]]].decode()
        if not before.strip() and not after.strip().lstrip(";"):
            start, end = (start[0], 0), (end[0] + 1, 0)
        self.put(start, end, "")

    def between(self, start: Place, end: Place) -> str:
        """The text between two places, as it was."""
        return self._bytes[self._offset(start) : self._offset(end)].decode()

    def put_after(self, words: str, name: str, start: Place, text: str) -> None:
        """Put a text in the place of the first `name` that follows some words."""
        at = self._bytes.index(f"{words}{name}".encode(), self._offset(start)) + len(words)
        self._changes[at, at + len(name.encode())] = text

    def apply(self) -> str:
        """The text with all changes."""
        parts, at = [], 0
        for (start, end), text in sorted(self._changes.items(), key=lambda each: each[0]):
            if start < at:  # within one that is replaced as a whole
                continue
            parts += [self._bytes[at:start], text.encode()]
            at = end
        return b"".join([*parts, self._bytes[at:]]).decode()

    def _offset(self, place: Place) -> int:
        line, column = place
        return self._starts[line - 1] + column


def start_of(node: ast.expr | ast.stmt | ast.alias) -> Place:
    """Where a node begins, with its decorators."""
    first = min([node, *getattr(node, "decorator_list", ())], key=lambda n: n.lineno)
    return (first.lineno, first.col_offset - (first is not node))  # the @ of the decorator


def end_of(node: ast.expr | ast.stmt | ast.alias) -> Place:
    """Where a node ends."""
    assert node.end_lineno is not None
    assert node.end_col_offset is not None
    return node.end_lineno, node.end_col_offset


def rename(text: str, found: Iterable[Reference], names: Mapping[str, str]) -> str:
    """A text with other names in the place of some of those that it mentions."""
    edits = Edits(text)
    strings = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.JoinedStr)]
    for each in found:
        if (new := names.get(each.name)) is not None:
            _rename(edits, each, new, strings)
    return edits.apply()


def _rename(edits: Edits, found: Reference, new: str, strings: list[ast.JoinedStr]) -> None:
    node: Any = found.node
    name = found.name
    if isinstance(node, ast.Name):
        if edits.between(start_of(node), end_of(node)) == name:
            edits.replace(node, new)
        else:  # Python 3.11 does not tell where in a string of several lines it is
            _rename_in_string(edits, name, new, strings)
    elif isinstance(node, ast.alias):
        edits.replace(node, f"{node.name} as {new}")
    elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        edits.put_after("def ", name, (node.lineno, node.col_offset), new)
    elif isinstance(node, ast.ClassDef):
        edits.put_after("class ", name, (node.lineno, node.col_offset), new)
    elif isinstance(node, ast.ExceptHandler):
        edits.put_after("as ", name, (node.lineno, node.col_offset), new)
    else:  # `global name`, and patterns of `match`
        edits.put_after("", name, (node.lineno, node.col_offset), new)


def _rename_in_string(edits: Edits, name: str, new: str, strings: list[ast.JoinedStr]) -> None:
    for string in strings:
        mentions = [n for n in ast.walk(string) if isinstance(n, ast.Name) and n.id == name]
        if mentions:
            for each in mentions:
                each.id = new
            edits.replace(string, ast.unparse(string))


def indent(text: str) -> str:
    """A text one level deeper; what stands within strings of several lines stays as it is."""
    inside = {
        line
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.JoinedStr | ast.Constant) and node.end_lineno != node.lineno
        for line in range(node.lineno + 1, (node.end_lineno or 0) + 1)
    }
    lines = text.splitlines(keepends=True)
    return "".join(
        line if number in inside or not line.strip() else "    " + line
        for number, line in enumerate(lines, 1)
    )
