"""The run that is under way, as programs written for Streamlit ask for it.

They ask whether there is one, tell sessions apart by its id, and hand it to threads that are to
show something.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import uuid4
from weakref import WeakKeyDictionary

from rerun_state.commands.session_state import SessionStateProxy
from rerun_state.errors import StreamlitAPIException
from rerun_state.runtime.execution.app import Shared
from rerun_state.runtime.execution.run import Run, become_current, running
from rerun_state.runtime.model.fragment import Fragment

T = TypeVar("T", bound=threading.Thread)

_ids: WeakKeyDictionary[Shared, str] = WeakKeyDictionary()


class ScriptRunContext:
    """What is known of a run: `get_script_run_ctx()` returns it."""

    def __init__(self, run: Run) -> None:
        self.run = run

    @property
    def session_id(self) -> str:
        """An id of the session, the same in all its runs."""
        return _ids.setdefault(self.run.app.session, str(uuid4()))

    @property
    def session_state(self) -> SessionStateProxy:
        """The values that outlive the run."""
        state = self.run.state
        return SessionStateProxy(lambda: state)

    @property
    def query_string(self) -> str:
        """The parameters in the page's address."""
        return self.run.app.session.query.encoded()

    @property
    def page_script_hash(self) -> str:
        """What tells the pages of an app apart; empty for its main script."""
        return self.run.page or ""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ScriptRunContext) and other.run is self.run

    def __hash__(self) -> int:
        return hash(self.run)


@dataclass(frozen=True)
class RerunData:
    """What `raise RerunException(RerunData())` asks for: the whole app, anew.

    Raises StreamlitAPIException for another page than the one that is shown.
    """

    query_string: str = ""
    widget_states: Any = None
    page_script_hash: str = ""
    page_name: str = ""

    def __post_init__(self) -> None:
        run = running()
        shown = ("", run.page or "") if run is not None else ("",)
        if self.page_script_hash not in shown:
            raise StreamlitAPIException(
                f"RerunData cannot lead to the page {self.page_script_hash!r}. "
                "Use st.switch_page()."
            )

    def __iter__(self) -> Iterator[Fragment]:
        """The fragments that are asked for: none, as it is the app."""
        return iter(())

    def __len__(self) -> int:
        return 0


def sessions() -> list[str]:
    """The ids of the sessions that somebody has asked for theirs."""
    return list(_ids.values())


def session_with(id: str) -> Shared | None:
    """The session that goes by an id; None if there is none."""
    return next((session for session, own in list(_ids.items()) if own == id), None)


def get_script_run_ctx(suppress_warning: bool = False) -> ScriptRunContext | None:
    """The run that is under way; None in ordinary code, and in threads that were given none."""
    run = running()
    return None if run is None else ScriptRunContext(run)


def add_script_run_ctx(thread: T | None = None, ctx: ScriptRunContext | None = None) -> T:
    """Let a thread show elements and read the state as the run does; return the thread.

    Without a thread the current one is meant, without a run the one that is under way. The thread
    goes on when that run ends, and is seen until a newer one takes its place; then the app says so.
    """
    given: T = threading.current_thread() if thread is None else thread  # type: ignore[assignment]
    context = ctx or get_script_run_ctx()
    if context is None:
        return given
    run = context.run
    if given is threading.current_thread():
        become_current(run)
        return given
    work = given.run

    def follow() -> None:
        with run.active():
            work()

    given.run = follow  # type: ignore[method-assign]
    return given
