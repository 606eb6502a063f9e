"""The queue of what the reader did and no run has seen yet."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from rerun_state.elements.base.codecs import Plain
from rerun_state.runtime.model.events import Event, EventQueue
from rerun_state.runtime.model.widget import Widget


def widget(name: str, *, trigger: bool = False, quiet: bool = False) -> Widget:
    codec = Plain(lambda value: True, "anything")
    return Widget(name, "x", name, None, codec, trigger=trigger, quiet=quiet)


A, B, QUIET = widget("a"), widget("b"), widget("q", quiet=True)
PRESS, OTHER = widget("press", trigger=True), widget("other", trigger=True)


def taken(queue: EventQueue) -> list[tuple[Any, Any]]:
    batch = queue.take()
    return [] if batch is None else [(event.widget.id, event.value) for event in batch.events]


def test_the_last_value_of_a_widget_wins() -> None:
    queue = EventQueue()
    for event in [Event(A, 1), Event(B, 1), Event(A, 2)]:
        queue.put(event)
    assert taken(queue) == [("b", 1), ("a", 2)]


def test_an_empty_queue_wants_no_run() -> None:
    queue = EventQueue()
    assert queue.take() is None
    assert not queue.waiting


def test_a_run_answers_one_press_and_the_values_before_it() -> None:
    queue = EventQueue()
    queue.put(Event(A, 1), Event(PRESS, True), Event(A, 2), Event(PRESS, True))
    assert taken(queue) == [("a", 1), ("press", True)]
    assert queue.waiting
    assert taken(queue) == [("a", 2), ("press", True)]
    assert not queue.waiting


def test_a_value_does_not_overtake_a_press() -> None:
    queue = EventQueue()
    queue.put(Event(A, 1), Event(PRESS, True), Event(A, 2))
    assert taken(queue) == [("a", 1), ("press", True)]
    assert taken(queue) == [("a", 2)]


def test_a_press_that_was_answered_before_takes_later_values_along() -> None:
    queue = EventQueue()
    queue.put(Event(A, 2))
    queue.put_back([Event(PRESS, True, answered=True)])
    assert taken(queue) == [("press", True), ("a", 2)]


def test_a_press_that_was_put_back_is_waited_for() -> None:
    queue = EventQueue()
    queue.put_back([])
    assert not queue.waiting
    queue.put_back([Event(PRESS, True)])
    assert queue.waiting


def test_quiet_changes_wait_for_a_run_that_something_else_starts() -> None:
    queue = EventQueue()
    queue.put(Event(QUIET, 1))
    assert queue.take() is None
    queue.put(Event(A, 1))
    assert taken(queue) == [("q", 1), ("a", 1)]


def test_a_request_brings_quiet_changes_along() -> None:
    queue = EventQueue()
    queue.put(Event(QUIET, 1))
    queue.ask()
    assert taken(queue) == [("q", 1)]


def test_requests_meet_in_one_batch() -> None:
    queue = EventQueue()
    for fragment in ("one", "two", "one"):
        queue.ask(fragment)
    queue.ask(depth=3)
    batch = queue.take()
    assert batch is not None
    assert (batch.app, batch.fragments, batch.depth) == (True, ("one", "two"), 3)
    assert queue.take() is None


def test_a_waiting_press_can_be_seen() -> None:
    queue = EventQueue()
    queue.put(Event(A, 1))
    assert not queue.presses()
    queue.put(Event(PRESS, True))
    assert queue.presses()


def test_clearing_forgets_events_and_requests() -> None:
    queue = EventQueue()
    queue.put(Event(A, 1))
    queue.ask("one")
    queue.clear()
    assert queue.take() is None


def test_no_press_is_lost_when_threads_storm_the_queue() -> None:
    queue, seen = EventQueue(), list[tuple[Any, Any]]()

    def storm(number: int) -> None:
        for i in range(200):
            queue.put(Event(A, (number, i)), Event(PRESS, True))

    with ThreadPoolExecutor(4) as pool:
        storms = [pool.submit(storm, number) for number in range(4)]
        while not all(done.done() for done in storms):
            seen += taken(queue)
    while batch := taken(queue):
        seen += batch
    assert seen.count(("press", True)) == 800


EVENTS = st.lists(
    st.tuples(st.sampled_from([A, B, QUIET, PRESS, OTHER]), st.integers(0, 9)), max_size=12
)


@given(EVENTS)
def test_presses_keep_their_order_and_values_end_with_the_last(
    done: list[tuple[Widget, int]],
) -> None:
    queue = EventQueue()
    for event in done:
        queue.put(Event(*event))
    seen: list[tuple[Any, int]] = []
    for _ in range(len(done) + 1):
        queue.ask()
        seen += taken(queue)
    presses = {"press", "other"}
    assert [e for e in seen if e[0] in presses] == [(w.id, v) for w, v in done if w.trigger]
    assert dict(seen) == {w.id: v for w, v in done}


@given(EVENTS)
def test_a_press_is_answered_with_the_values_of_its_moment(
    done: list[tuple[Widget, int]],
) -> None:
    queue, now, at_presses = EventQueue(), dict[Any, int](), []
    for event in done:
        queue.put(Event(*event))
        now[event[0].id] = event[1]
        if event[0].trigger:
            at_presses.append(dict(now))
    queue.ask()
    known: dict[Any, int] = {}
    for expected in at_presses:
        known |= dict(taken(queue))
        assert known == expected


def test_what_came_after_an_event_of_another_app_is_left_to_a_later_run() -> None:
    queue, other = EventQueue(), EventQueue()
    queue.put(Event(QUIET, 1), Event(A, 1))
    other.put(Event(PRESS, True))
    queue.put(Event(B, 1))
    batch = queue.take(other.turn)
    assert batch is not None
    assert [event.widget.id for event in batch.events] == ["q", "a"]
    assert other.turn < queue.turn
    assert taken(queue) == [("b", 1)]


def test_nobody_has_to_wait_for_what_is_answered_or_wants_no_run() -> None:
    queue = EventQueue()
    queue.put(Event(QUIET, 1), Event(PRESS, True, answered=True))
    assert queue.turn == float("inf")
    assert not queue.acts


def test_it_tells_what_a_run_that_waits_will_execute() -> None:
    queue = EventQueue()
    queue.put(Event(QUIET, 1))
    assert not queue.reaches(["part"])
    queue.ask("part")
    assert queue.reaches(["inner", "part"])
    assert not queue.reaches([])
    queue.put(Event(A, 1))
    assert queue.reaches([])
