"""The grammar of elements: where things go."""

import pickle
from collections.abc import Iterator
from copy import copy, deepcopy

import pytest

import rerun_state as st
from rerun_state.errors import StreamlitAPIException
from rerun_state.runtime.execution.run import current
from rerun_state.runtime.grammar.block import Block, outside_blocks, place_for_now, put
from rerun_state.runtime.model.tree import Element
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


def test_an_element_outside_of_forms_is_refused_inside() -> None:
    def program() -> None:
        with st.form("f"):
            assert current().in_callback is False
            st.button("Go")

    assert App(program).run().errors == ["StreamlitInvalidLayoutContextError"]


def test_the_bottom_of_the_page_is_not_in_the_sidebar() -> None:
    def program() -> None:
        with st.sidebar:
            st.bottom.text("x")

    app = App(program).run()
    assert (app.texts, app.errors) == ([], ["StreamlitInvalidLayoutContextError"])


def test_the_bottom_of_the_page_cannot_be_opened_in_the_sidebar() -> None:
    def program() -> None:
        with st.sidebar, st.bottom:
            st.text("x")

    app = App(program).run()
    assert (app.texts, app.errors) == ([], ["StreamlitInvalidLayoutContextError"])


def test_what_begins_outside_of_all_blocks_leaves_those_that_are_open() -> None:
    def program() -> None:
        with st.expander("E"):
            with outside_blocks():
                st.text("outside")
            st.text("inside")

    nodes = [node for node in App(program).run().nodes() if node.element.kind == "text"]
    assert [node.element.props["body"] for node in nodes] == ["inside", "outside"]


def test_blocks_that_two_generators_enter_end_in_any_order() -> None:
    def within(name: str) -> Iterator[str]:
        with st.container():
            yield name

    def program() -> None:
        for _ in zip(within("a"), within("b"), strict=False):
            st.text("inside")
        st.text("outside")

    main = App(program).run().cell.tree.sections["main"]
    assert main.children is not None
    assert main.children[-1].element.props["body"] == "outside"


def test_a_block_that_nobody_has_entered_can_be_left() -> None:
    def program() -> None:
        with st.container():
            st.container().__exit__(None, None, None)
            st.text("inside")

    assert App(program).run().texts == ["inside"]


def test_a_copy_of_a_handle_is_the_handle() -> None:
    box = Block()
    assert copy(box) is box
    assert deepcopy([box]) == [box]


def test_a_pickle_of_a_handle_has_no_place() -> None:
    pickled = pickle.dumps([Block()])
    with pytest.raises(StreamlitAPIException, match="has no place any more"):
        pickle.loads(pickled)
