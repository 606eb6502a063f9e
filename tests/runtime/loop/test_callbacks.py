"""The callbacks of what the reader changed."""

import asyncio

import rerun_state as st
from tests.runtime.apps import App, sliders


def test_callbacks_are_called_in_the_order_in_which_the_reader_changed_things() -> None:
    called: list[str] = []

    def program() -> None:
        st.slider("A", 0, 9, on_change=called.append, args=("A",))
        st.slider("B", 0, 9, on_change=called.append, args=("B",))

    app = App(program).run()
    app.send("B", 1)
    app.send("A", 1)
    app.drain()
    assert called == ["B", "A"]


def test_a_rerun_in_a_callback_lets_the_others_finish() -> None:
    log = list[str]()

    def program() -> None:
        log.append("run")
        st.checkbox("A", on_change=st.rerun)
        st.checkbox("B", on_change=log.append, args=("B",))

    app = App(program).run()
    app.send("A", True)
    app.change("B", True)
    assert log == ["run", "B", "run"]


def test_an_error_in_a_callback_skips_the_others_and_the_program() -> None:
    log = list[str]()

    def fail() -> None:
        st.session_state.done = True
        raise ValueError("broken")

    def program() -> None:
        log.append("run")
        st.checkbox("A", on_change=fail)
        st.checkbox("B", on_change=log.append, args=("B",))

    app = App(program).run()
    app.send("A", True)
    app.change("B", True)
    assert (log, app.errors, app.state["done"]) == (["run"], ["ValueError"], True)
    assert app.run().errors == []


def test_a_stop_iteration_of_a_callback_is_shown_as_any_error() -> None:
    def program() -> None:
        st.button("Go", on_click=lambda: next(iter(())))

    assert App(program).run().press("Go").errors == ["StopIteration"]


def test_a_press_whose_callback_asks_for_the_whole_app_is_over() -> None:
    def program() -> None:
        st.text(str(st.button("Go", on_click=st.rerun)))

    assert App(program).run().press("Go").texts == ["False"]


def test_a_callback_runs_before_the_program_and_only_for_what_changed() -> None:
    log = list[str]()

    def program() -> None:
        log.append("run")
        st.checkbox("A", on_change=log.append, args=("A",))
        st.checkbox("B", on_change=log.append, args=("B",))

    app = App(program).run()
    app.change("A", True)
    app.change("A", True)
    assert log == ["run", "A", "run", "run"]


def test_a_callback_may_set_a_widget_and_what_it_shows_stands_above() -> None:
    def callback() -> None:
        st.session_state.a = 5
        st.text("from the callback")

    def program() -> None:
        st.button("Go", on_click=callback)
        sliders()

    assert App(program).run().press("Go").texts == ["from the callback", "5 0"]


def test_a_callback_may_await() -> None:
    async def callback() -> None:
        await asyncio.sleep(0)
        st.session_state.a = 5

    def program() -> None:
        st.button("Go", on_click=callback)
        sliders()

    app = App(program).run()
    app.send("Go", True)
    asyncio.run(app.session.drain())
    assert app.texts == ["5 0"]
