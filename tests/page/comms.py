"""Comms whose messages go into a log, and to no kernel."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import comm
import pytest
from comm.base_comm import CommManager

from rerun_state.page.visit_widgets import HeardComm
from tests.page.browser import Message


def _ignore(message: Message) -> None:
    """Nobody else is to hear of it."""


@contextmanager
def comm_log(
    patch: pytest.MonkeyPatch, hear: Callable[[Message], None] = _ignore
) -> Iterator[tuple[list[Message], CommManager]]:
    """Let all comm messages go into a log, and to whoever else hears them."""
    log, manager = list[Message](), CommManager()

    def take(kind: str, id: str, data: Any, buffers: list[Any]) -> None:
        log.append(Message(kind, id, data or {}, buffers))
        hear(log[-1])

    patch.setattr(comm, "create_comm", partial(HeardComm, take))
    patch.setattr(comm, "get_comm_manager", lambda: manager)
    yield log, manager
