"""What a program has to do with the state."""

from rerun_state.runtime.model.uses import Uses


def used(reads: str = "", sets: str = "") -> Uses:
    uses = Uses()
    uses.sets.update(sets)
    for key in reads:
        uses.note_read(key, answers_press=False)
    return uses


def test_what_is_read_back_is_no_entry_that_others_set() -> None:
    uses = used(reads="ab", sets="b")
    assert (uses.reads, uses.own) == ({"a"}, {"b"})


def test_what_was_set_for_a_press_counts_as_read() -> None:
    uses = used(sets="b")
    uses.note_read("b", answers_press=True)
    assert (uses.reads, uses.own) == ({"b"}, set())


def test_a_whole_run_says_all_that_a_program_does() -> None:
    known = used(reads="a", sets="b")
    known.learn(used(reads="c", sets="d"), {"k"}, whole=True, failed=False)
    assert (known.reads, known.sets, known.shows) == ({"c"}, {"d"}, {"k"})


def test_a_run_that_was_cut_adds_to_what_is_known() -> None:
    known = used(reads="a", sets="b")
    known.learn(used(reads="c", sets="d"), {"k"}, whole=False, failed=False)
    assert (known.reads, known.sets, known.shows) == ({"a", "c"}, {"b", "d"}, {"k"})


def test_what_a_failed_run_has_written_does_not_count() -> None:
    known = used(sets="b")
    known.learn(used(reads="c", sets="d"), {"k"}, whole=False, failed=True)
    assert (known.reads, known.sets, known.shows) == ({"c"}, {"b"}, set())
