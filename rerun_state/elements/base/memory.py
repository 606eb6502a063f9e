"""What was made of some data a moment ago, for whoever shows the same data again.

That they are the same is asked of the data, never of who shows them: first of a key, which costs
little, then of a proof, which what has the same key was given when it was made. What is kept has a
size, and what was used last is kept longest.

Two things that are known again have other memories, which keep nothing alive: the points of charts
and what the columns of an editor hold are known as long as an element has them. They hold columns
of the program's, of any size, and are let go with these.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    Proof = Callable[[Any], bool]

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class _Entry(Generic[Made]):
    """What was made, and what tells of other data whether it would be made of them."""

    proof: Proof
    made: Made
    size: int


class Memory(Generic[Made]):
    """Things of one sort, of all apps in the process."""

    def __init__(
        self,
        most: int,
        size: Callable[[Made], int],
        *,
        of_key: int | None = None,
        alike: int = 8,
    ) -> None:
        """`most` is the size of all of them.

        `of_key` is that of all with one key, so that data which change in each run push out no
        others, and `alike` how many these are: each is compared.
        """
        self._most, self._size = most, size
        self._of_key, self._alike = most if of_key is None else of_key, alike
        self._known: OrderedDict[Hashable, list[_Entry[Made]]] = OrderedDict()
        self._kept = 0
        self._lock = Lock()

    @property
    def size(self) -> int:
        """Of what is kept."""
        return self._kept

    def recalled(
        self,
        key: Hashable,
        data: Any,
        make: Callable[[], Made],
        prove: Callable[[], Proof | None],
    ) -> Made:
        """What was made for such a key of what is proved to be the same data, or is made now.

        `prove` makes a proof for the next time; None where nothing can tell. It is not asked for
        one of what is too large to be kept.
        """
        with self._lock:
            entries: list[_Entry[Made]] = [*self._known.get(key, ())]
        used = next((each for each in entries if each.proof(data)), None)
        if used is None:
            made = make()
            size = self._size(made)
            proof = prove() if size <= self._of_key else None
            if proof is None:
                return made
            used = _Entry(proof, made, size)
        with self._lock:
            self._use(key, used)
        return used.made

    def _use(self, key: Hashable, used: _Entry[Made]) -> None:
        """Put it before all others; what was used longest ago goes where it is too much."""
        had = self._known.pop(key, [])
        alike = [used, *(each for each in had if each is not used)][: self._alike]
        while _size_of(alike) > self._of_key:
            alike.pop()
        self._known[key] = alike
        self._kept += _size_of(alike) - _size_of(had)
        while self._kept > self._most:
            _, oldest = self._known.popitem(last=False)
            self._kept -= _size_of(oldest)


def _size_of(entries: list[_Entry[Any]]) -> int:
    return sum(each.size for each in entries)
