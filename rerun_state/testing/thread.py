"""A run in a thread of its own, so that a script which hangs can be left alone."""

from __future__ import annotations

import threading
from collections.abc import Callable, Coroutine
from typing import Any

from rerun_state.runtime.alias import streamlit_alias
from rerun_state.runtime.cell import complete


def run_within(seconds: float, make: Callable[[], Coroutine[Any, Any, Any]]) -> bool:
    """Carry out a coroutine; False if it takes longer. `streamlit` means this package meanwhile."""
    failures: list[BaseException] = []

    def work() -> None:
        try:
            with streamlit_alias():
                complete(make())
        except BaseException as error:  # handed over to the test's thread
            failures.append(error)

    thread = threading.Thread(target=work, name="AppTest", daemon=True)
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        return False
    if failures:
        raise failures[0]
    return True
