import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from rerun_state.caching.flights import Flight, Flights, computing

PATIENCE = 10  # seconds; a deadlock fails the test instead of stopping it


def together(*functions: Callable[[], object]) -> None:
    with ThreadPoolExecutor(len(functions)) as pool:
        for future in [pool.submit(function) for function in functions]:
            future.result(PATIENCE)


def test_a_second_call_waits_for_the_first() -> None:
    flights, log, inside = Flights(), list[str](), threading.Event()

    def first() -> None:
        with flights.turn("k"):
            inside.set()
            threading.Event().wait(0.05)
            log.append("first")

    def second() -> None:
        inside.wait(PATIENCE)
        with flights.turn("k"):
            log.append("second")

    together(first, second)
    assert log == ["first", "second"]


def test_other_keys_do_not_wait() -> None:
    flights, meeting = Flights(), threading.Barrier(2, timeout=PATIENCE)

    def compute(key: str) -> None:
        with flights.turn(key):
            meeting.wait()

    together(lambda: compute("a"), lambda: compute("b"))


def test_a_call_inside_of_itself_does_not_wait() -> None:
    flights = Flights()
    with flights.turn("k"), flights.turn("k"):
        assert computing()
    assert not computing()


def test_two_threads_that_would_wait_for_each_other_do_not() -> None:
    flights, meeting = Flights(), threading.Barrier(2, timeout=PATIENCE)

    def compute(outer: str, inner: str) -> None:
        with flights.turn(outer):
            meeting.wait()
            with flights.turn(inner):
                pass

    together(lambda: compute("a", "b"), lambda: compute("b", "a"))


def test_three_threads_in_a_ring_do_not_wait_for_ever() -> None:
    flights, meeting = Flights(), threading.Barrier(3, timeout=PATIENCE)

    def compute(outer: str, inner: str) -> None:
        with flights.turn(outer):
            meeting.wait()
            with flights.turn(inner):
                pass

    together(*(lambda o=o, i=i: compute(o, i) for o, i in ("ab", "bc", "ca")))


def test_a_call_that_fails_lets_the_next_one_in() -> None:
    flights = Flights()
    with pytest.raises(KeyError), flights.turn("k"):
        raise KeyError
    with flights.turn("k"):
        assert computing()


def test_tasks_wait_without_holding_up_the_loop() -> None:
    flights, log = Flights(), list[str]()

    async def compute(name: str) -> None:
        async with flights.async_turn("k"):
            log.append(f"{name} in")
            await asyncio.sleep(0.01)
            log.append(f"{name} out")

    async def main() -> None:
        await asyncio.gather(compute("a"), compute("b"))

    asyncio.run(main())
    assert log == ["a in", "a out", "b in", "b out"]


def test_one_who_stops_waiting_does_not_stop_the_others() -> None:
    flights, log = Flights(), list[str]()

    async def compute(name: str) -> None:
        async with flights.async_turn("k"):
            await asyncio.sleep(0.02)
            log.append(name)

    async def main() -> None:
        tasks = [asyncio.create_task(compute(name)) for name in "abc"]
        await asyncio.sleep(0.01)
        tasks[1].cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    asyncio.run(main())
    assert log == ["a", "c"]


def test_who_waits_in_turn_is_found_in_a_ring_and_by_several_ways() -> None:
    one, two, three, other = (Flight() for _ in range(4))
    one.waits_for += [two, three]
    two.waits_for.append(three)
    three.waits_for.append(one)
    assert one.waits_in_turn_for((three, other))
    assert three.waits_in_turn_for((two,))
    assert not one.waits_in_turn_for((other,))
    assert not other.waits_in_turn_for((one,))
    assert other.waits_in_turn_for((other,))


def test_others_wait_until_a_call_is_over_that_has_called_itself() -> None:
    flights, log = Flights(), list[str]()

    def other() -> None:
        with flights.turn("k"):
            log.append("other")

    with ThreadPoolExecutor(1) as pool:
        with flights.turn("k"):
            with flights.turn("k"):
                pass
            waits = pool.submit(other)
            threading.Event().wait(0.05)  # for the other to come; it is right without, too
            log.append("outer")
        waits.result(PATIENCE)
    assert log == ["outer", "other"]


def test_who_waits_looks_again_when_the_other_is_over_and_not_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    flights, looks, inside = Flights(), list[str](), threading.Event()
    board = flights._board

    def noted(key: str) -> Flight | None:
        looks.append(threading.current_thread().name)
        return board(key)

    monkeypatch.setattr(flights, "_board", noted)

    def second() -> None:
        inside.wait(PATIENCE)
        with flights.turn("k"):
            looks.append("over")

    with ThreadPoolExecutor(1, "second") as pool:
        with flights.turn("k"):
            waits = pool.submit(second)
            inside.set()
            threading.Event().wait(0.05)  # for the second to wait; it is right without, too
        waits.result(PATIENCE)
    assert len(looks) <= 4
