"""A comm whose messages go into a log, and no model left open by any test."""

from collections.abc import Iterator
from typing import Any

import comm
import pytest
from comm.base_comm import BaseComm, CommManager
from ipywidgets.widgets.widget import _instances

from rerun_state.page.models import close_library, live_inputs
from tests.page.browser import Message


@pytest.fixture(autouse=True)
def messages(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Message]]:
    """All messages to the browser, in order."""
    log = list[Message]()

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

    manager = CommManager()
    monkeypatch.setattr(comm, "create_comm", LoggedComm)
    monkeypatch.setattr(comm, "get_comm_manager", lambda: manager)
    yield log
    close_library()
    assert not manager.comms
    assert not _instances
    assert not live_inputs
