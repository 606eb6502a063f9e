"""Widgets within widgets, and where they stand on a page."""

import ipywidgets as w
import pytest

import rerun_state as st
from rerun_state.page.inside import Inputs, below, parts
from tests.page.browser import Make

pytestmark = pytest.mark.usefixtures("messages", "no_widgets_left")


def test_the_widgets_in_a_value_are_found() -> None:
    a, b = w.Text(), w.Text()
    assert list(parts([a, {"x": (b, 1)}, "text"])) == [a, b]
    assert list(parts([1, 2, 3])) == []


def test_what_stands_in_a_widget_is_found_once() -> None:
    a = w.Text()
    box = w.VBox([w.HBox([a]), a])
    found = list(below([box]))
    assert found.count(a) == 1
    assert a.layout in found


@pytest.mark.parametrize("hide", [False, True])
def test_a_page_knows_where_a_widget_stands(page: Make, hide: bool) -> None:
    a = w.Text()
    shown = w.VBox([] if hide else [a])

    def program() -> None:
        st.text("above")
        st.write(shown)

    inside = page(program).renderer.inside
    nodes = inside.nodes(a.model_id)
    assert [node.element.props["widget"] for node in nodes] == ([] if hide else [shown])
    shown.children = [a]
    assert len(inside.nodes(a.model_id)) == 1
    assert a.model_id in inside.ids


def test_a_page_forgets_a_widget_that_a_run_no_longer_shows(page: Make) -> None:
    shown = w.VBox([w.Text()])

    def program() -> None:
        if "gone" not in st.session_state:
            st.write(shown)

    made = page(program)
    inside, ids = made.renderer.inside, [shown.model_id, shown.children[0].model_id]
    assert [len(inside.nodes(id)) for id in ids] == [1, 1]
    made.session.state["gone"] = True
    made.run()
    assert [inside.knows(id) for id in ids] == [False, False]
    assert [inside.nodes(id) for id in ids] == [[], []]


def test_the_inputs_of_a_page_are_known_by_their_keys(page: Make) -> None:
    def program() -> None:
        st.text_input("Name", key="name")
        st.text_input("No key")

    made = page(program)
    inputs = Inputs(made.renderer.inside, {})
    assert dict(inputs) == {"name": made.model("Name")}
    assert len(inputs) == 1
