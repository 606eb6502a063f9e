"""What a cell has answered, and why."""

from weakref import ref

from rerun_state.elements.base.codecs import Plain
from rerun_state.runtime.model.events import Batch, Event
from rerun_state.runtime.model.history import History, Used
from rerun_state.runtime.model.widget import Widget

SLIDER = Widget("s", "slider", "s", 0, Plain(lambda value: True, "anything"))


def test_an_answer_knows_the_widgets_that_were_used_and_what_else_has_happened() -> None:
    history = History()
    history.note("its clock")
    history.note("its clock")
    history.begin(Batch([Event(SLIDER, 1), Event(SLIDER, 2)]))
    history.end("complete")
    assert history.last is not None
    assert history.last.causes == (Used("s", "slider", "s"), "its clock")


def test_what_happens_during_an_answer_is_the_cause_of_the_next() -> None:
    history = History()
    history.begin(Batch([]))
    history.note("another cell")
    history.end("complete")
    assert history.last is not None
    assert history.last.causes == ()
    history.begin(Batch([]))
    history.end("failed")
    assert history.count == 2
    assert [history.last.ended, *history.last.causes] == ["failed", "another cell"]


def test_a_cause_without_words_is_none() -> None:
    history = History()
    history.note("")
    history.begin(Batch([]))
    history.end("complete")
    assert history.last is not None
    assert history.last.causes == ()


def test_what_was_used_is_not_held() -> None:
    class Value:
        pass

    history, value = History(), Value()
    gone = ref(value)
    codec = Plain(lambda value: True, "anything")
    history.begin(Batch([Event(Widget("s", "slider", "s", value, codec), 1)]))
    history.end("complete")
    del value
    assert gone() is None
