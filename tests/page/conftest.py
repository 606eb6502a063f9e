"""A comm whose messages go into a log, and no model left open by any test."""

from collections.abc import Callable, Iterator
from typing import Any

import comm
import pytest
from comm.base_comm import BaseComm, CommManager
from ipywidgets.widgets.widget import _instances

from tests import contract
from tests.page.browser import CHANNEL, Make, Message, Page


@pytest.fixture(autouse=True)
def messages(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Message]]:
    """All messages to the browser, in order."""
    log = list[Message]()
    told = contract.Told()

    def note(message: Message) -> None:
        log.append(message)
        told.hear(message.type, message.comm, message.data, message.buffers)

    class LoggedComm(BaseComm):
        def publish_msg(
            self,
            msg_type: str,
            data: Any = None,
            metadata: Any = None,
            buffers: Any = None,
            **_: Any,
        ) -> None:
            note(Message(msg_type, self.comm_id, data or {}, list(buffers or ())))

    manager = CommManager()
    monkeypatch.setattr(comm, "create_comm", LoggedComm)
    monkeypatch.setattr(comm, "get_comm_manager", lambda: manager)
    yield log
    CHANNEL.close()
    assert not manager.comms
    assert not _instances
    assert not CHANNEL.inputs
    assert told.wrong == []


@pytest.fixture
def page(messages: list[Message]) -> Iterator[Make]:
    """Make a page of a program, and run it once."""
    pages = list[Page]()

    def make(program: Callable[[], Any]) -> Page:
        pages.append(Page(program, messages))
        pages[-1].run()
        return pages[-1]

    yield make
    for each in pages:
        each.session.close()
