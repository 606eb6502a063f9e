"""Do the tests notice when the code is wrong? Seeded mutations of a folder, one at a time.

    python -m tests.mutants rerun_state/runtime --count 40 --seed 1

Each mutant is a copy of the tree with one small change: a comparison turned round, a condition
always true, a call left out. The fast tests run over it, its twin first. What they do not notice is
printed with its line: either a test is missing, or the change is none that anybody could see.

Not part of the suite: forty mutants take a quarter of an hour.
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TIMEOUT = 300
_TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}


@dataclass(frozen=True)
class Mutant:
    """One change of one file: the text to put in the place of a node's."""

    file: Path
    line: int
    begin: int
    end: int
    text: str
    old: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.old!r} -> {self.text!r}"


def mutants_of(file: Path) -> Iterator[Mutant]:
    """Every change that could be made to a file."""
    source = (ROOT / file).read_bytes()
    starts = [0]
    for row in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(row))
    for node, changed in _changes(ast.parse(source)):
        begin = starts[node.lineno - 1] + node.col_offset
        end = starts[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)
        old = source[begin:end].decode()
        text = "pass" if changed is None else ast.unparse(changed)
        if text != old:
            yield Mutant(file, node.lineno, begin, end, text, old)


def _changes(tree: ast.Module) -> Iterator[tuple[ast.expr | ast.stmt, ast.AST | None]]:
    for node in _code(tree):
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            turned = copy.deepcopy(node)
            turned.ops = [_TURNED[type(node.ops[0])]()]
            yield node, turned
        elif isinstance(node, ast.BoolOp):
            other = copy.deepcopy(node)
            other.op = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
            yield node, other
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            yield node, node.operand
        elif isinstance(node, ast.Constant) and type(node.value) is bool:
            yield node, ast.Constant(not node.value)
        elif isinstance(node, ast.Constant) and type(node.value) is int:
            yield node, ast.Constant(node.value + 1)
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            yield node, None
        elif isinstance(node, ast.If | ast.IfExp):
            yield node.test, ast.Constant(True)
            yield node.test, ast.Constant(False)
        elif isinstance(node, ast.Return) and node.value is not None:
            yield node.value, ast.Constant(None)


def _code(node: ast.AST) -> Iterator[ast.AST]:
    """What is executed for its effect: no annotations, no defaults, no messages of errors."""
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "args") and not isinstance(
            node, ast.Call
        ):
            continue
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or _is_typing(child):
                continue
            yield child
            if not isinstance(child, ast.Raise | ast.JoinedStr):
                yield from _code(child)


def _is_typing(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def drawn(folder: Path, count: int, seed: int) -> list[Mutant]:
    """That many mutants of a folder, the same ones for the same seed."""
    files = sorted(path.relative_to(ROOT) for path in folder.rglob("*.py"))
    all_of_them = [mutant for file in files for mutant in mutants_of(file)]
    return random.Random(seed).sample(all_of_them, min(count, len(all_of_them)))


def is_noticed(mutant: Mutant, tree: Path) -> bool:
    """Does a test fail, or never end, in a tree with that change?"""
    file = tree / mutant.file
    source = file.read_bytes()
    file.write_bytes(source[: mutant.begin] + mutant.text.encode() + source[mutant.end :])
    try:
        return not all(_passes(tree, targets) for targets in _targets(mutant.file))
    finally:
        file.write_bytes(source)


def _targets(file: Path) -> Iterator[list[str]]:
    """The tests of the same room, then all fast ones."""
    room = Path("tests", *file.parts[1:-1])
    if (ROOT / room).is_dir() and room != Path("tests"):
        yield [str(room)]
    yield ["tests"]


def _passes(tree: Path, targets: list[str]) -> bool:
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-m", "fast", "-p", "no:cacheprovider"]
    environment = {**os.environ, "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            [*command, *targets],
            cwd=tree,
            env=environment,
            capture_output=True,
            timeout=TIMEOUT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode in (0, 5)


def _copied(to: Path) -> Path:
    ignore = shutil.ignore_patterns("node_modules", "__pycache__")
    for name in ("rerun_state", "tests", "notebooks"):
        shutil.copytree(ROOT / name, to / name, ignore=ignore)
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, to / name)
    return to


def main() -> None:
    """Try the mutants of one folder; print those that no test notices."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    mutants = drawn(options.folder.resolve(), options.count, options.seed)
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(options.jobs) as pool:
        trees = [_copied(Path(folder, str(n))) for n in range(options.jobs)]

        def noticed(mutant: Mutant) -> bool:
            tree = trees.pop()
            try:
                return is_noticed(mutant, tree)
            finally:
                trees.append(tree)

        missed = 0
        for mutant, was_noticed in zip(mutants, pool.map(noticed, mutants), strict=True):
            missed += not was_noticed
            if not was_noticed:
                print(mutant, flush=True)
    print(f"{len(mutants) - missed} of {len(mutants)} mutants of {options.folder} were noticed.")


if __name__ == "__main__":
    main()
