"""The package's source, for the tests that read it: each module when somebody asks."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent / "rerun_state"


def name_of(file: Path) -> str:
    """The module in a file, or the package whose `__init__.py` that is."""
    path = file.relative_to(PACKAGE.parent).with_suffix("")
    return ".".join(path.parts).removesuffix(".__init__")


MODULES = {
    name_of(file): file
    for file in PACKAGE.rglob("*.py")
    if not file.is_relative_to(PACKAGE / "frontend")
}


@cache
def text_of(module: str) -> str:
    return MODULES[module].read_text("utf-8")


def parsed(module: str) -> ast.Module:
    """The tree of a module. All of them are half a million objects, which nobody keeps."""
    return ast.parse(text_of(module))


def nodes(word: str) -> Iterator[tuple[str, ast.AST]]:
    """Whatever stands in the modules whose text has a word, each with its module."""
    for module in MODULES:
        if word in text_of(module):
            yield from ((module, node) for node in ast.walk(parsed(module)))
