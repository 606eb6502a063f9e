"""One execution: yield points, st.stop() and st.rerun()."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest

import rerun_state as st
from rerun_state.commands.flow import checkpoint, rerun, stop
from rerun_state.errors import (
    NoRunError,
    StreamlitAPIException,
    StreamlitInvalidParameterTypeError,
    StreamlitValueError,
)
from rerun_state.runtime.execution.run import StopException, current, running
from tests.runtime.apps import App


def counted(limit: int = 1) -> Callable[[], bool]:
    """A condition that holds a number of times."""
    left = [limit]

    def condition() -> bool:
        left[0] -= 1
        return left[0] >= 0

    return condition


def test_ordinary_code_has_no_run() -> None:
    assert running() is None
    with pytest.raises(NoRunError, match="%%rerun"):
        st.text("hello")


def test_an_element_in_a_thread_of_no_run_says_what_to_do() -> None:
    with ThreadPoolExecutor(1) as pool, pytest.raises(NoRunError, match="add_script_run_ctx"):
        pool.submit(st.text, "x").result()


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("title", ["Hello"]),
        ("error", ["Oh"]),
        ("caption", ["small"]),
        ("button", ["Go"]),
        ("toggle", ["On"]),
        ("pills", ["One", ["a", "b"]]),
        ("line_chart", [[1, 2]]),
        ("columns", [2]),
    ],
)
def test_an_element_outside_of_apps_is_named_as_it_was_called(name: str, arguments: Any) -> None:
    with pytest.raises(NoRunError, match=rf"^st\.{name}\(\) needs an app around it"):
        getattr(st, name)(*arguments)


def test_a_run_counts_each_call_by_itself() -> None:
    counts = list[int]()
    App(lambda: counts.extend(current().count(call) for call in "aabca")).run()
    assert counts == [1, 2, 1, 1, 3]


def test_a_run_is_current_while_it_lasts() -> None:
    seen = list[object]()
    app = App(lambda: seen.append(current().app)).run()
    assert seen == [app.cell]
    assert running() is None


def test_stop_ends_the_run_and_keeps_what_it_has_shown() -> None:
    def program() -> None:
        st.text("above")
        st.stop()

    assert App(program).run().texts == ["above"]


def test_a_swallowed_stop_stops_at_the_next_element() -> None:
    swallowed = list[bool]()

    def program() -> None:
        try:
            stop()
        except BaseException:
            swallowed.append(True)
        st.text("never")

    app = App(program).run()
    assert (app.texts, swallowed) == ([], [True])


def swallowed_stop() -> None:
    with suppress(BaseException):
        st.stop()


def test_a_rerun_after_a_stop_stops_as_well() -> None:
    runs = list[int]()

    def program() -> None:
        runs.append(1)
        try:
            st.stop()
        finally:
            st.rerun()

    App(program).run()
    assert runs == [1]


def test_a_stop_that_nothing_follows_is_one() -> None:
    def program() -> None:
        if st.button("Go", key="go"):
            swallowed_stop()

    for shown in (program, st.fragment(program)):
        assert App(shown).run().press("Go").state["go"] is True


def test_a_stop_that_a_callback_has_swallowed_leaves_the_program_out() -> None:
    runs = list[int]()

    def program() -> None:
        runs.append(1)
        st.button("Go", on_click=swallowed_stop)

    App(program).run().press("Go")
    assert runs == [1]


def test_an_error_in_a_fragment_after_a_stop_is_not_shown() -> None:
    @st.fragment
    def part() -> None:
        try:
            st.stop()
        finally:
            raise ValueError

    assert App(part).run().errors == []


def test_except_exception_lets_a_rerun_pass() -> None:
    again = counted()

    def program() -> None:
        try:
            if again():
                st.rerun()
        except Exception:
            st.text("swallowed")
        st.text("end")

    assert App(program).run().texts == ["end"]


def test_a_rerun_forgets_what_the_run_has_shown() -> None:
    again = counted()

    def program() -> None:
        st.text("page")
        if again():
            rerun()

    assert App(program).run().texts == ["page"]


def test_a_rerun_keeps_values_and_loses_presses() -> None:
    again = counted()

    def program() -> None:
        pressed, value = st.button("Go"), st.slider("Size", 0, 9)
        if pressed and again():
            st.rerun()
        st.text(f"{pressed} {value}")

    app = App(program).run()
    app.send("Size", 5)
    assert app.press("Go").texts == ["False 5"]


@pytest.mark.parametrize(
    ("scope", "error"),
    [
        ("fragment", StreamlitAPIException),
        ("nobody", StreamlitAPIException),
        ("", StreamlitValueError),
        ([], StreamlitValueError),
        (["app", "a"], StreamlitValueError),
        (1.5, StreamlitInvalidParameterTypeError),
    ],
)
def test_a_scope_that_means_nothing_here_is_refused(scope: Any, error: type[Exception]) -> None:
    def program() -> None:
        with pytest.raises(error):
            rerun(scope)
        st.text("refused")

    assert App(program).run().texts == ["refused"]


def test_a_checkpoint_is_a_yield_point_and_nothing_in_ordinary_code() -> None:
    checkpoint()

    def program() -> None:
        current().app.abandon()
        checkpoint()
        st.session_state.reached = True

    assert "reached" not in App(program).run().state


def test_after_a_stop_that_was_caught_the_state_stops_the_run_again() -> None:
    seen = list[str]()

    def program() -> None:
        try:
            st.stop()
        finally:
            seen.append("finally")
            for access in (lambda: st.session_state.get("n"), lambda: st.query_params.get("n")):
                with pytest.raises(StopException):
                    access()
            st.session_state.n = 1
            seen.append("not reached")

    assert "n" not in App(program).run().state
    assert seen == ["finally"]
