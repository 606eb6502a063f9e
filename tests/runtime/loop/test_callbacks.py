"""The callbacks of what the reader changed."""

import rerun_state as st
from tests.runtime.apps import App


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


def test_a_callback_that_asks_for_a_rerun_lets_the_others_finish() -> None:
    called: list[str] = []

    def program() -> None:
        st.slider("A", 0, 9, on_change=st.rerun)
        st.slider("B", 0, 9, on_change=called.append, args=("B",))

    app = App(program).run()
    app.send("A", 1)
    app.send("B", 1)
    app.drain()
    assert called == ["B"]


def test_a_callback_that_fails_ends_the_others_and_the_run() -> None:
    called: list[str] = []

    def program() -> None:
        st.slider("A", 0, 9, on_change=lambda: 1 / 0)
        st.slider("B", 0, 9, on_change=called.append, args=("B",))

    app = App(program).run()
    app.send("A", 1)
    app.send("B", 1)
    assert app.drain().errors == ["ZeroDivisionError"]
    assert called == []


def test_a_stop_iteration_of_a_callback_is_shown_as_any_error() -> None:
    def program() -> None:
        st.button("Go", on_click=lambda: next(iter(())))

    assert App(program).run().press("Go").errors == ["StopIteration"]


def test_a_press_whose_callback_asks_for_the_whole_app_is_over() -> None:
    def program() -> None:
        st.text(str(st.button("Go", on_click=st.rerun)))

    assert App(program).run().press("Go").texts == ["False"]
