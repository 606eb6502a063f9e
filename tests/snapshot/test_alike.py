"""What all forms of a snapshot show alike."""

import rerun_state as st
from rerun_state.snapshot import alike

NAMES = [name for group, names in vars(alike).items() if group.isupper() for name in names]


def test_pieces_are_named_after_the_functions_that_make_them() -> None:
    assert set(NAMES) <= set(dir(st))


def test_no_piece_is_like_those_of_two_groups() -> None:
    assert len(NAMES) == len(set(NAMES))
