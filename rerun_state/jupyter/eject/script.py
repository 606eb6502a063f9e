"""The script: the apps in their order, and what of the notebook they need, in front of each.

Nothing is written unless all of it can be.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from IPython.core.error import UsageError

from rerun_state.errors import an
from rerun_state.jupyter.compilation import awaits
from rerun_state.jupyter.eject.collisions import Part, part_ways
from rerun_state.jupyter.eject.plain import Shows, make_plain
from rerun_state.jupyter.eject.replacements import Edits, end_of, indent, start_of
from rerun_state.jupyter.eject.slices import Slice, Statement
from rerun_state.patterns import pattern

HEADER = "# Made from a notebook by %rerun --eject. Run it with: streamlit run {name}\n"
_IMPORT = pattern(r"import (?:streamlit|rerun_state) as st\b")
_OTHER = pattern(r"\b(?:as|for|def|class) st\b|\bst\s*=(?!=)")
_STOP = pattern(r"(?:(?:st|streamlit)\.)?stop\(\)")
_STOPPED = "raise Stopped"
_DEFINED = '''

class Stopped(BaseException):
    """st.stop() of one app; those below it are shown."""
'''
_MADE = HEADER.partition("{name}")[0]


@dataclass(frozen=True)
class Source:
    """The text of a cell, and how it is called in messages."""

    name: str
    text: str
    shows: Shows = "none"


@dataclass(frozen=True)
class Ejected:
    """An app that is to be part of the script."""

    name: str
    pieces: Sequence[Source]
    exports: Collection[str]
    owned: Collection[Hashable]
    """The identities of its widgets."""


def write_script(file: Path, text: str) -> None:
    """Write it, over what was made so before, and over nothing else; UsageError otherwise."""
    if file.suffix != ".py":
        raise UsageError(f"--eject writes a script: name a .py file, not {str(file)!r}.")
    if not file.parent.is_dir():
        raise UsageError(f"There is no folder {str(file.parent)!r} to write {file.name} into.")
    if file.exists() and (old := file.read_text("utf-8")).strip() and not old.startswith(_MADE):
        raise UsageError(
            f"{file} was not made by --eject and is left as it is. Name another file, or delete it."
        )
    file.write_text(text, "utf-8")


def make_script(shell: Any, name: str, apps: Sequence[Ejected], cells: Sequence[Source]) -> str:
    """The script's text; UsageError with all that cannot be had under Streamlit.

    `cells` are the ordinary ones, in the order in which they were executed.
    """
    _check_widgets(apps)
    st = _name_of_streamlit([*cells, *(each for app in apps for each in app.pieces)])
    problems: list[str] = []
    future = set[str]()
    parts = [_part(shell, app, st, problems, future) for app in apps]
    ordinary, odd = _statements(shell, cells, st, future)
    exports = {name: at for at, app in enumerate(apps) for name in app.exports}
    found = Slice(ordinary, exports, st)
    problems += _ask_for_names(parts, found)
    chosen = [each for level in range(len(parts) + 1) for each in found.needed(level)]
    problems += [f"{m.name} ({m.user})" for m in found.missing]
    problems += [problem for cell in dict.fromkeys(s.cell for s in chosen) for problem in odd[cell]]
    if problems:
        raise UsageError(_refusal(name, problems))
    texts = part_ways(
        parts,
        {n for each in chosen for n in each.binds},
        {n for each in chosen for n in each.reads_later},
    )
    return _assemble(name, st, parts, texts, found, sorted(future))


def _ask_for_names(parts: Sequence[Part], found: Slice) -> list[str]:
    """Let the slice have what the apps read; return what of it comes too late for one of them."""
    late = []
    for at, part in enumerate(parts):
        for wanted in sorted(part.wanted):
            required = wanted in part.required
            if found.need(wanted, part.name, optional=not required) > at and required:
                late.append(
                    f"{wanted}, which {part.name} reads, depends on what an app below it exports"
                )
    return late


def _refusal(name: str, problems: Iterable[str]) -> str:
    listed = "".join(f"\n  {each}" for each in dict.fromkeys(problems))
    return (
        f"{name} was not written, since these are not to be found by the text of the notebook's "
        f"cells, or do not exist in Streamlit:{listed}\n"
        "Define them by statements in cells, and execute these."
    )


def _part(shell: Any, app: Ejected, st: str, problems: list[str], future: set[str]) -> Part:
    texts = []
    for piece in app.pieces:
        if awaits(shell, piece.text):
            problems.append(f"await at the top level ({piece.name})")
            continue
        try:
            plain = make_plain(shell, piece.text, piece.shows, st)
        except SyntaxError as error:
            raise UsageError(f"{piece.name} is no Python: {error}.") from None
        problems += [f"{each} ({piece.name})" for each in plain.problems]
        future |= plain.future
        texts.append(plain.text.strip("\n") + "\n")
    return Part(app.name, "\n".join(texts), app.exports)


def _statements(
    shell: Any, cells: Sequence[Source], st: str, future: set[str]
) -> tuple[list[Statement], Mapping[str, list[str]]]:
    """The statements of the ordinary cells, and what of each cell has no equal in Streamlit."""
    found, problems = list[Statement](), dict[str, list[str]]()
    for cell in cells:
        try:
            plain = make_plain(shell, cell.text, "none", st)
        except SyntaxError:  # it failed, or awaits: in either case it is not for a script
            continue
        future |= plain.future
        problems[cell.name] = [f"{each} ({cell.name})" for each in plain.problems]
        found += [Statement(text, node, cell.name) for text, node in split(plain.text)]
    return found, problems


def split(text: str) -> list[tuple[str, ast.stmt]]:
    """The statements of a text, each with the comments above it and behind it."""
    edits, tree = Edits(text), ast.parse(text)
    lines = text.splitlines()
    found, at = list[tuple[str, ast.stmt]](), 0
    for number, node in enumerate(tree.body):
        start, end = start_of(node), end_of(node)
        follows = tree.body[number + 1 : number + 2]
        shares = at == start[0] or (follows and start_of(follows[0])[0] == end[0])
        if shares:
            found.append((edits.between(start, end) + "\n", node))
        else:
            first = start[0]
            while first - 1 > at and lines[first - 2].lstrip().startswith("#"):
                first -= 1
            found.append(("\n".join(lines[first - 1 : end[0]]) + "\n", node))
        at = end[0]
    return found


def _name_of_streamlit(sources: Iterable[Source]) -> str:
    """`st`, unless the notebook means something else by that."""
    texts = "\n".join(each.text for each in sources)
    return "streamlit" if _OTHER.search(_IMPORT.sub("", texts)) else "st"


def _check_widgets(apps: Sequence[Ejected]) -> None:
    """UsageError for widgets that Streamlit would take for one: alike, without a key, in two."""
    seen: dict[Hashable, str] = {}
    for app in apps:
        for identity in app.owned:
            if not isinstance(identity, tuple) or len(identity) < 4 or identity[1] is not None:
                continue
            kind, alike = identity[0], (*identity[:2], *identity[3:])
            if (other := seen.setdefault(alike, app.name)) != app.name:
                raise UsageError(
                    f"{other} and {app.name} both show {an(kind)} that is the same in all it says. "
                    "A script needs a key=... to tell them apart. Nothing was written."
                )


def _assemble(
    name: str, st: str, parts: Sequence[Part], texts: Sequence[str], found: Slice, future: list[str]
) -> str:
    texts = [*map(_ending_alone, texts[:-1]), texts[-1]]
    imports = ["import streamlit" + (" as st" if st == "st" else "")]
    head = [*future, *imports]
    if any(_STOPPED in text for text in texts):
        head = [*future, "from contextlib import suppress", *imports, _DEFINED]
    body, seen = list[str](), set(imports)
    for at, (part, text) in enumerate(zip(parts, texts, strict=True)):
        body += [_without_repeats(each.text, seen) for each in found.needed(at)]
        body.append(f"\n# {part.name}\n" if len(parts) > 1 else "\n")
        if _STOPPED in text:  # it may end before it has come to its imports
            text = indent(_without_repeats(text, set(seen)).strip("\n")) + "\n"
            body.append(f"with suppress(Stopped):\n{text}")
        else:
            body.append(_without_repeats(text, seen))
    top = HEADER.format(name=name) + "\n" + "\n".join(head)
    return f"{top}\n\n" + "".join(body).strip("\n") + "\n"


def _ending_alone(text: str) -> str:
    """An app's text in which `st.stop()` ends this app, not those below it as well."""
    edits, tree = Edits(text), ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and _STOP.fullmatch(ast.unparse(node)):
            edits.replace(node, _STOPPED)
    return edits.apply()


def _without_repeats(text: str, seen: set[str]) -> str:
    """A text that does not say again which modules are imported; `seen` grows."""
    edits, tree = Edits(text), ast.parse(text)
    for each in tree.body:
        if isinstance(each, ast.Import | ast.ImportFrom):
            if (said := ast.unparse(each)) in seen:
                edits.drop(each, alone=False)
            seen.add(said)
    return edits.apply()
