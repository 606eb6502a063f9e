"""The lean ipywidgets that a page is made of."""

from typing import Any

import pytest

from rerun_state.page.models import InputModel, PageModel, RowModel
from tests.page.browser import CHANNEL, SLIDER, Message

Log = list[Message]


def test_an_input_is_one_message(input_model: InputModel, messages: Log) -> None:
    opened = [message for message in messages if message.comm == input_model.model_id]
    assert [message.type for message in opened] == ["comm_open"]
    state = opened[0].data["state"]
    assert (state["kind"], state["props"], state["value"]) == (
        "slider",
        SLIDER,
        [3],
    )
    assert (state["_model_module"], state["_view_module"]) == ("anywidget", "anywidget")
    assert (state["_model_name"], state["_view_name"]) == ("AnyModel", "AnyView")
    assert state["_model_module_version"] == state["_view_module_version"]
    assert state["_model_module_version"].startswith("~")


def test_an_input_in_a_row_takes_no_module_of_its_own(messages: Log) -> None:
    model = RowModel("slider", SLIDER, [3], lambda model, content, buffers: None, CHANNEL)
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
    input_model: InputModel, messages: Log
) -> None:
    other = InputModel("slider", SLIDER, [3], lambda model, content, buffers: None, CHANNEL)
    other.close()
    assert [m.comm for m in messages if "code" in m.data.get("state", {})] == [
        CHANNEL.library.model_id
    ]
    assert input_model.library == CHANNEL.library.model_id
    assert len(CHANNEL.library.hash) == 16


def test_a_library_that_was_closed_is_opened_anew() -> None:
    first = CHANNEL.library
    CHANNEL.close()
    assert CHANNEL.library is not first


def test_setting_the_value_tells_observers_and_sends_nothing(
    input_model: InputModel, messages: Log
) -> None:
    changes = list[Any]()
    input_model.observe(lambda change: changes.append(change.new), "value")
    messages.clear()
    input_model.keep(value=5, props={"label": "T"}, ack="a")
    assert (changes, input_model.props, input_model.ack, messages) == ([5], {"label": "T"}, "a", [])


def test_a_message_of_the_browser_is_an_event(input_model: InputModel, heard: list[Any]) -> None:
    input_model._handle_custom_msg({"event": "change", "value": 5}, None)
    assert heard == [{"event": "change", "value": 5}]


def test_a_linked_model_changes_the_value_as_the_reader_does(
    input_model: InputModel, heard: list[Any], caplog: pytest.LogCaptureFixture
) -> None:
    input_model.set_state({"value": 5})
    assert heard == [{"event": "change", "value": 5}]
    assert caplog.text == ""


def test_a_browser_cannot_set_anything_else(
    input_model: InputModel, heard: list[Any], caplog: pytest.LogCaptureFixture
) -> None:
    input_model.set_state({"kind": "button", "props": {}})
    assert (heard, input_model.kind) == ([], "slider")
    assert "set kind, props of a slider" in caplog.text


def test_a_message_that_is_no_event_is_ignored(
    input_model: InputModel, heard: list[Any], caplog: pytest.LogCaptureFixture
) -> None:
    input_model._handle_custom_msg("change", None)
    assert heard == []
    assert "no event" in caplog.text


def test_live_inputs_are_known_until_they_are_closed(input_model: InputModel) -> None:
    assert CHANNEL.inputs == {input_model.model_id}
    input_model.close()
    input_model.close()
    assert CHANNEL.inputs == set()


def test_the_state_of_a_page_is_its_rows_as_they_are_now(page_model: PageModel) -> None:
    assert page_model.get_state()["rows"] == page_model.get_state("rows")["rows"] == {"k": 0}
    assert "rows" not in page_model.get_state("version")


def test_a_patch_counts_the_versions(page_model: PageModel, messages: Log) -> None:
    messages.clear()
    page_model.patch([["stale", []]], [])
    page_model.patch([], [b"x"])
    contents = [message.data["content"] for message in messages]
    assert [(content["event"], content["v"]) for content in contents] == [
        ("patch", 1),
        ("patch", 2),
    ]
    assert (messages[0].ops, messages[1].buffers) == ([["stale", []]], [b"x"])


def test_a_page_hears_events_and_nothing_else(page_model: PageModel, heard: list[Any]) -> None:
    page_model._handle_custom_msg({"event": "resync"}, [])
    page_model._handle_custom_msg("resync", [])
    assert heard == [{"event": "resync"}]


def test_a_page_without_widgets_says_how_to_use_it(page_model: PageModel) -> None:
    assert repr(page_model) == "An app made by %%rerun; execute the cell to use it."


def test_a_browser_cannot_set_the_rows(
    page_model: PageModel, caplog: pytest.LogCaptureFixture
) -> None:
    page_model.set_state({"rows": {}})
    assert page_model.get_state("rows")["rows"] == {"k": 0}
    assert "Ignored an attempt" in caplog.text


def test_an_input_is_sent_as_a_state_once_after_each_patch(
    input_model: InputModel, messages: Log
) -> None:
    messages.clear()
    input_model.record()
    assert messages == []
    input_model.keep(value=[4])
    input_model.record()
    input_model.record()
    assert [message.data["state"]["value"] for message in messages] == [[4]]
