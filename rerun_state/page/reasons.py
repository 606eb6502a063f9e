"""Why data that a reader has asked for have not come, as the reader is told it."""

from __future__ import annotations

from rerun_state.elements.data.source import ChangedData
from rerun_state.page.channel import log
from rerun_state.runtime.execution.failure import brief, message

_LONGEST = 300


def reason(error: Exception, what: str) -> str:
    """Say it; what a library says of the data is logged as well, after `what` was not read."""
    if isinstance(error, ChangedData):
        return message(error)[:_LONGEST]
    log.warning("%s could not be read.", what, exc_info=error)
    return brief(error)[:_LONGEST]
