"""Messages for one widget that several threads hand over."""

from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import AbstractContextManager
from typing import Any

import pytest

from rerun_state.jupyter import message_order
from rerun_state.jupyter.message_order import MessageOrder


class Arrived:
    """Messages m1, m2, ... for a widget, in the order in which they have arrived."""

    def __init__(self, *states: dict[str, Any], address: str = "w") -> None:
        self.waiting: dict[str, str] = {}
        self.order = MessageOrder(self.waiting)
        self.messages = {f"m{n}": _update(state) for n, state in enumerate(states, 1)}
        self.waiting.update(dict.fromkeys(self.messages, address))

    def turn(self, id: str) -> AbstractContextManager[None]:
        return self.order.turn(id, self.messages[id])

    def handed(self, id: str) -> dict[str, Any]:
        with self.turn(id):
            del self.waiting[id]
            return dict(self.messages[id]["content"]["data"]["state"])


def _update(state: dict[str, Any]) -> dict[str, Any]:
    data = {"method": "update", "state": state}
    return {"content": {"data": data}}


def test_messages_that_come_in_order_are_handed_over_whole() -> None:
    arrived = Arrived({"value": 1}, {"value": 2})
    assert [arrived.handed("m1"), arrived.handed("m2")] == [{"value": 1}, {"value": 2}]


def test_what_a_later_message_has_set_is_taken_out_of_an_earlier_one() -> None:
    arrived = Arrived({"value": 1, "max": 5}, {"value": 2}, {"value": 3, "min": 0})
    assert arrived.handed("m3") == {"value": 3, "min": 0}
    assert [arrived.handed("m1"), arrived.handed("m2")] == [{"max": 5}, {}]


def test_messages_for_another_widget_are_never_out_of_date() -> None:
    arrived = Arrived({"value": 1}, {"value": 2})
    arrived.waiting["m1"] = "other"
    assert [arrived.handed("m2"), arrived.handed("m1")] == [{"value": 2}, {"value": 1}]


def test_bytes_go_with_the_trait_that_they_are_for() -> None:
    arrived = Arrived({"a": None, "b": None}, {"a": 1})
    first = arrived.messages["m1"]
    first["content"]["data"]["buffer_paths"] = [["a"], ["b"]]
    first["buffers"] = [b"a", b"b"]
    arrived.handed("m2")
    arrived.handed("m1")
    assert first["content"]["data"]["buffer_paths"] == [["b"]]
    assert first["buffers"] == [b"b"]


def test_one_thread_at_a_time_hands_over_what_is_for_a_widget() -> None:
    arrived, order = Arrived({"value": 1}, {"value": 2}), list[str]()

    def second() -> None:
        with arrived.turn("m2"):
            order.append("second")

    with ThreadPoolExecutor() as pool, arrived.turn("m1"):
        wait([pool.submit(second)], 0.05)
        order.append("first")
    assert order == ["first", "second"]


def test_a_handler_that_waits_for_another_message_keeps_it_for_a_moment_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(message_order, "PATIENCE", 0.01)
    arrived = Arrived({"value": 1}, {"value": 2})
    with ThreadPoolExecutor() as pool, arrived.turn("m1"):
        assert pool.submit(arrived.handed, "m2").result() == {"value": 2}


def test_a_message_may_be_handed_over_within_another_of_the_same_thread() -> None:
    arrived = Arrived({"value": 1}, {"value": 2})
    with arrived.turn("m1"):
        assert arrived.handed("m2") == {"value": 2}
