"""The scheduler in a real kernel: how many drains a burst costs, and that none is ever lost."""

from importlib.metadata import version

import pytest

from tests.kernel.live import LiveKernel

APP = """
import asyncio, threading, time, ipywidgets
from rerun_state.jupyter.scheduler import Scheduler
events, drains, threads = [], [], set()
slider = ipywidgets.IntSlider(max=10_000)
def changed(change):
    threads.add(threading.current_thread().name)
    events.append(change.new)
    scheduler.wake()
slider.observe(changed, "value")
async def drain():
    scheduler.taken()
    taken = events[:]
    del events[: len(taken)]
    drains.append(taken)
    time.sleep(0.05 if len(drains) > 1 else 0.5)  # long enough for a burst to come
scheduler = Scheduler(drain, {slider.comm.comm_id})
"""

IPYKERNEL = tuple(int(part) for part in version("ipykernel").split(".")[:2])


def drag(kernel: LiveKernel, count: int, *, subshell: str | None = None) -> None:
    move(kernel, kernel.value("slider.model_id"), count, subshell=subshell)
    kernel.settle(quiet=0.6)


def move(kernel: LiveKernel, slider: str, count: int, *, subshell: str | None = None) -> None:
    for value in range(1, count + 1):
        kernel.send_state(slider, subshell=subshell, value=value)


def seen_by(drains: list[list[int]]) -> list[int]:
    return [value for taken in drains for value in taken]


def test_a_lone_event_is_one_drain(kernel: LiveKernel) -> None:
    kernel.run(APP)
    drag(kernel, 1)
    assert kernel.value("drains") == [[1]]


def test_a_burst_during_a_drain_costs_at_most_two_more(kernel: LiveKernel) -> None:
    kernel.run(APP)
    drag(kernel, 20)
    drains = kernel.value("drains")
    assert seen_by(drains) == list(range(1, 21))
    assert len(drains) <= 3


def test_a_burst_costs_few_drains_without_the_arrival_hook(kernel: LiveKernel) -> None:
    kernel.run(APP + "scheduler.arrivals.remove()")
    drag(kernel, 20)
    drains = kernel.value("drains")
    assert seen_by(drains) == list(range(1, 21))
    assert len(drains) <= 6  # 3, unless a busy machine lets the burst trickle in


def test_the_arrival_hook_is_in_place(kernel: LiveKernel) -> None:
    kernel.run(APP)
    assert kernel.value("scheduler.arrivals.exact") is True


def test_events_during_a_cell_wait_for_its_end(kernel: LiveKernel) -> None:
    kernel.run(APP)
    slider = kernel.value("slider.model_id")
    request = kernel.start("print('go', flush=True); time.sleep(0.3); before = len(drains)")
    kernel.wait_for(lambda message: message.type == "stream")
    move(kernel, slider, 5)
    kernel.finish(request)
    kernel.settle(quiet=0.6)
    assert kernel.value("(before, [v for d in drains for v in d])") == (0, [1, 2, 3, 4, 5])


def test_a_yield_point_of_a_busy_main_thread_sees_an_event(kernel: LiveKernel) -> None:
    kernel.run(APP)
    slider = kernel.value("slider.model_id")
    busy = """
print('go', flush=True)
end = time.monotonic() + 60
while not scheduler.poll() and time.monotonic() < end: time.sleep(0.001)
aborted = time.monotonic() < end
"""
    request = kernel.start(busy)
    kernel.wait_for(lambda message: message.type == "stream")
    kernel.send_state(slider, value=7)
    kernel.finish(request)
    kernel.settle()
    assert kernel.value("(aborted, drains, scheduler.pending())") == (True, [[7]], False)


def test_messages_of_other_widgets_are_not_waited_for(kernel: LiveKernel) -> None:
    kernel.run(APP + "other = ipywidgets.IntSlider()")
    other = kernel.value("other.model_id")
    request = kernel.start("print('go', flush=True); time.sleep(0.3); seen = scheduler.poll()")
    kernel.wait_for(lambda message: message.type == "stream")
    kernel.send_state(other, value=7)
    kernel.finish(request)
    assert kernel.value("(seen, drains)") == (False, [])


# Since 7.4 a kernel sends a widget's messages to the shell that published on its comm last.
UNROUTED = "vars(type(slider.comm)).get('_reply_subshell_for') and "
UNROUTED += "setattr(slider.comm, '_reply_subshell_for', lambda data, default: default)"


@pytest.mark.subshell
def test_a_burst_through_a_subshell_drains_on_the_main_thread(kernel: LiveKernel) -> None:
    kernel.run(APP + UNROUTED)
    noted = """
where, inner = set(), drain
async def drain():
    where.add(threading.current_thread() is threading.main_thread())
    await inner()
scheduler._drain = drain
"""
    kernel.run(noted)
    drag(kernel, 20, subshell=kernel.create_subshell())
    drains = kernel.value("drains")
    assert kernel.value("(where, [t[:9] for t in threads])") == ({True}, ["subshell-"])
    assert seen_by(drains) == list(range(1, 21))
    assert len(drains) <= 3


@pytest.mark.subshell
def test_an_event_through_a_subshell_is_seen_by_a_busy_main_thread(kernel: LiveKernel) -> None:
    kernel.run(APP + UNROUTED)
    slider, subshell = kernel.value("slider.model_id"), kernel.create_subshell()
    busy = "print('go', flush=True)\nwhile not (events and scheduler.poll()): time.sleep(0.001)"
    request = kernel.start(busy)
    kernel.wait_for(lambda message: message.type == "stream")
    kernel.send_state(slider, subshell=subshell, value=7)
    assert kernel.finish(request).error is None


STORM = """
from concurrent.futures import ThreadPoolExecutor
busy, most, taken_in_all = 0, 0, 0
async def drain():
    global busy, most, taken_in_all
    busy += 1
    most = max(most, busy)
    scheduler.taken()
    while events:
        events.pop()
        taken_in_all += 1
    await asyncio.sleep(0)
    busy -= 1
scheduler._drain = drain
def storm(n):
    for i in range(2500):
        events.append(i)
        scheduler.wake()
        if i % 50 == 0: time.sleep(0.001)
with ThreadPoolExecutor(4) as pool: list(pool.map(storm, range(4)))
"""


def test_no_wake_is_lost_in_a_storm_of_four_threads(kernel: LiveKernel) -> None:
    kernel.run(APP)
    assert kernel.run(STORM).error is None
    kernel.settle(quiet=0.6)
    assert kernel.value("(taken_in_all, most, events)") == (10_000, 1, [])


def test_no_wake_is_lost_while_the_loop_is_free(kernel: LiveKernel) -> None:
    kernel.run(APP)
    storm = STORM.replace("with ThreadPoolExecutor(4) as pool: list(pool.map(storm, range(4)))", "")
    kernel.run(storm + "storms = [threading.Thread(target=storm, args=(n,)) for n in range(4)]")
    kernel.run("for t in storms: t.start()")
    kernel.run("while any(t.is_alive() for t in storms): await asyncio.sleep(0.05)")
    kernel.settle()
    assert kernel.value("(taken_in_all, most, events)") == (10_000, 1, [])


def test_an_async_cell_that_awaits_does_not_stop_the_app(kernel: LiveKernel) -> None:
    kernel.run(APP)
    kernel.run("events.append(1); scheduler.wake()\nwhile not drains: await asyncio.sleep(0.01)")
    assert kernel.value("drains") == [[1]]


def test_a_cell_that_spins_the_loop_itself_is_not_entered(kernel: LiveKernel) -> None:
    nesting = pytest.importorskip("nest_asyncio2" if IPYKERNEL >= (7, 0) else "nest_asyncio")
    kernel.run(APP + f"import {nesting.__name__} as nesting; nesting.apply()")
    cell = """
events.append(1)
scheduler.wake()
asyncio.get_event_loop().run_until_complete(asyncio.sleep(0.3))
len(drains)
"""
    assert kernel.run(cell).value == "0"
    kernel.settle(quiet=0.6)
    assert kernel.value("drains") == [[1]]


def test_a_held_scheduler_answers_afterwards(kernel: LiveKernel) -> None:
    kernel.run(APP)
    cell = """
with scheduler.hold():
    events.append(1)
    scheduler.wake()
    await asyncio.sleep(0.1)
    held = len(drains)
"""
    kernel.run(cell)
    kernel.settle(quiet=0.6)
    assert kernel.value("(held, drains)") == (0, [[1]])


def test_a_drain_that_fails_leaves_the_kernel_and_the_next_event_well(kernel: LiveKernel) -> None:
    kernel.run(
        APP + "working = drain\nasync def broken(): raise KeyboardInterrupt\n"
        "scheduler._drain = broken; events.append(1); scheduler.wake()"
    )
    kernel.settle()
    kernel.run("scheduler._drain = working")
    drag(kernel, 1)
    assert kernel.value("[v for d in drains for v in d]") == [1, 1]


def test_a_closed_scheduler_leaves_the_kernel_as_it_was(kernel: LiveKernel) -> None:
    look = "(dict(k.shell_handlers), k.shell_stream._recv_callback, k.dispatch_shell)"
    kernel.run("import rerun_state")  # which watches the kernel by itself
    kernel.run(f"k = get_ipython().kernel\nbefore = {look}")
    kernel.run(APP)
    kernel.run("scheduler.close()")
    assert kernel.value(f"before == {look}") is True


@pytest.mark.subshell  # older kernels publish the status themselves
def test_an_update_during_an_async_cell_is_acknowledged(kernel: LiveKernel) -> None:
    kernel.run(APP)
    slider = kernel.value("slider.model_id")
    cell = "print('go', flush=True)\nwhile slider.value < 8: await asyncio.sleep(0.001)"
    request = kernel.start(cell)
    kernel.wait_for(lambda message: message.type == "stream")
    update = kernel.send_state(slider, value=7)
    kernel.wait_for(lambda m: m.parent == update and m.type == "status")
    kernel.send_state(slider, value=8)
    kernel.finish(request)
