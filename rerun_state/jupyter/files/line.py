"""The line of `%rerun`: whether it is ours, and which file it names.

IPython has a magic of that name, which executes history again. Ours is what names a script or a
notebook, or has one of our options; everything else is IPython's.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Collection, Sequence
from pathlib import Path

from IPython.core.error import UsageError

from rerun_state.app_file import ENDINGS, AppFileError, find_app_file
from rerun_state.patterns import pattern

_RANGE = pattern(r"[~\d/\-]+")  # of history: 3, 2-5, ~1/4
_HISTORY = pattern(r"-[lg]")


def split_words(line: str) -> list[str]:
    """The words of a line, as a shell has them; ValueError for a quote that is not closed."""
    return shlex.split(line, posix=os.name != "nt")


def split_line(line: str) -> tuple[list[str], list[str]]:
    """The words before `--`, and those after it, which are the script's own arguments.

    Raises ValueError for a quote that is not closed.
    """
    words = split_words(line)
    if "--" not in words:
        return words, []
    at = words.index("--")
    return words[:at], words[at + 1 :]


def is_ours(line: str, options: Collection[str]) -> bool:
    """Does the line name a file or one of our options?"""
    try:
        words, _ = split_line(line)
    except ValueError:  # what IPython's magic makes of it is up to that
        return False
    if any(word.partition("=")[0] in options for word in words):
        return True
    if not words or _HISTORY.match(words[0]):
        return False
    return any(_is_named(word) for word in words)


def _is_named(word: str) -> bool:
    """Does a word mean a file or a folder, and no lines of history?"""
    path = _path(word)
    return path.suffix in ENDINGS or (path.is_dir() and not _RANGE.fullmatch(word))


def _path(word: str) -> Path:
    return Path(os.path.expanduser(word))  # which leaves ~0/3 as it is


def find_file(words: Sequence[str]) -> Path:
    """The one file that is named; UsageError if there is none of that name, or nothing to run."""
    if len(words) != 1:
        named = f"not {len(words)}: {' '.join(words)}" if words else "and none is named"
        raise UsageError(
            f"%rerun takes one script (.py) or notebook (.ipynb), {named}. "
            "What the script itself is to get stands after --."
        )
    try:
        return find_app_file(_path(words[0]))
    except AppFileError as error:
        raise UsageError(str(error)) from None
