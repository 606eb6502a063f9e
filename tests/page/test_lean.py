"""What every lean model does, whatever it is a model of."""

from typing import Any

import pytest

from rerun_state.page import lean
from rerun_state.page.models import InputModel, PageModel
from tests.page.browser import CHANNEL, Message

Log = list[Message]


def custom(content: Any) -> dict[str, Any]:
    """A custom message as ipywidgets hands it over."""
    return {"content": {"data": {"method": "custom", "content": content}}}


def test_a_large_library_is_sent_over_the_comm_that_asks_for_it(
    page_model: PageModel, input_model: InputModel, messages: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lean, "read_chunk", {"vega": "code"}.__getitem__)
    for model in (page_model, input_model):
        model._handle_msg(custom({"event": "chunk", "name": "vega"}))
        assert messages[-1].comm == model.model_id
        assert messages[-1].data["content"] == {"event": "chunk", "name": "vega", "code": "code"}


def test_a_front_end_that_does_not_know_the_librarys_model_gets_its_code_from_any_other(
    page_model: PageModel, input_model: InputModel, messages: Log, heard: list[Any]
) -> None:
    for model in (page_model, input_model):
        model._handle_msg(custom({"event": "library"}))
        content = messages[-1].data["content"]
        assert (messages[-1].comm, content["event"]) == (model.model_id, "library")
        assert content["code"] == CHANNEL.library.code
        assert model.hash == CHANNEL.library.hash
    assert heard == []


def test_a_library_that_does_not_exist_is_answered_with_an_error(
    page_model: PageModel, messages: Log, caplog: pytest.LogCaptureFixture
) -> None:
    page_model._handle_msg(custom({"event": "chunk", "name": "nothing" * 9999}))
    assert "nothing" in messages[-1].data["content"]["error"]
    assert "not there" in caplog.text
    assert len(caplog.text) < 500


def test_a_front_end_that_asks_for_the_state_gets_it(
    input_model: InputModel, messages: Log
) -> None:
    messages.clear()
    input_model._handle_msg({"content": {"data": {"method": "request_state"}}})
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
