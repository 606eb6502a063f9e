"""Elements with a value: by what they are known again, and what they may not be given."""

import rerun_state as st
from rerun_state.testing import AppTest
from tests.runtime.apps import App


def test_a_widget_with_a_key_is_known_by_it_whatever_else_changes() -> None:
    def program() -> None:
        label = "A" if "k" not in st.session_state else "B"
        st.text(st.text_input(label, key="k"))

    app = App(program).run()
    assert app.change("A", "typed").run().texts == ["typed"]


def test_a_widget_without_a_key_is_another_one_with_other_parameters() -> None:
    def program() -> None:
        st.text(st.text_input(f"A{st.session_state.get('n', 0)}") or "fresh")

    app = App(program).run()
    assert app.change("A0", "typed").texts == ["typed"]
    app.state["n"] = 1
    assert app.run().texts == ["fresh"]


def test_widgets_without_a_key_belong_to_their_cell() -> None:
    def program() -> None:
        st.text(st.text_input("A") or "fresh")

    one = App(program, name="one").run()
    two = App(program, name="two", beside=one).run()
    one.change("A", "typed")
    assert (one.texts, two.run().texts) == (["typed"], ["fresh"])


CATCHING = """
import rerun_state as st
run = st.session_state.setdefault("runs", [])
run.append(1)
def trying(value):
    try:
        st.number_input("N", 0, 10, value, key="k")
    except Exception as error:
        st.text(type(error).__name__)
"""


def test_a_widget_with_a_wrong_parameter_takes_its_key_all_the_same() -> None:
    at = AppTest.from_string(f"{CATCHING}trying(11)\ntrying(5)").run()
    shown = [text.value for text in at.text]
    assert shown == ["StreamlitValueAboveMaxError", "StreamlitDuplicateElementKey"]


def test_a_widget_with_a_wrong_parameter_keeps_its_value_for_the_next_run() -> None:
    at = AppTest.from_string(f"{CATCHING}trying(5 if len(run) != 2 else 11)").run()
    at.number_input[0].set_value(7).run()
    assert [at.session_state.k, at.run().number_input[0].value] == [7, 7]


def test_code_cannot_assign_to_a_widget_with_a_wrong_parameter_after_it() -> None:
    line = "trying(5 if len(run) == 1 else 11)\nif len(run) == 2: st.session_state.k = 1"
    at = AppTest.from_string(CATCHING + line).run()
    assert at.run().exception[0].proto.type.endswith("StreamlitWidgetAlreadyInstantiatedError")
