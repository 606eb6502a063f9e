"""The handle on a task: its one end, who hears of it, and what it shows."""

from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from typing import Any

import pytest

from rerun_state.runtime.model.tree import Element
from rerun_state.runtime.tasks.handle import Task

BAR = Element("progress", {"value": 50})
LINE = Element("text", {"body": "said"})


class Listener:
    """Notes what it hears of tasks."""

    def __init__(self) -> None:
        self.told: list[Task[Any]] = []
        self.forgotten: list[Task[Any]] = []

    def tell(self, task: Task[Any]) -> None:
        self.told.append(task)

    def forget(self, task: Task[Any]) -> None:
        self.forgotten.append(task)


def made() -> Task[Any]:
    return Task("work()", lambda task: None)


def waiting(task: Task[Any]) -> Future[Any]:
    """The task's future, which has not begun."""
    future: Future[Any] = Future()
    task.submitted(future)
    return future


def test_a_handle_says_in_print_how_it_stands() -> None:
    running, done, failed = made(), made(), made()
    done.end(1)
    failed.end(None, ValueError("no"))
    assert repr(running) == "<task work(), running>"
    assert repr(done) == "<task work(), done>"
    assert repr(failed) == "<task work(), failed: ValueError('no')>"


def test_a_task_comes_to_its_end_once() -> None:
    task, listener = made(), Listener()
    task.follow(listener)
    assert (task.running, task.done, task.delivered) == (True, False, False)
    assert task.end(1) is True
    assert (task.running, task.done) == (False, True)
    ended_at = task.ended_at
    assert task.end(2, ValueError()) is False
    assert (task.result, task.error, task.ended_at) == (1, None, ended_at)
    assert listener.told == [task]


def test_cancel_says_whether_it_came_in_time() -> None:
    task = made()
    assert task.cancel() is True
    assert task.cancel() is False
    with pytest.raises(CancelledError, match=r"work\(\) was cancelled"):
        _ = task.result


def test_what_is_cancelled_before_its_turn_never_begins() -> None:
    task = made()
    future = waiting(task)
    task.cancel()
    assert future.cancelled()


def test_what_is_cancelled_before_it_was_submitted_never_begins() -> None:
    task = made()
    task.cancel()
    assert waiting(task).cancelled()


def test_what_has_come_to_its_end_leaves_its_future_alone() -> None:
    task = made()
    future = waiting(task)
    task.end(1)
    assert not future.cancelled()


@pytest.mark.parametrize(
    "look",
    [
        lambda task: task.running,
        lambda task: task.done,
        lambda task: task.result,
        lambda task: task.error,
        lambda task: task.progress,
        lambda task: task.cancel(),
        lambda task: task.retry(),
    ],
)
def test_whatever_a_program_asks_counts_as_a_look(look: Callable[[Task[Any]], object]) -> None:
    seen = list[Task[Any]]()
    task: Task[Any] = Task("work()", seen.append)
    look(task)
    assert seen == [task]


def test_that_it_has_ended_can_be_asked_without_a_look() -> None:
    seen = list[Task[Any]]()
    task: Task[Any] = Task("work()", seen.append)
    assert not task.ended
    task.end(1)
    assert (task.ended, seen) == (True, [])


def test_whoever_follows_is_told_whether_the_end_is_still_to_come() -> None:
    task = made()
    assert task.follow(Listener())
    task.end(1)
    assert not task.follow(Listener())


def test_what_nobody_asks_for_any_more_does_not_begin() -> None:
    task, one, other = made(), Listener(), Listener()
    future = waiting(task)
    task.follow(one)
    task.follow(other)
    task.leave(one)
    assert not future.cancelled()
    task.leave(other)
    assert future.cancelled()


def test_a_task_can_be_left_before_it_is_submitted_and_after_its_end() -> None:
    task, listener = made(), Listener()
    task.leave(listener)
    future = waiting(task)
    task.end(1)
    task.leave(listener)
    assert not future.cancelled()


def test_who_has_left_hears_no_more() -> None:
    task, listener, redrawn = made(), Listener(), list[list[Element]]()
    task.follow(listener)
    task.show(redrawn.append)
    task.leave(listener)
    task.say([LINE])
    task.end(1)
    assert (listener.told, redrawn) == ([], [[]])


def test_only_what_has_failed_can_be_tried_again() -> None:
    for error, again in [(None, False), (ValueError(), True)]:
        task, listener = made(), Listener()
        task.follow(listener)
        assert task.retry() is False
        task.end(None, error)
        assert task.retry() is again
        assert listener.forgotten == [task] * again


def test_rows_are_shown_as_they_come_and_the_bar_goes_with_the_end() -> None:
    task, redrawn = made(), list[list[Element]]()
    task.say([LINE])
    task.show(redrawn.append)
    task.report(0.5, BAR)
    task.say([LINE, LINE])
    task.end(1)
    assert redrawn == [[LINE], [LINE, BAR], [LINE, LINE, BAR], [LINE, LINE]]
    assert (task.rows(), task.progress) == ([LINE, LINE], 0.5)


def test_progress_after_the_end_ends_the_function_and_shows_nothing() -> None:
    task = made()
    task.cancel()
    with pytest.raises(CancelledError):
        task.report(0.5, BAR)
    assert (task.progress, task.rows()) == (None, [])


def fail() -> None:
    raise KeyError("here")


def test_an_error_is_raised_each_time_with_the_lines_of_the_function() -> None:
    task = made()
    try:
        fail()
    except KeyError as error:
        task.end(None, error)
    assert isinstance(task.error, KeyError)
    for _ in range(2):
        with pytest.raises(KeyError) as caught:
            _ = task.result
        assert [frame.name for frame in caught.traceback].count("fail") == 1
