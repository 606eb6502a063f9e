"""What a reader is told of data that have not come."""

from asyncio import CancelledError

import pytest

from rerun_state.elements.data.windows.source import changed_data
from rerun_state.page.reasons import read_or_refused, reason


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


class Panic(BaseException):
    """As what libraries in Rust raise."""


@pytest.mark.parametrize("kind", [OSError, Panic])
def test_whatever_a_library_raises_is_told_who_asked(kind: type[BaseException]) -> None:
    def read() -> None:
        raise kind("gone")

    told = list[str]()
    assert read_or_refused(read, told.append, "Rows of a table") is None
    assert told == [f"{kind.__name__}: gone"]


@pytest.mark.parametrize("kind", [KeyboardInterrupt, SystemExit, GeneratorExit, CancelledError])
def test_what_ends_a_program_is_told_and_goes_on(kind: type[BaseException]) -> None:
    def interrupted() -> None:
        raise kind

    told = list[str]()
    with pytest.raises(kind):
        read_or_refused(interrupted, told.append, "Rows of a table")
    assert len(told) == 1
