"""A host of ipywidgets in this process: it opens comms, and hands messages over."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from ipywidgets.widgets.widget import _instances

from rerun_state.page.models import PageModel
from tests.page.browser import Message
from tests.page.comms import comm_log

Shown = Callable[[], list[Any]]


class Host:
    """What has been sent, and a reader of a page."""

    def __init__(self, log: list[Message]) -> None:
        self.log = log

    def change(self, page: PageModel, key: str, value: Any) -> None:
        """Let the reader change an input."""
        inputs: Any = page.inputs
        content = {"event": "change", "value": value, "seq": "a"}
        inputs[key]._handle_msg({"content": {"data": {"method": "custom", "content": content}}})


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    """A host in which nothing is left open at the end."""
    with comm_log(monkeypatch) as (log, _):
        yield Host(log)
    assert not _instances


def texts(page: PageModel) -> list[str]:
    """The texts on a page."""
    waiting, found = [page.rows], list[str]()
    while waiting:
        row = waiting.pop(0)
        found += [row["p"]["body"]] if row.get("t") == "text" else []
        waiting += row.get("c", ())
    return found
