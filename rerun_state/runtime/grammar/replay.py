"""What cached functions show: once more on a hit, and a warning of what cannot be cached."""

from __future__ import annotations

from rerun_state.errors import CachedWidgetWarning, CacheReplayClosureError, an
from rerun_state.runtime.execution.failure import describe
from rerun_state.runtime.execution.run import Run, current
from rerun_state.runtime.grammar.block import Block, place, standing, target
from rerun_state.runtime.grammar.tape import Note, Tape, Where, record, tapes
from rerun_state.runtime.grammar.writes import write
from rerun_state.runtime.model.tree import Element, Node

_HERE = Block()


def warn_if_cached(kind: str) -> None:
    """Warn of a widget or form in a cached function: its first value would hold for ever.

    The warning stands where `st` points now, wherever the widget is put.
    """
    if not tapes():
        return
    warning = CachedWidgetWarning(
        f"A cached function shows {an(kind)}. The cache does not see its value, so a change of it "
        "will go unnoticed. Call the widget outside of the function and pass the value as an "
        "argument."
    )
    place(_HERE, Element("exception", describe(warning, [])))


def replay(tape: Tape) -> None:
    """Show what was recorded once more: inside of its own containers, else where `st` points now.

    It is recorded in turn where the call is part of another cached function.

    Raises CacheReplayClosureError for an element that stood in a container from outside the
    function.
    """
    run = current("A cached function")
    made: list[Node] = []
    for note in tape.notes:
        run.check()
        widget, value = note.widget, None
        if widget is not None:
            run.claims.show_again(widget)
            value = run.state.declare(widget)
            if (beside := widget.presses) is not None:
                run.claims.show_again(beside)
                run.state.declare(beside)
        at, over = _replay_place(note, made, run)
        node, over = write(run, at, over, note.element, note.opens, widget, value)
        made.append(node)
        section = note.parent if isinstance(note.parent, str) else None
        around = standing() if note.parent is Where.HERE else None
        record(node, over, section, isinstance(note.parent, int), around)


def _replay_place(note: Note, made: list[Node], run: Run) -> tuple[Node, bool]:
    if isinstance(note.parent, int):
        return made[note.parent], note.over
    if isinstance(note.parent, str):
        return run.tree.sections[note.parent], False
    if note.parent is Where.OUTSIDE:
        raise CacheReplayClosureError(
            f"A cached function shows {an(note.element.kind)} in a container that was made outside "
            "of it, which cannot be shown again from the cache. Make the container inside of the "
            "function, or pass the element's content out as the result."
        )
    return target(_HERE, run)
