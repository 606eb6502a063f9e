"""What a cached function puts on the page, noted to be shown again."""

from rerun_state.runtime.grammar.tape import Tape, Where, record, recording, tapes
from rerun_state.runtime.model.tree import MAIN, Element, Node


def node(body: str, parent: Node | None = None) -> Node:
    return Node(Element("text", {"body": body}), parent, MAIN)


def test_an_element_without_a_container_stands_where_st_points() -> None:
    tape = Tape()
    tape.note(node("a"), False, None, False)
    assert [note.parent for note in tape.notes] == [Where.HERE]


def test_an_element_in_a_recorded_container_stands_below_its_note() -> None:
    tape, box = Tape(), node("box")
    tape.note(box, False, None, False)
    tape.note(node("a", box), False, None, True)
    assert [note.parent for note in tape.notes] == [Where.HERE, 0]


def test_an_element_in_a_container_from_outside_is_known_as_such() -> None:
    tape = Tape()
    tape.note(node("a", node("box")), False, None, True)
    assert tape.notes[0].parent is Where.OUTSIDE


def test_an_element_in_another_section_stands_there() -> None:
    tape = Tape()
    tape.note(node("a"), False, "sidebar", False)
    assert tape.notes[0].parent == "sidebar"


def test_what_is_written_over_a_recorded_element_goes_to_its_note() -> None:
    tape, shown = Tape(), node("a")
    tape.note(shown, False, None, False)
    shown.overwrite(Element("text", {"body": "b"}))
    tape.note(shown, True, None, True)
    assert [(note.parent, note.over) for note in tape.notes] == [(Where.HERE, False), (0, True)]


def test_recordings_nest_and_end() -> None:
    with recording() as outer:
        with recording() as inner:
            assert tapes() == (outer, inner)
        assert tapes() == (outer,)
    assert tapes() == ()


def test_what_an_inner_function_puts_into_the_with_of_an_outer_one_stands_where_st_points() -> None:
    box = node("box")
    with recording() as outer:
        record(box, False, None, False)
        with recording():
            record(node("a", box), False, None, False)
        record(node("b", box), False, None, False)
    assert [note.parent for note in outer.notes] == [Where.HERE, Where.HERE, 0]


def test_a_tape_that_is_done_lets_go_of_the_tree() -> None:
    with recording() as tape:
        tape.note(node("a"), False, None, False)
    assert not tape._index
    assert len(tape.notes) == 1
