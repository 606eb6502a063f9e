"""Bytes as text, for connections that carry no binary messages."""

import pytest

from rerun_state.page.binary import buffers_of, message_as_text, state_as_text


def test_bytes_of_a_state_stand_in_their_place_as_base64() -> None:
    state = {"rows": [{"p": {"data": memoryview(b"\x00\xff"), "n": 1}}]}
    assert state_as_text(state) == {"rows": [{"p": {"data": {"$base64": "AP8="}, "n": 1}}]}


def test_the_buffers_of_a_message_come_out_as_they_went_in() -> None:
    content = message_as_text({"event": "upload"}, [b"\x00\xff", b""])
    assert buffers_of(content, None) == [b"\x00\xff", b""]
    assert content == {"event": "upload"}


def test_binary_buffers_are_taken_as_they_are() -> None:
    assert buffers_of({"event": "upload"}, [b"\x00"]) == [b"\x00"]


@pytest.mark.parametrize("told", ["AP8=", [1], ["no base64"], None])
def test_what_is_no_list_of_base64_is_refused(told: object) -> None:
    with pytest.raises(ValueError, match=r"\$text"):
        buffers_of({"$text": told}, None)
