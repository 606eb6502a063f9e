"""A page without a front end, which is saved by someone who understands states only."""

from typing import Any

import rerun_state as st
from tests.page.browser import CHANNEL, Message, Page

Log = list[Message]


def states(log: Log) -> dict[str, dict[str, Any]]:
    """The updates of states, by model."""
    return {m.comm: m.data["state"] for m in log if m.data.get("method") == "update"}


def unseen(messages: Log) -> Page:
    """An app that has run once, before anyone looked at it."""
    page = Page(lambda: st.metric("Speed", st.slider("S", 0, 9, key="s")), messages)
    page.renderer.saved_by_state = True
    page.run()
    messages.clear()
    return page


def test_a_record_holds_the_rows_and_what_draws_them(messages: Log) -> None:
    page = unseen(messages)
    page.renderer.record()
    sent = states(messages)
    assert "Speed" in str(sent[page.renderer.model.model_id]["rows"])
    assert list(sent[CHANNEL.library.model_id]["large"]) == ["data"]
    page.cell.leave().close()


def test_no_record_holds_the_fonts_of_formulas(messages: Log) -> None:
    page = Page(lambda: [st.latex("x^2"), st.metric("Speed", 3)], messages)
    page.renderer.saved_by_state = True
    page.run()
    assert {"data", "math"} <= CHANNEL.library.sent
    page.renderer.record()
    embedded = CHANNEL.library._get_embed_state()
    for state in (states(messages)[CHANNEL.library.model_id], embedded["state"]):
        assert list(state["large"]) == ["data"]
    page.cell.leave().close()


def test_a_second_record_holds_what_has_changed_since(messages: Log) -> None:
    page = unseen(messages)
    page.renderer.record()
    page.session.state["s"] = 4
    page.run()
    page.renderer.record()
    sent = states(messages)
    slider = next(state for state in sent.values() if "value" in state)
    assert (slider["value"], CHANNEL.library.model_id in sent) == ([4], False)
    messages.clear()
    page.renderer.record()
    assert messages == []
    page.cell.leave().close()


def test_nothing_is_recorded_once_a_view_has_greeted(messages: Log) -> None:
    page = unseen(messages)
    page.tell_page({"event": "context"})
    page.renderer.record()
    assert messages == []
    page.cell.leave().close()


def test_a_password_is_in_no_state_and_the_views_are_told_of_it(messages: Log) -> None:
    page = Page(lambda: st.text_input("P", "hunter2", type="password"), messages)
    page.renderer.saved_by_state = True
    page.run()
    page.change("P", "hunter3")
    page.renderer.record()
    assert "hunter" not in str([m.data.get("state") for m in messages])
    assert "hunter" not in str(page.model("P").get_state())
    messages.clear()
    page.tell_page({"event": "context", "viewer": "other"})
    assert [op[2] for op in page.ops] == [{"value": "hunter3"}]
    page.cell.leave().close()
