"""Threads, and what is done without them."""

import asyncio
import threading

import pytest

from rerun_state.errors import StreamlitAPIException
from rerun_state.threads import start_thread, wait_for


async def answer(wait: float) -> str:
    if wait:
        await asyncio.sleep(wait)
    return threading.current_thread().name


def test_a_coroutine_is_carried_out_by_a_loop_of_its_own() -> None:
    assert wait_for(answer(0.01)) == "rerun_state-await"


def test_where_no_thread_can_start_there_is_none(no_threads: None) -> None:
    assert start_thread(list, "nobody") is None


def test_a_coroutine_that_waits_for_nothing_needs_no_thread(no_threads: None) -> None:
    assert wait_for(answer(0)) == threading.current_thread().name


def test_one_that_waits_is_refused_where_nobody_can(no_threads: None) -> None:
    async def cell() -> None:
        with pytest.raises(StreamlitAPIException, match="Await it in the cell"):
            wait_for(answer(0.01))

    asyncio.run(cell())
