"""How values from code are judged."""

from typing import Any

from rerun_state.elements.base.codecs import Plain
from rerun_state.runtime.model.judge import Judge


class Anything(Judge):
    def admit(self, value: Any) -> Any:
        return value


class Short(Anything):
    def settle(self, value: Any) -> Any:
        return value[:3]


def test_a_judge_that_says_nothing_of_pages_leaves_values_as_they_are() -> None:
    assert (Anything.settles, Anything().settle("a name")) == (False, "a name")


def test_a_judge_that_knows_what_pages_make_of_values_is_asked() -> None:
    assert (Short.settles, Plain.settles) == (True, False)
