"""One ipywidget takes the place of another: a new object, and to the reader the same widget.

It gets the comm of the old one, and with it model id, views and focus, and the traits that the
reader has changed. Until its run is over, or takes long, what it says of itself is held back: a run
makes its widgets in many steps, and the browser needs to hear of the differences alone. The old
object keeps its values and its id, for those that still refer to it, and is heard no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from types import SimpleNamespace
from typing import Any

from rerun_state.page.channel import log
from rerun_state.page.inside import REFERENCE, parts
from rerun_state.page.redrawing import (
    Drawn,
    draw_anew,
    in_the_making,
    redraw,
    remember_views,
)
from rerun_state.runtime.model.sameness import judge, same

_NOT_THE_READERS = frozenset({"children", "layout", "style", "msg_id"})
_SHOWN_ONLY = {
    *("HTML", "HTMLMath", "Label", "Image", "Audio", "Video"),
    *("IntProgress", "FloatProgress", "Output", "Layout", "Style"),
}


class Held:
    """A widget that has taken over another's model, until the browser is told what differs."""

    def __init__(self, widget: Any, known: dict[str, Any], before: Drawn | None) -> None:
        self.widget = widget
        self._before = before
        self._known = known  # by the browser
        state = widget.get_state()
        self._other = {n for n, value in state.items() if not same(known.get(n), value)}

    def heard(self, names: Iterable[str]) -> None:
        """The browser has set traits itself."""
        self._other.difference_update(names)
        for name in names:
            self._known.pop(name, None)

    @property
    def is_half_made(self) -> bool:
        """Is the run about to make more of it?

        A figure is in its constructor. A box, or an Output, holds the first of what it held before:
        the rest stays in view meanwhile, or a reader would lose the field that is being typed in.
        """
        return in_the_making(self.widget) or self._is_begun()

    def _is_begun(self) -> bool:
        before = {n: v for n, v in self._known.items() if n in self.widget.keys and _is_filled(v)}
        now = self.widget.get_state(before) if before else {}
        return any(_begins(now[name], value) for name, value in before.items())

    def release(self) -> None:
        """Tell the browser what differs from what it has, and from now on everything at once."""
        widget = self.widget
        if not vars(widget).get("_holding_sync"):
            return
        del widget._holding_sync
        self._tell(widget)
        draw_anew(widget)

    def _tell(self, widget: Any) -> None:
        names = self._other | widget._states_to_send
        widget._states_to_send.clear()
        if self._before is not None and widget.comm is not None:
            names -= redraw(widget, self._before)
        if widget.comm is None or not names:
            return
        state = widget.get_state(names)
        changed = {n for n in names if n not in self._known or not same(self._known[n], state[n])}
        if changed:
            widget.send_state(changed)


def _is_filled(state: Any) -> bool:
    """Are there widgets, or outputs, in what a browser knows of a trait?"""
    first = state[0] if isinstance(state, (list, tuple)) and len(state) else None
    return isinstance(first, dict) or (isinstance(first, str) and first.startswith(REFERENCE))


def _begins(now: Any, before: Sequence[Any]) -> bool:
    return isinstance(now, (list, tuple)) and len(now) < len(before) and all(map(same, now, before))


def hand_over(
    old: Any, new: Any, changed: Iterable[str], figure: Drawn | None = None
) -> Held | None:
    """Let `new`, which is about to be opened, be what `old` was, with the traits that `changed`.

    `figure` is what the program had drawn, if the old one is a figure. None if the old one's state
    cannot be had: it stays what it is, and that is said once.
    """
    before = dict(old._trait_values)
    try:
        known = old.get_state()
    except Exception as error:  # of a class that is not as others
        _say_once(type(old).__qualname__, repr(error))
        return None
    _inherit(new, {name: known[name] for name in changed if name in known}, before)
    comm = old.comm
    _retire(old)
    remember_views(old, new)
    new._model_id = comm.comm_id
    new._holding_sync = True
    new.comm = comm
    held = Held(new, known, figure)
    if late := inheritable(old, before):  # set by a message that another thread was handling
        _inherit(new, old.get_state(late), old._trait_values)
        held.heard(late)
    return held


@cache
def _say_once(name: str, why: str) -> None:
    log.warning("A %s is made anew by each rerun, since it cannot hand itself on: %s.", name, why)


def _inherit(new: Any, state: dict[str, Any], values: dict[str, Any]) -> None:
    """Give a widget what the reader has chosen, in the form in which browsers say it.

    So what follows from it, the value of a chosen option for instance, is that of the new object.
    What a class cannot read of its own state, as the milliseconds of ipywidgets' times, is given as
    the old object had it.
    """
    try:
        new.set_state(state)
    except Exception:
        try:
            for name in state:
                setattr(new, name, values[name])
        except Exception as error:  # what the class makes of it
            log.warning(
                "A %s that a rerun has made anew could not keep what the reader chose: %s.",
                type(new).__name__,
                error,
            )


def _retire(old: Any) -> None:
    # Not by assignment, which would have the object registered again.
    old._trait_values["comm"] = SimpleNamespace(
        kernel=None, comm_id=old.comm.comm_id, send=_nothing, close=_nothing, on_msg=_nothing
    )
    old.close = _nothing  # the model is another's now


def _nothing(*args: Any, **keywords: Any) -> None:
    return None


def inheritable(old: Any, before: dict[str, Any]) -> set[str]:
    """The traits, shared with browsers, that have other values than before."""
    values = old._trait_values
    others = [name for name in old.keys if values.get(name) is not before.get(name)]
    return {name for name in others if is_inheritable(old, name)}


def is_inheritable(widget: Any, name: str) -> bool:
    """Is it a trait, shared with browsers, whose value the reader may choose?"""
    value = widget._trait_values.get(name)
    return name in widget.keys and name not in _NOT_THE_READERS and not _has_parts(value)


def class_of(widget: Any) -> tuple[str, str]:
    """By what a class is known from run to run, which may define it anew each time."""
    return type(widget).__module__, type(widget).__qualname__


def arguments_of(given: dict[str, Any]) -> dict[str, Any]:
    """The creation arguments that tell widgets apart: those that are no widgets."""
    return {name: value for name, value in given.items() if not _has_parts(value)}


def _has_parts(value: Any) -> bool:
    return any(True for _ in parts(value))


def agree(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Are creation arguments the same, as far as anybody can tell?"""
    return one.keys() == other.keys() and all(
        value is other[name] or judge(value, other[name]) is not False
        for name, value in one.items()
    )


def is_shown_only(widget: Any) -> bool:
    """Does a reader only look at it, so that other arguments just make it look otherwise?"""
    kinds = [each for each in type(widget).__mro__ if each.__module__.startswith("ipywidgets.")]
    return any(each.__name__ in _SHOWN_ONLY for each in kinds)
