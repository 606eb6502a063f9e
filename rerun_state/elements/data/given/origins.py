"""What shows that a plan reads what another one read, although the program made it anew.

Files on this machine show it which nobody has written since, read in the same way: those of an
Arrow dataset, and those that a LazyFrame scans. Nothing else does. A LazyFrame may hold tables or
call functions of the program's; a relation of DuckDB reads tables that are written into without a
trace in its text, and whatever files, views and variables its names stand for by then; a dataset
with a filter says neither which parts it reads nor, by a public name, what it leaves out.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from rerun_state.elements.data.given.dataset_rows import DatasetRows
from rerun_state.elements.data.given.plans import is_dataset, is_lazy_frame

_MOMENT = 3_000_000_000  # nanoseconds: some systems know the time of a file to two seconds
_NAMED = b"DSL_VERSION"  # how a plan of polars' begins that says by name what is done in it
_MOST_TOLD = 2**16
"""Bytes of a plan, which may hold values by the million to compare with."""
_UNKNOWN = (b"python", b"pickle", b"plugin", b"random")
"""Words in a plan that calls functions of the program's, or throws dice."""


class Origin(NamedTuple):
    """What a plan reads. Plans with equal ones have the same rows."""

    files: tuple[Any, ...]
    """The files, as they are now."""
    reads: Any
    """And what is read of them."""


def origin_of(data: Any) -> Origin | None:
    """The origin of a LazyFrame or a dataset; None if nothing shows it, and of all else."""
    if is_lazy_frame(data):
        return of_lazy_frame(data)
    if is_dataset(data):
        return of_dataset(data, DatasetRows(data, None).fragments)
    return None


def of_dataset(dataset: Any, fragments: Iterable[Any]) -> Origin | None:
    """What a dataset of Arrow reads of its files; None if nothing shows that it is the same.

    In memory, elsewhere, or with a filter, which has no `fragments`, nothing does.
    """
    fragments = list(fragments)
    if type(getattr(dataset, "filesystem", None)).__name__ != "LocalFileSystem":
        return None
    states = _states(each.path for each in fragments)
    parts = [(str(each.partition_expression), _groups_of(each)) for each in fragments]
    return None if states is None else Origin(states, (dataset.format, dataset.schema, parts))


def of_lazy_frame(plan: Any) -> Origin | None:
    """What a LazyFrame of polars reads of which files; None if it may read anything else."""
    return origins_of_lazy_frame(plan)()


def origins_of_lazy_frame(plan: Any) -> Callable[[], Origin | None]:
    """What tells the same by the state of the files whenever it is asked."""
    try:
        paths = list(_scanned(plan))
        told = b"" if None in paths else plan.serialize()  # which writes down all of a table
    except Exception:  # whatever polars says of what it cannot write down, or give a name
        return lambda: None
    words = told.lower() if len(told) <= _MOST_TOLD else b""
    if not told.startswith(_NAMED) or not words or any(each in words for each in _UNKNOWN):
        return lambda: None

    def by_now() -> Origin | None:
        states = _states(paths)
        return None if states is None else Origin(states, told)

    return by_now


def _scanned(plan: Any) -> Iterator[Any]:
    """The paths of the files that a plan scans; None for anything else that it reads.

    polars says that to whoever computes its plans in another way (the engine for GPUs does).
    """
    nodes = plan._ldf.visit()
    left = [nodes.get_node()]
    while left:
        nodes.set_node(left.pop())
        inputs = nodes.get_inputs()
        left += inputs
        if not inputs:
            node = nodes.view_current_node()
            yield from node.paths if type(node).__name__ == "Scan" else [None]


def _states(paths: Iterable[Any]) -> tuple[Any, ...] | None:
    """The files as they are now; None of none, and of such as cannot be known again.

    A system tells two writes apart only if there is time between them.
    """
    try:
        found = [(str(path), os.stat(path)) for path in paths]
    except OSError:
        return None
    newest = max((max(each.st_mtime_ns, each.st_ctime_ns) for _, each in found), default=0)
    if not found or newest > time.time_ns() - _MOMENT:
        return None
    return tuple(
        (path, e.st_dev, e.st_ino, e.st_size, e.st_mtime_ns, e.st_ctime_ns) for path, e in found
    )


def _groups_of(fragment: Any) -> list[int]:
    """Which parts of its file are read, if that has any."""
    return [group.id for group in getattr(fragment, "row_groups", None) or ()]
