"""Charts as they reach the page."""

from typing import Any

from rerun_state.testing import AppTest

DATA = "import rerun_state as st\nd = {'a': [1, 2], 'b': [3, 4], 'c': ['x', 'y']}\n"


def chart(call: str) -> dict[str, Any]:
    at = AppTest.from_string(DATA + call, default_timeout=20).run()
    assert [e.message for e in at.exception] == []
    return dict(at.get("vega_lite_chart")[0].node.element.props)
