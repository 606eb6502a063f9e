"""The sessions beside the kernel's own, as ordinary code sees them."""

from collections.abc import Iterator
from contextvars import copy_context

import pytest

import rerun_state
from rerun_state.runtime.execution.host import PlainHost
from rerun_state.runtime.loop.session import (
    Family,
    Session,
    become_session,
    forget_sessions,
    named_session,
)


@pytest.fixture(autouse=True)
def _no_session_is_left() -> Iterator[None]:
    yield
    forget_sessions()


def test_a_session_is_found_by_its_name_with_its_state() -> None:
    named_session("lesson").state["n"] = 1
    rerun_state.sessions["lesson"].session_state.n += 1
    assert named_session("lesson").state["n"] == 2
    assert (list(rerun_state.sessions), len(rerun_state.sessions)) == (["lesson"], 1)


def test_an_unknown_name_is_told_beside_those_that_there_are() -> None:
    named_session("lesson")
    with pytest.raises(KeyError, match="no session 'x'"):
        rerun_state.sessions["x"]


def test_sessions_that_are_forgotten_have_no_names_any_more() -> None:
    named_session("lesson")
    forget_sessions()
    assert list(rerun_state.sessions) == []


def test_each_reader_has_sessions_of_the_same_name_apart_from_others() -> None:
    reader = Family(Session(PlainHost()))

    def look() -> Session:
        become_session(reader.first)
        return named_session("lesson")

    assert copy_context().run(look) is reader.get("lesson")
    assert named_session("lesson") is not reader.get("lesson")
