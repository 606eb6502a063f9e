"""What every lean model does, whatever it is a model of: for front ends, and ipywidgets' tools."""

import io
from collections.abc import Iterator
from typing import Any

import ipywidgets
import pytest
from ipywidgets import Widget, embed

import rerun_state as st
from rerun_state.page import lean
from rerun_state.page.libraries import packed, read_chunk
from rerun_state.page.models import InputModel, PageModel
from tests.page.browser import CHANNEL, Make, Message

Log = list[Message]


@pytest.fixture
def app(page: Make) -> Iterator[Any]:
    """The page of an app with an input, an ipywidget in a box, and what a chunk draws."""
    foreign = ipywidgets.Label("far away")
    box = ipywidgets.VBox([foreign])

    def program() -> None:
        st.slider("N", 0, 9)
        st.metric("Speed", 3)
        st.write(box)

    yield page(program).renderer.model
    for widget in (box.layout, box, foreign.layout, foreign.style, foreign):
        widget.close()


@pytest.mark.parametrize("drop_defaults", [False, True])
def test_what_is_embedded_of_an_app_is_all_that_draws_it(app: Any, drop_defaults: bool) -> None:
    embedded = embed.dependency_state([app], drop_defaults=drop_defaults)
    states = [each["state"] for each in embedded.values()]
    classes = {each["model_name"] for each in embedded.values()}
    assert classes >= {"AnyModel", "WidgetModel", "VBoxModel", "LabelModel", "LayoutModel"}
    assert embedded[app.model_id]["state"].items() >= app.get_state().items()
    assert [state["value"] for state in states if state.get("kind") == "slider"] == [[0]]
    (library,) = [state for state in states if "code" in state]
    assert library["large"] == {"data": packed(read_chunk("data"))}


def test_an_app_is_written_into_a_page_of_its_own(app: Any) -> None:
    for views, state in ([app], None), (app, embed.dependency_state(app)), (None, None):
        file = io.StringIO()
        embed.embed_minimal_html(file, views=views, state=state)
        assert app.model_id in file.getvalue().rpartition("widget-view+json")[2]


def test_the_state_of_all_widgets_names_what_makes_each(app: Any) -> None:
    for model in Widget.get_manager_state()["state"].values():
        state = model["state"]
        for part in ("_model_name", "_model_module", "_model_module_version"):
            assert model[part[1:]] == state.get(part, model[part[1:]]) != ""


def test_each_entry_of_a_state_is_an_attribute_and_a_key(app: Any, input_model: InputModel) -> None:
    for model in (app, input_model, CHANNEL.library):
        for name, value in model.get_state().items():
            assert model.get_state(name) == model.get_state({name}) == {name: value}
            assert getattr(model, name) == value


def test_an_app_among_others_in_a_page_is_embedded_with_them(app: Any) -> None:
    box = ipywidgets.HBox([app])
    assert app.model_id in embed.dependency_state(box)
    box.layout.close()
    box.close()


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


@pytest.mark.parametrize(
    "data", [None, "text", [], 5, {"method": "explode"}, {"method": "update", "state": "text"}]
)
def test_a_message_that_no_front_end_sends_is_ignored(
    page_model: PageModel, messages: Log, caplog: pytest.LogCaptureFixture, data: Any
) -> None:
    messages.clear()
    page_model._handle_msg({"content": {"data": data}})
    assert "that no front end sends" in caplog.text
    assert messages == []


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
