"""What somebody holds who outlives a run."""

import functools
from collections.abc import Iterator
from typing import Any

import ipywidgets
import pytest

from rerun_state.jupyter.kept_widgets import kept
from rerun_state.jupyter.succession import _NOTE, Note, Place


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    """No widget outlives its test, for others count them."""
    yield
    ipywidgets.Widget.close_all()


class Record:
    """Something of the user's."""

    def __init__(self, held: Any) -> None:
        self.held = held


def closure(held: Any) -> Any:
    return lambda: held


@pytest.mark.parametrize(
    "hold",
    [
        lambda it: it,
        lambda it: [(it,)],
        lambda it: {"deep": {"deeper": it}},
        Record,
        lambda it: Record(it).__init__,  # type: ignore[misc]
        lambda it: functools.partial(print, it),
        lambda it: functools.partial(print, file=it),
        closure,
        lambda it: ipywidgets.VBox([it]),
    ],
)
def test_what_a_value_of_a_state_reaches_is_kept(hold: Any) -> None:
    widget = ipywidgets.Text()
    assert id(widget) in kept([hold(widget)], [])


def test_a_variable_that_is_not_bound_yet_holds_nothing() -> None:
    def outer() -> Any:
        def inner() -> Any:
            return late

        found = kept([inner], [])
        late = 1
        return found

    assert outer()


def test_data_are_not_looked_through() -> None:
    widget = ipywidgets.Text()
    assert id(widget) not in kept([[widget] * 1_001, dict.fromkeys(range(1_001), widget)], [])


def test_a_name_of_the_notebook_keeps_its_own_widgets_and_none_that_a_run_has_bound() -> None:
    own, bound = ipywidgets.Text(), ipywidgets.Text()
    vars(bound)[_NOTE] = Note(Place("key", None), {})
    found = kept([], [own, bound])
    assert (id(own) in found, id(bound) in found) == (True, False)
    assert id(bound) in kept([], [[bound]])
