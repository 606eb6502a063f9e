"""Events of apps in hosts with an event loop, and with threads."""

import asyncio
from collections.abc import Awaitable, Callable
from threading import Thread

import pytest

import rerun_state as st
from rerun_state.elsewhere.hosted import host as placed
from rerun_state.page.models import PageModel
from tests.elsewhere.conftest import Host, texts


async def until(page: PageModel, text: str) -> None:
    """Wait until a page shows a text."""
    while text not in texts(page):
        await asyncio.sleep(0.001)


def on_a_loop(work: Callable[[], Awaitable[None]]) -> None:
    async def limited() -> None:
        await asyncio.wait_for(work(), 20)

    asyncio.run(limited())


def test_a_program_may_await(host: Host) -> None:
    async def program() -> None:
        n = st.slider("N", 0, 9, 3, key="n")
        await asyncio.sleep(0.001)
        st.text(f"n is {n}")

    async def work() -> None:
        page = placed(program, "awaiting")
        await until(page, "n is 3")
        host.change(page, "n", [5])
        await until(page, "n is 5")
        page.close()

    on_a_loop(work)


@pytest.mark.parametrize("loop", [True, False])
def test_the_end_of_a_task_is_shown(host: Host, loop: bool) -> None:
    def program() -> None:
        task = st.task(int, "5", key="task")
        st.text(f"task: {task.result if task.done else None}")

    async def work() -> None:
        page = placed(program, "tasks")
        await until(page, "task: 5")
        page.close()

    async def beside() -> None:
        page = await asyncio.to_thread(placed, program, "tasks")
        await until(page, "task: 5")
        page.close()

    on_a_loop(work if loop else beside)


@pytest.mark.parametrize("loop", [True, False])
def test_fragments_run_by_the_clock(host: Host, loop: bool) -> None:
    @st.fragment(run_every=0.01)
    def ticking() -> None:
        st.session_state.n = st.session_state.get("n", 0) + 1
        st.text(f"tick {st.session_state.n}")

    async def work() -> None:
        page = placed(ticking, "clock") if loop else await asyncio.to_thread(placed, ticking, "c")
        await until(page, "tick 3")
        page.close()

    on_a_loop(work)


def test_a_thread_brings_its_event_itself(host: Host) -> None:
    def program() -> None:
        st.text(f"n is {st.slider('N', 0, 9, 3, key='n')}")

    page = placed(program, "threads")
    thread = Thread(target=host.change, args=(page, "n", [7]))
    thread.start()
    thread.join()
    assert texts(page) == ["n is 7"]
    page.close()
