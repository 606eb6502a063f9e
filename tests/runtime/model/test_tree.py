"""Elements at places of a tree."""

from collections.abc import Iterator
from typing import Any

from rerun_state.runtime.model.tree import EVENT, MAIN, SECTIONS, Element, Node, Tree


def text(body: str) -> Element:
    return Element("text", {"body": body})


def test_elements_compare_by_value() -> None:
    assert text("a") == text("a") != text("b")


def test_a_tree_has_a_place_for_each_section() -> None:
    tree = Tree()
    assert list(tree.sections) == list(SECTIONS)
    assert [child.element.kind for child in tree.root.children or ()] == list(SECTIONS)


def test_a_node_knows_the_section_it_stands_in() -> None:
    node = Tree().sections[EVENT].append(Element("container", {}))
    assert node.append(text("a")).root == EVENT


def test_what_is_below_belongs_to_the_form_and_fragment_above() -> None:
    place = Tree().sections[MAIN].append(Element("form", {}))
    place.form = form = object()  # type: ignore[assignment]
    place.fragment = part = object()  # type: ignore[assignment]
    below = place.append(text("a"))
    assert (below.form, below.fragment) == (form, part)


def test_overwriting_keeps_the_place_and_drops_what_stood_below() -> None:
    main = Tree().sections[MAIN]
    place = main.append(Element("container", {}))
    place.append(text("below"))
    assert place.overwrite(text("new")) is place
    assert (main.children, place.children, place.element) == ([place], None, text("new"))


def test_a_place_may_be_opened_over_what_stood_there() -> None:
    place = Tree().sections[MAIN].append(text("a"))
    place.overwrite(Element("container", {}), opens=True)
    assert place.children == []


def test_altering_keeps_what_stands_below() -> None:
    place = Tree().sections[MAIN].append(Element("status", {"label": "a", "state": "running"}))
    below = place.append(text("below"))
    place.alter(state="complete")
    assert place.element == Element("status", {"label": "a", "state": "complete"})
    assert place.children == [below]


def test_altering_makes_a_new_element_so_that_the_old_one_can_be_compared() -> None:
    place = Tree().sections[MAIN].append(text("a"))
    before = place.element
    place.alter(body="b")
    assert before == text("a")


def test_a_removed_node_is_no_longer_below_its_parent() -> None:
    main = Tree().sections[MAIN]
    first, second = main.append(text("a")), main.append(text("b"))
    first.remove()
    assert main.children == [second]


def test_walking_goes_through_the_page_from_top_to_bottom() -> None:
    main = Tree().sections[MAIN]
    place = main.append(Element("container", {}))
    inner, after = place.append(text("a")), main.append(text("b"))
    assert list(main.walk()) == [main, place, inner, after]


def test_the_ancestors_of_a_node_begin_with_itself() -> None:
    tree = Tree()
    node = tree.sections[MAIN].append(text("a"))
    assert list(node.ancestors()) == [node, tree.sections[MAIN], tree.root]


def test_an_element_without_a_place_for_others_has_no_children() -> None:
    node = Node(text("a"), None, MAIN)
    assert node.children is None
    assert list(node.walk()) == [node]


class Looked(list[Node]):
    """The places below another, and how many of them were looked at one by one."""

    times = 0

    def __getitem__(self, at: Any) -> Any:
        self.times += 1
        return super().__getitem__(at)

    def __iter__(self) -> Iterator[Node]:
        return (self[at] for at in range(len(self)))

    def __reversed__(self) -> Iterator[Node]:
        return (self[at] for at in reversed(range(len(self))))


def test_a_place_before_those_that_are_held_is_added_without_a_look_at_all() -> None:
    main = Tree().sections["main"]
    main.hold(1000, Element("text", {}))
    main.children = looked = Looked(main.children or ())
    for _ in range(300):
        main.append(Element("text", {}))
    assert looked.times < 10 * 300
    assert [node.step for node in looked[:300]] == list(range(300))


def test_places_that_are_held_one_after_the_other_are_found_without_a_look_at_all() -> None:
    main = Tree().sections["main"]
    main.children = looked = Looked(main.children or ())
    for number in range(500, 800):
        assert main.at_step(number) is None
        main.hold(number, Element("text", {}))
    assert looked.times < 10 * 300
    assert main.at_step(650) is looked[150]
