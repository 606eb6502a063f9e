"""What a run waits for, where its cell awaits."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

import pytest

from rerun_state.runtime.execution.run import Run, StopException, Superseded
from rerun_state.runtime.loop.wait import SELDOM, Wait, is_cancelled
from rerun_state.runtime.model.tree import Tree
from tests.runtime.apps import App

FOREVER = 60


def wait_for(
    app: App, rest: Awaitable[object], then: str | None = None, nudged: bool = True
) -> None:
    """Wait as a run of an app does; `then` names what is done to its cell meanwhile."""

    async def waiting() -> None:
        run = Run(app.cell, Tree())
        run.grace.since = app.cell.last_frame = 0  # it has had its time
        wait = Wait(run, rest)
        if then is not None:
            getattr(app.cell, then)()
            if nudged:
                wait.nudge()
        await wait.finish()

    asyncio.run(waiting())


async def fail() -> None:
    raise KeyboardInterrupt


def test_a_program_that_awaits_comes_to_its_end() -> None:
    done: list[str] = []

    async def rest() -> None:
        await asyncio.sleep(0)
        done.append("end")

    wait_for(App(lambda: None), rest())
    assert done == ["end"]


def test_what_the_program_raises_is_raised_to_its_run() -> None:
    with pytest.raises(KeyboardInterrupt):
        wait_for(App(lambda: None), fail())


def test_a_newer_event_ends_the_wait() -> None:
    with pytest.raises(Superseded):
        wait_for(App(lambda: None), asyncio.sleep(FOREVER), "ask")


def test_what_came_without_a_nudge_is_looked_for() -> None:
    with pytest.raises(Superseded):
        wait_for(App(lambda: None), asyncio.sleep(FOREVER), "ask", nudged=False)


def test_what_comes_while_it_waits_ends_the_wait() -> None:
    app = App(lambda: None)

    async def rest() -> None:
        await asyncio.sleep(0)
        app.cell.ask()
        await asyncio.sleep(FOREVER)

    with pytest.raises(Superseded):
        wait_for(app, rest())


def test_it_looks_ever_more_seldom_while_nothing_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    app, delays = App(lambda: None), list[float]()

    def call_later(delay: float, look: Callable[[], None]) -> asyncio.Handle:
        delays.append(delay)
        if len(delays) == 30:
            app.cell.ask()
        return asyncio.get_running_loop().call_soon(look)

    async def rest() -> None:
        monkeypatch.setattr(asyncio.get_running_loop(), "call_later", call_later)
        await asyncio.Event().wait()

    with pytest.raises(Superseded):
        wait_for(app, rest())
    assert delays == sorted(delays)
    assert (delays[0] < 0.03, delays[-1]) == (True, SELDOM)


def test_when_it_is_over_nothing_is_left_that_would_look(monkeypatch: pytest.MonkeyPatch) -> None:
    looks = list[asyncio.TimerHandle]()

    async def rest() -> None:
        call_later = asyncio.get_running_loop().call_later

        def noted(delay: float, look: Callable[[], None]) -> asyncio.TimerHandle:
            looks.append(call_later(delay, look))
            return looks[-1]

        monkeypatch.setattr(asyncio.get_running_loop(), "call_later", noted)
        await asyncio.sleep(0)
        await asyncio.sleep(0)

    wait_for(App(lambda: None), rest())
    assert [look.cancelled() for look in looks] == [True]


def test_a_nudge_when_its_loop_is_closed_does_no_harm() -> None:
    async def waited() -> Wait:
        wait = Wait(Run(App(lambda: None).cell, Tree()), asyncio.sleep(0))
        await wait.finish()
        return wait

    asyncio.run(waited()).nudge()


@pytest.mark.parametrize("then", ["abandon", "stop"])
def test_a_cell_that_goes_or_is_stopped_ends_the_wait(then: str) -> None:
    with pytest.raises(StopException):
        wait_for(App(lambda: None), asyncio.sleep(FOREVER), then)


def test_where_nothing_runs_nothing_is_cancelled() -> None:
    assert not is_cancelled()


def test_a_task_that_is_told_to_end_is_cancelled() -> None:
    async def cancel() -> bool:
        task = asyncio.current_task()
        assert task is not None
        task.cancel()
        cancelled = is_cancelled()
        with suppress(asyncio.CancelledError):
            await asyncio.sleep(0)
        return cancelled

    assert asyncio.run(cancel())
