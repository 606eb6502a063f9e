"""What a run writes elsewhere than where it was asked to."""

from rerun_state.runtime.execution.detours import Detours
from rerun_state.runtime.model.fragment import Fragment
from rerun_state.runtime.model.tree import MAIN, Element, Node


def text(body: str) -> Element:
    return Element("text", {"body": body})


def test_a_place_of_the_page_before_has_one_room_where_things_wait() -> None:
    detours, node, page = Detours(), Node(text("there"), None, MAIN), object()
    room = detours.room(node, page)
    assert detours.room(node, page) is room
    assert detours.rooms == {node: room}
    assert room.page is page


def test_the_rows_of_each_section_are_counted_from_1() -> None:
    detours = Detours()
    rows = [detours.next_row(section) for section in ("main", "main", "sidebar")]
    assert (rows, detours.rows("main"), detours.rows("event")) == ([1, 2, 1], 2, 0)


def test_what_is_hidden_is_known_to_each_fragment_that_stands_there() -> None:
    detours, node = Detours(), Node(text("before"), None, MAIN)
    parts = [Fragment(id, None, lambda: None, node, None) for id in ("one", "two")]
    detours.hide(node, parts)
    node.overwrite(text("after"))
    for id in ("one", "two"):
        (former,) = detours.hidden[id]
        former.put_back()
        assert node.element == text("before")


def test_the_first_that_nobody_will_see_is_remembered() -> None:
    detours = Detours()
    for body in ("one", "two"):
        detours.lose(text(body), None)
    assert detours.lost == (text("one"), None)
