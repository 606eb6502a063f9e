"""Bytes that have changed in a few places, told by those places alone.

A splice is a list of cuts, three numbers each: how many bytes stay, how many are dropped after
them, how many are put there. What is put stands in one text of bytes; a check sum of the whole says
whether it was the right one that was cut. The search for what stayed goes by a few bytes that are
found again nearby: what it finds may not be the least, and is always right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import accumulate, repeat
from typing import Any
from zlib import adler32

_WORTH = 256  # bytes; shorter ones travel as they are
_MOST = 256  # cuts
_SURE = 16  # bytes that are found again may be where it goes on
_ENOUGH = 64  # bytes that go on alike are the right ones
_NEAR = 1 << 16  # bytes in which what comes is looked for
_TIMES = 4  # places at which it may be found
_STEPS = [0, *accumulate(repeat(2, 12), int.__mul__, initial=1)]


def splice(before: bytes, now: bytes) -> dict[str, Any] | None:
    """The splice that makes `now` of `before`, as it travels; None if it were hardly shorter."""
    if len(now) < _WORTH:
        return None
    cuts: list[int] = []
    parts: list[bytes] = []
    size = 0
    for stay, drop, put in _cuts(before, now):
        cuts += (stay, drop, len(put))
        parts.append(put)
        size += len(put) + 16
        if len(parts) > _MOST or 2 * size > len(now):
            return None
    return {"cuts": cuts, "bytes": b"".join(parts), "sum": adler32(now)}


def _cuts(before: bytes, now: bytes) -> Iterator[tuple[int, int, bytes]]:
    here = there = 0
    while True:
        stay = _alike(before, here, now, there)
        here, there = here + stay, there + stay
        if here == len(before) and there == len(now):
            return
        drop, put = _gap(before, here, now, there)
        yield stay, drop, now[there : there + put]
        here, there = here + drop, there + put


def _gap(before: bytes, here: int, now: bytes, there: int) -> tuple[int, int]:
    """How many bytes are dropped there and how many put, until both go on alike."""
    best = None
    drop, put = len(before) - here, len(now) - there
    for dropped, added in _guesses(before, here, now, there):
        length = _alike(before, here + dropped, now, there + added, _ENOUGH)
        if length >= _SURE and (best is None or length - added > best):
            best, drop, put = length - added, dropped, added
        if length == _ENOUGH:
            drop, put = dropped, added
            break
    tail = _longest(
        min(drop, put),
        lambda low, high: (
            before[here + drop - high : here + drop - low]
            == now[there + put - high : there + put - low]
        ),
    )
    return drop - tail, put - tail


def _guesses(before: bytes, here: int, now: bytes, there: int) -> Iterator[tuple[int, int]]:
    """Where both may go on alike: after as many bytes, or where what comes is found nearby."""
    most = min(len(before) - here, len(now) - there) - _SURE
    for step in _STEPS:
        if 0 < step <= min(most, 64):
            yield step, step
    for step in _STEPS:
        sure = now[there + step : there + step + _SURE]
        found = here - 1
        for _ in range(_TIMES if len(sure) == _SURE else 0):
            found = before.find(sure, found + 1, here + _NEAR)
            if found < 0:
                break
            yield found - here, step
    step = 128
    while step <= most:
        yield step, step
        step *= 2


def _alike(before: bytes, here: int, now: bytes, there: int, most: int | None = None) -> int:
    """For how many bytes, up to `most`, both go on alike."""
    left = min(len(before) - here, len(now) - there)
    return _longest(
        left if most is None else min(left, most),
        lambda low, high: before[here + low : here + high] == now[there + low : there + high],
    )


def _longest(most: int, same: Callable[[int, int], bool]) -> int:
    """The longest stretch, up to `most`, of which all parts are the same."""
    low, step = 0, 64
    while low < most and same(low, min(low + step, most)):
        low, step = min(low + step, most), 2 * step
    high = min(low + step, most)  # beyond the first difference, if there is one
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if same(low, middle) else (low, middle)
    return low
