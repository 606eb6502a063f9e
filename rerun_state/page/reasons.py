"""Who asks for data that are too much for a page, and why they have not come."""

from __future__ import annotations

from asyncio import CancelledError
from collections.abc import Callable
from typing import Any, TypeVar

from rerun_state.elements import data
from rerun_state.errors import Error
from rerun_state.page.channel import log
from rerun_state.runtime.execution.failure import brief, message

T = TypeVar("T")

_INTERRUPTS = (KeyboardInterrupt, SystemExit, GeneratorExit, CancelledError)
"""What says nothing of data, and goes on to who is to end; libraries in Rust panic beside these."""
_LONGEST, _LONGEST_NAME = 300, 64


def asker(content: dict[str, Any], what: str) -> tuple[int, str, int]:
    """The row and the view of `what` that asks, and the number of its question.

    ValueError for what makes no sense.
    """
    key, view, ask = (content.get(name) for name in ("row", "view", "ask"))
    if type(key) is not int or type(ask) is not int:
        raise ValueError(f"no view of a {what}")
    if not isinstance(view, str) or not 0 < len(view) <= _LONGEST_NAME:
        raise ValueError("a view without a name")
    return key, view, ask


def read_or_refused(read: Callable[[], T], refuse: Callable[[str], None], what: str) -> T | None:
    """What is read; None where `what` cannot be read, once `refuse` was told why.

    An interrupt goes on, once it was told as well.
    """
    try:
        return read()
    except BaseException as error:  # whatever a library says of the data
        refuse(reason(error, what))
        if isinstance(error, _INTERRUPTS):
            raise
        return None


def reason(error: BaseException, what: str) -> str:
    """Say it; what a library says of the data is logged as well, after `what` was not read."""
    if isinstance(error, KeyboardInterrupt):
        return "The kernel was interrupted."
    if isinstance(error, data.source.ChangedData):
        return message(error)[:_LONGEST]
    log.warning("%s could not be read.", what, exc_info=error)
    return (message if isinstance(error, Error) else brief)(error)[:_LONGEST]
