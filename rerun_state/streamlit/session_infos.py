"""The sessions that there are, as programs ask Streamlit's server for them.

They want to know by which id theirs goes and who looks at it, and ask for reruns from threads.
"""

from __future__ import annotations

from dataclasses import dataclass

from rerun_state.commands.context import ContextProxy, Headers, Texts
from rerun_state.commands.session_state import SessionStateProxy
from rerun_state.runtime.execution.app import Shared
from rerun_state.streamlit.contexts import get_script_run_ctx, session_with, sessions


class ClientContext:
    """What the request of a visitor told."""

    def __init__(self, session: Shared) -> None:
        self._session = session

    @property
    def headers(self) -> list[tuple[str, str]]:
        """The headers, as pairs."""
        request = self._session.visitor.request
        return list(
            (ContextProxy().headers if request is None else Headers(request.headers)).items()
        )

    @property
    def cookies(self) -> Texts:
        """The cookies, by their names."""
        request = self._session.visitor.request
        return ContextProxy().cookies if request is None else Texts(request.cookies)

    @property
    def remote_ip(self) -> str | None:
        """The visitor's address; None where no server tells it."""
        request = self._session.visitor.request
        return ContextProxy().ip_address if request is None else request.ip_address


@dataclass(frozen=True)
class SessionClient:
    """Who looks at the apps of a session."""

    client_context: ClientContext


class AppSession:
    """A session, with the id by which a run's context knows it."""

    def __init__(self, id: str, session: Shared) -> None:
        self.id = id
        self._session = session

    @property
    def session_state(self) -> SessionStateProxy:
        """The values that outlive its runs."""
        return SessionStateProxy(lambda: self._session.state)

    def request_rerun(self, client_state: object = None) -> None:
        """Ask for a rerun of the session's apps, from any thread."""
        for app in list(self._session.cells.values()):
            app.ask(cause="request_rerun()")


@dataclass(frozen=True)
class SessionInfo:
    """A session and its visitor."""

    client: SessionClient
    session: AppSession

    def is_active(self) -> bool:
        """True: a session that nobody looks at any more is not there."""
        return True


class SessionManager:
    """Knows the sessions whose programs have asked for their ids."""

    def get_session_info(self, session_id: str) -> SessionInfo | None:
        """The session with an id; None if there is none."""
        session = session_with(session_id)
        if session is None:
            return None
        client = SessionClient(ClientContext(session))
        return SessionInfo(client, AppSession(session_id, session))

    get_active_session_info = get_session_info

    def is_active_session(self, session_id: str) -> bool:
        """Is there a session with that id?"""
        return session_with(session_id) is not None

    def list_sessions(self) -> list[SessionInfo]:
        """All of them, the one of the run that is under way among them."""
        if (run := get_script_run_ctx()) is not None:
            _ = run.session_id  # which it has from now on
        return [info for id in sessions() if (info := self.get_session_info(id)) is not None]

    list_active_sessions = list_sessions
