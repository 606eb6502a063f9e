"""Copies of defaults."""

from collections.abc import Callable
from threading import Lock
from typing import Any

import pytest

from rerun_state.elements.base.codecs import Plain
from rerun_state.runtime.model.widget import Widget
from rerun_state.runtime.state.defaults import Defaults


class Shared(Plain):
    shares = True


def listing(default: Any, codec: type[Plain] = Plain) -> Widget:
    return Widget("a", "x", None, default, codec(lambda value: True, "anything"))


def test_a_program_gets_a_copy_of_what_it_could_change() -> None:
    default = [1, 2]
    value = Defaults().start(listing(default))
    assert (value, value is default) == (default, False)


def test_the_original_of_a_copy_is_known() -> None:
    defaults, default = Defaults(), [1, 2]
    value = defaults.start(listing(default))
    assert defaults.original("a", value) is default


def test_a_value_that_is_no_copy_is_its_own_original() -> None:
    defaults, chosen = Defaults(), [3]
    defaults.start(listing([1, 2]))
    assert defaults.original("a", chosen) is chosen


def test_nothing_is_known_of_a_widget_that_is_gone() -> None:
    defaults = Defaults()
    value = defaults.start(listing([1, 2]))
    defaults.pop("a")
    assert defaults.original("a", value) is value


def test_a_value_that_is_to_be_shared_is_not_copied() -> None:
    default = [1, 2]
    assert Defaults().start(listing(default, Shared)) is default


@pytest.mark.parametrize(
    "write",
    [
        lambda value: value["a"].append(3),
        lambda value: value.update(b=1),
        lambda value: value["a"].__setitem__(0, 9),
        lambda value: value.update(a=(1, 2)),
    ],
)
def test_a_copy_that_was_written_into_is_its_own_original(
    write: Callable[[dict[str, Any]], object],
) -> None:
    defaults = Defaults()
    value = defaults.start(listing({"a": [1, 2]}))
    write(value)
    assert defaults.original("a", value) is value


def test_objects_in_a_copy_stand_for_those_of_the_default() -> None:
    defaults, default = Defaults(), [object(), float("nan")]
    value = defaults.start(listing(default))
    assert defaults.original("a", value) is default


def test_of_what_cannot_be_copied_there_is_one() -> None:
    lock = Lock()
    assert Defaults().start(listing(lock)) is lock
    default = [lock]
    value = Defaults().start(listing(default))
    assert (value, value is default) == (default, False)
