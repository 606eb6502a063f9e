"""`rerun_state.sessions`: the states of cells with `%%rerun --session`, for ordinary cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rerun_state.commands.session_state import SessionStateProxy
from rerun_state.runtime.loop.current import named_sessions
from rerun_state.runtime.loop.session import Session


class NamedSession:
    """The cells of one name, as an ordinary cell sees them."""

    __slots__ = ("_behind", "name")

    def __init__(self, name: str, session: Session) -> None:
        self.name = name
        self._behind = session

    @property
    def session_state(self) -> SessionStateProxy:
        """Their state; apps that looked at an entry follow when it changes."""
        return SessionStateProxy(lambda: self._behind.state)

    def __repr__(self) -> str:
        return f"<session {self.name!r}>"


def session_behind(named: NamedSession) -> Session:
    """The session itself, for those who know what a session is."""
    return named._behind


class Sessions(Mapping[str, NamedSession]):
    """The sessions beside the kernel's own, by the names that `--session` gave them.

    Raises KeyError, with the names that there are, for another name.

        rerun_state.sessions["lesson 2"].session_state.count = 0
    """

    __slots__ = ()

    def __getitem__(self, name: str) -> NamedSession:
        session = named_sessions().get(name)
        if session is None:
            known = ", ".join(map(repr, self)) or "none yet"
            raise KeyError(f"There is no session {name!r}. The sessions of this kernel: {known}.")
        return NamedSession(name, session)

    def __iter__(self) -> Iterator[str]:
        return iter(named_sessions())

    def __len__(self) -> int:
        return len(named_sessions())

    def __repr__(self) -> str:
        return f"<sessions {', '.join(map(repr, self)) or 'none'}>"
