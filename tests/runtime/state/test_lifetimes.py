"""How long widgets keep their values."""

from rerun_state.runtime.state.lifetimes import REMEMBERED
from rerun_state.runtime.state.session_state import SessionState
from tests.runtime.state.widgets import run, widget


def test_a_forgotten_widget_starts_with_its_default() -> None:
    state, shown = SessionState(), widget()
    run(state, shown)
    state.receive(shown, 7)
    state.lifetimes.forget([shown.id])
    assert "k" not in state
    assert run(state, shown) == [0]


def test_a_widget_that_persists_is_not_forgotten() -> None:
    state, shown = SessionState(), widget(persist="session")
    run(state, shown)
    state.begin_answer()
    state.receive(shown, 7)
    state.lifetimes.forget([shown.id])
    assert run(state, shown) == [7]


def test_a_widget_persists_only_if_the_answer_that_has_shown_it_first_still_does() -> None:
    state, shown = SessionState(), widget(persist="session")
    run(state, shown)
    state.lifetimes.forget([shown.id])
    assert "k" not in state


def test_no_widget_keeps_its_value_once_no_app_is_left() -> None:
    state, shown = SessionState(), widget(persist="session")
    run(state, shown)
    state.lifetimes.end()
    assert (dict(state), state.lifetimes.persistent.get(shown.id)) == ({}, None)


def test_an_entry_from_before_its_widget_comes_back_when_the_widget_is_gone() -> None:
    state, shown = SessionState(), widget()
    state["k"] = 5
    run(state, shown)
    state.receive(shown, 7)
    state.lifetimes.forget([shown.id])
    assert state["k"] == 5


def test_what_code_gave_to_a_widget_that_is_gone_is_known_to_be_without_one() -> None:
    state, shown = SessionState(), widget()
    run(state, shown)
    state.lifetimes.forget([shown.id])
    state["k"] = 5
    state.begin_answer()
    state.begin()
    assert state.orphans() == {shown.id}
    assert state.orphans() == set()


def test_a_press_by_code_on_a_button_that_is_gone_lasts_for_one_run() -> None:
    state, button = SessionState(), widget(default=False, trigger=True, settable=False)
    run(state, button)
    state["k"] = True
    run(state)
    assert state["k"] is False


def test_what_code_sets_reaches_all_widgets_of_the_key_that_kept_their_values() -> None:
    state, one, two = SessionState(), widget(id="one"), widget(id="two")
    run(state, one, ended=False)
    run(state, two, ended=False)
    state["k"] = 5
    run(state)
    assert run(state, one) == [5]


def test_of_many_keys_whose_widgets_are_gone_the_latest_are_known() -> None:
    state = SessionState()
    first, *others = [widget(f"k{number}") for number in range(REMEMBERED + 1)]
    run(state, first, *others)
    run(state, first)  # a key that is shown again is known for longer
    state.lifetimes.forget([each.id for each in (first, *others)])
    assert set(state.store.ids) == {"k0", *(f"k{n}" for n in range(502, REMEMBERED + 1))}


def test_as_many_keys_are_known_as_can_be_remembered() -> None:
    state = SessionState()
    shown = [widget(f"k{number}") for number in range(REMEMBERED)]
    run(state, *shown)
    state.lifetimes.forget([each.id for each in shown])
    assert len(state.store.ids) == REMEMBERED
