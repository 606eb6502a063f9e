"""The short form of `operation.py`: bursts of gestures, faster than the app runs."""

import pytest

from tests.browser.conftest import OpenNotebook
from tests.browser.operation import APP, operate


@pytest.mark.parametrize("host", ["lab", "voila"])
def test_page_state_and_callbacks_agree_after_any_burst(
    host: str, request: pytest.FixtureRequest
) -> None:
    open_notebook: OpenNotebook = request.getfixturevalue(host)
    page = open_notebook(["%load_ext rerun_state", APP])
    assert operate(page, seconds=15, seed=2) > 5
