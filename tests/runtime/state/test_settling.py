"""Values that a page holds in another form than code gave them."""

from collections.abc import Hashable
from typing import Any

from rerun_state.elements.base.codecs import Plain
from rerun_state.runtime.state.settling import Settling
from rerun_state.runtime.state.value_store import MISSING


class Short(Plain):
    def settle(self, value: Any) -> Any:
        return value[:2]


class Same(Plain):
    def settle(self, value: Any) -> Any:
        return value


ANY, SHORT, SAME = (c(lambda value: True, "anything") for c in (Plain, Short, Same))


def held(settling: Settling, value: Any) -> dict[Hashable, Any]:
    return settling.held(lambda id, key: (value, value))


def test_a_value_that_a_page_would_change_is_told_in_its_form() -> None:
    settling = Settling()
    settling.expect("t", None, SHORT, "long")
    assert held(settling, "long") == {"t": "lo"}


def test_a_value_of_a_codec_that_changes_none_is_not_asked_for() -> None:
    settling = Settling()
    settling.expect("t", None, ANY, "long")
    assert len(settling) == 0


def test_a_value_that_is_as_the_page_holds_it_is_asked_for_once() -> None:
    settling, value = Settling(), "ok"
    settling.expect("t", None, SAME, value)
    assert held(settling, value) == {}
    settling.expect("t", None, SAME, value)
    assert settling.held(refuse_to_look) == {}


def test_code_that_sets_a_value_anew_has_it_asked_for_again() -> None:
    settling = Settling()
    settling.keep("t", SHORT, "lo")
    settling.again("t", "t")
    assert held(settling, "more") == {"t": "mo"}


def test_a_value_that_is_gone_is_forgotten() -> None:
    settling = Settling()
    settling.expect("t", None, SHORT, "long")
    assert held(settling, MISSING) == {}
    assert len(settling) == 0


def test_a_value_that_no_page_could_hold_stays_as_it_is() -> None:
    settling, number = Settling(), 1
    settling.expect("t", None, SHORT, number)
    assert held(settling, number) == {}


def test_what_a_run_refuses_is_not_asked_for() -> None:
    settling = Settling()
    settling.refuse("t")
    settling.expect("t", None, SHORT, "long")
    settling.refuse("t")
    assert held(settling, "long") == {}


def test_a_widget_that_is_gone_is_forgotten_whether_it_waits_or_not() -> None:
    settling = Settling()
    settling.expect("t", None, SHORT, "long")
    settling.keep("u", SHORT, "lo")
    assert len(settling) == 2
    for id in "tu":
        settling.pop(id)
    assert len(settling) == 0


def refuse_to_look(id: Hashable, key: str | None) -> tuple[Any, Any]:
    raise AssertionError(id)
