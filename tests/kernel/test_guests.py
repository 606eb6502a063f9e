"""Apps that are shown on the pages of others, in a real kernel."""

from typing import Any

from tests.kernel.reader import Page, Reader
from tests.kernel.test_variables import app

CHART = "st.slider('Zoom', 0, 9)\nst.text('a chart')"


def shown(reader: Reader, text: str) -> Page:
    """The page that shows a text."""
    reader.kernel.settle()
    return next(page for page in reader.pages() if text in page.texts())


def place(host: Page) -> dict[str, Any]:
    return next(row for row in host.rows() if row["kind"] == "guest")


def displays(reader: Reader) -> int:
    return sum(message.type == "display_data" for message in reader.kernel.messages)


def test_a_hidden_app_is_shown_where_another_places_it_only(reader: Reader) -> None:
    assert app(reader, "--name chart --hidden", CHART).error is None
    assert displays(reader) == 0
    app(reader, "--name host", "st.text('host')\nst.cell('chart')")
    assert displays(reader) == 2  # the host, its snapshot
    assert place(shown(reader, "host"))["model"] == shown(reader, "a chart").comm


def test_a_place_is_filled_when_the_cell_comes_without_a_run_of_the_host(reader: Reader) -> None:
    app(reader, "--name host", "import random\nst.text('host')\nst.cell('chart')")
    host = shown(reader, "host")
    assert place(host)["waits"] == "Waits for the cell 'chart'."
    before = len(host.patches)
    app(reader, "--name chart --hidden", CHART)
    assert place(host)["model"] == shown(reader, "a chart").comm
    assert "waits" not in place(host)
    assert len(host.patches) == before + 1


def test_the_cell_is_followed_when_it_is_executed_again(reader: Reader) -> None:
    app(reader, "--name chart --hidden", CHART)
    app(reader, "--name host", "st.text('host')\nst.cell('chart')")
    app(reader, "--name chart --hidden", "st.text('another chart')")
    assert place(shown(reader, "host"))["model"] == shown(reader, "another chart").comm


def test_a_hidden_app_that_fails_says_so_and_shows_it_in_its_places(reader: Reader) -> None:
    app(reader, "--name host", "st.text('host')\nst.cell('chart')")
    reply = app(reader, "--name chart --hidden", "1 / 0")
    assert reply.error == "ZeroDivisionError"
    guest = shown(reader, "ZeroDivisionError: division by zero")
    assert place(shown(reader, "host"))["model"] == guest.comm


def test_an_app_of_another_session_can_be_shown(reader: Reader) -> None:
    app(reader, "--name chart --hidden --isolated", CHART)
    app(reader, "--name host", "st.text('host')\nst.cell('chart')")
    assert place(shown(reader, "host"))["model"] == shown(reader, "a chart").comm


def test_a_hidden_app_needs_a_name(reader: Reader) -> None:
    reply = reader.kernel.run(f"%%rerun --hidden\n{CHART}")
    assert "--hidden needs --name NAME" in str(reply.content)
