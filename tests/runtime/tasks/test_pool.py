"""The threads that work where no executor is given."""

import threading
from concurrent.futures import CancelledError
from contextvars import ContextVar

import pytest

from rerun_state.runtime.tasks.pool import Pool

SEEN: ContextVar[str] = ContextVar("SEEN", default="nothing")


def test_a_function_is_called_by_another_thread_and_its_value_comes_back() -> None:
    def work(a: int, *, b: int) -> tuple[int, int, int]:
        return a, b, threading.get_ident()

    *given, thread = Pool().submit(work, 1, b=2).result(20)
    assert given == [1, 2]
    assert thread != threading.get_ident()


def test_whatever_a_function_raises_comes_back() -> None:
    def leave() -> None:
        raise SystemExit(3)

    with pytest.raises(SystemExit):
        Pool().submit(leave).result(20)


class Counted(Pool):
    """A pool of at most so many threads; it is told whom it has."""

    def threads(self) -> int:
        return self._threads


@pytest.mark.parametrize(("most", "threads"), [((), 4), ((2,), 2)])
def test_threads_are_started_as_they_are_needed_and_no_more(
    most: tuple[int, ...], threads: int
) -> None:
    pool, gate = Counted(*most), threading.Event()
    futures = [pool.submit(gate.wait, 20) for _ in range(6)]
    assert pool.threads() == threads
    gate.set()
    assert [future.result(20) for future in futures] == [True] * 6


def test_work_begins_in_the_order_in_which_it_came() -> None:
    pool, gate, order = Pool(1), threading.Event(), list[int]()
    pool.submit(gate.wait, 20)
    futures = [pool.submit(order.append, n) for n in range(4)]
    gate.set()
    for future in futures:
        future.result(20)
    assert order == [0, 1, 2, 3]


def test_what_is_cancelled_while_it_waits_is_not_called() -> None:
    pool, gate, called = Pool(1), threading.Event(), list[int]()
    pool.submit(gate.wait, 20)
    cancelled, last = pool.submit(called.append, 1), pool.submit(called.append, 2)
    assert cancelled.cancel()
    gate.set()
    last.result(20)
    assert called == [2]
    with pytest.raises(CancelledError):
        cancelled.result(20)


@pytest.mark.usefixtures("no_threads")
def test_without_threads_work_is_done_at_once_and_knows_nothing_of_the_caller() -> None:
    pool = Pool()
    SEEN.set("the caller's")
    futures = [pool.submit(SEEN.get) for _ in range(2)]
    assert [future.done() for future in futures] == [True, True]
    assert [future.result() for future in futures] == ["nothing", "nothing"]


def test_a_thread_that_is_free_takes_what_comes_next() -> None:
    pool = Counted(4)
    first = pool.submit(threading.get_ident).result(20)
    while not pool._idle:  # it has handed its value over, and is about to be free
        pass
    assert pool.submit(threading.get_ident).result(20) == first
    assert pool.threads() == 1


def test_work_does_not_wait_for_a_thread_that_is_busy_where_another_may_be_started() -> None:
    pool, begun, gate = Pool(2), threading.Event(), threading.Event()

    def busy() -> bool:
        begun.set()
        return gate.wait(20)

    first = pool.submit(busy)
    assert begun.wait(20)
    assert pool.submit(lambda: "done").result(5) == "done"
    gate.set()
    assert first.result(20)
