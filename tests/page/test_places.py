"""A choice is of what the reader saw, though a run has changed the options meanwhile."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

import rerun_state as st
from tests.page.browser import Message, Page

Show = Callable[[list[str]], Any]

# How each is shown, and what a browser sends for the option at a place.
CHOICES: dict[str, tuple[Show, Callable[[int], Any]]] = {
    "radio": (lambda names: st.radio("x", names, key="k"), int),
    "selectbox": (lambda names: st.selectbox("x", names, key="k"), int),
    "multiselect": (lambda names: st.multiselect("x", names, key="k")[:1], lambda at: [at]),
    "pills": (lambda names: st.pills("x", names, key="k"), lambda at: [at]),
    "select_slider": (lambda names: st.select_slider("x", names, key="k"), lambda at: [at]),
    "menu_button": (lambda names: st.menu_button("x", names, key="k"), int),
    "tabs": (lambda names: st.tabs(names, key="k", on_change="rerun") and st.session_state.k, int),
}


class Choice:
    """An app that offers names, and a reader who sees them as they were at first."""

    def __init__(self, kind: str, messages: list[Message]) -> None:
        show, self.wire = CHOICES[kind]
        self.names = ["zero", "*one*", "two", "three"]
        self.taken: Any = None

        def program() -> None:
            self.taken = show(self.names)

        self.app = Page(program, messages)
        self.app.run()
        props = self.model.props
        self.seen = list(props.get("options") or props["labels"])

    @property
    def model(self) -> Any:
        return next(iter(self.app.renderer._rows_by_model.values())).model

    def choose(self, place: int, **more: Any) -> Any:
        """What the app takes when the reader chooses the name that stood there at first."""
        event = {"event": "change", "value": self.wire(place), "seen": [self.seen[place]], **more}
        self.model._handle_custom_msg({"seq": "a", **event}, [])
        self.app.drain()
        return self.taken[0] if isinstance(self.taken, list) and self.taken else self.taken


@pytest.fixture(params=CHOICES)
def choice(request: pytest.FixtureRequest, messages: list[Message]) -> Iterator[Choice]:
    made = Choice(request.param, messages)
    yield made
    made.app.session.close()


def test_a_choice_is_of_the_option_that_was_seen(choice: Choice) -> None:
    choice.names = ["new", "zero", "three", "*one*", "two"]
    choice.app.run()
    assert choice.choose(1) == "*one*"


def test_an_option_that_has_not_moved_is_chosen(choice: Choice) -> None:
    assert choice.choose(2) == "two"


def test_an_option_that_has_gone_cannot_be_chosen(choice: Choice) -> None:
    choice.names = ["zero", "new", "three"]
    choice.app.run()
    before = choice.taken
    choice.app.log.clear()
    choice.choose(1)
    assert choice.taken == before
    assert [op[0] for op in choice.app.ops] == ["input"]  # which sets the view right


@pytest.mark.parametrize("seen", [[], ["two", "two"], "two", {"two": 1}])
def test_labels_that_belong_to_no_place_are_refused(choice: Choice, seen: Any) -> None:
    before = choice.taken
    choice.choose(2, seen=seen)
    assert choice.taken == before


def test_of_options_with_one_label_that_at_the_place_is_chosen(messages: list[Message]) -> None:
    choice = Choice("radio", messages)
    choice.names = ["a", "b", "a"]
    choice.app.run()
    choice.seen = ["a", "b", "a"]
    choice.choose(2)
    assert choice.model.value == 2
    choice.app.session.close()
