"""When parameters that make no sense are refused: not before Streamlit does, and with its traces.

Of some parameters Streamlit finds out only when the state has the widget's value already, of others
when the widget has taken its key. Neither is of any use, but programs that catch such errors go on
with what is left of them. `unfit` and `claiming` are for elements, `refuse_unfit` is for the
grammar.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rerun_state.runtime.execution.run import running
from rerun_state.runtime.grammar.identity import hashable, named

_UNFIT = "unfit"


def unfit(error: Exception) -> dict[str, Any]:
    """What stands among the properties for one that makes no sense, until `refuse_unfit` raises."""
    return {_UNFIT: error}


def refuse_unfit(props: Mapping[str, Any]) -> None:
    """Raise what is wrong with a property. The state has the widget's value already."""
    if error := props.get(_UNFIT):
        raise error


class claiming:
    """Let a widget take its key though one of its parameters, checked here, turns out wrong.

    So another use of the key in the run is an error, and the widget's value outlives the run.
    `bounds` are those of `field`. Why a class: those of contextlib take four times as long, in
    each call of an input.
    """

    __slots__ = ("_bounds", "_key", "_kind")

    def __init__(self, kind: str, key: str | int | None, *bounds: Any) -> None:
        self._kind, self._key, self._bounds = kind, key, bounds

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _traceback: object) -> None:
        """Whatever Python says of a parameter of a senseless type passes."""
        run = running() if isinstance(error, Exception) and self._key is not None else None
        if run is None or self._key is None or (name := named(self._key, self._kind)) == "None":
            return
        id = hashable((self._kind, name, *self._bounds))
        id = id if run.page is None else (run.page, id)
        run.claims.take_key(name, self._kind)
        run.state.show(id)
        if (before := run.app.owned.get(id)) is not None:  # it keeps the value it had
            run.claims.widgets[id] = before
