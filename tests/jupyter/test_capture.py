"""What is written past Python's streams, without a kernel."""

import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from rerun_state.jupyter import capture, captured, kernel, wrappers
from rerun_state.jupyter.figures import Figures


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


class Sealed:
    """A stream made in C: it lets nobody set its methods."""

    __slots__ = ("text",)

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> int:
        self.text += text
        return len(text)

    def flush(self) -> None: ...

    def isatty(self) -> bool:
        return False


class Kept(Nowhere):
    """A sink that keeps what is printed."""

    text = ""

    def stream(self, name: str, text: str) -> None:
        self.text += text


def test_what_is_printed_to_a_stream_that_cannot_be_hooked_is_the_runs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stream, sink = Sealed(), Kept()
    monkeypatch.setattr(sys, "stdout", stream)
    print("before")
    for _ in range(2):
        with capture.capture(sink):
            print("within", sys.stdout.isatty())
    print("after")
    capture.remove_hooks()
    assert (sink.text, stream.text) == ("within False\nwithin False\n", "before\nafter\n")
    assert sys.stdout is stream


def test_a_method_that_stays_is_hooked_once_however_often_another_is_put_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stream = io.StringIO()

    class Made:
        write, flush = stream.write, stream.flush

    made = Made()
    monkeypatch.setattr(sys, "stdout", made)
    depths = []
    for _ in range(3):
        before = made.write
        monkeypatch.setattr(made, "write", stream.write)  # as IPython does for the time of a cell
        with capture.capture(Nowhere()):
            depths.append(depth(made.flush))
        monkeypatch.setattr(made, "write", before)
    capture.remove_hooks()
    assert depths == [1, 1, 1]


def depth(function: Any) -> int:
    """In how many others it is wrapped."""
    inner = getattr(function, "__wrapped__", None)
    return 0 if inner is None else 1 + depth(inner)


def test_who_asks_whose_a_childs_output_is_may_ask_as_the_run_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Ending(list[Any]):
        def __bool__(self) -> bool:
            there = len(self) > 0
            self.clear()
            return there

    monkeypatch.setattr(captured, "executing", Ending([1]))
    captured.owner_of_descriptors()


def test_what_is_printed_as_a_capture_is_released_goes_somewhere() -> None:
    class Released(captured.Captured):
        sinks = iter([Nowhere()])
        sink = property(lambda self: next(self.sinks, None), lambda self, sink: None)

    token = captured.current.set(Released(Nowhere(), None, None, Figures()))
    try:
        assert wrappers.write_to(None, "stdout", len, "text") == 4
    finally:
        captured.current.reset(token)
