"""Comms whose messages go into a log, and to no kernel."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import comm
import pytest
from comm.base_comm import BaseComm, CommManager

from tests.page.browser import Message


def _ignore(message: Message) -> None:
    """Nobody else is to hear of it."""


@contextmanager
def comm_log(
    patch: pytest.MonkeyPatch, hear: Callable[[Message], None] = _ignore
) -> Iterator[tuple[list[Message], CommManager]]:
    """Let all comm messages go into a log, and to whoever else hears them."""
    log, manager = list[Message](), CommManager()

    class LoggedComm(BaseComm):
        def publish_msg(
            self,
            msg_type: str,
            data: Any = None,
            metadata: Any = None,
            buffers: Any = None,
            **_: Any,
        ) -> None:
            log.append(Message(msg_type, self.comm_id, data or {}, list(buffers or ())))
            hear(log[-1])

    patch.setattr(comm, "create_comm", LoggedComm)
    patch.setattr(comm, "get_comm_manager", lambda: manager)
    yield log, manager
