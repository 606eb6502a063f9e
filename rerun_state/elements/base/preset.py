"""What the state has under the key of an element that is only now declared."""

from __future__ import annotations

from rerun_state.elements.base.parameters import Key
from rerun_state.runtime.execution.run import current


def emptied(key: Key | None) -> bool:
    """Has the program (or the reader) set the state under `key` to None?

    A field stays empty then: for this run its default is None, whatever the program gives.
    """
    return has_state(key) and current().state[str(key)] is None


def has_state(key: Key | None) -> bool:
    """Is there something under `key` in the state already?"""
    return key is not None and key != "" and str(key) in current().state
