"""What is written past Python's streams, without a kernel."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from rerun_state.jupyter import capture, kernel


class Nowhere:
    """A sink that keeps nothing."""

    def stream(self, name: str, text: str) -> None: ...

    def display(self, data: Any, metadata: Any, display_id: str | None, update: bool) -> bool:
        return True

    def draw(self, value: object) -> None: ...

    def clear(self, wait: bool) -> None: ...


@pytest.fixture
def pipe(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """How many bytes are unread at each look at the pipe; none at first, and at last."""
    left: list[int] = []
    monkeypatch.setattr(kernel, "unread_bytes", lambda stream: left.pop(0) if left else 0)
    yield left
    capture.remove_hooks()


def test_a_run_ends_when_all_that_was_written_is_read(pipe: list[int]) -> None:
    with capture.capture(Nowhere()):
        pipe += [3, 3, 2, 1, 1]
    assert pipe == []


def test_a_run_does_not_wait_for_ever(pipe: list[int]) -> None:
    with capture.capture(Nowhere()):
        pipe += [1] * 10_000
    assert len(pipe) > 5_000


@pytest.mark.parametrize(
    "write",
    [
        lambda: os.write(1, b""),
        lambda: os.write(2, b""),
        lambda: os.system("true"),
        lambda: subprocess.run([sys.executable, "-c", ""], check=True),
    ],
)
def test_the_run_goes_on_when_what_it_wrote_is_read(
    pipe: list[int], write: Callable[[], object]
) -> None:
    with capture.capture(Nowhere()):
        pipe += [3, 2, 1]
        write()
        assert pipe == []


def test_what_is_written_elsewhere_is_not_waited_for(pipe: list[int]) -> None:
    reading, writing = os.pipe()
    with capture.capture(Nowhere()):
        pipe += [3, 2, 1]
        os.write(writing, b"x")
        assert pipe == [3, 2, 1]
    assert os.read(reading, 1) == b"x"
    os.close(reading)
    os.close(writing)


def test_nobody_waits_outside_of_a_run(pipe: list[int]) -> None:
    with capture.capture(Nowhere()):
        pass
    pipe += [3, 2, 1]
    os.write(1, b"")
    assert pipe == [3, 2, 1]
