"""How values of well-known libraries are taken apart for hashing: numpy, pandas, polars, pyarrow,
Pillow, pydantic.

A value exists only where its library is loaded, so the value's class names the library, and
importing it here costs nothing. Everything is hashed, never a sample: a cache that misses one
changed cell is worse than the time it takes to look.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from typing import Any

Parts = Sequence[Any]


class Cells(list[Any]):
    """Cells of any type, which may be pickled should one of them have no digest."""


def library_parts(value: Any) -> Parts | None:
    """Take apart a value of one of the libraries; None for any other."""
    for cls in type(value).__mro__[:-1]:
        take_apart = _LIBRARIES.get(cls.__module__.partition(".")[0])
        if take_apart is not None:
            return take_apart(value)
    return None


def _numpy(value: Any) -> Parts | None:
    import numpy as np

    if isinstance(value, np.ma.MaskedArray):
        return [value.data, value.mask]
    if isinstance(value, (np.ndarray, np.generic)):
        return [value.shape, str(value.dtype), _content(np.asarray(value))]
    return [value.__name__] if isinstance(value, np.ufunc) else None


def _content(values: Any) -> Any:
    import numpy as np

    if values.dtype.hasobject:
        return Cells(values.ravel().tolist())
    if values.size == 0:
        return b""
    return np.ascontiguousarray(values).reshape(-1).view(np.uint8).data


def _pandas(value: Any) -> Parts | None:
    import pandas as pd

    if isinstance(value, pd.DataFrame):
        columns = [_column(value.iloc[:, i].array) for i in range(value.shape[1])]
        return [value.shape, value.columns, value.index, columns]
    if isinstance(value, pd.Series):
        return [value.name, value.index, _column(value.array)]
    if isinstance(value, pd.RangeIndex):
        return [value.name, value.start, value.stop, value.step]
    if isinstance(value, pd.MultiIndex):
        return [list(value.names), *(value.get_level_values(i) for i in range(value.nlevels))]
    if isinstance(value, pd.Index):
        return [value.name, _column(value.array)]
    return _column(value) if isinstance(value, pd.api.extensions.ExtensionArray) else None


def _column(values: Any) -> Parts:
    import numpy as np
    import pandas as pd

    kind = str(values.dtype)
    if isinstance(values, pd.Categorical):
        return [kind, values.categories, values.ordered, values.codes]
    if isinstance(values, pd.arrays.NumpyExtensionArray):
        return [kind, values.to_numpy()]
    try:
        return [kind, np.asarray(pd.util.hash_array(values, categorize=False))]
    except Exception:  # an extension array that pandas cannot hash, such as one of lists
        return [kind, Cells(values)]


def _polars(value: Any) -> Parts | None:
    import polars as pl

    if isinstance(value, pl.Series):
        value = value.to_frame()
    if not isinstance(value, pl.DataFrame):
        return None
    schema = [(name, str(dtype)) for name, dtype in value.schema.items()]
    if pl.Object in value.dtypes:  # which polars hashes by Python's hash(), another in each process
        rows: Any = Cells(value.rows())
    else:
        rows = array("Q", value.hash_rows(seed=0).to_list()).tobytes()
    return [value.shape, schema, rows]


def _pyarrow(value: Any) -> Parts | None:
    import pyarrow as pa

    table = value
    if isinstance(value, (pa.Array, pa.ChunkedArray)):
        table = pa.table({"": value})
    elif isinstance(value, pa.RecordBatch):
        table = pa.Table.from_batches([value])
    if not isinstance(table, pa.Table):
        return None
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table.combine_chunks())
    return [table.num_rows, sink.getvalue().to_pybytes()]


def _pillow(value: Any) -> Parts | None:
    from PIL import Image

    if not isinstance(value, Image.Image):
        return None
    return [value.mode, value.size, value.getpalette(), value.tobytes()]


def _pydantic(value: Any) -> Parts | None:
    from pydantic import BaseModel

    return list(value) if isinstance(value, BaseModel) else None


_LIBRARIES: dict[str, Callable[[Any], Parts | None]] = {
    "numpy": _numpy,
    "pandas": _pandas,
    "polars": _polars,
    "pyarrow": _pyarrow,
    "PIL": _pillow,
    "pydantic": _pydantic,
}
