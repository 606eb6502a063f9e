"""The bits of arrays: whether they are the same, and sums by which they are known again.

Thousands of sums of neighbours, each with a weight: a millisecond or two for a million values, a
hundredth of the time that sorting takes. One value that has changed is always told; many in one run
of neighbours would have to agree in 64 bits not to be.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

_SUMS = 2**14  # at most, of neighbours; and at least half as many, where there are more values
_WORD = 8  # bytes of a whole number
_AT_ONCE = 2**16  # of which as many stay near the processor


def are_same(one: Array, other: Array) -> bool:
    """Have two arrays the same bits?"""
    import numpy as np

    return _place(one) == _place(other) or np.array_equal(_words(one), _words(other))


def _place(array: Array) -> Any:
    return array.__array_interface__["data"], array.shape, array.strides


def sums(array: Array) -> bytes:
    """Sums that tell values which have changed, or their places, and signs that have turned."""
    return _sums(_words(array))


def _words(array: Array) -> Array:
    """The bits of an array as whole numbers; a few at its end are one each byte."""
    import numpy as np

    if array.itemsize == _WORD:
        return array.view("i8")
    return np.ascontiguousarray(array).view("u1")


def _sums(words: Array) -> bytes:
    import numpy as np

    if words.itemsize < _WORD:
        end = len(words) // _WORD * _WORD
        return _sums(words[:end].view("i8")) + words[end:].tobytes()
    run = -(-len(words) // _SUMS)
    if run < 2:
        return words.tobytes()
    bits, weights = words.view("u8"), _weights(run)
    count = len(bits) // run
    found = np.empty(count, "u8")
    step = max(_AT_ONCE // run, 1)
    room = np.empty(step * run, "u8")  # new memory for each part takes as long as the sums
    for at in range(0, count, step):
        mixed = _mixed(bits[at * run : min(at + step, count) * run], room)
        np.einsum("ij,j->i", mixed.reshape(-1, run), weights, out=found[at : at + step])
    return found.tobytes() + _mixed(bits[count * run :], room).tobytes()


def _mixed(bits: Array, room: Array) -> Array:
    """No bit is told by one bit of a sum alone. They are written into the room that is given."""
    import numpy as np

    mixed: Array = np.right_shift(bits, 29, out=room[: len(bits)])
    mixed ^= bits
    return mixed


@lru_cache(16)
def _weights(count: int) -> Array:
    """So many odd numbers, no two of which are alike."""
    import numpy as np

    return np.random.default_rng(29).integers(2**63, size=count, dtype="u8") * 2 + 1
