"""Threads, and what is done without them."""

import asyncio
import threading

import pytest

from rerun_state.errors import StreamlitAPIException
from rerun_state.threads import Errands, start_thread, wait_for


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


def test_of_errands_that_wait_under_one_name_the_last_is_done_and_in_order() -> None:
    errands, free, over, done = Errands("test"), threading.Event(), threading.Event(), list[int]()
    errands.run("first", lambda: free.wait(10))
    errands.run("a", lambda: done.append(1))
    errands.run("b", lambda: done.append(2))
    errands.run("a", lambda: done.append(3))
    errands.run("last", over.set)
    free.set()
    assert over.wait(10)
    assert done == [2, 3]


def test_an_errand_that_fails_lets_others_be_done(caplog: pytest.LogCaptureFixture) -> None:
    errands, over = Errands("test"), threading.Event()
    errands.run("fails", lambda: 1 / 0)
    errands.run("other", over.set)
    assert over.wait(10)
    assert "ZeroDivisionError" in caplog.text


def test_errands_are_done_at_once_where_no_thread_can_start(no_threads: None) -> None:
    done = list[str]()
    errands = Errands("nobody")
    for _ in range(2):
        errands.run("a", lambda: done.append(threading.current_thread().name))
    assert done == [threading.current_thread().name] * 2
