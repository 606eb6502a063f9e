"""What session state may hold where all of it has to be pickled."""

import pytest

from rerun_state.errors import UnserializableSessionStateError
from rerun_state.runtime.state.pickling import check_picklable
from rerun_state.runtime.state.session_state import SessionState


def test_an_entry_that_cannot_be_pickled_is_named() -> None:
    state = SessionState()
    state["number"] = 1
    check_picklable(state)
    state["function"] = lambda: 1
    with pytest.raises(UnserializableSessionStateError, match=r"session_state\['function'\]"):
        check_picklable(state)
