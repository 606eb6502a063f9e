"""What all rows of a table hold, read once for as long as nobody has written into them.

Columns of Python objects have no type that says what they are: that takes a look at each value,
half a second for a million of them that are mixed. As pandas 3 gives a column that is held another
place in memory before anybody writes into it, one that lies where it lay is what it was. Before
pandas 3 all rows are read in each run. What is written behind pandas' back, into an array of
objects that a table shares, is not seen here: to look for that in ten columns would take as long as
ten reruns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary, ref

from rerun_state.elements.data.encoding.cell_texts import plain_name, spelled
from rerun_state.elements.data.encoding.meanings import meaning
from rerun_state.elements.data.given.pandas_tables import (
    arrays,
    columns_at,
    copies_on_write,
    is_objects,
)
from rerun_state.elements.data.sameness.witness import is_unchangeable
from rerun_state.imports import pandas

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from rerun_state.elements.data.encoding.columnar import Columnar

_INDEXES = 32  # of whose labels something is known


class Holdings:
    """What the columns of Python objects hold; and those that are mixed, as texts."""

    __slots__ = ("__weakref__", "_columns", "_texts", "kinds")

    def __init__(self, columns: dict[int, pd.Series[Any]]) -> None:
        self._columns = columns  # which stay where they are as long as they are held
        self.kinds = {at: meaning(series) for at, series in columns.items()}
        mixed = [at for at, kind in self.kinds.items() if kind.get("mixed")]
        self._texts = _Texts({at: spelled(columns[at]).array for at in mixed})

    def last(self) -> bool:
        """Will all of it be true as long as the columns lie where they are?"""
        return all(is_unchangeable(self._columns[at]) for at in self._texts.columns)

    def in_texts(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The table with its mixed columns as the texts that a reader edits."""
        return self._texts.put_into(frame)


class _Texts:
    """The texts of columns that are mixed, by their places."""

    __slots__ = ("_table", "columns")

    def __init__(self, columns: dict[int, Any]) -> None:
        self.columns = columns
        self._table = pandas().DataFrame(columns, copy=False)  # which takes its time to be made

    def put_into(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The table with them in the place of its own; the table itself if there are none."""
        if not self.columns:
            return frame
        is_all = len(self.columns) == frame.shape[1] and type(frame) is type(self._table)
        if not is_all or not copies_on_write():
            frame = frame.copy(deep=False)
            for at, values in self.columns.items():
                frame.isetitem(at, values)
            return frame
        made: pd.DataFrame = self._table.copy(deep=False)
        made.index, made.columns, made.attrs = frame.index, frame.columns, frame.attrs
        return made


def in_texts(frame: pd.DataFrame, made: Columnar) -> pd.DataFrame:
    """The same of a table that is sent as a whole, as `made`."""
    levels = frame.index.nlevels
    body = enumerate(made.columns[levels:])
    mixed = [at for at, column in body if column.get("mixed")]
    if not mixed:
        return frame
    texts: _Texts = made.once(
        "texts", lambda: _Texts({at: spelled(frame.iloc[:, at]).array for at in mixed})
    )
    return texts.put_into(frame)


_known: WeakValueDictionary[Any, Holdings] = WeakValueDictionary()


def holdings(frame: pd.DataFrame) -> Holdings:
    """What the columns hold. It is known for as long as the caller keeps it."""
    lying = {at: each for at, each in enumerate(arrays(frame)) if is_objects(each.dtype)}
    places = tuple((at, place_of(each)) for at, each in lying.items())
    found = _known.get(places)
    if found is None:
        found = Holdings(dict(columns_at(frame, lying)))
        if lying and copies_on_write() and found.last():
            _known[places] = found
    return found


def place_of(values: Any) -> Any:
    """Where in memory a column of Python objects lies."""
    return len(values), values.__array_interface__["data"], values.strides


_labels: list[tuple[ref[Any], dict[str, Any]]] = []


def labels_kind(index: pd.Index[Any]) -> dict[str, Any]:
    """What the head of an index of Python objects says of its labels."""
    return _once(index, "kind", lambda: meaning(index.to_series()))  # type: ignore[no-any-return]


def labels_mark(index: pd.Index[Any]) -> int | None:
    """What tells labels of rows from others; None if they only count the rows."""
    return _once(index, "mark", lambda: _mark(index))  # type: ignore[no-any-return]


def options_of(dtype: Any) -> list[Any]:
    """What the values of a column of categories may be, as they are called on the page."""
    options = dtype.categories
    return _once(options, "options", lambda: [*map(plain_name, options)])  # type: ignore[no-any-return]


def _once(index: pd.Index[Any], name: str, find: Callable[[], Any]) -> Any:
    """What was found of an index, into which nobody can write, or of a view on the same."""
    found = (facts for known, facts in list(_labels) if _are_of(known(), index))
    facts: dict[str, Any] | None = next(found, None)
    if facts is None:
        facts = {}
        alive = [each for each in _labels if each[0]() is not None]
        _labels[:] = [(ref(index), facts), *alive[: _INDEXES - 1]]
    if name not in facts:
        facts[name] = find()
    return facts[name]


def _are_of(other: pd.Index[Any] | None, index: pd.Index[Any]) -> bool:
    return other is not None and other.is_(index)


def _mark(index: pd.Index[Any]) -> int | None:
    pd = pandas()
    if index.equals(pd.RangeIndex(len(index))):
        return None
    try:
        return hash(pd.util.hash_pandas_object(index, index=False).to_numpy().tobytes())
    except TypeError:
        return hash(str(index.tolist()))
