"""The clock that shows a long run while it goes on."""

import asyncio
import threading
import time
from collections.abc import Iterator

import pytest

from rerun_state.page import clock
from rerun_state.page.clock import INTERVAL, unwatch, watch

PATIENCE = 10  # seconds


class Flushed:
    """Counts its flushes, and may be waited for."""

    def __init__(self) -> None:
        self.count = 0
        self.threads = set[str]()
        self._changed = threading.Condition()

    def flush(self) -> None:
        with self._changed:
            self.count += 1
            self.threads.add(threading.current_thread().name)
            self._changed.notify_all()

    def reaches(self, count: int) -> bool:
        with self._changed:
            return self._changed.wait_for(lambda: self.count >= count, PATIENCE)


@pytest.fixture
def watched() -> Iterator[Flushed]:
    renderer = Flushed()
    watch(renderer)
    yield renderer
    unwatch(renderer)


def test_what_is_watched_is_flushed_again_and_again(watched: Flushed) -> None:
    assert watched.reaches(3)


def test_one_thread_flushes_for_all(watched: Flushed) -> None:
    other = Flushed()
    assert watched.reaches(1)
    watch(other)
    assert other.reaches(1)
    unwatch(other)
    assert watched.threads == other.threads == {"rerun_state-page"}


def test_several_pages_are_shown_at_once(watched: Flushed) -> None:
    other = Flushed()
    watch(other)
    before = watched.count
    assert other.reaches(2)
    assert watched.reaches(before + 2)
    unwatch(other)


def test_a_short_run_is_over_before_it_is_flushed() -> None:
    renderer = Flushed()
    watch(renderer)
    unwatch(renderer)
    time.sleep(2 * INTERVAL)
    assert renderer.count == 0


def test_a_run_is_first_shown_when_it_has_lasted_for_a_moment() -> None:
    renderer, began = Flushed(), time.monotonic()
    watch(renderer)
    assert renderer.reaches(1)
    unwatch(renderer)
    assert time.monotonic() - began >= INTERVAL


def test_runs_that_follow_each_other_closely_are_shown_as_well() -> None:
    renderer = Flushed()
    for _ in range(200):
        watch(renderer)
        time.sleep(INTERVAL / 10)
        if renderer.count:
            break
    unwatch(renderer)
    assert renderer.count


class Failing(Flushed):
    """Cannot be shown the first time."""

    def flush(self) -> None:
        super().flush()
        if self.count == 1:
            raise RecursionError("too deep")


def test_a_page_that_cannot_be_shown_does_not_stop_the_clock(
    caplog: pytest.LogCaptureFixture,
) -> None:
    renderer = Failing()
    watch(renderer)
    assert renderer.reaches(3)
    unwatch(renderer)
    assert "too deep" in caplog.text


def test_looking_away_from_another_one_changes_nothing(watched: Flushed) -> None:
    unwatch(Flushed())
    assert watched.reaches(1)


@pytest.fixture
def alone(no_threads: None, monkeypatch: pytest.MonkeyPatch) -> Flushed:
    """What is watched where there is no thread to look."""
    monkeypatch.setattr(clock, "_CLOCK", clock._Clock())
    renderer = Flushed()
    watch(renderer)
    return renderer


def test_without_threads_a_yield_point_shows_what_is_due(alone: Flushed) -> None:
    clock.look()
    assert alone.count == 0
    time.sleep(INTERVAL)
    clock.look()
    assert alone.count == 1


def test_without_threads_a_page_is_shown_before_a_long_sleep(alone: Flushed) -> None:
    clock.before_sleep(0.001)
    assert alone.count == 0
    clock.before_sleep(10)
    assert alone.count == 1


def test_without_threads_the_loop_shows_what_is_due(
    no_threads: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def waits() -> int:
        renderer = Flushed()
        watch(renderer)
        while renderer.count < 2:
            await asyncio.sleep(INTERVAL)
        unwatch(renderer)
        return renderer.count

    monkeypatch.setattr(clock, "_CLOCK", clock._Clock())
    assert asyncio.run(asyncio.wait_for(waits(), PATIENCE)) == 2


def test_with_a_thread_yield_points_show_nothing(watched: Flushed) -> None:
    assert watched.reaches(1)
    clock.before_sleep(10)
    assert watched.threads == {"rerun_state-page"}
