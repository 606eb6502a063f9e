"""Messages on the websocket between the server and a page.

Without buffers a message is a frame of text, JSON. With them it is a binary one: the length of the
JSON in four bytes, the JSON, whose `buffers` are the lengths of what follows, and the bytes.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from typing import Any

from rerun_state.patterns import pattern

_ID = pattern(r"[ip][1-9][0-9]{0,11}|w[0-9a-f]{32}")
_LENGTH = struct.Struct(">I")
MOST_BUFFERS = 64


def encode(message: dict[str, Any], buffers: Sequence[Any] = ()) -> str | bytes:
    """A frame."""
    if not buffers:
        return json.dumps(message, separators=(",", ":"), ensure_ascii=False)
    parts = [memoryview(part).cast("B") for part in buffers]
    text = json.dumps({**message, "buffers": [len(part) for part in parts]}).encode()
    return b"".join([_LENGTH.pack(len(text)), text, *parts])


def decode(frame: str | bytes) -> tuple[dict[str, Any], list[bytes]]:
    """The message and its buffers; ValueError for what is none."""
    if isinstance(frame, str):
        return _object(frame), []
    if len(frame) < _LENGTH.size:
        raise ValueError("a frame without a length")
    end = _LENGTH.size + _LENGTH.unpack_from(frame)[0]
    message = _object(frame[_LENGTH.size : end].decode())
    lengths = message.pop("buffers", None)
    if not isinstance(lengths, list) or len(lengths) > MOST_BUFFERS:
        raise ValueError("no lengths of buffers")
    if not all(type(each) is int and each >= 0 for each in lengths):
        raise ValueError("no lengths of buffers")
    if end + sum(lengths) != len(frame):
        raise ValueError("buffers of other lengths than was said")
    buffers = []
    for length in lengths:
        buffers.append(frame[end : end + length])
        end += length
    return message, buffers


def addressed(message: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """For which model of the page a message is, and what it says; ValueError for any other."""
    if message.keys() != {"to", "content"}:
        raise ValueError("a message that no page sends")
    to, content = message["to"], message["content"]
    if not isinstance(to, str) or not _ID.fullmatch(to) or not isinstance(content, dict):
        raise ValueError("a message that no page sends")
    return to, content


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant}, which JSON does not have")


def _object(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text, parse_constant=_refuse)
    except RecursionError:
        raise ValueError("a message that is too deep") from None
    if not isinstance(found, dict):
        raise ValueError("no object")
    return found
