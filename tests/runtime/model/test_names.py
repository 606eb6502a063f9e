"""What `__main__` is while code executes, while it waits, and when what it left is called."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any, cast

import pytest

import rerun_state as st
from rerun_state.runtime.execution.script import Script
from rerun_state.runtime.model.names import called, stepwise
from tests.runtime.apps import App

entered: list[bool] = []


@contextmanager
def names() -> Iterator[None]:
    entered.append(True)
    try:
        yield
    finally:
        entered.pop()


def inside() -> bool:
    return bool(entered)


def awaited(code: Callable[[], object]) -> Awaitable[Any]:
    """Call code that awaits; return the rest of it."""
    rest = called(code, names)
    assert rest is not None
    return rest


def test_code_that_awaits_leaves_main_to_others() -> None:
    seen = []

    async def code() -> int:
        seen.append(inside())
        await asyncio.sleep(0.01)
        seen.append(inside())
        return 7

    async def both() -> Any:
        task = asyncio.ensure_future(awaited(code))
        await asyncio.sleep(0)
        seen.append(not inside())
        return await task

    assert asyncio.run(both()) == 7
    assert seen == [True, True, True]


def test_what_is_called_has_its_names_and_may_await_nothing() -> None:
    seen: list[bool] = []
    assert called(lambda: seen.append(inside()), names) is None
    assert seen == [True]
    assert not inside()


def test_a_stop_iteration_of_what_is_called_stays_one() -> None:
    with pytest.raises(StopIteration):
        called(lambda: next(iter(())), names)


class LetsItsOwnOut:
    """As the code of a cell that awaits: since Python 3.12 it lets a StopIteration out."""

    def send(self, value: object) -> object:
        return next(iter(()))


def test_a_stop_iteration_of_code_that_awaits_is_no_result() -> None:
    async def main() -> None:
        await stepwise(cast(Any, LetsItsOwnOut()), names)

    with pytest.raises(RuntimeError, match="raised StopIteration"):
        asyncio.run(main())


def test_cancelling_reaches_the_stepped_code() -> None:
    ends: list[str] = []

    async def code() -> None:
        try:
            await asyncio.sleep(20)
        except asyncio.CancelledError:
            ends.append("cancelled")
            raise

    async def cancelled() -> bool:
        task = asyncio.ensure_future(awaited(code))
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait([task])
        return task.cancelled()

    assert asyncio.run(cancelled())
    assert ends == ["cancelled"]


def test_what_is_given_up_ends_among_its_names() -> None:
    seen: list[bool] = []

    async def code() -> None:
        try:
            await asyncio.sleep(0)
        finally:
            seen.append(inside())

    rest: Any = awaited(code)
    rest.send(None)
    rest.close()
    assert seen == [True]


SCRIPT = """
import pickle
class Point: pass
def check(): log.append(type(pickle.loads(pickle.dumps(Point()))) is Point)
"""


@pytest.mark.parametrize(
    ("shown", "event"),
    [
        ("st.button('Go', on_click=check)", "Go"),
        ("part = st.fragment(lambda: (st.button('Go'), check()))\npart()", "Go"),
    ],
)
def test_what_a_script_leaves_behind_finds_its_own_names(shown: str, event: str) -> None:
    log: list[bool] = []
    script = Script(SCRIPT + shown, "<script>", print, names={"st": st, "log": log})
    App(script).run().press("Go")
    assert log[-1]
