"""The names of entries."""

import pytest

from rerun_state.errors import StreamlitAPIException, StreamlitValueError
from rerun_state.runtime.state.entry_names import (
    assignment_refused,
    uninitialised,
    valid_key,
)


def test_a_key_of_any_type_is_known_by_its_text() -> None:
    assert (valid_key(1), valid_key(None), valid_key("1")) == ("1", "None", "1")


def test_the_empty_text_is_no_key() -> None:
    with pytest.raises(StreamlitValueError, match="Use a name"):
        valid_key("")


def test_names_that_are_reserved_are_refused() -> None:
    with pytest.raises(StreamlitAPIException, match=r"\$\$ID-1.*reserved"):
        valid_key("$$ID-1")


def test_errors_name_the_entry_and_the_cure() -> None:
    assert "'go'" in str(assignment_refused("button", "go"))
    assert "if 'n' not in st.session_state: n = 1" in uninitialised("n", "n = 1")
