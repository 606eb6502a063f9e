"""A visitor's page: what travels over its one comm, and what is done with what comes."""

import gc
import tracemalloc
from collections.abc import Callable
from typing import Any

import pytest

import rerun_state as st
from rerun_state.page.renderer import PageRenderer
from rerun_state.page.visits import VisitChannel
from rerun_state.runtime.execution.host import PlainHost
from rerun_state.runtime.loop.cell import Cell, complete
from rerun_state.runtime.loop.session import Session
from rerun_state.runtime.model.events import Event


class Visit:
    """An app that one visitor looks at, and what the browser was told."""

    def __init__(self, program: Callable[[], Any]) -> None:
        self.told: list[dict[str, Any]] = []
        self.buffers: list[Any] = []
        self.channel = VisitChannel("comm", self._note)
        session = Session(PlainHost())
        self.renderer = PageRenderer(
            session.state,
            lambda widget, value: self.cell.send(Event(widget, value)),
            self.channel,
        )
        self.cell = Cell("app", session, lambda: (program(), None)[1], self.renderer)
        session.add(self.cell)
        self.run()

    def run(self) -> None:
        self.cell.ask()
        self.answer()

    def answer(self) -> None:
        while self.cell.queue.waiting:
            complete(self.cell.session.drain())  # type: ignore[attr-defined]

    def say(self, to: Any, content: Any) -> None:
        self.channel.hear({"to": to, "content": content}, [])
        self.answer()

    def _note(self, said: dict[str, Any], buffers: list[Any]) -> None:
        self.told.append(said)
        self.buffers.append(buffers)


def slide() -> None:
    st.text(f"at {st.slider('S', 0, 9)}")


def test_a_new_input_travels_with_the_patch_that_shows_it() -> None:
    visit = Visit(slide)
    [said] = visit.told
    [[id, state]] = said["fresh"]
    assert (state["kind"], state["value"]) == ("slider", [0])
    assert said["to"] == visit.renderer.address
    assert f"'m': '{id}'" in str(said["content"]["ops"])


def test_what_the_visitor_does_runs_the_app_and_one_patch_answers() -> None:
    visit = Visit(slide)
    [id] = visit.channel.inputs
    visit.say(id, {"event": "change", "value": [7], "seq": "a:1"})
    assert len(visit.told) == 2
    assert "fresh" not in visit.told[1]
    assert "at 7" in str(visit.told[1]["content"]["ops"])


def test_who_comes_back_is_told_everything_as_it_is_now() -> None:
    visit = Visit(slide)
    [id] = visit.channel.inputs
    visit.channel.attached = False
    visit.say(id, {"event": "change", "value": [7], "seq": "a:1"})
    assert len(visit.told) == 1  # nobody is there
    visit.channel.tell_all([visit.renderer.address], moved=True)
    whole = visit.told[1]
    assert [id for id, _ in whole["fresh"]] == [id]
    assert whole["fresh"][0][1]["value"] == [7]
    [[page, state]] = whole["pages"]
    assert (page, state["version"], whole["moved"]) == (visit.renderer.address, 2, True)
    assert "at 7" in str(state["rows"])


def test_who_comes_while_a_page_changes_is_told_of_the_change() -> None:
    words = ["old"]
    visit = Visit(lambda: st.text(words[0]))
    page: Any = visit.renderer.model
    state = page.state

    def state_before_the_change(buffers: list[Any]) -> dict[str, Any]:
        before: dict[str, Any] = state(buffers)
        if words != ["new"]:
            words[:] = ["new"]
            visit.run()
        return before

    page.state = state_before_the_change
    visit.channel.tell_all([visit.renderer.address])
    assert "new" in str(visit.told[-1])


def test_bytes_travel_beside_the_message() -> None:
    visit = Visit(lambda: (st.image(b"\x89PNG\r\n\x1a\n"), st.download_button("D", b"data")))
    visit.channel.tell_all([visit.renderer.address])
    assert all(isinstance(part, bytes) for part in visit.buffers[-1])
    assert "$buffer" in str(visit.told[-1]["pages"])


@pytest.mark.parametrize("to", ["i999", "p999", "", None, 3, ["i1"]])
def test_a_message_for_what_is_not_there_does_nothing(
    to: Any, caplog: pytest.LogCaptureFixture
) -> None:
    visit = Visit(slide)
    visit.say(to, {"event": "change", "value": [7]})
    assert len(visit.told) == 1
    assert "could not be understood" not in caplog.text


@pytest.mark.parametrize("content", [None, "x", 1, {"event": "rows"}, {"event": "change"}])
def test_a_message_that_makes_no_sense_is_refused(
    content: Any, caplog: pytest.LogCaptureFixture
) -> None:
    visit = Visit(slide)
    for to in [*visit.channel.inputs, *visit.channel.pages]:
        visit.say(to, content)
    assert "at 0" in str(visit.renderer._snapshot())
    assert "Ignored" in caplog.text


def test_a_message_that_is_none_is_refused(caplog: pytest.LogCaptureFixture) -> None:
    Visit(slide).channel.hear("change", [])
    assert "that is none" in caplog.text


def test_only_messages_to_this_comm_have_a_model_here() -> None:
    channel = VisitChannel("comm", lambda said, buffers: None)
    assert channel.model_at("comm/i1") == "i1"
    assert channel.model_at("other/i1") == ""


def test_a_closed_app_leaves_nothing() -> None:
    visit = Visit(slide)
    visit.cell.leave().close()
    assert (visit.channel.inputs, visit.channel.pages) == ({}, {})


def test_the_browser_is_told_which_inputs_have_gone() -> None:
    def program() -> None:
        if not st.checkbox("Hide"):
            st.slider("S", 0, 9)
        st.text("below")

    visit = Visit(program)
    [hide, slider] = list(visit.channel.inputs)
    visit.say(hide, {"event": "change", "value": True, "seq": "1:1"})
    visit.say(hide, {"event": "change", "value": False, "seq": "1:2"})
    assert [id for said in visit.told for id in said.get("gone", ())] == [slider]


def test_output_for_a_notebook_says_that_it_cannot_be_shown() -> None:
    bundle = {"application/javascript": "alert(1)"}

    class Script:
        def _repr_mimebundle_(self) -> Any:
            return bundle

    visit = Visit(lambda: st.write(Script()))
    assert "cannot show application/javascript" in str(visit.told)


def test_a_password_is_told_apart_from_what_is_known_of_its_input() -> None:
    visit = Visit(lambda: st.text_input("P", "hunter2", type="password"))
    [[_, state]] = visit.told[0]["fresh"]
    assert state["value"] == ""
    assert "hunter2" in str(visit.told[0]["content"]["ops"])


def test_a_page_is_told_what_comes_between_runs_as_long_as_it_is_open() -> None:
    visit = Visit(slide)
    visit.told.clear()
    model = visit.renderer.model
    model.tell({"event": "rows"}, [])
    visit.cell.leave().close()
    model.tell({"event": "rows"}, [])
    assert [said["content"]["event"] for said in visit.told if "content" in said] == ["rows"]


def test_an_idle_visitor_of_200_inputs_takes_less_than_2_kb_for_each() -> None:
    def boxes() -> None:
        for n in range(200):
            st.checkbox(f"box {n}")

    first = Visit(boxes)  # what all of them share is there
    sizes = [traced(lambda: Visit(boxes)) for _ in range(2)]
    assert min(sizes) < 200 * 1_850
    assert first.channel.inputs


def traced(make: Callable[[], Visit]) -> int:
    """The bytes that a visit keeps, without what a browser was told."""
    tracemalloc.start()
    try:
        visit = make()
        visit.told.clear()
        visit.buffers.clear()
        gc.collect()
        return tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
