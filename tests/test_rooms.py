"""Rooms that open when somebody enters."""

import gc
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator

import pytest

from rerun_state.rooms import Ahead, opened_by, uncollected


@pytest.fixture(autouse=True)
def thawed() -> Iterator[None]:
    """Let nothing be frozen, as in a usual process: here all is that the tests have in common."""
    gc.unfreeze()
    yield
    gc.freeze()


def test_a_module_is_loaded_when_it_is_asked_for() -> None:
    code = (
        "import sys; from rerun_state import snapshot; name = 'rerun_state.snapshot.bundle'; "
        "print(name in sys.modules, snapshot.bundle.__name__ == name, name in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True", "True"]


def test_a_module_in_a_room_behind_is_asked_for_once() -> None:
    from rerun_state.elements import data

    found = data.edits
    assert found.__name__ == "rerun_state.elements.data.editing.edits"
    assert vars(data)["edits"] is found


def test_a_room_has_no_other_names() -> None:
    enter = opened_by("rerun_state.snapshot", "bundle")
    with pytest.raises(AttributeError, match=r"'rerun_state\.snapshot' has no attribute 'html'"):
        enter("html")


def test_nothing_is_collected_while_much_is_imported() -> None:
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()


class Imported:
    pass


def test_what_was_imported_is_old() -> None:
    with uncollected():
        made = [Imported() for _ in range(100)]
    old = [each for each in gc.get_objects(generation=2) if type(each) is Imported]
    assert len(old) == len(made)


def test_what_somebody_has_frozen_stays_so() -> None:
    gc.freeze()
    with uncollected():
        pass
    assert gc.get_freeze_count() > 0


def test_who_has_turned_collections_off_keeps_them_off() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


class Clock:
    """Calls what was to be called later, one call after the other."""

    def __init__(self) -> None:
        self.waiting: list[tuple[float, Callable[[], None]]] = []
        self.loaded: list[str] = []

    def later(self, delay: float, function: Callable[[], None]) -> None:
        self.waiting.append((delay, function))

    def tick(self) -> float:
        delay, function = self.waiting.pop()
        function()
        return delay

    def parts(self) -> Generator[None]:
        self.loaded.append("one")
        yield
        self.loaded.append("two")


def test_one_part_is_loaded_ahead_at_a_time() -> None:
    clock = Clock()
    Ahead(clock.parts(), clock.later, 0.5)
    assert (clock.tick(), clock.loaded) == (0.5, ["one"])
    assert (clock.tick(), clock.loaded, clock.waiting) == (0, ["one", "two"], [])


def test_what_was_closed_loads_nothing_more() -> None:
    clock = Clock()
    ahead = Ahead(clock.parts(), clock.later, 0.5)
    clock.tick()
    ahead.close()
    clock.tick()
    assert (clock.loaded, clock.waiting) == (["one"], [])
