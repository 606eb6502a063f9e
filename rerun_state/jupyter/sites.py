"""Where a program makes something: the calls of its own code that lead there.

Lines of libraries do not count, so a slider that `interact` makes is made where the program says
`interact`. A fragment, or a callback, begins a new account.
"""

from __future__ import annotations

import dis
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

from rerun_state.jupyter.handlers import libraries

Site = tuple[tuple[str, int], ...]
"""The files of calls, and how far in their code each of them is; the outermost first."""

_ROOM = Path(__file__).parent
_OURS = str(_ROOM.parent)
_STARTS = (str(_ROOM), str(_ROOM.parent / "runtime"))
_KEEPERS = (str(_ROOM.parent / "caching"), str(_ROOM.parent / "elements" / "inputs" / "widget.py"))
_HOOKS = tuple(
    str(_ROOM / f"{name}.py")
    for name in ("belongings", "interactions", "sites", "succession", "wrappers")
)

_CACHE = dis.opmap.get("CACHE", 0)


def site() -> Site | None:
    """The calls of the program that are under way; None if what they make is kept from run to run,
    by a cache or by `st.widget`.
    """
    calls = []
    for frame in _frames(keepers=True):
        if frame.f_code.co_filename.startswith(_KEEPERS):
            return None
        calls.append(frame)
    return _account(calls)


def site_of_making(widget: Any) -> Site:
    """The same, without those that a constructor of the widget's own class makes."""
    frames = list(_frames())
    for at in range(len(frames) - 1, -1, -1):
        code = frames[at].f_code
        if code.co_name == "__init__" and frames[at].f_locals.get("self") is widget:
            return _account(frames[at + 1 :])
    return _account(frames)


def _account(frames: list[FrameType]) -> Site:
    return tuple((frame.f_code.co_filename, _position(frame)) for frame in frames)[::-1]


def _position(frame: FrameType) -> int:
    """Where the instruction begins that a frame is at.

    Python, which makes what is executed often faster, may then count the instruction's caches in.
    """
    code, at = frame.f_code.co_code, frame.f_lasti
    while at > 0 and code[at] == _CACHE:
        at -= 2
    return at


def _frames(*, keepers: bool = False) -> Iterator[FrameType]:
    """The frames of the program, the innermost first; with those of `keepers`."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        file = frame.f_code.co_filename
        if file.startswith(_OURS):
            if file.startswith(_STARTS) and file not in _HOOKS:
                return
            if keepers and file.startswith(_KEEPERS):
                yield frame
        elif not file.startswith(libraries()):
            yield frame
        frame = frame.f_back
