"""In which order cells run that read what others write.

One change reaches several cells: those that read it, those that read what they write, and so on. A
cell runs when no other one that may still run writes what it reads. So each of them runs once, and
none sees a new value beside an old one that was derived from its predecessor.

Why who *may* run, and not only who waits: whether a cell in the middle of a chain runs at all is
known only when the one before it has run, but the one at the end must not overtake it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from operator import attrgetter

VARIABLE = "$"
"""Before the names of the notebook's variables, where they stand among keys of the state."""


class Dependence:
    """What one cell has to do with the state: the keys it reads, and those it writes.

    `shows` are the keys of its widgets: their values come from the reader, and its program sets
    them seldom. So they decide only where the keys in `sets` leave a choice.
    """

    __slots__ = ("name", "reads", "sets", "shows")

    def __init__(
        self,
        name: str,
        reads: Set[str] = frozenset(),
        sets: Collection[str] = (),
        shows: Collection[str] = (),
    ) -> None:
        self.name, self.reads, self.sets, self.shows = name, reads, sets, shows

    def equals(self, other: Dependence) -> bool:
        """Has it to do with the same keys?"""
        return (
            self.reads == other.reads
            and set(self.sets) == set(other.sets)
            and set(self.shows) == set(other.shows)
        )


Keys = Callable[[Dependence], Collection[str]]
Readers = Mapping[str, Sequence[Dependence]]
"""The cells that read each key."""


def next_to_run(waiting: Sequence[Dependence], readers: Readers) -> Dependence:
    """Of the waiting cells, in the order of their places, the one that runs first.

    `readers` are those of all cells. In a circle the first one by place begins.
    """
    if len(waiting) == 1:
        return waiting[0]
    for keys in (writes, attrgetter("sets")):
        writers = _writers(affected(waiting, readers, keys), keys)
        for cell in waiting:
            if not any(writers.get(key, cell.name) != cell.name for key in cell.reads):
                return cell
    return waiting[0]


def readers_among(cells: Iterable[Dependence]) -> Readers:
    """The cells that read each key, of those that there are."""
    readers: dict[str, list[Dependence]] = {}
    for cell in cells:
        for key in cell.reads:
            readers.setdefault(key, []).append(cell)
    return readers


def affected(waiting: Iterable[Dependence], readers: Readers, keys: Keys) -> list[Dependence]:
    """The cells that wait, and all that may have to run because of what they write."""
    found = {cell.name: cell for cell in waiting}
    todo = [cell for cell in found.values() if cell.sets or cell.shows]
    while todo:
        for key in keys(todo.pop()):
            for reader in readers.get(key, ()):
                if reader.name not in found:
                    found[reader.name] = reader
                    todo.append(reader)
    return list(found.values())


def writes(cell: Dependence) -> Collection[str]:
    """All keys that a cell writes."""
    return (*cell.sets, *cell.shows) if cell.shows else cell.sets


def circle(start: Dependence, cells: Iterable[Dependence]) -> list[tuple[str, str, str]]:
    """The shortest way by which a cell's writes come back to it: writer, key, reader at each step.

    Empty if there is none.
    """
    known = list(cells)
    ways: dict[str, list[tuple[str, str, str]]] = {start.name: []}
    todo = [start]
    for writer in todo:
        for key in writes(writer):
            for reader in known:
                if reader is writer or key not in reader.reads:
                    continue
                way = [*ways[writer.name], (writer.name, key, reader.name)]
                if reader.name == start.name:
                    return way
                if reader.name not in ways:
                    ways[reader.name] = way
                    todo.append(reader)
    return []


def _writers(cells: Iterable[Dependence], keys: Keys) -> dict[str, str | None]:
    """The name of the cell that writes each key; None where several do."""
    writers: dict[str, str | None] = {}
    for cell in cells:
        if not (cell.sets or cell.shows):
            continue
        for key in keys(cell):
            writers[key] = cell.name if writers.get(key, cell.name) == cell.name else None
    return writers
