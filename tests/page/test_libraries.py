"""The code that pages get with the first element that needs it."""

from base64 import b64decode
from gzip import decompress
from pathlib import Path

import pytest

import rerun_state as st
from rerun_state.page import libraries
from rerun_state.page.libraries import packed, read_chunk
from rerun_state.static import STATIC, read_contract
from tests.page.browser import Message, Page

Log = list[Message]


def test_every_chunk_of_the_build_is_there_to_be_asked_for() -> None:
    names = [path.stem for path in (STATIC / "chunks").glob("*.js")]
    assert {"data", "grid", "charts", "vega"} <= set(names)
    assert all(read_chunk(name).startswith("export default function(require)") for name in names)


@pytest.mark.parametrize("package", ["plotly", "pydeck"])
def test_the_users_own_packages_bring_their_part(package: str) -> None:
    assert len(read_chunk(package)) > 1_000_000


@pytest.mark.parametrize("name", ["nothing", "", "../stub", "/etc/passwd", "data.js", "..\\x"])
def test_nothing_else_is_read(name: str) -> None:
    with pytest.raises(KeyError):
        read_chunk(name)


def test_a_package_without_its_browsers_part_has_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libraries, "_installed", lambda package, file: tmp_path / file)
    with pytest.raises(KeyError, match="no library 'plotly'"):
        read_chunk("plotly")


def test_every_library_that_is_needed_exists() -> None:
    needed = {name for names in read_contract()["chunks"].values() for name in names}
    assert {"data", "grid", "vega"} <= needed
    assert all(read_chunk(name) for name in needed)


def events(log: Log) -> list[str]:
    """What the page was sent, in order: patches, and libraries by name."""
    contents = [message.data.get("content", {}) for message in log]
    return [each.get("name", each["event"]) for each in contents if each]


def test_a_library_precedes_the_first_patch_that_needs_it(messages: Log) -> None:
    page = Page(lambda: st.metric("Speed", 3), messages)
    page.run()
    assert events(messages) == ["data", "patch"]
    page.cell.leave().close()


def test_a_row_tells_of_an_input_what_draws_it_if_that_is_no_part_of_the_core(
    messages: Log,
) -> None:
    page = Page(lambda: [st.date_input("Day"), st.number_input("Number")], messages)
    [[_, _, _, rows]] = page.run()
    shown = [("m" in row, row.get("t")) for row in rows[0]["c"]]
    assert shown == [(True, "date_input"), (True, None)]
    page.cell.leave().close()


def test_a_library_is_sent_once_whichever_page_needs_it(messages: Log) -> None:
    first, second = (Page(lambda: st.metric("Speed", 3), messages) for _ in range(2))
    first.run()
    second.run()
    assert events(messages) == ["patch"]
    first.cell.leave().close()
    second.cell.leave().close()


@pytest.mark.parametrize(("late", "sent"), [(True, ["data", "patch"]), (False, ["patch"])])
def test_a_browser_that_came_late_gets_it_with_the_next_such_element(
    messages: Log, late: bool, sent: list[str]
) -> None:
    labels = ["one"]
    page = Page(lambda: [st.metric(label, 3) for label in labels], messages)
    page.run()
    page.tell_page({"event": "context", "late": late})
    labels.append("two")
    page.run()
    assert events(messages) == sent
    page.cell.leave().close()


def test_a_library_that_is_missing_leaves_the_page_to_ask_for_it(
    messages: Log, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for module in ("library_model", "lean"):
        monkeypatch.setattr(f"rerun_state.page.{module}.read_chunk", {}.__getitem__)
    page = Page(lambda: st.metric("Speed", 3), messages)
    page.run()
    assert events(messages) == ["patch"]
    assert "not there" in caplog.text
    page.tell_page({"event": "chunk", "name": "data"})
    assert "error" in messages[-1].data["content"]
    page.cell.leave().close()


def test_libraries_travel_as_text_which_every_gateway_takes(messages: Log) -> None:
    page = Page(lambda: st.metric("Speed", 3), messages)
    page.run()
    page.tell_page({"event": "library"})
    page.tell_page({"event": "chunk", "name": "vega"})
    assert "" not in [message.data["content"].get("code", "-") for message in messages]
    assert [message.buffers for message in messages if message.buffers] == []
    page.cell.leave().close()


def test_a_code_is_less_than_half_as_long_and_the_same_afterwards() -> None:
    code = read_chunk("vega")
    mark, _, text = packed(code).partition(",")
    assert (mark, decompress(b64decode(text)).decode()) == ("gzip", code)
    assert 2 * len(text) < len(code)


def test_the_same_code_is_saved_as_the_same_text() -> None:
    assert packed("é 🎈") == packed("é 🎈")
