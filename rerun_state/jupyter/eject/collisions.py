"""Names that mean something in one app and something else in another, and their new names.

Each app has a slate of its own beside the notebook's names, and a script has one for all. So a name
gets another where a function, which is called later, or another app would find the wrong value.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count

from rerun_state.jupyter.eject.references import Reference, references
from rerun_state.jupyter.eject.replacements import rename
from rerun_state.jupyter.eject.slices import early_reads


@dataclass
class Part:
    """The code of one app, in Streamlit's words."""

    name: str
    text: str
    exports: Collection[str] = field(default=())

    @cached_property
    def found(self) -> list[Reference]:
        """The names of the module that it mentions."""
        return references(ast.parse(self.text).body)

    @cached_property
    def binds(self) -> dict[str, bool]:
        """The names that it binds, and whether that is always by an import, alike elsewhere."""
        by_import = dict[str, bool]()
        for each in self.found:
            if each.binds:
                is_import = isinstance(each.node, ast.alias)
                by_import[each.name] = is_import and by_import.get(each.name, True)
        return by_import

    @cached_property
    def deferred(self) -> set[str]:
        """The names that its functions read."""
        return {each.name for each in self.found if each.reads and each.deferred}

    @cached_property
    def early(self) -> set[str]:
        """The names that it reads before it has bound them itself."""
        return early_reads(ast.parse(self.text).body, set())

    @cached_property
    def required(self) -> set[str]:
        """The names that it does not bind."""
        return (self.early | self.deferred) - self.binds.keys()

    @property
    def wanted(self) -> set[str]:
        """The names that it may have from elsewhere."""
        return self.required | self.early

    def imports(self, name: str) -> set[str]:
        """What an imported name stands for, as text."""
        nodes = ast.walk(ast.parse(self.text))
        return {
            ast.unparse(node)
            for node in nodes
            if isinstance(node, ast.Import | ast.ImportFrom)
            and name in {(a.asname or a.name).partition(".")[0] for a in node.names}
        }


def part_ways(parts: Sequence[Part], notebook: Collection[str], later: Iterable[str]) -> list[str]:
    """The texts of some apps, in which names that would collide have become others.

    `notebook` has the names that ordinary statements bind in the script, `later` those that their
    functions read when they are called.
    """
    taken = {each.name for part in parts for each in part.found} | set(notebook)
    return [
        _with_new_names(part, _colliding(at, parts, set(notebook), set(later)), taken)
        for at, part in enumerate(parts)
    ]


def _colliding(at: int, parts: Sequence[Part], notebook: set[str], later: set[str]) -> set[str]:
    part = parts[at]
    others = [each for each in parts if each is not part]
    read_elsewhere = (later | {name for each in others for name in each.wanted}) & notebook
    found = {name for name in part.binds if name in read_elsewhere}
    for other in parts[:at]:
        found |= part.binds.keys() & other.binds.keys() & (part.deferred | other.deferred)
    return {name for name in found - set(part.exports) if not _is_same(name, part, others)}


def _is_same(name: str, part: Part, others: list[Part]) -> bool:
    """Do all of them import it, and the same?"""
    if not part.binds[name]:
        return False
    meant = {text for each in [part, *others] if name in each.binds for text in each.imports(name)}
    return len(meant) == 1 and all(each.binds.get(name, True) for each in others)


def _with_new_names(part: Part, names: set[str], taken: set[str]) -> str:
    new = dict[str, str]()
    for name in sorted(names):
        new[name] = next(n for i in count(2) if (n := f"{name}_{i}") not in taken)
        taken.add(new[name])
    first = "".join(f"{new[name]} = {name}\n" for name in sorted(names & part.early))
    return first + rename(part.text, part.found, new)
