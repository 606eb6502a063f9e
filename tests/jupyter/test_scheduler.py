"""The scheduler on any asyncio loop, where no kernel tells what has arrived."""

import asyncio
import threading
import time
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from rerun_state.jupyter.scheduler import Scheduler

Body = Callable[[Scheduler], Coroutine[Any, Any, None]]


def drains_of(body: Body, *, lasting: float = 0.0) -> int:
    """Count the drains while body runs and a little longer."""
    count = 0

    async def drain() -> None:
        nonlocal count
        count += 1
        await asyncio.sleep(lasting)

    async def main() -> None:
        scheduler = Scheduler(drain)
        await body(scheduler)
        await asyncio.sleep(0.05)
        scheduler.close()

    asyncio.run(main())
    return count


def test_nothing_happens_without_a_wake() -> None:
    async def body(scheduler: Scheduler) -> None: ...

    assert drains_of(body) == 0


def test_wakes_in_a_row_are_one_drain() -> None:
    async def body(scheduler: Scheduler) -> None:
        for _ in range(20):
            scheduler.wake()

    assert drains_of(body) == 1


def test_a_wake_during_a_drain_is_one_more() -> None:
    async def body(scheduler: Scheduler) -> None:
        scheduler.wake()
        await asyncio.sleep(0.03)
        scheduler.wake()
        scheduler.wake()
        await asyncio.sleep(0.05)

    assert drains_of(body, lasting=0.05) == 2


def test_a_wake_from_another_thread_arrives() -> None:
    async def body(scheduler: Scheduler) -> None:
        thread = threading.Thread(target=scheduler.wake)
        thread.start()
        thread.join()

    assert drains_of(body) == 1


def test_taken_events_are_not_pending() -> None:
    async def body(scheduler: Scheduler) -> None:
        scheduler.wake()
        assert scheduler.poll()
        scheduler.taken()
        assert not scheduler.pending()

    assert drains_of(body) == 1


@pytest.mark.long  # it waits
def test_a_burst_without_end_is_answered_nevertheless() -> None:
    async def body(scheduler: Scheduler) -> None:
        end = time.monotonic() + 0.6
        while time.monotonic() < end:
            scheduler.wake()
            await asyncio.sleep(0)

    # Two or three; more where the machine is busy and the burst has gaps.
    assert 1 <= drains_of(body) <= 60


def test_a_held_scheduler_waits() -> None:
    async def body(scheduler: Scheduler) -> None:
        with scheduler.hold():
            scheduler.wake()
            await asyncio.sleep(0.03)
            assert scheduler.pending()

    assert drains_of(body) == 1


def test_a_closed_scheduler_does_not_answer() -> None:
    async def body(scheduler: Scheduler) -> None:
        scheduler.wake()
        scheduler.close()

    assert drains_of(body) == 0


def test_a_scheduler_that_is_closed_ends_the_drain_that_awaits(
    caplog: pytest.LogCaptureFixture,
) -> None:
    ended: list[type[BaseException]] = []

    async def drain() -> None:
        try:
            await asyncio.sleep(60)
        except BaseException as error:
            ended.append(type(error))
            raise

    async def main() -> None:
        scheduler = Scheduler(drain)
        scheduler.wake()
        await asyncio.sleep(0.03)
        scheduler.wake()
        scheduler.close()
        await asyncio.sleep(0.03)
        assert ended == [asyncio.CancelledError]
        assert len(asyncio.all_tasks()) == 1  # no other was started

    asyncio.run(main())
    assert caplog.messages == []


def test_a_drain_that_others_cancel_is_told_of_and_the_next_event_is_answered(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def body(scheduler: Scheduler) -> None:
        scheduler.wake()
        await asyncio.sleep(0.03)
        (drain,) = asyncio.all_tasks() - {asyncio.current_task()}
        drain.cancel()
        await asyncio.sleep(0)
        scheduler.wake()

    assert drains_of(body, lasting=0.04) == 2
    assert "cancelled from outside" in caplog.text
