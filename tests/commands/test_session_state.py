"""What programs hold of the state."""

from copy import copy, deepcopy

import pytest

import rerun_state as st
from rerun_state.commands.session_state import SessionStateProxy
from rerun_state.runtime.loop.current import kernel_session
from tests.runtime.apps import App


def test_attributes_and_items_are_the_same_entries() -> None:
    state = SessionStateProxy(lambda: app.session.state)
    app = App(lambda: None)
    state.a = 1
    assert (state["a"], state.a, "a" in state, len(state), list(state)) == (1, 1, True, 1, ["a"])
    del state.a
    assert state.to_dict() == {}


def test_copies_of_what_holds_the_state_hold_the_same_state() -> None:
    assert deepcopy([st.session_state])[0] is copy(st.session_state) is st.session_state


@pytest.mark.parametrize("name", ["missing", "other"])
def test_a_missing_attribute_says_how_to_make_it(name: str) -> None:
    with pytest.raises(AttributeError, match=f"st.session_state.{name} = "):
        getattr(st.session_state, name)
    with pytest.raises(AttributeError):
        delattr(st.session_state, name)


def test_ordinary_code_uses_the_kernels_session() -> None:
    st.session_state.shared = 1
    try:
        assert kernel_session().state["shared"] == 1
        assert repr(st.session_state) == "session_state({'shared': 1})"
    finally:
        st.session_state.clear()


def test_the_state_has_no_hash_as_it_may_equal_a_dictionary() -> None:
    with pytest.raises(TypeError, match="unhashable"):
        hash(st.session_state)
