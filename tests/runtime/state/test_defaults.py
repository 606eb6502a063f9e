"""Copies of defaults."""

from rerun_state.elements.base.codecs import Plain
from rerun_state.runtime.model.widget import Widget
from rerun_state.runtime.state.defaults import Defaults


class Shared(Plain):
    shares = True


def listing(default: list[int], codec: type[Plain] = Plain) -> Widget:
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
