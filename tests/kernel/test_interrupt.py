"""SIGINT while scheduled code runs: the run stops, the kernel and its loop stay alive."""

from tests.kernel.live import LiveKernel

APP = """
import asyncio, os, signal, time
from rerun_state.jupyter.interrupt import interruptible, run_interruptible
caught = []
def rerun(code):
    try:
        with interruptible():
            code()
    except KeyboardInterrupt:
        caught.append("stopped")
    print("ended", flush=True)
async def arerun(coro):
    try:
        await run_interruptible(coro)
    except KeyboardInterrupt:
        caught.append("stopped")
    print("ended", flush=True)
def busy():  # one long sleep would miss a signal which comes just before it begins
    print("busy", flush=True)
    while True: time.sleep(0.001)
async def waiting():
    print("busy", flush=True)
    await asyncio.sleep(3600)
loop = get_ipython().kernel.io_loop.asyncio_loop
idle = signal.SIG_IGN  # ipykernel's handler between requests
def soon(function):  # after the cell which calls this
    free = signal.getsignal(signal.SIGINT) == idle
    loop.call_later(0.05, *([function] if free else [soon, function]))
def later(coro): soon(lambda: loop.create_task(arerun(coro)))
restored = []
def check(): restored.append(signal.getsignal(signal.SIGINT) == idle)
"""


def prints(kernel: LiveKernel, text: str) -> None:
    kernel.wait_for(lambda m: m.type == "stream" and text in m.content["text"])


def test_an_interrupt_stops_a_scheduled_run(kernel: LiveKernel) -> None:
    kernel.run(APP)
    kernel.run("soon(lambda: (rerun(busy), check()))")
    prints(kernel, "busy")
    kernel.interrupt()
    prints(kernel, "ended")
    assert kernel.value("(caught, restored)") == (["stopped"], [True])


def test_an_interrupt_stops_a_run_that_awaits(kernel: LiveKernel) -> None:
    kernel.run(APP)
    kernel.run("later(waiting())")
    prints(kernel, "busy")
    kernel.interrupt()
    prints(kernel, "ended")
    kernel.run("soon(check)")
    kernel.settle(quiet=0.5)
    assert kernel.value("(caught, restored)") == (["stopped"], [True])


def test_an_interrupt_stops_the_blocking_step_of_an_async_run(kernel: LiveKernel) -> None:
    kernel.run(APP + "async def mixed():\n    await asyncio.sleep(0)\n    busy()")
    kernel.run("later(mixed())")
    prints(kernel, "busy")
    kernel.interrupt()
    prints(kernel, "ended")
    assert kernel.value("caught") == ["stopped"]


def test_an_interrupt_between_runs_changes_nothing(kernel: LiveKernel) -> None:
    kernel.run(APP)
    kernel.run("soon(lambda: rerun(lambda: None))")
    prints(kernel, "ended")
    kernel.interrupt()
    kernel.settle()
    kernel.run("soon(lambda: rerun(lambda: None))")
    prints(kernel, "ended")
    assert kernel.value("caught") == []


def test_a_run_that_catches_the_interrupt_goes_on(kernel: LiveKernel) -> None:
    kernel.run(APP)
    stubborn = """
def stubborn():
    try: busy()
    except KeyboardInterrupt: caught.append("in the run")
    busy()
soon(lambda: rerun(stubborn))
"""
    kernel.run(stubborn)
    for _ in range(2):
        prints(kernel, "busy")
        kernel.interrupt()
    prints(kernel, "ended")
    assert kernel.value("caught") == ["in the run", "stopped"]


def test_a_storm_of_interrupts_never_ends_the_kernel(kernel: LiveKernel) -> None:
    kernel.run(APP)
    storm = """
import random, threading
def shoot():  # at odd times: an even beat can fall into the same half of each round
    shots = 0
    while shots < 400 or set(caught) != {1, 2}:
        os.kill(os.getpid(), signal.SIGINT)
        shots += 1
        time.sleep(random.uniform(0, 0.004))
async def run_all():
    while shooter.is_alive():
        rerun_quietly(lambda: time.sleep(0.001))
        await arerun_quietly(asyncio.sleep(0.001))
    print("all", flush=True)
def rerun_quietly(code):
    try:
        with interruptible(): code()
    except KeyboardInterrupt: caught.append(1)
async def arerun_quietly(coro):
    try: await run_interruptible(coro)
    except KeyboardInterrupt: caught.append(2)
def begin():
    global task, shooter
    shooter = threading.Thread(target=shoot)
    shooter.start()
    task = loop.create_task(run_all())
soon(begin)
"""
    kernel.run(storm)
    prints(kernel, "all")
    assert kernel.is_alive()
    kernel.settle(quiet=1)
    assert kernel.value("(task.done(), len(caught) > 2)") == (True, True)


def test_a_cell_can_be_interrupted_after_an_overlapping_run(kernel: LiveKernel) -> None:
    kernel.run(APP)
    kernel.run("_ = loop.create_task(arerun(asyncio.sleep(0.5))); await asyncio.sleep(0.1)")
    prints(kernel, "ended")
    request = kernel.start("busy()")
    prints(kernel, "busy")
    kernel.interrupt()
    assert kernel.finish(request).error == "KeyboardInterrupt"
    assert kernel.value("caught") == []


def test_a_run_that_awaits_within_an_armed_block_sees_the_interrupt(kernel: LiveKernel) -> None:
    kernel.run(APP)
    cell = """
async def engine():
    with interruptible():
        try: await run_interruptible(waiting())
        except BaseException as error: caught.append(type(error).__name__)
    print("ended", flush=True)
soon(lambda: loop.create_task(engine()))
"""
    kernel.run(cell)
    prints(kernel, "busy")
    kernel.interrupt()
    prints(kernel, "ended")
    assert kernel.value("caught") == ["KeyboardInterrupt"]


def test_cancelling_the_caller_cancels_the_run(kernel: LiveKernel) -> None:
    kernel.run(APP)
    cell = """
ends = []
async def patient():
    try: await asyncio.sleep(20)
    finally: ends.append("cancelled")
task = loop.create_task(run_interruptible(patient()))
await asyncio.sleep(0.1)
task.cancel()
await asyncio.sleep(0.1)
(ends, task.cancelled())
"""
    assert kernel.run(cell).value == "(['cancelled'], True)"


def test_an_exit_in_a_run_does_not_end_the_kernel(kernel: LiveKernel) -> None:
    kernel.run(APP)
    cell = """
async def leaving(): raise SystemExit(3)
try: await run_interruptible(leaving())
except SystemExit as exit: code = exit.code
code
"""
    assert kernel.run(cell).value == "3"
