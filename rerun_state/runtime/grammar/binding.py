"""Widgets bound to a query parameter: the address gives the first value, the widget all others.

A value that is the default leaves the address, and so does the parameter of a widget that is gone.
"""

from __future__ import annotations

from typing import Any, Protocol

from rerun_state.errors import StreamlitAPIException
from rerun_state.runtime.execution.run import Run
from rerun_state.runtime.model.sameness import equal
from rerun_state.runtime.model.widget import Widget


class Binding(Protocol):
    """The way between a widget's values and an address."""

    def read(self, codec: Any, texts: list[str]) -> Any:
        """The value that an address asks for; ValueError for one that the widget does not offer."""

    def write(self, codec: Any, value: Any) -> str | list[str] | None:
        """The text for a value; None where it has none."""

    def says(self, codec: Any, texts: list[str], value: Any) -> bool:
        """Does an address say exactly that, though perhaps in other words?"""


def take_from_address(run: Run, widget: Widget, binding: Binding) -> bool:
    """Give a widget that is shown for the first time the value that the address asks for.

    Return whether the address has to say what the widget holds: it has not stood there before, or
    code has set it. What the reader chose is for the page to tell, if there is one.
    """
    query = run.cell.session.query
    key = widget.key
    assert key is not None
    if key.lower() in ("embed", "embed_options"):
        raise StreamlitAPIException(
            f"The query parameter {key!r} is reserved for embedding the page."
        )
    owed = query.follows or query.bound.get(key) != widget.id or run.state.assigned(key)
    query.bound[key] = widget.id
    texts = query.get_all(key)
    if not texts or run.state.holds(widget.id):
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
    return owed


def tell_address(run: Run, widget: Widget, binding: Binding, value: Any, owed: bool) -> None:
    """Let the address follow the widget; a default leaves it, owed or not."""
    query = run.cell.session.query
    assert widget.key is not None
    if widget.codec.same(value, widget.default):
        query.mirror(widget.key, None)
        return
    if not owed:
        return
    given = query.get_all(widget.key)
    if not given or not _says(widget, binding, given, value):
        query.mirror(widget.key, binding.write(widget.codec, value))


def _says(widget: Widget, binding: Binding, texts: list[str], value: Any) -> bool:
    """Does the address already say that? What makes no sense says nothing."""
    try:
        return binding.says(widget.codec, texts, value)
    except (ValueError, TypeError, OverflowError):
        return False
