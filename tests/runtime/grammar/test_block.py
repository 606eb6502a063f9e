"""The grammar of elements: where things go, and by what they are known again."""

import rerun_state as st
from rerun_state.runtime.execution.run import current
from rerun_state.runtime.grammar.block import Block, place_for_now, put
from rerun_state.runtime.grammar.identity import hashable
from rerun_state.runtime.model.tree import Element
from rerun_state.testing import AppTest
from tests.runtime.apps import App


def test_a_with_block_receives_what_st_shows() -> None:
    def program() -> None:
        box = st.container()
        st.text("below")
        with box:
            st.text("inside")

    assert App(program).run().texts == ["inside", "below"]


def test_with_blocks_nest_and_end_one_by_one() -> None:
    def program() -> None:
        outer, inner = st.container(), st.container()
        with outer:
            with inner:
                st.text("inner")
            st.text("outer")

    assert App(program).run().texts == ["outer", "inner"]


def test_a_container_called_by_name_ignores_the_with_block_around() -> None:
    def program() -> None:
        left, right = st.columns(2)
        with left:
            right.text("right")
            st.text("left")

    assert App(program).run().texts == ["left", "right"]


def test_the_handle_of_an_element_writes_over_it() -> None:
    def program() -> None:
        shown = st.text("before")
        st.text("below")
        shown.text("after")

    assert App(program).run().texts == ["after", "below"]


def test_a_placeholder_shows_one_thing_at_a_time() -> None:
    def program() -> None:
        place = st.empty()
        place.text("first")
        with place.container():
            st.text("second")
            st.text("third")

    assert App(program).run().texts == ["second", "third"]


def test_the_sidebar_is_a_section_of_its_own() -> None:
    def program() -> None:
        with st.sidebar:
            st.text("side")
        st.text("main")

    app = App(program).run()
    assert {
        str(n.element.props["body"]): n.root for n in app.nodes() if n.element.kind == "text"
    } == {
        "side": "sidebar",
        "main": "main",
    }


def test_put_shows_any_kind_of_element() -> None:
    def program() -> None:
        put(Block(), "kind", a=1)

    app = App(program).run()
    assert Element("kind", {"a": 1}) in [node.element for node in app.nodes()]


def test_what_is_shown_for_a_while_gives_its_place_back() -> None:
    def program() -> None:
        shown = st.text("before")
        restore = place_for_now(shown, Element("text", {"body": "meanwhile"}))
        restore()
        remove = place_for_now(Block(), Element("text", {"body": "meanwhile"}))
        remove()

    assert App(program).run().texts == ["before"]


def test_what_replaced_something_shown_for_a_while_stays() -> None:
    def program() -> None:
        shown = st.text("before")
        restore = place_for_now(shown, Element("text", {"body": "meanwhile"}))
        shown.text("after")
        restore()

    assert App(program).run().texts == ["after"]


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


def test_a_callback_gets_its_arguments() -> None:
    log = list[object]()

    def program() -> None:
        st.button(
            "Go", on_click=lambda *args, **kw: log.append((args, kw)), args=(1,), kwargs={"b": 2}
        )

    App(program).run().press("Go")
    assert log == [((1,), {"b": 2})]


def test_something_that_cannot_be_called_is_no_callback() -> None:
    def program() -> None:
        st.button("Go", on_click=5)  # type: ignore[arg-type]

    assert App(program).run().errors == ["StreamlitValueError"]


def test_a_widget_in_a_form_cannot_have_a_callback() -> None:
    def program() -> None:
        with st.form("f"):
            st.text_input("A", on_change=print)

    assert App(program).run().errors == ["StreamlitInvalidFormCallbackError"]


def test_what_cannot_be_hashed_is_known_by_its_looks() -> None:
    assert hashable((1, [2])) == (1, "list:[2]")
    assert hashable((1, 2)) == (1, 2)


def test_an_element_outside_of_forms_is_refused_inside() -> None:
    def program() -> None:
        with st.form("f"):
            assert current().in_callback is False
            st.button("Go")

    assert App(program).run().errors == ["StreamlitInvalidLayoutContextError"]


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


def test_the_bottom_of_the_page_is_not_in_the_sidebar() -> None:
    def program() -> None:
        with st.sidebar:
            st.bottom.text("x")

    app = App(program).run()
    assert (app.texts, app.errors) == ([], ["StreamlitInvalidLayoutContextError"])
