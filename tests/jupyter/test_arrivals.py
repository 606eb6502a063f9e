"""What a message that has arrived is for, told from its bytes."""

import json
from typing import Any

import pytest

from rerun_state.jupyter.arrivals import _comm_message, _parts


def told(content: Any, kind: str = "comm_msg") -> tuple[str, str] | None:
    header = {"msg_id": "m1", "msg_type": kind}
    sent = [json.dumps(part).encode() for part in (header, {}, {}, content)]
    parts = _parts([b"id", b"<IDS|MSG>", b"sign", *sent, b"a buffer"])
    assert parts is not None
    return _comm_message(parts)


@pytest.mark.parametrize(
    ("data", "address"),
    [
        ({"method": "custom", "content": {"value": [1], "to": "i1"}}, "c1"),
        ({"to": "i1", "content": {"event": "change"}}, "c1/i1"),
        ({"to": "i1", "content": {"to": "i2", "comm_id": "c2"}}, "c1/i1"),
    ],
)
def test_an_address_is_that_of_the_comm_and_of_the_model_if_the_comm_has_many(
    data: dict[str, Any], address: str
) -> None:
    assert told({"comm_id": "c1", "data": data}) == ("m1", address)


def test_other_messages_are_for_nobody() -> None:
    assert told({"comm_id": "c1", "data": {}}, "execute_request") is None
    assert _parts([b"x"]) is None
