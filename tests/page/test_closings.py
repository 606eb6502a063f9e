"""Models that nobody shows any more, thousands of them at a time."""

from types import SimpleNamespace

import pytest

from rerun_state.page import closings
from rerun_state.page.closings import AT_ONCE, PORTION, Closings


class Comm:
    """Notes what becomes of it."""

    def __init__(self, comm_id: str) -> None:
        self.comm_id = comm_id
        self.is_open = self.is_heard = True

    def on_msg(self, _: None) -> None:
        self.is_heard = False

    def close(self) -> None:
        self.is_open = False


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> list[Closings]:
    """What the clock watches."""
    found: list[Closings] = []
    monkeypatch.setattr(closings, "watch", lambda each: found.append(each))
    monkeypatch.setattr(closings, "unwatch", lambda each: found.clear())
    monkeypatch.setattr(closings, "monotonic", lambda: 1000.0)
    return found


def close(closings: Closings, count: int) -> list[Comm]:
    comms = [Comm(f"model {number}") for number in range(count)]
    widgets = [SimpleNamespace(comm=comm) for comm in comms]
    for widget in widgets:
        if closings.has_room():
            widget.comm.close()
        else:
            closings.put_off(widget)
            assert widget.comm is None
    return comms


def left_open(comms: list[Comm]) -> int:
    return sum(comm.is_open for comm in comms)


def test_a_few_models_are_closed_at_once(watched: list[Closings]) -> None:
    assert left_open(close(Closings(), AT_ONCE)) == 0
    assert watched == []


def test_the_rest_of_many_models_is_closed_in_portions(watched: list[Closings]) -> None:
    many = Closings()
    comms = close(many, AT_ONCE + PORTION + 1)
    assert left_open(comms) == PORTION + 1
    many.flush()
    assert (left_open(comms), watched) == (1, [many] * len(watched))


def test_the_clock_is_let_go_of_when_all_are_closed(watched: list[Closings]) -> None:
    many = Closings()
    comms = close(many, AT_ONCE + 1)
    many.flush()
    assert (left_open(comms), watched) == (0, [])


def test_what_comes_for_a_model_that_waits_is_not_heard(watched: list[Closings]) -> None:
    last = close(Closings(), AT_ONCE + 1)[-1]
    assert (last.is_open, last.is_heard) == (True, False)


def test_nothing_waits_any_longer_when_the_extension_goes(watched: list[Closings]) -> None:
    many = Closings()
    comms = close(many, AT_ONCE + 9 * PORTION)
    many.finish()
    assert (left_open(comms), watched) == (0, [])
