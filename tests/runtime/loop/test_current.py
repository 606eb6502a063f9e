"""Which session code means."""

from contextvars import copy_context

import rerun_state as st
from rerun_state.runtime.execution.host import PlainHost
from rerun_state.runtime.loop.current import (
    become_session,
    current_session,
    kernel_session,
    named_sessions,
    session_to_use,
)
from rerun_state.runtime.loop.session import Session
from tests.runtime.apps import App


def test_ordinary_code_means_the_session_of_the_kernel() -> None:
    assert current_session() is kernel_session()


def test_a_program_means_the_session_of_its_own_run() -> None:
    met = []
    app = App(lambda: met.append(current_session())).run()
    assert met == [app.session]


def test_a_thread_may_mean_the_session_for_which_it_works() -> None:
    session = Session(PlainHost())

    def work() -> Session:
        become_session(session)
        return current_session()

    assert copy_context().run(work) is session
    assert current_session() is kernel_session()


def test_a_run_that_was_stopped_ends_where_it_uses_its_session_nonetheless() -> None:
    went_on = []

    def program() -> None:
        try:
            st.stop()
        finally:
            session_to_use()
            went_on.append(1)

    App(program).run()
    assert went_on == []


def test_each_reader_has_sessions_of_the_same_name_apart_from_others() -> None:
    reader = Session(PlainHost())
    lesson = reader.beside("lesson")

    def look() -> Session | None:
        become_session(reader)
        return named_sessions().get("lesson")

    assert copy_context().run(look) is lesson
    assert named_sessions().get("lesson") is not lesson
