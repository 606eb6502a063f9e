"""What a program's code tells of its page before it has run.

Of a first run that takes its time, readers see what it has shown so far. A sidebar that came later
would push all of that aside: room for one is kept until the run is over, if the code names one.
"""

from __future__ import annotations

from types import CodeType

from rerun_state.runtime.execution.run import Run
from rerun_state.runtime.model.tree import SIDEBAR, Element

_ROOM = "aside"


def keep_room(run: Run | None, code: CodeType) -> None:
    """Keep room for what the code is going to show in a first run, as far as it can be known."""
    if run is not None and run.app.is_new and not run.scoped and _names(code, SIDEBAR):
        run.tree.root.alter(**{_ROOM: True})
        run.app.renderer.touched(run.tree.root)


def give_up_room(run: Run) -> None:
    """The run is over: what it has not shown needs no room."""
    root = run.tree.root
    if _ROOM in root.element.props:
        kept = {name: value for name, value in root.element.props.items() if name != _ROOM}
        root.element = Element(root.element.kind, kept, root.element.id)
        run.app.renderer.touched(root)


def _names(code: CodeType, name: str) -> bool:
    """Does the code look up an attribute or a variable of that name, in its functions too?"""
    inner = (part for part in code.co_consts if isinstance(part, CodeType))
    return name in code.co_names or any(_names(part, name) for part in inner)
