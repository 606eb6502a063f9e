"""What a run declares of an element with a value."""

from typing import Any

from rerun_state.elements.base.codecs import Plain
from rerun_state.runtime.model.widget import Callback, Widget, carried


class Doubling(Plain):
    def carry(self, value: Any, former: Any) -> Any:
        return 2 * value


def widget() -> Widget:
    return Widget("w", "x", "w", 1, Doubling(lambda value: True, "anything"))


def test_a_callback_sees_what_its_arguments_have_become() -> None:
    seen: list[Any] = []
    given = [1]
    call = Callback(lambda *args, **kwargs: seen.append((args, kwargs)), given, {"end": "!"})
    given.append(2)
    call()
    assert seen == [((1, 2), {"end": "!"})]


def test_a_callback_without_arguments_is_called_with_none() -> None:
    assert Callback(lambda *args, **kwargs: (args, kwargs))() == ((), {})


def test_a_value_of_the_widget_before_is_carried_by_the_codec() -> None:
    now = widget()
    assert carried(now, 4, widget()) == 8
    assert carried(now, 4, now) == carried(now, 4, None) == 4
