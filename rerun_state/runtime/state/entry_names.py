"""The names of entries of the state, and what is said of those that cannot be."""

from __future__ import annotations

from typing import Any

from rerun_state.errors import (
    StreamlitAPIException,
    StreamlitValueAssignmentNotAllowedError,
    StreamlitValueError,
    an,
)

RESERVED_PREFIX = "$$ID"


def valid_key(key: Any) -> str:
    """The name under which an entry is stored: any key through `str()`; some names are reserved."""
    name = str(key)
    if not name:
        raise StreamlitValueError("The empty text is no key of session_state. Use a name.")
    if name.startswith(RESERVED_PREFIX):
        raise StreamlitAPIException(
            f"The key {name!r} cannot be used: names that begin with {RESERVED_PREFIX!r} are "
            "reserved."
        )
    return name


def assignment_refused(kind: str, key: str | None) -> StreamlitValueAssignmentNotAllowedError:
    """The error for code that set what only the reader may set."""
    return StreamlitValueAssignmentNotAllowedError(
        f"session_state[{key!r}] belongs to {an(kind)} and cannot be set by code. "
        "Use another key, or remove the assignment."
    )


def uninitialised(name: str, cure: str) -> str:
    """What is said of an entry that was looked up and never set."""
    return (
        f"st.session_state has no entry {name!r}. Initialise it first, for instance: "
        f"if {name!r} not in st.session_state: {cure}"
    )
