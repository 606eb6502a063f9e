"""What is kept of a visit: said to the server soon after it has changed, which writes it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from rerun_state import keeping
from rerun_state.runtime.loop.session import Session

if TYPE_CHECKING:
    from rerun_state.keeping.scribe import Scribe


class VisitKeeper:
    """The sessions of one visit, as they are kept."""

    def __init__(
        self, session: Session, scribe: Scribe, publish: Callable[[dict[str, Any]], None]
    ) -> None:
        """`session` is the first of the visit; `publish` tells the server, from any thread."""
        self._session = session
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
        ask = partial(self._scribe.ask, self._say)
        for session in self._sessions().values():
            session.state.store.on_change = session.on_rest = ask

    def settle(self) -> None:
        """Say at once what there is to say, and that there is no more."""
        self._say()
        self._publish({"settled": True})

    def close(self) -> None:
        """The visit is over."""
        with self._reading:
            self._is_over = True

    def _sessions(self) -> dict[str, Session]:
        return {"": self._session, **self._session.named}

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
