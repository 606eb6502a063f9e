"""A run in a thread of its own, so that a script which hangs can be left alone.

Where there are no threads it has no limit of time.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from contextvars import Context
from typing import Any

from rerun_state.runtime.execution.alias import streamlit_alias
from rerun_state.runtime.loop.cell import complete
from rerun_state.threads import start_thread

MOMENT = 0.5
"""Seconds for a script that is told to end, so that none goes on in the middle of the next."""


def run_within(
    seconds: float, make: Callable[[], Coroutine[Any, Any, Any]], abandon: Callable[[], None]
) -> bool:
    """Carry out a coroutine; abandon it and return False if it takes longer.

    `streamlit` means this package meanwhile.
    """
    failures: list[BaseException] = []

    def work() -> None:
        try:
            with streamlit_alias():
                complete(make())
        except BaseException as error:  # handed over to the test's thread
            failures.append(error)

    thread = start_thread(work, "AppTest")
    if thread is None:
        Context().run(work)  # as in a thread, without the ContextVars of the test
    else:
        thread.join(seconds)
        if thread.is_alive():
            abandon()
            thread.join(MOMENT)
            return False
    if failures:
        raise failures[0]
    return True
