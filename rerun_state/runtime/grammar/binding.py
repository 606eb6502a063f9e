"""Widgets bound to a query parameter: the address gives the first value, the widget all others.

A value that is the default leaves the address, and so does the parameter of a widget that is gone.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, Protocol

from rerun_state.runtime.execution.run import Run
from rerun_state.runtime.model.sameness import equal
from rerun_state.runtime.model.widget import Widget
from rerun_state.runtime.state.query import refuse_reserved


class Binding(Protocol):
    """The way between a widget's values and an address."""

    def read(self, codec: Any, texts: list[str]) -> Any:
        """The value that an address asks for; ValueError for one that the widget does not offer."""

    def write(self, codec: Any, value: Any) -> str | list[str]:
        """The text for a value; it is empty where nothing is chosen."""

    def says(self, codec: Any, texts: list[str], value: Any) -> bool:
        """Does an address say exactly that, though perhaps in other words?"""


def declare_bound(
    run: Run, widget: Widget, before: Widget | None, binding: Binding, *, opens: bool
) -> Any:
    """Let the state declare the widget with what the address asks for, and the address say so."""
    owed = _take_from_address(run, widget, binding, opens=opens)
    try:
        value = run.state.declare(widget, before)
    except Exception:  # it cannot have that value, but the address may say so
        _tell_address(run, widget, binding, run.state.value(widget), owed)
        raise
    _tell_address(run, widget, binding, value, owed)
    return value


def _take_from_address(run: Run, widget: Widget, binding: Binding, *, opens: bool) -> bool:
    """Give a widget the value that the address asks for, unless its page knows better.

    It does as long as the widget stands there and can be changed. What the run has made of the
    address is no wish of the reader's. Return whether the address has to say what the widget holds:
    code has set it, or it takes its first value from the address. What the reader chose is for the
    page to tell, if there is one.
    """
    query = run.app.session.query
    key = widget.key
    assert key is not None
    refuse_reserved(key)
    stands = widget.id in run.app.standing
    texts = query.asked(key)
    known = run.state.holds(widget.id)
    _note_restored(run, widget, key, stands, known)
    owed = query.follows or (run.state.assigned(key) and (known or run.state.entered(key)))
    query.bound[key] = widget.id
    if not texts or (stands and run.state.assigned(key)):
        return owed
    told = stands and not widget.disabled and (query.follows or not opens)  # tests open nothing
    if told and not run.state.lost(widget):
        return owed
    try:
        value = binding.read(widget.codec, texts)
    except (ValueError, TypeError, OverflowError):
        query.mirror(key, None)  # an address may say anything, nonsense as well: it is taken out
        return owed
    if equal(value, widget.default):
        query.mirror(key, None)
    else:
        run.state[key] = value
        return True
    return owed


def _note_restored(run: Run, widget: Widget, key: str, stands: bool, known: bool) -> None:
    """Remember a widget that comes with a value from before: an address without it is put right."""
    state, restored = run.state, run.app.session.query.restored
    under = state.id_under(key)
    left = state.holds(under) and under not in run.app.standing | run.app.cut_off
    entered = not state.assigned(key) and (left or state.entered(key))
    if not stands and widget.id not in run.app.cut_off and (known or entered):
        restored.add(key)
    elif stands and under != widget.id:  # code has deleted the value
        restored.discard(key)


def _tell_address(run: Run, widget: Widget, binding: Binding, value: Any, owed: bool) -> None:
    """Let the address follow the widget; a default leaves it, owed or not."""
    query = run.app.session.query
    assert widget.key is not None
    if widget.codec.same(value, widget.default):
        if query.follows or run.state.assigned(widget.key):
            query.mirror(widget.key, None)
        else:
            query.drop(widget.key)
        return
    given = query.get_all(widget.key)
    if not owed and (given or widget.key not in query.restored):
        return
    if not given or not _says(widget, binding, given, value):
        query.mirror(widget.key, binding.write(widget.codec, value))


def unbind(run: Run, key: str | None, id: Hashable) -> None:
    """A widget is bound no longer: its parameter leaves the address."""
    query = run.app.session.query
    if key is not None and query.bound.get(key) == id:
        query.release([id])


def _says(widget: Widget, binding: Binding, texts: list[str], value: Any) -> bool:
    """Does the address already say that? What makes no sense says nothing."""
    try:
        return binding.says(widget.codec, texts, value)
    except (ValueError, TypeError, OverflowError):
        return False
