"""Which session code means: that of the run it belongs to, else the kernel's own."""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from typing import cast

from rerun_state.runtime.execution.run import running
from rerun_state.runtime.loop.session import Session

_KERNEL = Session()
_OF_THREAD: ContextVar[Session] = ContextVar("rerun_state.session", default=_KERNEL)


def kernel_session() -> Session:
    """The session of this process, which ordinary code and `%%rerun` cells share."""
    return _KERNEL


def current_session() -> Session:
    """The session of the run that is under way, or that started this thread, else the kernel's."""
    run = running()
    return cast(Session, run.app.session) if run is not None else _OF_THREAD.get()


def become_session(session: Session) -> None:
    """Make a session the current one of this thread, until the thread ends."""
    _OF_THREAD.set(session)


def session_to_use() -> Session:
    """The current session, for what the program reads and writes.

    Like an element call, that ends a run again which `st.stop()` has ended, should the program have
    caught it or be in a `finally`.
    """
    if (run := running()) is not None:
        run.insist()
    return current_session()


def named_sessions() -> Mapping[str, Session]:
    """The sessions with names of whoever reads this, by their names."""
    return current_session().named
