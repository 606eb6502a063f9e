"""The lean ipywidgets that a page is made of."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rerun_state import static
from rerun_state.page import models
from rerun_state.page.models import (
    InputModel,
    PageModel,
    RowModel,
)
from tests.page.browser import CHANNEL, Message

Log = list[Message]

PROPS = {"label": "S", "min": 0, "max": 9}


@pytest.fixture
def heard() -> list[Any]:
    return []


@pytest.fixture
def made(heard: list[Any]) -> Iterator[InputModel]:
    """An input whose events are kept."""
    model = InputModel(
        "slider",
        PROPS,
        [3],
        lambda model, content, buffers: heard.append(content),
        CHANNEL,
    )
    yield model
    model.close()


def test_an_input_is_one_message(made: InputModel, messages: Log) -> None:
    opened = [message for message in messages if message.comm == made.model_id]
    assert [message.type for message in opened] == ["comm_open"]
    state = opened[0].data["state"]
    assert (state["kind"], state["props"], state["value"]) == (
        "slider",
        PROPS,
        [3],
    )
    assert (state["_model_module"], state["_view_name"]) == ("anywidget", "AnyView")


def test_an_input_in_a_row_takes_no_module_of_its_own(messages: Log) -> None:
    model = RowModel("slider", PROPS, [3], lambda model, content, buffers: None, CHANNEL)
    state = messages[-1].data["state"]
    assert (state["_model_name"], state["_model_module"]) == (
        "WidgetModel",
        "@jupyter-widgets/base",
    )
    assert state["_view_name"] is None
    assert "_esm" not in state
    assert (state["kind"], state["value"]) == ("slider", [3])
    model.close()


def test_the_library_is_opened_once_and_named_by_its_content(
    made: InputModel, messages: Log
) -> None:
    other = InputModel("slider", PROPS, [3], lambda model, content, buffers: None, CHANNEL)
    other.close()
    assert [m.comm for m in messages if "code" in m.data.get("state", {})] == [
        CHANNEL.library.model_id
    ]
    assert made.library == CHANNEL.library.model_id
    assert len(CHANNEL.library.hash) == 16


def test_a_library_that_was_closed_is_opened_anew() -> None:
    first = CHANNEL.library
    CHANNEL.close()
    assert CHANNEL.library is not first


def test_setting_the_value_tells_observers_and_sends_nothing(
    made: InputModel, messages: Log
) -> None:
    changes = list[Any]()
    made.observe(lambda change: changes.append(change.new), "value")
    messages.clear()
    made.keep(value=5, props={"label": "T"}, ack="a")
    assert (changes, made.props, made.ack, messages) == ([5], {"label": "T"}, "a", [])


def test_a_message_of_the_browser_is_an_event(made: InputModel, heard: list[Any]) -> None:
    made._handle_custom_msg({"event": "change", "value": 5}, None)
    assert heard == [{"event": "change", "value": 5}]


def test_a_linked_model_changes_the_value_as_the_reader_does(
    made: InputModel, heard: list[Any]
) -> None:
    made.set_state({"value": 5})
    assert heard == [{"event": "change", "value": 5}]


def test_a_browser_cannot_set_anything_else(
    made: InputModel, heard: list[Any], caplog: pytest.LogCaptureFixture
) -> None:
    made.set_state({"kind": "button", "props": {}})
    assert (heard, made.kind) == ([], "slider")
    assert "set kind, props of a slider" in caplog.text


def test_a_message_that_is_no_event_is_ignored(
    made: InputModel, heard: list[Any], caplog: pytest.LogCaptureFixture
) -> None:
    made._handle_custom_msg("change", None)
    assert heard == []
    assert "no event" in caplog.text


def test_live_inputs_are_known_until_they_are_closed(made: InputModel) -> None:
    assert CHANNEL.inputs == {made.model_id}
    made.close()
    made.close()
    assert CHANNEL.inputs == set()


@pytest.fixture
def page(heard: list[Any]) -> Iterator[PageModel]:
    model = PageModel(lambda: {"k": 0}, heard.append, CHANNEL)
    yield model
    model.close()


def test_the_state_of_a_page_is_its_rows_as_they_are_now(page: PageModel) -> None:
    assert page.get_state()["rows"] == page.get_state("rows")["rows"] == {"k": 0}
    assert "rows" not in page.get_state("version")


def test_a_patch_counts_the_versions(page: PageModel, messages: Log) -> None:
    messages.clear()
    page.patch([["stale", []]], [])
    page.patch([], [b"x"])
    contents = [message.data["content"] for message in messages]
    assert [(content["event"], content["v"]) for content in contents] == [
        ("patch", 1),
        ("patch", 2),
    ]
    assert (messages[0].ops, messages[1].buffers) == ([["stale", []]], [b"x"])


def test_a_page_hears_events_and_nothing_else(page: PageModel, heard: list[Any]) -> None:
    page._handle_custom_msg({"event": "resync"}, [])
    page._handle_custom_msg("resync", [])
    assert heard == [{"event": "resync"}]


def test_a_page_without_widgets_says_how_to_use_it(page: PageModel) -> None:
    assert repr(page) == "An app made by %%rerun; execute the cell to use it."


def test_a_browser_cannot_set_the_rows(page: PageModel, caplog: pytest.LogCaptureFixture) -> None:
    page.set_state({"rows": {}})
    assert page.get_state("rows")["rows"] == {"k": 0}
    assert "Ignored an attempt" in caplog.text


def custom(content: Any) -> dict[str, Any]:
    """A custom message as ipywidgets hands it over."""
    return {"content": {"data": {"method": "custom", "content": content}}}


def test_a_large_library_is_sent_over_the_comm_that_asks_for_it(
    page: PageModel, made: InputModel, messages: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(models, "read_chunk", {"vega": "code"}.__getitem__)
    for model in (page, made):
        model._handle_msg(custom({"event": "chunk", "name": "vega"}))
        assert messages[-1].comm == model.model_id
        assert messages[-1].data["content"] == {"event": "chunk", "name": "vega", "code": "code"}


def test_a_front_end_that_does_not_know_the_librarys_model_gets_its_code_from_any_other(
    page: PageModel, made: InputModel, messages: Log, heard: list[Any]
) -> None:
    for model in (page, made):
        model._handle_msg(custom({"event": "library"}))
        content = messages[-1].data["content"]
        assert (messages[-1].comm, content["event"]) == (model.model_id, "library")
        assert content["code"] == CHANNEL.library.code
        assert model.hash == CHANNEL.library.hash
    assert heard == []


def test_a_library_that_does_not_exist_is_answered_with_an_error(
    page: PageModel, messages: Log, caplog: pytest.LogCaptureFixture
) -> None:
    page._handle_msg(custom({"event": "chunk", "name": "nothing" * 9999}))
    assert "nothing" in messages[-1].data["content"]["error"]
    assert "not there" in caplog.text
    assert len(caplog.text) < 500


def test_a_library_that_is_worked_on_is_that_of_the_last_build(
    messages: Log, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(static, "STATIC", tmp_path)
    monkeypatch.setenv("RERUN_STATE_DEV", "1")
    (tmp_path / "rerun_state.js").write_text("first")
    (tmp_path / "stub.js").write_text("stub")
    CHANNEL.close()
    before = CHANNEL.library.hash
    (tmp_path / "rerun_state.js").write_text("second")
    assert CHANNEL.library.get_state()["code"] == "second"  # as after a reload of the page
    assert CHANNEL.library.hash != before
    (tmp_path / "rerun_state.js").write_text("third")
    assert CHANNEL.library.code == "third"  # an app that is executed anew needs no reload
    assert messages[-1].data["state"].keys() == {"code", "hash"}


def test_a_front_end_is_read_once_where_nobody_works_on_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("RERUN_STATE_DEV", raising=False)
    before = CHANNEL.library.code
    monkeypatch.setattr(static, "STATIC", tmp_path)
    assert CHANNEL.library.get_state()["code"] == before


def test_a_front_end_that_asks_for_the_state_gets_it(made: InputModel, messages: Log) -> None:
    messages.clear()
    made._handle_msg({"content": {"data": {"method": "request_state"}}})
    assert [message.data["state"]["value"] for message in messages] == [[3]]


def test_behind_a_gateway_nothing_binary_is_sent(
    monkeypatch: pytest.MonkeyPatch, messages: Log
) -> None:
    monkeypatch.setenv("KERNEL_GATEWAY", "1")
    model = PageModel(lambda: {"data": b"\x00"}, lambda _: None, CHANNEL)
    told = {"event": "rows", "row": 1, "view": "v", "ask": 1, "data": {"$buffer": 0}}
    model.send(told, [b"\xff"])
    opened, sent = messages[-2:]
    model.close()
    assert opened.data["state"]["rows"] == {"data": {"$base64": "AA=="}}
    assert opened.data["state"]["text"] is True
    assert sent.data["content"] == {**told, "$text": ["/w=="]}
    assert not any(message.buffers for message in messages)
