"""The sessions beside the kernel's own, as ordinary code sees them."""

from collections.abc import Iterator

import pytest

import rerun_state
from rerun_state.runtime.loop.current import kernel_session


@pytest.fixture(autouse=True)
def _no_session_is_left() -> Iterator[None]:
    yield
    kernel_session().forget_named()


def test_a_session_is_found_by_its_name_with_its_state() -> None:
    kernel_session().beside("lesson").state["n"] = 1
    rerun_state.sessions["lesson"].session_state.n += 1
    assert kernel_session().beside("lesson").state["n"] == 2
    assert (list(rerun_state.sessions), len(rerun_state.sessions)) == (["lesson"], 1)


def test_an_unknown_name_is_told_beside_those_that_there_are() -> None:
    kernel_session().beside("lesson")
    with pytest.raises(KeyError, match="no session 'x'"):
        rerun_state.sessions["x"]


def test_sessions_that_are_forgotten_have_no_names_any_more() -> None:
    kernel_session().beside("lesson")
    kernel_session().forget_named()
    assert list(rerun_state.sessions) == []
