"""Bytes as text, for connections that carry no binary messages.

Between a Jupyter server and a kernel gateway the first binary message ends the connection: the
server takes whatever comes for text. A gateway says to its kernels that it is one. There, bytes of
a state stand in their place as base64, and those of a message in it, under `$text`; what a browser
sends is read in either form.
"""

from __future__ import annotations

import binascii
import os
from base64 import b64decode, b64encode
from collections.abc import Iterable
from typing import Any

TEXT = "$text"


def text_only() -> bool:
    """Tell whether this kernel is behind a gateway."""
    return bool(os.environ.get("KERNEL_GATEWAY"))


def state_as_text(state: Any) -> Any:
    """A state with its bytes as base64."""
    if isinstance(state, dict):
        return {name: state_as_text(part) for name, part in state.items()}
    if isinstance(state, (list, tuple)):
        return [state_as_text(part) for part in state]
    if isinstance(state, (bytes, bytearray, memoryview)):
        return {"$base64": _encoded(state)}
    return state


def message_as_text(content: Any, buffers: Iterable[Any]) -> Any:
    """The content of a message with its buffers in it."""
    return {**content, TEXT: [_encoded(buffer) for buffer in buffers]}


def buffers_of(content: dict[str, Any], buffers: Any) -> list[Any]:
    """The buffers of a message that has come, in whichever form; ValueError for none of them."""
    if TEXT not in content:
        return list(buffers or ())
    told = content.pop(TEXT)
    if not (isinstance(told, list) and all(isinstance(text, str) for text in told)):
        raise ValueError(f"{TEXT} is no list of texts")
    try:
        return [b64decode(text, validate=True) for text in told]
    except binascii.Error as error:
        raise ValueError(f"{TEXT} is not base64") from error


def _encoded(data: Any) -> str:
    return b64encode(data).decode("ascii")
