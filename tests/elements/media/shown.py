"""What one call sends to the page."""

from typing import Any

from rerun_state.testing import AppTest


def props(call: str, kind: str) -> dict[str, Any]:
    script = f"import numpy as np\nimport rerun_state as st\n{call}"
    at = AppTest.from_string(script, default_timeout=20).run()
    assert [e.message for e in at.exception] == []
    return dict(at.get(kind)[0].node.element.props)
