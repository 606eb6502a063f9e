"""Values that last for one run."""

from typing import Any

from rerun_state.runtime.state.presses import Presses


def test_a_press_is_over_with_its_run() -> None:
    values: dict[Any, Any] = {"go": True}
    presses = Presses(values)
    presses.hold("go", False)
    presses.release()
    assert (values, "go" in presses) == ({"go": False}, False)


def test_a_button_that_is_gone_is_not_put_to_rest() -> None:
    values: dict[Any, Any] = {}
    presses = Presses(values)
    presses.hold("go", False)
    presses.release()
    assert values == {}


def test_what_code_has_pressed_holds_in_the_next_run() -> None:
    presses = Presses({"go": True})
    presses.declare("go", False)
    presses.await_run("go")
    assert "go" not in presses
    presses.begin()
    assert "go" in presses


def test_what_is_no_button_is_never_pressed() -> None:
    presses = Presses({"slider": 7})
    presses.await_run("slider")
    presses.begin()
    assert "slider" not in presses


def test_an_entry_that_pressed_a_button_rests_with_the_next_answer() -> None:
    values: dict[Any, Any] = {}
    presses = Presses(values)
    presses.hold_by_code("go", True, False)
    assert (values, presses.by_code("go")) == ({"go": True}, True)
    presses.rest()
    assert (values, presses.by_code("go")) == ({"go": False}, False)


def test_a_value_that_code_has_pressed_is_over_with_its_run() -> None:
    values: dict[Any, Any] = {"go": False}
    presses = Presses(values)
    presses.hold_by_code("go", True, False)
    assert (values, presses.by_code("go"), "go" in presses) == ({"go": True}, False, True)
    presses.rest()
    assert values == {"go": True}
    presses.release()
    assert values == {"go": False}


def test_an_entry_that_is_gone_is_not_put_to_rest() -> None:
    values: dict[Any, Any] = {}
    presses = Presses(values)
    presses.hold_by_code("go", True, False)
    del values["go"]
    presses.rest()
    assert values == {}


def test_a_button_that_is_forgotten_is_not_pressed_by_code() -> None:
    presses = Presses({"go": True})
    presses.declare("go", False)
    presses.forget("go")
    presses.await_run("go")
    presses.begin()
    assert "go" not in presses
