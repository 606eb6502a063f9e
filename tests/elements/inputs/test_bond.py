"""What joins an ipywidget to an app."""

import gc
from concurrent.futures import ThreadPoolExecutor, wait
from typing import Any

import ipywidgets
import pytest

from rerun_state.elements.inputs.bond import Bond, _Weak, hearing
from rerun_state.errors import StreamlitValueError
from rerun_state.runtime.loop.cell import Cell
from rerun_state.runtime.loop.session import Session
from rerun_state.runtime.model.renderer import NullRenderer

pytestmark = pytest.mark.usefixtures("no_widgets_left")

APP = Cell("app", Session(), lambda: None, NullRenderer())


def bond(*names: str) -> Bond:
    return Bond(("test",), ipywidgets.IntSlider(1, 0, 9), names, APP)


def heard(joined: Bond) -> list[Any]:
    told: list[Any] = []
    joined.join(told.append)
    return told


def test_a_change_is_told_while_a_page_shows_the_widget() -> None:
    joined = bond("value")
    told = heard(joined)
    joined.widget.value = 4
    joined.part()
    joined.widget.value = 5
    assert told == [4]


def test_what_the_app_gives_is_not_told() -> None:
    joined = bond("value")
    told = heard(joined)
    assert joined.take(4) == 4
    assert (joined.widget.value, told) == (4, [])


def test_it_returns_what_the_trait_has_made_of_a_value() -> None:
    assert bond("value").take(40) == 9


def test_of_several_traits_some_may_be_given() -> None:
    assert bond("value", "max").take({"max": 5}) == {"value": 1, "max": 5}


@pytest.mark.parametrize("value", [3, {"min": 0}])
def test_what_is_no_dictionary_of_its_traits_is_refused(value: Any) -> None:
    with pytest.raises(StreamlitValueError, match="keys 'value', 'max'"):
        bond("value", "max").take(value)


@pytest.mark.parametrize(
    ("args", "kwargs", "told"),
    [
        ((), {}, True),
        ((3,), {}, 3),
        ((3, 4), {}, (3, 4)),
        ((), {"a": 1}, {"a": 1}),
        ((3,), {"a": 1}, (3, {"a": 1})),
    ],
)
def test_an_event_is_what_the_widget_tells(args: Any, kwargs: Any, told: Any) -> None:
    joined = bond()
    all_told = heard(joined)
    joined.listen(lambda _, send: send(*args, **kwargs))
    assert all_told == [told]


def test_a_widget_keeps_neither_its_bond_nor_its_handler() -> None:
    joined = bond("value")
    widget = joined.widget
    before = list(widget._trait_notifiers["value"]["change"])
    del joined
    gc.collect()
    assert len(widget._trait_notifiers["value"]["change"]) == len(before) - 1


def test_what_is_told_after_a_bond_is_gone_reaches_nobody() -> None:
    weak = _Weak(bond("value"))
    gc.collect()
    weak({"new": 1})
    weak.press("x")


def test_a_run_leaves_a_trait_alone_while_another_thread_hands_over_what_a_browser_says() -> None:
    joined = bond("value")
    with ThreadPoolExecutor() as pool, hearing(joined.model_id, ["value"]):
        pool.submit(joined.take, 5).result()
        assert joined.value == 1
    joined.take(5)
    assert joined.value == 5


def test_a_run_sets_a_trait_while_a_browser_says_something_of_another() -> None:
    joined = bond("value")
    with ThreadPoolExecutor() as pool, hearing(joined.model_id, ["max"]):
        pool.submit(joined.take, 5).result()
    assert joined.value == 5


def test_what_a_browser_says_waits_until_a_run_has_set_the_trait() -> None:
    joined, order = bond("value"), list[str]()

    def hear() -> None:
        with hearing(joined.model_id, ["value"]):
            order.append("heard")

    def observe(change: object) -> None:
        wait([pool.submit(hear)], 0.05)
        order.append("set")

    with ThreadPoolExecutor() as pool:
        joined.widget.observe(observe, "value")
        joined.take(5)
    assert order == ["set", "heard"]
