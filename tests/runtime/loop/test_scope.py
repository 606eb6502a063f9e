"""Which fragments are enough to answer what has happened."""

from rerun_state.elements.base.codecs import Plain
from rerun_state.runtime.loop.scope import Fragments, nested, scope_of, yet_to_tell
from rerun_state.runtime.model.events import Batch, Event
from rerun_state.runtime.model.fragment import Fragment
from rerun_state.runtime.model.tree import EVENT, Element, Node, Tree
from rerun_state.runtime.model.widget import Widget


def part(name: str, outer: Fragment | None = None) -> Fragment:
    return Fragment(name, None, lambda: None, Node(Element("x", {}), None, "main"), outer)


def change(fragment: Fragment | None, *, quiet: bool = False) -> Event:
    widget = Widget("w", "x", None, 0, Plain(lambda value: True, "anything"), quiet=quiet)
    widget.fragment = fragment
    return Event(widget, 1)


OUTER = part("outer")
INNER = part("inner", OUTER)
PARTS: Fragments = {"outer": OUTER, "inner": INNER}


def test_a_change_in_a_fragment_is_answered_by_it() -> None:
    assert scope_of(Batch([change(INNER)]), PARTS) == [INNER]


def test_changes_in_nested_fragments_are_answered_by_the_outer_one() -> None:
    assert scope_of(Batch([change(INNER)], fragments=("outer",)), PARTS) == [OUTER]


def test_a_change_outside_of_fragments_is_answered_by_the_whole_app() -> None:
    assert scope_of(Batch([change(INNER), change(None)]), PARTS) == []
    assert scope_of(Batch([change(INNER)], app=True), PARTS) == []


def test_a_change_that_waits_for_another_run_asks_for_none() -> None:
    assert scope_of(Batch([change(None, quiet=True), change(INNER)]), PARTS) == [INNER]


def test_what_asks_for_fragments_only_is_answered_by_them_whatever_has_changed() -> None:
    batch = Batch([change(None)], fragments=("inner",), only=True)
    assert scope_of(batch, PARTS) == [INNER]


def test_a_change_in_a_fragment_that_is_gone_is_answered_by_the_whole_app() -> None:
    assert scope_of(Batch([change(INNER)]), {"outer": OUTER}) == []


def test_a_toast_of_a_run_that_another_follows_is_told_in_that() -> None:
    tree = Tree()
    tree.sections[EVENT].append(Element("dialog", {}))
    toast = tree.sections[EVENT].append(Element("toast", {"shot": 1})).element
    assert yet_to_tell(tree, []) == [(toast, 1)]


def test_a_toast_that_is_told_again_is_known_by_the_place_that_it_had() -> None:
    tree, toast = Tree(), Element("toast", {"shot": 1})
    tree.sections[EVENT].tell_again(toast, 3)
    assert yet_to_tell(tree, []) == [(toast, 3)]


def test_a_fragment_that_runs_next_leaves_its_toast_on_the_page() -> None:
    tree, one = Tree(), part("one")
    one.strays.append(tree.sections[EVENT].append(Element("toast", {"shot": 1})))
    assert yet_to_tell(tree, [one]) == []
    assert one.strays == []


def test_with_a_fragment_runs_what_is_in_it() -> None:
    assert nested(PARTS, [OUTER]) == {"outer", "inner"}
    assert nested(PARTS, [INNER]) == {"inner"}


def test_a_fragment_that_its_page_has_no_longer_is_among_those_that_run() -> None:
    assert nested({}, [OUTER]) == {"outer"}
