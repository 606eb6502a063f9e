"""What an Output widget is given for what was printed in it."""

from typing import Any

import pytest

from rerun_state.jupyter import outputs
from rerun_state.jupyter.outputs import OutputSink


class Widget:
    """As much of ipywidgets.Output as counts here, with the updates it would send."""

    def __init__(self) -> None:
        self.updates: list[tuple[dict[str, Any], ...]] = [()]

    @property
    def outputs(self) -> tuple[dict[str, Any], ...]:
        return self.updates[-1]

    @outputs.setter
    def outputs(self, value: tuple[dict[str, Any], ...]) -> None:
        self.updates.append(value)


@pytest.fixture
def widget() -> Widget:
    return Widget()


@pytest.fixture
def sink(widget: Widget) -> OutputSink:
    return OutputSink(widget)


def plain(text: str) -> dict[str, str]:
    return {"text/plain": text}


def test_texts_of_a_stream_join(widget: Widget, sink: OutputSink) -> None:
    for name, text in [("stdout", "a"), ("stdout", "b"), ("stderr", "c")]:
        sink.stream(name, text)
    sink.send_now()
    assert [(o["name"], o["text"]) for o in widget.outputs] == [("stdout", "ab"), ("stderr", "c")]


def test_many_prints_are_few_updates(
    widget: Widget, sink: OutputSink, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outputs, "EVERY", 60)
    for _ in range(1000):
        sink.stream("stdout", "x")
    sink.send_now()
    assert len(widget.updates) == 3
    assert widget.outputs[0]["text"] == "x" * 1000


def test_an_update_takes_the_place_of_its_id(widget: Widget, sink: OutputSink) -> None:
    sink.display(plain("a"), {}, "id", False)
    assert sink.display(plain("b"), {}, "id", True) is True
    sink.send_now()
    assert [o["data"] for o in widget.outputs] == [plain("b")]


def test_an_unknown_id_is_refused(sink: OutputSink) -> None:
    assert sink.display(plain("b"), {}, "id", True) is False


def test_clearing_may_wait_for_the_next_output(widget: Widget, sink: OutputSink) -> None:
    sink.stream("stdout", "old")
    sink.clear(True)
    sink.send_now()
    assert widget.outputs[0]["text"] == "old"
    sink.stream("stdout", "new")
    sink.send_now()
    assert [o["text"] for o in widget.outputs] == ["new"]


def test_what_others_set_in_the_widget_stays(widget: Widget, sink: OutputSink) -> None:
    sink.stream("stdout", "a")
    widget.outputs = ({"output_type": "stream", "name": "stderr", "text": "theirs"},)
    sink.stream("stdout", "b")
    sink.send_now()
    assert [o["text"] for o in widget.outputs] == ["theirs", "b"]


def test_what_a_thread_prints_soon_after_is_sent_by_the_clock(
    widget: Widget, sink: OutputSink, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched = list[OutputSink]()
    monkeypatch.setattr(outputs, "EVERY", 60)
    monkeypatch.setattr(outputs, "watch", watched.append)
    sink.stream("stdout", "a")
    sink.stream("stdout", "b")
    watched.pop().flush()
    assert (widget.outputs[0]["text"], watched) == ("ab", [])
