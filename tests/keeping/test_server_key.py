"""The key of a server."""

import pytest

from rerun_state.keeping.server_key import is_key, make_key


def test_a_key_is_known_as_one_and_is_no_other() -> None:
    key = make_key()
    assert is_key(key)
    assert make_key() != key


@pytest.mark.parametrize("text", [None, "", "ab" * 31, "ab" * 33, "AB" * 32, "a\u0660" * 32])
def test_what_is_no_key_is_known_as_none(text: str | None) -> None:
    assert not is_key(text)
