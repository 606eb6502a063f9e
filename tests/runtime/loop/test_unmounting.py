"""What a complete run no longer shows."""

import rerun_state as st
from tests.runtime.apps import App


def hiding() -> None:
    if not st.checkbox("Hide"):
        st.slider("A", 0, 9, key="a")
    if st.checkbox("Stop"):
        st.stop()
    st.slider("B", 0, 9, key="b")


def test_the_value_of_a_hidden_widget_is_dropped_at_the_end_of_the_run() -> None:
    app = App(hiding).run().change("A", 5)
    assert "a" not in app.change("Hide", True).state
    assert app.change("Hide", False).state["a"] == 0


def test_a_run_that_was_stopped_drops_nothing() -> None:
    app = App(hiding).run().change("B", 5).change("Stop", True)
    assert app.state["b"] == 5
    assert app.change("Stop", False).state["b"] == 5


def test_what_code_gives_to_a_hidden_widget_lasts_for_one_run() -> None:
    app = App(hiding).run().change("Hide", True)
    app.state["a"] = 5
    assert "a" not in app.run().state
