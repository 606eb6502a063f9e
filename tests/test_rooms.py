"""Rooms that open when somebody enters."""

import gc
import subprocess
import sys

import pytest

from rerun_state.rooms import opened_by, uncollected


def test_a_module_is_loaded_when_it_is_asked_for() -> None:
    code = (
        "import sys; from rerun_state import snapshot; name = 'rerun_state.snapshot.bundle'; "
        "print(name in sys.modules, snapshot.bundle.__name__ == name, name in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True", "True"]


def test_a_room_has_no_other_names() -> None:
    enter = opened_by("rerun_state.snapshot", "bundle")
    with pytest.raises(AttributeError, match=r"'rerun_state\.snapshot' has no attribute 'html'"):
        enter("html")


def test_nothing_is_collected_while_much_is_imported() -> None:
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_what_was_imported_is_old() -> None:
    with uncollected():
        made: list[list[object]] = [[] for _ in range(10_000)]
    young = {id(each) for each in gc.get_objects(generation=0)}
    assert [each for each in made if id(each) in young] == []


def test_what_somebody_has_frozen_stays_so() -> None:
    gc.freeze()
    try:
        with uncollected():
            pass
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()


def test_who_has_turned_collections_off_keeps_them_off() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
