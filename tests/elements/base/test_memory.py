"""What was made is known again, of the same data and of no others, up to a size."""

import pytest

from rerun_state.elements.base.memory import Memory


class Maker:
    """Makes bytes of numbers, as many as a number says, and counts them."""

    def __init__(self, memory: Memory[bytes]) -> None:
        self.memory, self.made = memory, list[int]()

    def __call__(self, key: str, number: int) -> bytes:
        def make() -> bytes:
            self.made.append(number)
            return bytes(number)

        return self.memory.recalled(key, number, make, lambda: number.__eq__)


@pytest.fixture
def maker() -> Maker:
    return Maker(Memory(100, len, of_key=50, alike=3))


def test_the_same_is_made_once_for_each_key(maker: Maker) -> None:
    assert maker("a", 1) is maker("a", 1)
    maker("b", 1)
    maker("a", 2)
    assert maker.made == [1, 1, 2]


def test_what_nothing_can_tell_from_others_is_made_each_time() -> None:
    memory = Memory[object](100, lambda _: 1)
    one, other = (memory.recalled("a", 1, object, lambda: None) for _ in range(2))
    assert one is not other
    assert memory.size == 0


def test_what_was_used_longest_ago_is_forgotten_first(maker: Maker) -> None:
    for key in "abc":
        maker(key, 40)  # of which two have room
    maker("b", 40)
    maker("d", 40)
    maker("b", 40)
    assert maker.made == [40] * 4
    assert maker.memory.size == 80
    maker("c", 40)
    assert maker.made == [40] * 5


def test_what_changes_in_each_run_pushes_out_no_others(maker: Maker) -> None:
    maker("steady", 40)
    for number in range(10, 50):
        maker("changing", number)
        maker("steady", 40)
    assert maker.made == [40, *range(10, 50)]
    assert maker.memory.size <= 90


def test_so_many_are_compared_at_most(maker: Maker) -> None:
    for number in (1, 2, 3, 1, 4):  # in the place of 2
        maker("a", number)
    assert maker.made == [1, 2, 3, 4]
    maker("a", 1)
    maker("a", 2)
    assert maker.made == [1, 2, 3, 4, 2]


def test_what_is_too_large_is_not_kept_and_pushes_out_nothing(maker: Maker) -> None:
    maker("a", 40)
    maker("b", 51)
    maker("a", 40)
    maker("b", 51)
    assert maker.made == [40, 51, 51]


def test_what_is_used_costs_no_more_where_much_is_known() -> None:
    class Size(int):
        added = 0

        def __radd__(self, other: int) -> int:
            Size.added += 1
            return int(self) + other

    memory = Memory[bytes](1_000_000, lambda made: Size(len(made)))
    maker = Maker(memory)
    for number in range(1_000):
        maker(str(number), 5)
    Size.added = 0
    maker("7", 5)
    assert Size.added < 10
