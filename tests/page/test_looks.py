"""What ordinary cells say of how pages and inputs look."""

from ipywidgets import AppLayout, Layout

from rerun_state.page.models import PageModel, RowModel
from tests.page.browser import CHANNEL, SLIDER, Message

Log = list[Message]


def test_a_page_has_no_layout_until_somebody_asks(page_model: PageModel, messages: Log) -> None:
    assert "layout" not in page_model.get_state()
    messages.clear()
    page_model.layout.width = "50%"
    opened, told, changed = messages
    address = f"IPY_MODEL_{opened.comm}"
    assert (opened.type, told.comm) == ("comm_open", page_model.model_id)
    assert told.data["state"] == {"layout": address} == page_model.get_state("layout")
    assert changed.data["state"] == {"width": "50%"}
    assert page_model.get_state()["layout"] == address


def test_boxes_that_place_by_layout_place_a_page(page_model: PageModel, messages: Log) -> None:
    box = AppLayout(header=page_model)
    assert page_model.layout.grid_area == "header"
    box.layout.close()
    box.close()


def test_views_hear_of_a_pages_looks_also_when_they_go(
    page_model: PageModel, messages: Log
) -> None:
    messages.clear()
    page_model.tooltip = "An app"
    page_model.tooltip = None
    page_model.add_class("mine")
    assert [message.data["state"] for message in messages] == [
        {"tooltip": "An app"},
        {"tooltip": None},
        {"_dom_classes": ["mine"]},
    ]
    assert "tooltip" not in page_model.get_state()


def test_an_input_has_a_layout_once_somebody_asks_for_it(messages: Log) -> None:
    model = RowModel("slider", SLIDER, [3], lambda model, content, buffers: None, CHANNEL)
    assert "layout" not in messages[-1].data["state"]
    messages.clear()
    model.layout.width = "50%"
    address = model.get_state()["layout"]
    assert [(m.type, m.data["state"]) for m in messages[1:]] == [
        ("comm_msg", {"layout": address}),
        ("comm_msg", {"width": "50%"}),
    ]
    model.close()  # with its layout, or this test would fail


def test_an_input_that_is_given_a_layout_leaves_it_to_others(messages: Log) -> None:
    shared = Layout(margin="1em")
    models = [RowModel("slider", SLIDER, [3], print, CHANNEL) for _ in range(2)]
    for model in models:
        model.layout = shared
        assert model.get_state("layout") == {"layout": f"IPY_MODEL_{shared.model_id}"}
        model.close()
    assert shared.comm is not None
    shared.close()
