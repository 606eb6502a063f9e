"""What keeps one session in one store, and says what cannot be kept."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from rerun_state.keeping.document import Gathered, dated
from rerun_state.keeping.scribe import Scribe
from rerun_state.keeping.store import HeldError, Store, StoreError

TRIES = 10
"""How often it is tried to write, at the end, what changes meanwhile."""

log = logging.getLogger("rerun_state")


class Keeper:
    """Has a session written when it has changed, until it is closed."""

    def __init__(
        self,
        store: Store,
        scribe: Scribe,
        gather: Callable[[], Gathered],
        tell: Callable[[str], None],
    ) -> None:
        """The scribe's thread asks `gather`, and has what the reader must know told, once each."""
        self.store = store
        self._scribe = scribe
        self._gather = gather
        self._tell = tell
        self._told: set[str] = set()
        self._written = ""
        self._failed = False  # is there something that the store has not taken?
        self._is_over = False
        self._writing = threading.Lock()
        scribe.repeat(self._live_on)

    def changed(self) -> None:
        """Something may have changed; from any thread."""
        self._scribe.ask(self._write)

    def close(self) -> None:
        """Write what is left to write, and leave the name to other kernels."""
        self._scribe.leave(self._live_on)
        for _ in range(TRIES):  # a thread may change the session at any time
            if self._write():
                break
        with self._writing:
            self._is_over = True
            try:
                self.store.let_go()
            except StoreError as error:
                log.warning("%s", error)

    def _write(self) -> bool:
        """Write what the session has now; False if it changes meanwhile."""
        with self._writing:
            if self._is_over:
                return True
            try:
                found = self._gather()
                text = found.text()
                if text != self._written:
                    self.store.write(dated(text))
                    self._written = text
                self._failed = False
            except RuntimeError:
                return False
            except (OSError, StoreError, HeldError) as error:
                self._failed = True
                self._say(f"The state cannot be kept in {self.store.place}: {error}")
                return True
            except Exception as error:
                log.exception("The state could not be kept.")
                self._say(f"The state cannot be kept: {type(error).__name__}: {error}")
                return True
        for key, what in found.left_out.items():
            self._say(f"`session_state[{key!r}]` is not kept: it is {what}.")
        return True

    def _live_on(self) -> None:
        """Go on holding the name; try again what the store has not taken."""
        with self._writing:
            if self._is_over:
                return
            try:
                self.store.renew()
            except (StoreError, HeldError) as error:
                self._say(f"The state cannot be kept in {self.store.place}: {error}")
        if self._failed:
            self._write()

    def _say(self, text: str) -> None:
        if text not in self._told:
            self._told.add(text)
            self._tell(text)
