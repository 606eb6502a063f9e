"""The apps of a kernel, found by name and read."""

from collections.abc import Iterator

import pytest

import rerun_state
from rerun_state.runtime.execution.app import Program
from rerun_state.runtime.loop.cell import Cell, complete
from rerun_state.runtime.loop.current import kernel_session
from rerun_state.runtime.model.events import Batch
from rerun_state.runtime.model.renderer import NullRenderer


@pytest.fixture(autouse=True)
def _no_apps_are_left() -> Iterator[None]:
    yield
    kernel_session().close()


def show(name: str, text: str) -> None:
    execute(name, lambda: rerun_state.write(text))


def execute(name: str, program: Program) -> None:
    session = kernel_session()
    cell = Cell(name, session, program, NullRenderer())
    session.add(cell)
    complete(cell.answer(Batch([], app=True)))


def test_an_app_is_found_by_its_name_and_read() -> None:
    show("name:sales", "hello")
    assert list(rerun_state.apps) == ["sales"]
    assert rerun_state.apps["sales"].snapshot() == "hello\n"


def test_an_unknown_name_is_told_beside_those_that_there_are() -> None:
    show("cell:1a", "hello")
    with pytest.raises(KeyError, match=r"no app 'x'\. The apps of this kernel: '1a'"):
        rerun_state.apps["x"]


def test_a_page_has_the_pages_that_it_shows_and_their_sidebars() -> None:
    def guest() -> None:
        rerun_state.sidebar.write("filter")
        rerun_state.write("chart")

    def host() -> None:
        rerun_state.cell("guest")
        rerun_state.cell("later")

    execute("name:guest", guest)
    execute("name:host", host)
    shown = "Sidebar:\n  filter\n\nchart\n\nWaits for the cell 'later'.\n"
    assert rerun_state.apps["host"].snapshot() == shown
    html = rerun_state.apps["host"].snapshot("html")
    assert "<p>Waits for the cell &#x27;later&#x27;.</p>" in html
