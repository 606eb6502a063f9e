"""Lists of what a test finds: by index, by slice, or by the key that the program gave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Generic, Protocol, Self, TypeVar, overload


class Keyed(Protocol):
    """An element, or a place."""

    @property
    def key(self) -> str | None:
        """The key that the program gave; None without one."""

    @property
    def value(self) -> Any:
        """What it shows, or what it is set to."""


E = TypeVar("E", bound=Keyed)


def no_such_key(key: str, among: Iterable[Keyed]) -> KeyError:
    """What is raised where none of these has that key; it names those that there are."""
    keys = [repr(each.key) for each in among if each.key is not None]
    found = f"only {', '.join(keys)}" if keys else "or any"
    return KeyError(f"No element here has the key {key!r}, {found}.")


class BlockList(Generic[E]):
    """Places of one type, in page order."""

    def __init__(self, elements: Sequence[E]) -> None:
        self._list = list(elements)

    def __len__(self) -> int:
        return len(self._list)

    @property
    def len(self) -> int:
        """How many there are."""
        return len(self._list)

    def __iter__(self) -> Iterator[E]:
        return iter(self._list)

    @overload
    def __getitem__(self, index: int) -> E: ...
    @overload
    def __getitem__(self, index: slice) -> Self: ...
    def __getitem__(self, index: int | slice) -> E | Self:
        if isinstance(index, slice):
            return type(self)(self._list[index])
        return self._list[index]

    def __call__(self, key: str) -> E:
        """The element with that key; KeyError without one."""
        for element in self._list:
            if element.key == key:
                return element
        raise no_such_key(key, self._list)

    def __eq__(self, other: object) -> bool:
        return self._list == (other._list if isinstance(other, BlockList) else other)

    def __hash__(self) -> int:
        return hash(tuple(self._list))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._list or ''!s})"


class ElementList(BlockList[E]):
    """Elements of one type, in page order."""

    @property
    def values(self) -> list[Any]:
        """The values of all."""
        return [element.value for element in self._list]


class WidgetList(ElementList[E]):
    """Widgets of one type, in page order."""
