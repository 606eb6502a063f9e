"""In the kernel: who opens a comm of this target is answered by its end, once the engine rests.

It rests when nothing will come of what it has heard: no event waits, no run, handler or answer is
under way, what runs have left is closed, and the page's clock has shown all that there is.
"""

import asyncio
import sys
from typing import Any

TARGET = "tests.rest"
LOOK = 0.001
"""Seconds between two looks."""

_answers: set[asyncio.Task[None]] = set()


def install() -> None:
    from comm import get_comm_manager

    get_comm_manager().register_target(TARGET, _come)


def _come(comm: Any, message: object) -> None:
    async def answer() -> None:
        try:
            await _rest()
            comm.close()
        except Exception as error:  # who asks would wait for ever
            comm.close({"error": repr(error)})

    task = asyncio.get_running_loop().create_task(answer())
    _answers.add(task)
    task.add_done_callback(_answers.discard)


async def _rest() -> None:
    calm = 0
    while calm < 2:  # what is due in this turn of the loop may ask for more in the next
        await asyncio.sleep(LOOK)
        calm = calm + 1 if rests() else 0
    sys.stdout.flush()
    sys.stderr.flush()


def rests() -> bool:
    """Has the engine answered all that it has heard of, and shown what there is to show?"""
    loaded = getattr(sys.modules.get("rerun_state.jupyter"), "_loaded", None)
    if loaded is not None:
        host = loaded.apps._host
        scheduler = host.scheduler
        if scheduler._signalled or scheduler._timer is not None or scheduler.pending():
            return False
        if scheduler.draining or host._tasks or _is_to_come(host.belongings._cancel):
            return False
    return _shows_all()


def _is_to_come(cancel: Any) -> bool:
    """Is that the way to cancel a timer whose time has not come yet?"""
    timer = getattr(cancel, "__self__", None)
    if timer is None or timer.cancelled():
        return False
    return bool(timer.when() > asyncio.get_running_loop().time())


def _shows_all() -> bool:
    """Has the clock's thread nothing to show, and has it sent what it showed last?"""
    clock = getattr(sys.modules.get("rerun_state.page.clock"), "_CLOCK", None)
    if clock is None or clock._thread is None:
        return True
    if clock._due:
        return False
    frame = sys._current_frames().get(clock._thread.ident)
    while frame is not None and frame.f_code.co_name != "_flush":
        frame = frame.f_back
    return frame is None
