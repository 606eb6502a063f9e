"""What a reader is told of data that have not come."""

import pytest

from rerun_state.elements.data.source import changed_data
from rerun_state.page.reasons import reason


def test_data_of_another_shape_are_no_fault_that_is_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    error = changed_data(3, 2)
    assert reason(error, "Rows of a table") == str(error)
    assert caplog.text == ""


def test_what_a_library_says_is_told_shortly_and_logged_whole(
    caplog: pytest.LogCaptureFixture,
) -> None:
    told = reason(OSError("gone" * 100), "The points of a chart")
    assert told.startswith("OSError: gonegone")
    assert len(told) == 300
    assert "The points of a chart could not be read." in caplog.text
    assert "gone" * 100 in caplog.text
