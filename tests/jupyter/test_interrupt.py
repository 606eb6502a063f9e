"""Signals in and around a run, without a kernel."""

import asyncio
import signal
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from rerun_state.jupyter.interrupt import deferred, interruptible, run_interruptible


@pytest.fixture(autouse=True)
def pythons_own_handler() -> Iterator[None]:
    """A process that was started in the background ignores SIGINT."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_a_signal_in_the_block_raises() -> None:
    with pytest.raises(KeyboardInterrupt), interruptible():
        signal.raise_signal(signal.SIGINT)


def test_the_handler_before_is_put_back() -> None:
    before = signal.getsignal(signal.SIGINT)
    with interruptible(), interruptible():
        assert signal.getsignal(signal.SIGINT) != before
    assert signal.getsignal(signal.SIGINT) == before


def test_another_thread_may_enter_and_changes_nothing() -> None:
    seen = []

    def enter() -> None:
        with interruptible():
            seen.append(signal.getsignal(signal.SIGINT) == before)

    before = signal.getsignal(signal.SIGINT)
    thread = threading.Thread(target=enter)
    thread.start()
    thread.join()
    assert seen == [True]


def test_blocks_may_end_in_the_order_they_began() -> None:
    before = signal.getsignal(signal.SIGINT)
    first, second = interruptible(), interruptible()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    second.__exit__(None, None, None)
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)
    signal.signal(signal.SIGINT, before)


def test_a_signal_after_the_block_goes_to_the_handler_before() -> None:
    heard: list[int] = []
    signal.signal(signal.SIGINT, lambda number, frame: heard.append(number))
    block = interruptible()
    block.__enter__()
    ours = signal.signal(signal.SIGINT, signal.default_int_handler)  # as an async cell does
    block.__exit__(None, None, None)
    signal.signal(signal.SIGINT, ours)
    signal.raise_signal(signal.SIGINT)
    assert heard == [signal.SIGINT]


def test_a_signal_while_the_block_begins_or_ends_stops_nothing() -> None:
    within_the_module: Any = deferred()
    with interruptible():
        handler: Any = signal.getsignal(signal.SIGINT)
        handler(signal.SIGINT, within_the_module.gen.gi_frame)


def test_a_signal_after_the_block_is_lost_where_there_was_no_handler() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    block = interruptible()
    block.__enter__()
    ours = signal.signal(signal.SIGINT, signal.default_int_handler)
    block.__exit__(None, None, None)
    signal.signal(signal.SIGINT, ours)
    signal.raise_signal(signal.SIGINT)


def test_a_signal_ends_a_run_that_awaits() -> None:
    async def main() -> None:
        asyncio.get_running_loop().call_later(0.01, signal.raise_signal, signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            await run_interruptible(asyncio.sleep(20))

    asyncio.run(main())


def test_a_signal_ends_a_block_that_awaits() -> None:
    async def main() -> None:
        asyncio.get_running_loop().call_later(0.01, signal.raise_signal, signal.SIGINT)
        with pytest.raises(KeyboardInterrupt), interruptible():
            await asyncio.sleep(20)
        await asyncio.sleep(0)  # the task itself is not cancelled

    asyncio.run(main())


def test_results_and_errors_come_through() -> None:
    async def fails() -> None:
        raise ValueError("mine")

    assert asyncio.run(run_interruptible(asyncio.sleep(0, 7))) == 7
    with pytest.raises(ValueError, match="mine"):
        asyncio.run(run_interruptible(fails()))
