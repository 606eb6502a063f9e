"""What is kept of a visit: said to the server soon after it has changed, which writes it.

One thread reads the states of all visits, since a run is not to wait for that.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

from rerun_state import keeping
from rerun_state.runtime.loop.session import Family, Session
from rerun_state.threads import start_thread

log = logging.getLogger("rerun_state")


class Scribe:
    """The thread that does, some moments after it was asked, what visits have asked for."""

    def __init__(self) -> None:
        self._asked: dict[Callable[[], bool], None] = {}
        self._some = threading.Event()
        self._thread: threading.Thread | None = None

    def ask(self, work: Callable[[], bool]) -> None:
        """Have it done once, however often it is asked for; from any thread.

        It is done again for as long as it returns False.
        """
        self._asked[work] = None
        if self._thread is None:
            self._thread = start_thread(self._work, "rerun_state-keep")
        self._some.set()

    def _work(self) -> None:
        pause = threading.Event()
        while True:
            self._some.wait()
            pause.wait(keeping.keeper.SOON)  # more may come
            self._some.clear()
            for work in list(self._asked):
                del self._asked[work]
                try:
                    whole = work()
                except Exception:  # of one visit; the others go on
                    log.exception("What a visitor has could not be kept.")
                    whole = True
                if not whole:
                    self.ask(work)


class VisitKeeper:
    """The sessions of one visit, as they are kept."""

    def __init__(
        self, family: Family, scribe: Scribe, publish: Callable[[dict[str, Any]], None]
    ) -> None:
        """`publish` tells the server something, from any thread."""
        self._family = family
        self._scribe = scribe
        self._publish = publish
        self._others: dict[str, str] = {}  # of sessions that the notebook does not offer any more
        self._said: dict[str, bytes] = {}  # its digests: some texts are long
        self._told: set[str] = set()
        self._reading = threading.Lock()
        self._is_over = False

    def restore(self, kept: Mapping[str, str]) -> None:
        """Let the sessions go on from what was kept of them, by their names."""
        sessions = self._sessions()
        self._others = {name: text for name, text in kept.items() if name not in sessions}
        for name in kept.keys() & sessions.keys():
            try:
                keeping.document.restore(sessions[name], kept[name])
            except keeping.document.UnreadableError as error:
                self._publish({"unusable": str(error)})

    def begin(self) -> None:
        """Note from now on what changes."""
        for session in self._sessions().values():
            session.state.store.on_change = session.on_rest = self._changed

    def settle(self) -> None:
        """Say at once what there is to say, and that there is no more."""
        self._say()
        self._publish({"settled": True})

    def close(self) -> None:
        """The visit is over."""
        with self._reading:
            self._is_over = True

    def _changed(self) -> None:
        self._scribe.ask(self._say)

    def _sessions(self) -> dict[str, Session]:
        return {"": self._family.first, **self._family.named}

    def _say(self) -> bool:
        """Say what the sessions have now; False if they change meanwhile."""
        with self._reading:
            if self._is_over:
                return True
            try:
                found = {
                    name: keeping.document.gather(session)
                    for name, session in self._sessions().items()
                }
            except RuntimeError:
                return False
            texts = {name: each.text() for name, each in found.items()}
            digests = {name: sha256(text.encode()).digest() for name, text in texts.items()}
            if digests != self._said:
                documents = {name: keeping.document.dated(text) for name, text in texts.items()}
                self._publish({"keep": {**self._others, **documents}})
                self._said = digests
        for each in found.values():
            self._name(each.left_out)
        return True

    def _name(self, left_out: Mapping[str, str]) -> None:
        """Name to the author, once, what cannot be kept."""
        for key, what in left_out.items():
            text = f"session_state[{key!r}] of a visitor is not kept: it is {what}."
            if text not in self._told:
                self._told.add(text)
                self._publish({"unkept": text})
