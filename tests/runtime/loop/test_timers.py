"""The clocks of fragments."""

from collections.abc import Hashable

import pytest

from rerun_state.runtime.loop.timers import FASTEST, Timers
from rerun_state.runtime.model.fragment import Fragment
from rerun_state.runtime.model.tree import Element, Node
from tests.runtime.apps import App, FakeHost


def clock(name: str, every: float | None = 2.0) -> Fragment:
    return Fragment(name, None, lambda: None, Node(Element("x", {}), None, "main"), None, every)


def timers() -> tuple[Timers, FakeHost, list[Hashable]]:
    app, asked = App(lambda: None), list[Hashable]()
    return Timers(app.session, asked.append), app.host, asked


def test_a_fragment_with_a_clock_is_asked_for_when_its_time_has_come() -> None:
    armed, host, asked = timers()
    armed.arm({"a": clock("a"), "b": clock("b", None)}, [])
    assert [delay for delay, _ in host.timers] == [2.0]
    host.tick()
    assert asked == ["a"]


@pytest.mark.parametrize("every", [-1, 1e-9, float("nan"), FASTEST])
def test_no_clock_keeps_the_kernel_from_all_else(every: float) -> None:
    armed, host, _ = timers()
    armed.arm({"a": clock("a", every)}, [])
    assert [delay for delay, _ in host.timers] == [FASTEST]


def test_a_clock_goes_on_while_other_fragments_rerun() -> None:
    armed, host, _ = timers()
    one, other = clock("a"), clock("b")
    armed.arm({"a": one, "b": other}, [])
    (first, _) = host.timers
    armed.arm({"a": one, "b": other}, [other])
    assert first in host.timers
    assert len(host.timers) == 2


def test_the_clock_of_a_fragment_that_is_gone_stops() -> None:
    armed, host, _ = timers()
    armed.arm({"a": clock("a")}, [])
    armed.arm({}, [])
    assert host.timers == []


def test_all_clocks_can_be_stopped() -> None:
    armed, host, _ = timers()
    armed.arm({"a": clock("a"), "b": clock("b")}, [])
    armed.clear()
    assert host.timers == []
