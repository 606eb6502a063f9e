"""What is kept beyond a run, by the state and by names of the notebook: such a widget stays itself.

The walk goes through containers, records of the user's and widgets, and no further: what hides
deeper is for the collector (see `belongings`).
"""

from __future__ import annotations

import functools
from collections import deque
from collections.abc import Iterable, Iterator
from types import FunctionType, MethodType, ModuleType
from typing import Any

from rerun_state.elements.bundles import is_widget
from rerun_state.jupyter.succession import note_of

MOST = 20_000
"""Objects to look at, so that a rerun never waits for the walk."""
LONGEST = 1_000
"""Members of a container; longer ones are data."""

_ATOMS = (str, bytes, int, float, complex, bool, type(None), type, ModuleType)
_SEQUENCES = (list, tuple, set, frozenset, deque)
_MACHINERY = ("IPython", "ipykernel", "rerun_state", "traitlets", "asyncio", "zmq", "threading")


def kept(states: Iterable[object], names: Iterable[object]) -> set[int]:
    """The ids of the objects that are reached from values of states, or from the notebook's.

    A name of the notebook that is a run's widget itself keeps nothing: a run has bound it there.
    """
    waiting = [*states, *(value for value in names if not (is_widget(value) and note_of(value)))]
    found: set[int] = set()
    while waiting and len(found) < MOST:
        value = waiting.pop()
        if id(value) not in found and not isinstance(value, _ATOMS):
            found.add(id(value))
            waiting += _inside(value)
    return found


def _inside(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        if len(value) <= LONGEST:
            yield from list(value.values())
    elif isinstance(value, _SEQUENCES):
        if len(value) <= LONGEST:
            yield from list(value)
    elif isinstance(value, MethodType):
        yield value.__self__
    elif isinstance(value, functools.partial):
        yield from (value.func, value.args, value.keywords)
    elif isinstance(value, FunctionType):
        yield from (cell.cell_contents for cell in value.__closure__ or () if _is_filled(cell))
    elif not type(value).__module__.startswith(_MACHINERY):
        attributes = getattr(value, "__dict__", None)
        if isinstance(attributes, dict):
            yield from list(attributes.values())


def _is_filled(cell: Any) -> bool:
    try:
        _ = cell.cell_contents
    except ValueError:  # its variable is not bound yet
        return False
    return True
