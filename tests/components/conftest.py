"""Components on a page whose messages go into a log, and a folder with a small front end."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.components.apps import App
from tests.page.browser import Message
from tests.page.conftest import messages as messages


@pytest.fixture
def front_end(tmp_path: Path) -> Path:
    """A folder with the files of a component."""
    folder = tmp_path / "build"
    (folder / "static").mkdir(parents=True)
    (folder / "index.html").write_text("<script src='static/main.js'></script>")
    (folder / "static/main.js").write_text("let x = 1")
    return folder


@pytest.fixture
def app(messages: list[Message]) -> Iterator[Callable[[Callable[[], Any]], App]]:
    """Show a program as an app, and run it once."""
    shown = list[App]()

    def show(program: Callable[[], Any]) -> App:
        shown.append(App(program, messages))
        shown[-1].run()
        return shown[-1]

    yield show
    for each in shown:
        each.session.close()
