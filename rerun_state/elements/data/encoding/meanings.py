"""What the values of a column of Python objects are, which no type of the column says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rerun_state.elements.data.encoding.cell_texts import is_array
from rerun_state.elements.data.encoding.moments import zone_of
from rerun_state.imports import pandas

if TYPE_CHECKING:
    import pandas as pd

_KINDS = {
    "string": "text",
    "boolean": "bool",
    "integer": "int",
    "mixed-integer-float": "float",
    "floating": "float",
    "decimal": "decimal",
    "datetime": "datetime",
    "datetime64": "datetime",
    "date": "date",
    "time": "time",
    "timedelta": "timedelta",
    "timedelta64": "timedelta",
    "bytes": "bytes",
    "empty": "empty",
}


def meaning(series: pd.Series[Any]) -> dict[str, Any]:
    """What the head of a column of Python objects says of its values, which are not written."""
    head = meant(series)
    return head if head["type"] else structure(series.dropna().to_list())


def meant(series: pd.Series[Any]) -> dict[str, Any]:
    """The same of values of one type; "" for others.

    Moments are in the zone of the first one, as Arrow has it; of one without a zone, in none.
    """
    kind = _KINDS.get(pandas().api.types.infer_dtype(series, skipna=True), "")
    if kind != "datetime":
        return {"type": kind}
    first = series.iloc[int(series.notna().to_numpy().argmax())]
    return {"type": kind, **zone_of(getattr(first, "tzinfo", None))}


def structure(present: list[Any]) -> dict[str, Any]:
    """What is said of values of several types, none of which is missing."""
    if all(isinstance(v, (list, tuple, set, frozenset)) or is_array(v) for v in present):
        return {"type": "list"}
    if all(isinstance(v, dict) for v in present):
        return {"type": "json"}
    return {"type": "text", "mixed": True}
