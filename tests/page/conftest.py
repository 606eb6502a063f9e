"""A comm whose messages go into a log, and no model left open by any test."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from ipywidgets.widgets.widget import _instances

from rerun_state.page.models import InputModel, PageModel
from tests import contract
from tests.page.browser import CHANNEL, SLIDER, Make, Message, Page
from tests.page.comms import comm_log


@pytest.fixture(autouse=True)
def messages(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Message]]:
    """All messages to the browser, in order."""
    told = contract.Told()

    def judge(message: Message) -> None:
        told.hear(message.type, message.comm, message.data, message.buffers)

    with comm_log(monkeypatch, judge) as (log, manager):
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


@pytest.fixture
def heard() -> list[Any]:
    return []


@pytest.fixture
def input_model(heard: list[Any]) -> Iterator[InputModel]:
    """An input whose events are kept."""
    model = InputModel("slider", SLIDER, [3], lambda _, said, __: heard.append(said), CHANNEL)
    yield model
    model.close()


@pytest.fixture
def page_model(heard: list[Any]) -> Iterator[PageModel]:
    model = PageModel(lambda: {"k": 0}, heard.append, CHANNEL)
    yield model
    model.close()
