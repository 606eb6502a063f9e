"""The doors of jupyter/kernel.py where there is no kernel, and what they make of messages."""

import json
from typing import Any

import pytest

from rerun_state.jupyter import kernel, requests
from rerun_state.jupyter.arrivals import Arrivals
from rerun_state.jupyter.cells import Cells


def test_every_door_has_a_fallback() -> None:
    arrivals, cells = Arrivals({"id"}), Cells()
    arrivals.install()
    cells.install()
    kernel.publish_status("busy")
    with requests.set_parent({}):
        found = (
            arrivals.exact,
            arrivals.poll(),
            cells.running,
            requests.parent(),
            requests.cell_id(),
        )
    assert found == (False, False, 0, {}, None)


def frames(kind: str, content: dict[str, Any]) -> list[bytes]:
    header = json.dumps({"msg_id": "m-1", "msg_type": kind}).encode()
    return [b"client", b"<IDS|MSG>", b"sign", header, b"{}", b"{}", json.dumps(content).encode()]


def waiting(*received: list[bytes]) -> list[str]:
    arrivals = Arrivals({"ours"})
    for each in received:
        arrivals._arrived(each)
    return list(arrivals._waiting)


def test_a_message_for_our_comm_counts() -> None:
    assert waiting(frames("comm_msg", {"comm_id": "ours", "data": {}})) == ["m-1"]


@pytest.mark.parametrize(
    "received",
    [
        frames("comm_msg", {"comm_id": "theirs", "data": {"comm_id": "ours"}}),
        frames("comm_close", {"comm_id": "ours"}),
        frames("execute_request", {"code": '"comm_msg" "comm_id": "ours"'}),
        frames("comm_msg", {"data": {}}),
        [b"client", b"<IDS|MSG>", b"sign"],
        [b"\xff" * 300],
        [],
    ],
)
def test_no_other_message_does(received: list[bytes]) -> None:
    assert waiting(received) == []
