"""The doors of jupyter/kernel.py where there is no kernel, and what they make of messages."""

import json
from typing import Any

import pytest

from rerun_state.jupyter import kernel
from rerun_state.jupyter.arrivals import Arrivals
from rerun_state.jupyter.cells import Cells


def test_every_door_has_a_fallback() -> None:
    arrivals, cells = Arrivals({"id"}), Cells()
    arrivals.install()
    cells.install()
    kernel.publish_status("busy")
    with kernel.forwarded_input(True), kernel.set_parent({}):
        found = (arrivals.exact, arrivals.poll(), cells.running, kernel.parent(), kernel.cell_id())
    assert found == (False, False, 0, {}, None)


@pytest.mark.parametrize(
    ("request_", "unattended"),
    [
        ({"content": {"allow_stdin": False}}, True),
        ({"content": {"allow_stdin": True}}, False),
        ({"content": {}, "metadata": {"cellId": "a"}}, False),
        ({"header": {}}, False),  # all that xeus-python tells
    ],
)
def test_a_notebook_is_unattended_where_the_request_says_so(
    monkeypatch: pytest.MonkeyPatch, request_: dict[str, Any], unattended: bool
) -> None:
    monkeypatch.setattr(kernel, "parent", lambda: request_)
    assert kernel.is_unattended() is unattended


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


class Lite:
    """A kernel as JupyterLite's: no channels, no handlers, no sockets."""

    def get_parent(self) -> dict[str, Any]:
        return {"metadata": {"cellId": "c-1"}, "content": {"allow_stdin": True}}


def test_a_kernel_without_channels_tells_its_request(
    shell: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.kernel = Lite()
    monkeypatch.setattr(kernel, "get_ipython", lambda: shell)
    assert kernel.cell_id() == "c-1"
