"""Messages on the websocket."""

import json
import struct
from typing import Any

import pytest

from rerun_state.serve.socket_frames import addressed, decode, encode


@pytest.mark.parametrize("buffers", [[], [b""], [b"abc", b"", b"\x00\xff"]])
def test_a_message_comes_as_it_was_sent(buffers: list[bytes]) -> None:
    message = {"to": "i1", "content": {"text": "ü\n", "n": [1, None]}}
    assert decode(encode(message, buffers)) == (message, buffers)


def test_a_message_without_buffers_is_text() -> None:
    assert json.loads(encode({"a": "ü"})) == {"a": "ü"}


def binary(text: bytes, rest: bytes = b"", length: int | None = None) -> bytes:
    return struct.pack(">I", len(text) if length is None else length) + text + rest


@pytest.mark.parametrize(
    "frame",
    [
        "",
        "null",
        "[1]",
        "{",
        '{"a": NaN}',
        "[" * 100_000,
        b"",
        b"\x00\x00",
        binary(b"{}"),
        binary(b'{"buffers": 3}'),
        binary(b'{"buffers": [true]}', b"x"),
        binary(b'{"buffers": [-1, 2]}', b"x"),
        binary(b'{"buffers": [2]}', b"x"),
        binary(b'{"buffers": [1]}', b"xy"),
        binary(json.dumps({"buffers": [0] * 65}).encode()),
        binary(b'{"buffers": []}', length=9999),
        binary(b"\xff\xfe", b""),
    ],
)
def test_what_is_no_message_is_refused(frame: str | bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the kinds of it that json and codecs raise
        decode(frame)


def test_a_message_is_for_one_model_of_a_page() -> None:
    assert addressed({"to": "p12", "content": {"a": 1}}) == ("p12", {"a": 1})


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"to": "i1"},
        {"to": "", "content": {}},
        {"to": "i0", "content": {}},
        {"to": "i1\n", "content": {}},
        {"to": 'i1", "x', "content": {}},
        {"to": "i" + "1" * 99, "content": {}},
        {"to": "i1", "content": []},
        {"to": "i1", "content": {}, "comm_id": "x"},
        {"to": None, "content": {}},
    ],
)
def test_what_no_page_sends_is_refused(message: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="no page sends"):
        addressed(message)
