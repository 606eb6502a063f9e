"""The thread that writes a session's state, soon after it has changed.

Why a thread: a run is not to wait for a disk. It reads the state while the program may go on, and
once more when the run has ended, so what is kept is never older than a moment. Where there are no
threads, a run does wait.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from rerun_state.keeping.document import Gathered, dated
from rerun_state.keeping.store import HeldError, Store, StoreError
from rerun_state.threads import start_thread

SOON = 0.3
"""Seconds between a change and the writing, in which more may come."""
RENEW = 3.0
"""Seconds between two signs of life to the store."""

log = logging.getLogger("rerun_state")


class Keeper:
    """Keeps one session in one store."""

    def __init__(
        self, store: Store, gather: Callable[[], Gathered], tell: Callable[[str], None]
    ) -> None:
        """`gather` is asked in the thread, `tell` what the reader has to know, once each."""
        self.store = store
        self._gather = gather
        self._tell = tell
        self._told: set[str] = set()
        self._written = ""
        self._failed = False  # is there something that the store has not taken?
        self._changed = threading.Event()
        self._over = threading.Event()
        self._writing = threading.Lock()
        self._thread = start_thread(self._work, "rerun_state-keep")

    def changed(self) -> None:
        """Something may have changed; from any thread."""
        self._changed.set()
        if self._thread is None:
            self._write()

    def close(self) -> None:
        """Write what is left to write, and leave the name to other kernels."""
        self._over.set()
        self._changed.set()
        self._write()
        try:
            self.store.let_go()
        except StoreError as error:
            log.warning("%s", error)

    def _work(self) -> None:
        while not self._over.is_set():
            if self._changed.wait(RENEW):
                self._over.wait(SOON)
                self._changed.clear()
                if not self._over.is_set():
                    self._write()
            else:
                self._renew()
                if self._failed:
                    self._write()

    def _write(self) -> None:
        with self._writing:
            try:
                found = self._gather()
                text = found.text()
                if text != self._written:
                    self.store.write(dated(text))
                    self._written = text
                self._failed = False
            except RuntimeError:  # changed while it was read: the next look sees it whole
                self._changed.set()
                return
            except (OSError, StoreError, HeldError) as error:
                self._failed = True
                self._say(f"The state cannot be kept in {self.store.place}: {error}")
                return
            except Exception as error:
                log.exception("The state could not be kept.")
                self._say(f"The state cannot be kept: {type(error).__name__}: {error}")
                return
        for key, what in found.left_out.items():
            self._say(f"`session_state[{key!r}]` is not kept: it is {what}.")

    def _renew(self) -> None:
        try:
            self.store.renew()
        except (StoreError, HeldError) as error:
            self._say(f"The state cannot be kept in {self.store.place}: {error}")

    def _say(self, text: str) -> None:
        if text not in self._told:
            self._told.add(text)
            self._tell(text)
