"""SessionState against a reference that says the rules as plainly as it can.

For each key the reference knows the entry, which widget stands under it, and that widget's value;
and what code has assigned since the app began to answer.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from rerun_state.elements.base.codecs import Plain
from rerun_state.errors import StreamlitAPIException
from rerun_state.runtime.model.widget import Widget
from rerun_state.runtime.state.session_state import SessionState

KEYS = st.sampled_from("abc")
VALUES = st.integers(0, 5)
CODEC = Plain(lambda value: True, "anything")


def slider(key: str, version: int) -> Widget:
    """A widget with a value; another version is another widget under the same key."""
    return Widget((key, version), "slider", key, 0, CODEC)


def button(key: str) -> Widget:
    return Widget(("button", key), "button", key, False, CODEC, trigger=True, settable=False)


class Values(RuleBasedStateMachine):
    """Runs which show sliders a, b and c in two versions, and a button under the key p."""

    def __init__(self) -> None:
        super().__init__()
        self.state = SessionState()
        self.entries: dict[str, int] = {}  # set by code before a widget had the key
        self.values: dict[Any, int] = {}  # of widgets
        self.holder: dict[str, Widget] = {}  # the widget which last stood under a key
        self.assigned: dict[str, int] = {}  # by code, since the run began
        self.shown: dict[Any, Widget] = {}  # in this run
        self.kept: set[Any] = set()  # shown by some run, and not dropped since
        self.given: set[Any] = set()  # given a value by code, since a complete run
        self.pressed = False
        self.running = False

    def expected(self, key: str) -> int | None:
        if key in self.assigned:
            return self.assigned[key]
        holder = self.holder.get(key)
        if holder is not None and holder.id in self.values:
            return self.values[holder.id]
        return self.entries.get(key)

    # -- what code does ----------------------------------------------------------------------------

    @rule(key=KEYS, value=VALUES)
    def code_sets(self, key: str, value: int) -> None:
        if self.running and key in self.holder and self.holder[key].id in self.shown:
            with pytest.raises(StreamlitAPIException):
                self.state[key] = value
        else:
            self.state[key] = self.assigned[key] = value

    @rule(key=KEYS)
    def code_deletes(self, key: str) -> None:
        if self.expected(key) is None:
            with pytest.raises(KeyError):
                del self.state[key]
            return
        del self.state[key]
        self.assigned.pop(key, None)
        self.entries.pop(key, None)
        if holder := self.holder.pop(key, None):
            self.values.pop(holder.id, None)

    # -- what the reader does ----------------------------------------------------------------------

    @precondition(lambda self: not self.running)
    @rule(changes=st.dictionaries(KEYS, VALUES), press=st.booleans(), again=st.booleans())
    def a_run_begins(self, changes: dict[str, int], press: bool, again: bool) -> None:
        if not again:
            self.state.begin_answer()
            self.all_is_settled()
        self.state.begin()
        self.running, self.pressed = True, press
        self.shown.clear()
        for key, value in changes.items():
            holder = self.holder.get(key)
            if holder is not None and holder.id in self.kept:
                before = self.values.get(holder.id, self.entries.get(key))
                assert self.state.receive(holder, value) == (before != value)
                self.values[holder.id] = value
        if press:
            assert self.state.receive(button("p"), True)

    def all_is_settled(self) -> None:
        for key, value in self.assigned.items():
            if key in self.holder:
                id = self.holder[key].id
                former = [each for each in self.values if each[0] == key]
                self.values |= dict.fromkeys([id, *former], value)
                self.given.add(id)
            else:
                self.entries[key] = value
        self.assigned.clear()

    # -- what the run does -------------------------------------------------------------------------

    @precondition(lambda self: self.running)
    @rule(key=KEYS, version=st.integers(1, 2))
    def the_run_shows(self, key: str, version: int) -> None:
        shown = slider(key, version)
        if shown.id in self.shown:
            return
        self.holder[key] = shown
        value = self.assigned.get(key, self.values.get(shown.id, self.entries.get(key, 0)))
        if key not in self.assigned and shown.id not in self.values and key not in self.entries:
            self.values[shown.id] = value
        self.shown[shown.id] = shown
        assert self.state.declare(shown) == value

    @precondition(lambda self: self.running)
    @rule()
    def the_run_shows_the_button(self) -> None:
        assert self.state.declare(button("p")) is self.pressed

    @precondition(lambda self: self.running)
    @rule(complete=st.booleans())
    def the_run_ends(self, complete: bool) -> None:
        self.state.end()
        self.kept |= self.shown.keys()
        self.running = False
        if complete:
            self.state.release()
            self.pressed = False
            self.state.lifetimes.forget((self.kept | self.state.orphans()) - self.shown.keys())
            for id in (self.kept | self.given) - self.shown.keys():
                self.values.pop(id, None)
            self.given.clear()
            self.kept = set(self.shown)

    # -- what is always true -----------------------------------------------------------------------

    @invariant()
    def every_key_has_the_value_that_the_rules_say(self) -> None:
        for key in "abc":
            assert self.state.get(key) == self.expected(key)

    @invariant()
    def listing_and_asking_agree(self) -> None:
        listed = {key: value for key, value in self.state.to_dict().items() if key != "p"}
        assert listed == {key: v for key in "abc" if (v := self.expected(key)) is not None}
        assert len(self.state) == len(list(self.state)) == len(self.state.to_dict())


TestValues = pytest.mark.long(Values.TestCase)
TestValues.settings = settings(max_examples=150, stateful_step_count=40)
