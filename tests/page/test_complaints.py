"""What is refused of a browser."""

import pytest

from rerun_state.page.complaints import Complaints


def test_each_kind_of_nonsense_is_named_once(caplog: pytest.LogCaptureFixture) -> None:
    complaints = Complaints()
    for n in range(3):
        complaints.make("No value %s.", n, of="i1")
        complaints.make("No value %s.", n, of="i2")
        complaints.make("No message.")
    assert [record.getMessage() for record in caplog.records] == 2 * ["No value 0."] + [
        "No message."
    ]
