"""Lists of what a test finds."""

import pytest

from rerun_state.testing import ElementList
from tests.testing.programs import app


def test_lists_are_found_by_index_slice_and_key() -> None:
    at = app("for n in range(3):\n    st.checkbox(str(n), key=f'k{n}')")
    assert at.checkbox[1].key == "k1"
    assert [box.label for box in at.checkbox[1:]] == ["1", "2"]
    assert at.checkbox(key="k2").label == "2"
    assert at.checkbox.values == [False] * 3


def test_a_key_that_nothing_has_is_named_with_those_that_there_are() -> None:
    at = app("for n in range(2):\n    st.checkbox(str(n), key=f'k{n}')\nst.button('b')")
    with pytest.raises(KeyError, match=r"No element here has the key 'k2', only 'k0', 'k1'\."):
        at.checkbox(key="k2")
    with pytest.raises(KeyError, match=r"the key 'k2', only 'k0', 'k1'\."):
        at.get_by_key("k2")
    with pytest.raises(KeyError, match=r"the key 'b', or any\."):
        at.button(key="b")


def test_lists_compare_by_their_elements() -> None:
    at = app("st.text('x')")
    assert at.text == ElementList([at.text[0]])
    assert not at.button
