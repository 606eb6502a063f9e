"""Tables between Python and the Arrow libraries that components have in the browser.

Those libraries may be years old, so types which they cannot read (large texts, views) become the
plain ones on the way.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from rerun_state.elements.data.given.frames import to_frame
from rerun_state.elements.data.given.plans import warn_of_rest
from rerun_state.imports import import_library


def pyarrow() -> Any:
    """The pyarrow module; StreamlitAPIException without one."""
    return import_library("pyarrow", "Components that are given tables need")


def to_stream(data: Any) -> bytes:
    """A table of any make as an Arrow stream, with pandas' notes on its index."""
    pa = pyarrow()
    if isinstance(data, pa.Table):
        return _written(data)
    return _written(_from_frame(_frame(data)))


def to_parts(data: Any) -> dict[str, bytes]:
    """A table as `streamlit-component-lib` reads it: its data, index and columns, each a stream."""
    frame = _frame(data)
    pd = import_module("pandas")
    levels = [frame.columns.get_level_values(at) for at in range(frame.columns.nlevels)]
    return {
        "data": _written(_from_frame(frame)),
        "index": _written(_from_frame(pd.DataFrame(_levels(frame.index)))),
        "columns": _written(_from_frame(pd.DataFrame(_levels_of(levels)))),
    }


def _frame(data: Any) -> Any:
    frame = to_frame(data)
    warn_of_rest(data, len(frame))
    return frame


def from_parts(data: bytes, index: bytes, columns: bytes) -> Any:
    """The DataFrame that a component sent back in such parts."""
    frame = _read(data)
    rows, names = _read(index), _read(columns)
    if len(rows.columns) and len(rows) == len(frame):
        frame.index = _index(rows)
    if len(names.columns) and len(names) == len(frame.columns):
        frame.columns = _index(names)
    return frame


def _levels(index: Any) -> dict[int, Any]:
    return _levels_of([index.get_level_values(at) for at in range(index.nlevels)])


def _levels_of(levels: list[Any]) -> dict[int, Any]:
    return {at: _plain(level) for at, level in enumerate(levels)}


def _plain(level: Any) -> Any:
    """The names of one level; as texts where they are of several types."""
    mixed = level.dtype == object and not all(isinstance(name, str) for name in level)
    return [str(name) for name in level] if mixed else level.array


def _from_frame(frame: Any) -> Any:
    pa = pyarrow()
    named = frame.rename(columns=str) if frame.columns.nlevels == 1 else frame
    try:
        return pa.Table.from_pandas(named)
    except _unfit(pa):
        return pa.Table.from_pandas(_as_texts(named, pa))


def _unfit(pa: Any) -> tuple[type[Exception], ...]:
    """What is raised for values that have no type in common, or none that Arrow knows."""
    return pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError


def _as_texts(frame: Any, pa: Any) -> Any:
    """The frame, with texts in those columns whose values have no common type."""
    shown = frame.copy(deep=False)
    for at, name in enumerate(frame.columns):
        try:
            pa.array(frame.iloc[:, at], from_pandas=True)
        except _unfit(pa):
            shown[name] = frame.iloc[:, at].map(str)
    return shown


def _written(table: Any) -> bytes:
    pa = pyarrow()
    schema = pa.schema([_small(field, pa) for field in table.schema], table.schema.metadata)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, schema) as writer:
        writer.write_table(table.cast(schema) if schema != table.schema else table)
    return bytes(sink.getvalue())


def _small(field: Any, pa: Any) -> Any:
    return pa.field(field.name, _small_type(field.type, pa), field.nullable, field.metadata)


def _small_type(kind: Any, pa: Any) -> Any:
    """The type that old readers know for a type."""
    types = pa.types
    if types.is_large_string(kind) or str(kind) == "string_view":
        return pa.string()
    if types.is_large_binary(kind) or str(kind) == "binary_view":
        return pa.binary()
    if types.is_large_list(kind) or types.is_list(kind):
        return pa.list_(_small(kind.value_field, pa))
    if types.is_dictionary(kind):
        return pa.dictionary(kind.index_type, _small_type(kind.value_type, pa), kind.ordered)
    return kind


def _read(stream: bytes) -> Any:
    pa = pyarrow()
    return pa.ipc.open_stream(stream).read_all().to_pandas()


def _index(frame: Any) -> Any:
    pd = import_module("pandas")
    levels = [frame.iloc[:, at].array for at in range(len(frame.columns))]
    return pd.Index(levels[0]) if len(levels) == 1 else pd.MultiIndex.from_arrays(levels)
