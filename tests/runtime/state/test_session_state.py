"""Values which outlive a run, against the rules of SessionState one by one."""

import contextlib
import operator
from typing import Any

import pytest

import rerun_state as st
from rerun_state.elements.base.codecs import Plain
from rerun_state.errors import (
    StreamlitAPIException,
    StreamlitValueAssignmentNotAllowedError,
    StreamlitValueError,
    StreamlitWidgetAlreadyInstantiatedError,
)
from rerun_state.runtime.model.widget import Widget
from rerun_state.runtime.state.session_state import SessionState
from tests.runtime.apps import App
from tests.runtime.state.widgets import run, widget


def test_a_widget_has_its_default_at_first() -> None:
    state = SessionState()
    assert run(state, widget(default=3)) == [3]
    assert state["k"] == 3


def test_a_widget_takes_the_value_that_code_set_before() -> None:
    state = SessionState()
    state["k"] = 5
    assert run(state, widget()) == [5]


def test_what_the_reader_chose_comes_back_in_every_run() -> None:
    state, shown = SessionState(), widget()
    run(state, shown)
    assert state.receive(shown, 7)
    assert run(state, shown) == run(state, shown) == [7]


def test_the_same_value_again_is_no_change() -> None:
    state, shown = SessionState(), widget()
    run(state, shown)
    assert not state.receive(shown, 0)


def test_the_state_of_a_shown_widget_cannot_be_set() -> None:
    state = SessionState()
    state.begin_answer()
    state.begin()
    state.declare(widget())
    with pytest.raises(StreamlitWidgetAlreadyInstantiatedError, match="'k'"):
        state["k"] = 1
    state.end()
    state["k"] = 1
    assert state["k"] == 1


def test_a_press_lasts_for_one_run() -> None:
    state, button = SessionState(), widget(default=False, trigger=True)
    run(state, button)
    state.receive(button, True)
    assert state["k"] is True
    state.declare(button)
    state.release()
    assert state["k"] is False


def test_a_press_that_the_run_did_not_reach_is_over_with_the_next() -> None:
    state, button = SessionState(), widget(default=False, trigger=True)
    run(state, button)
    state.receive(button, True)
    state.end()
    assert state["k"] is True
    assert run(state, button) == [False]


def test_a_button_cannot_be_pressed_by_code_but_the_entry_presses_it_later() -> None:
    state, button = SessionState(), widget(default=False, trigger=True, settable=False)
    state["k"] = True
    state.begin_answer()
    state.begin()
    state["k"] = True
    with pytest.raises(StreamlitValueAssignmentNotAllowedError):
        state.declare(button)
    state.end()
    assert run(state, button) == [True]
    assert run(state, button) == [False]


def test_a_change_of_a_widget_that_is_now_disabled_is_undone() -> None:
    state = SessionState()
    run(state, widget())
    state.receive(widget(), 7)
    assert state["k"] == 7
    assert state.declare(widget(disabled=True)) == 0


def test_code_may_set_a_disabled_widget() -> None:
    state = SessionState()
    run(state, widget())
    state["k"] = 5
    assert run(state, widget(disabled=True)) == run(state, widget(disabled=True)) == [5]


def test_a_value_is_copied_for_the_program() -> None:
    state = SessionState()
    run(state, widget(default=[1]))[0].append(2)
    assert state["k"] == [1]


def test_a_disabled_widget_takes_its_default_anew_in_each_run_of_an_answer() -> None:
    state = SessionState()
    assert run(state, *(widget(default=n, disabled=True) for n in (1, 2))) == [1, 2]
    assert run(state, widget(default=3, disabled=True)) == [2]


def test_deleting_a_key_gives_the_widget_its_default_again() -> None:
    state, shown = SessionState(), widget()
    run(state, shown)
    state.receive(shown, 7)
    del state["k"]
    assert "k" not in state
    assert run(state, shown) == [0]


def test_clearing_forgets_entries_and_widgets_with_a_key_only() -> None:
    state, named, nameless = SessionState(), widget(), widget(None, id="anonymous")
    run(state, named, nameless)
    state.receive(named, 7)
    state.receive(nameless, 7)
    state.clear()
    assert run(state, named, nameless) == [0, 7]


@pytest.mark.parametrize("name", ["", "$$ID-x"])
def test_what_is_no_key_cannot_be_asked_for_either(name: str) -> None:
    state = SessionState()
    with pytest.raises(StreamlitAPIException):
        state[name]
    with pytest.raises(StreamlitAPIException):
        name in state  # noqa: B015 - to ask is what raises


def test_other_names_with_dollar_signs_are_keys() -> None:
    state = SessionState()
    state["$$x"] = 1
    assert state["$$x"] == 1


def test_a_widget_without_a_key_is_no_entry() -> None:
    state = SessionState()
    run(state, widget(None, id="anonymous"))
    assert (len(state), state.to_dict()) == (0, {})


def test_another_widget_under_the_same_key_has_a_value_of_its_own() -> None:
    state = SessionState()
    run(state, widget(id="first"))
    state.receive(widget(id="first"), 7)
    assert run(state, widget(id="second")) == [0]
    assert run(state, widget(id="first")) == [7]


def test_keys_are_text() -> None:
    state = SessionState()
    state[1] = "one"
    assert (state["1"], list(state)) == ("one", ["1"])


@pytest.mark.parametrize(
    ("key", "error"), [("", StreamlitValueError), ("$$ID-x", StreamlitAPIException)]
)
def test_a_key_that_can_be_none_is_refused(key: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        SessionState()[key] = 1


def test_a_missing_entry_says_how_to_make_it() -> None:
    with pytest.raises(KeyError, match="Initialise it first"):
        SessionState()["k"]


def test_reading_and_writing_are_noticed() -> None:
    state, log = SessionState(), list[Any]()
    state.on_read = lambda key: log.append(("read", key))
    state.on_set = lambda key: log.append(("set", key))
    state["k"] = 2
    assert state["k"] == 2
    assert log == [("set", "k"), ("read", "k")]


def test_a_codec_mends_a_value_for_good() -> None:
    class Bounded(Plain):
        def admit(self, value: Any) -> Any:
            return value if value <= 5 else 5

    state = SessionState()
    shown = Widget("k", "x", "k", 0, Bounded(lambda value: True, "anything"))
    state["k"] = 9
    assert run(state, shown) == [5]
    assert state["k"] == 5


class Strict(Plain):
    """The codec of a widget that refuses a value."""

    def vet(self, value: Any) -> None:
        if value == 9:
            raise ValueError(value)


STRICT = Strict(lambda value: True, "anything")


def test_a_codec_vets_a_value_once() -> None:
    state = SessionState()
    shown = Widget("k", "x", "k", 0, STRICT)
    run(state, shown)
    state.begin_answer()
    state.begin()
    state["k"] = 9
    with pytest.raises(ValueError, match="9"):
        state.declare(shown)
    state.end()
    assert run(state, shown) == [9]


def test_the_value_of_a_widget_that_persists_is_vetted_until_it_is_fit() -> None:
    state, shown = SessionState(), Widget("k", "x", "k", 0, STRICT, persist="session")
    run(state, shown)
    state.begin_answer()
    state.begin()
    state["k"] = 9
    with pytest.raises(ValueError, match="9"):
        state.declare(shown)
    state.end()
    with pytest.raises(ValueError, match="9"):
        run(state, shown)
    state.end()
    state["k"] = 8
    assert run(state, shown) == [8]


def test_the_value_of_a_widget_that_persists_is_vetted_when_it_is_shown_again() -> None:
    state, shown = SessionState(), Widget("k", "x", "k", 0, STRICT, persist="session")
    shown.by_address = True
    run(state, shown)
    state.begin_answer()
    state.lifetimes.forget([shown.id])
    state["k"] = 9
    run(state)
    with pytest.raises(ValueError, match="9"):
        run(state, shown)


def test_the_value_of_a_widget_that_persists_is_vetted_after_a_run_that_left_it_out() -> None:
    state, shown = SessionState(), Widget("k", "x", "k", 0, STRICT, persist="session")
    run(state, shown)
    state.lifetimes.leave_out([shown.id])
    state["k"] = 9
    with pytest.raises(ValueError, match="9"):
        run(state, shown)


def test_a_value_beside_an_entry_from_before_is_vetted_when_the_widget_is_shown_again() -> None:
    state, shown = SessionState(), Widget("k", "x", "k", 0, STRICT)
    state["k"] = 1
    run(state, shown)
    state.lifetimes.forget([shown.id])
    state["k"] = 9
    run(state)
    with pytest.raises(ValueError, match="9"):
        run(state, shown)


def test_what_code_set_before_a_rerun_is_still_new_to_the_widget() -> None:
    state, refused = SessionState(), widget(settable=False)
    state.begin_answer()
    state.begin()
    state["k"] = 9
    state.end()
    state.begin()
    with pytest.raises(StreamlitValueAssignmentNotAllowedError):
        state.declare(refused)


@pytest.mark.parametrize("value", [True, 5, "text", None])
def test_a_button_returns_what_code_has_left_for_it_once(value: object) -> None:
    returned = list[object]()

    def program() -> None:
        returned.append(st.button("Go", key="go"))

    app = App(program)
    app.state["go"] = value
    app.session.state.begin_answer()
    app.run().run()
    assert returned == [value, False]


def test_an_app_that_was_given_a_senseless_value_shows_so_and_goes_on() -> None:
    def program() -> None:
        st.multiselect("m", ["a", "b"], key="k")

    app = App(program).run()
    app.state["k"] = 5
    assert app.run().errors == ["TypeError"]
    app.state["k"] = ["a"]
    assert app.run().errors == []
    assert app.state["k"] == ["a"]


def test_what_cannot_be_copied_is_no_value_of_a_widget() -> None:
    def program() -> None:
        st.session_state.k = (c for c in "ab")
        st.selectbox("s", ["a", "b"], key="k")

    assert App(program).run().errors == ["TypeError"]


def test_the_state_of_a_widget_that_has_refused_its_value_cannot_be_set() -> None:
    def program() -> None:
        st.session_state.k = None
        with contextlib.suppress(TypeError):
            st.multiselect("m", ["a"], key="k")
        st.session_state.k = []

    assert App(program).run().errors == ["StreamlitWidgetAlreadyInstantiatedError"]


def test_a_state_equals_itself_alone() -> None:
    state, other = SessionState(), SessionState()
    assert state in [state]
    assert (state == other, state != other, state == {}) == (False, True, False)
    assert operator.eq(state, state) is True


def test_what_an_earlier_kernel_kept_gives_way_to_what_a_widget_has() -> None:
    def program() -> None:
        st.text(st.checkbox("C", key="c"))

    app = App(program)
    app.session.state.restored.add({"checkbox:c": True})
    assert app.run().texts == ["True"]
    app.change("C", False)
    app.session.state.restored.add({"checkbox:c": True})
    assert app.run().texts == ["False"]


@pytest.mark.parametrize("key", ["k", "new"])
def test_what_a_thread_sets_while_an_answer_begins_is_not_lost(
    key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = SessionState()
    run(state, widget())
    state["k"] = 1

    def set_meanwhile(id: Any, name: str) -> None:
        monkeypatch.undo()
        state[key] = 2

    monkeypatch.setattr(state._settling, "again", set_meanwhile)
    state.begin_answer()
    assert state[key] == 2
