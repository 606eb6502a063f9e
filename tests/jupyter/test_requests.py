"""What a request says of the front end that sent it."""

from typing import Any

import pytest

from rerun_state.jupyter import kernel, requests


class Lite:
    """A kernel as JupyterLite's: no channels, no handlers, no sockets."""

    def get_parent(self) -> dict[str, Any]:
        return {"metadata": {"cellId": "c-1"}, "content": {"allow_stdin": True}}


def test_a_kernel_without_channels_tells_its_request(
    shell: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.kernel = Lite()
    monkeypatch.setattr(kernel, "get_ipython", lambda: shell)
    assert requests.cell_id() == "c-1"


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
    monkeypatch.setattr(requests, "parent", lambda: request_)
    assert requests.is_unattended() is unattended
