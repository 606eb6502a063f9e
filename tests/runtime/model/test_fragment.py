"""A fragment as it was called."""

from rerun_state.runtime.model.fragment import Fragment, outermost
from rerun_state.runtime.model.tree import Element, Node

PAGE = Node(Element("main", {}), None, "main")


def part(name: str, outer: Fragment | None = None) -> Fragment:
    return Fragment(name, None, lambda: None, PAGE.append(Element("empty", {}), opens=True), outer)


def test_a_fragment_is_inside_of_itself_and_of_all_around_it() -> None:
    outer = part("outer")
    inner = part("inner", part("between", outer))
    assert inner.inside(inner)
    assert inner.inside(outer)
    assert not outer.inside(inner)


def test_the_outermost_of_some_fragments_rerun_the_others() -> None:
    outer = part("outer")
    inner, other = part("inner", outer), part("other")
    assert outermost([inner, other, outer]) == [other, outer]


def test_a_function_that_calls_its_own_fragment_recurs() -> None:
    outer = part("outer")
    inner = part("inner", outer)
    outer.definition = inner.definition = "show"
    assert inner.recurs()
    outer.definition = "list"
    assert not inner.recurs()


def test_a_fragment_stands_in_its_place_and_in_those_it_has_elsewhere() -> None:
    one = part("one")
    elsewhere = Node(Element("transparent", {}), PAGE, "main")
    one.outer_places[PAGE] = elsewhere
    assert one.stands_at(one.node)
    assert one.stands_at(elsewhere)
    assert not one.stands_at(PAGE)


def test_a_cleared_fragment_leaves_nothing_of_what_it_has_shown() -> None:
    one = part("one")
    one.node.append(Element("text", {}))
    toast = PAGE.append(Element("toast", {}))
    one.strays.append(toast)
    one.clear()
    assert one.node.children == []
    assert one.strays == []
    assert toast not in (PAGE.children or ())
