"""The bits of arrays, and the sums by which they are known."""

import numpy as np
import pytest

from rerun_state.elements.data.sameness import bits
from rerun_state.elements.data.sameness.bits import are_same, sums


def test_few_values_are_known_each() -> None:
    few = np.arange(bits._SUMS, dtype="i8")
    assert sums(few) == few.tobytes()
    assert sums(few[:0]) == b""
    assert sums(few.view("u1")[:11]) == few[:1].tobytes() + bytes([1, 0, 0])


@pytest.mark.parametrize("kind", ["i8", "f8", "f4", "u1"])
def test_of_many_values_there_are_fewer_sums_and_each_value_counts(kind: str) -> None:
    many = (np.arange(300_000) % 100).astype(kind)
    other = many.copy()
    assert len(sums(many)) <= bits._WORD * 2 * bits._SUMS
    assert sums(other) == sums(many)
    other[-1] += 1
    assert sums(other) != sums(many)


def test_arrays_are_the_same_where_their_bits_are() -> None:
    zeros = np.zeros(3)
    assert are_same(zeros, zeros)
    assert are_same(zeros, zeros.copy())
    assert not are_same(zeros, -zeros)
    assert are_same(np.array([np.nan]), np.array([np.nan]))
