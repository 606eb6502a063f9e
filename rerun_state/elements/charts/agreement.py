"""Where VegaFusion finds what Vega finds: of which rows, by which transforms.

It is a database's engine. What is missing, what is no number, and values of two types in one
expression it treats as these do, and Vega as JavaScript does; of some parameters it does not know.
Here is what has been compared and found to be the same. All else is left to the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rerun_state.elements.data.encoding.moments import milliseconds
from rerun_state.patterns import pattern

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

_EXACT = 2**53
_COUNTS = {"count", "distinct", "missing", "valid"}
_MEASURES = {"max", "mean", "median", "min", "q1", "q3", "sum"}
_RANKS = {"dense_rank", "rank"}  # of peers each has its own order
_FIELD = r"""datum(?:\["[^"]*"\]|\['[^']*'\]|\.\w+)"""
_TEXT = r""""[^"]*"|'[^']*'"""
_NUMBER = r"(?<![\w.])\d+(?:\.\d+)?(?![\w.])"
_READING = pattern(r'to(Boolean|Date|Number|String)\(datum\["([^"]*)"\]\)')
_READ = {"boolean": "bool", "date": "number", "number": "number", "string": "text"}
_VALID = pattern(rf"(?:(?:isValid|isDate|isFinite)\(\+?{_FIELD}\)|&&|\|\||[()\s])*")
# A half is rounded the other way there, and 0 / 0 is larger than any number.
_NUMBERS = (
    rf"(?:{_FIELD}|{_NUMBER}|(?:abs|floor|ceil)\(|indexof\(\[[-\d.,]*\],|/\s*[1-9][\d.]*"
    r"|&&|\|\||[-+*()<>=!\s]%s)*"
)
_TEXTS = pattern(
    rf"(?:{_FIELD}|{_TEXT}|indexof\(\[(?:{_TEXT}|,)*\],|!== -1|[!=]==?(?!=)|&&|\|\||!(?!=)|[()\s])*"
)
_NAMED = pattern(r"""datum(?:\["([^"]*)"\]|\['([^']*)'\]|\.(\w+))""")


def arrow_of(frame: pd.DataFrame) -> pa.Table | None:
    """A table as VegaFusion reads it: numbers as the browser has them, moments as milliseconds.

    None where a column has values that are neither these, nor texts, nor true or false.
    """
    import pyarrow as pa

    columns = {str(name): _column(series) for name, series in frame.items()}
    if any(column is None for column in columns.values()):
        return None
    return pa.table(columns)


def _column(series: pd.Series[Any]) -> Any:
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    if getattr(series.dtype, "kind", "O") in "mM":
        numbers = milliseconds(series)
        numbers[series.isna().to_numpy()] = np.nan
        return pa.array(numbers, from_pandas=True)
    try:
        made = pa.array(series, from_pandas=True)
    except (ValueError, TypeError, NotImplementedError):  # of several types, for instance
        return None
    if pa.types.is_dictionary(made.type):
        made = pc.dictionary_decode(made)
    kind = made.type
    if pa.types.is_floating(kind):
        made = made.cast(pa.float64())
        return None if pc.any(pc.is_inf(made)).as_py() else made
    if pa.types.is_integer(kind):
        ends = [end or 0 for end in pc.min_max(made).as_py().values()]
        return made.cast(pa.float64()) if max(map(abs, ends)) <= _EXACT else None
    return made if pa.types.is_boolean(kind) or _type_of(kind) == "text" else None


def _type_of(kind: Any) -> str:
    import pyarrow as pa

    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return "text"
    return "bool" if pa.types.is_boolean(kind) else "number"


def is_reading(step: Mapping[str, Any]) -> bool:
    """Does a step make dates, numbers or texts of a column, as which such ones pass unchanged?"""
    found = _READING.fullmatch(step.get("expr", ""))
    return found is not None and step.get("as") == found[2]


def agree(
    steps: Sequence[Mapping[str, Any]],
    parsed: Mapping[str, str],
    constants: Mapping[str, Any],
    rows: Mapping[str, pa.Table],
) -> bool:
    """Do both make the same of these rows?

    `parsed` are columns that are to be read as dates or numbers, `constants` named values.
    """
    columns = [(name, table[name]) for table in rows.values() for name in table.column_names]
    numbers = [name for name, value in constants.items() if type(value) in (int, float)]
    known = _Known({}, any(column.null_count for _, column in columns), numbers)
    if not all(known.add(name, _type_of(column.type)) for name, column in columns):
        return False
    types = known.types
    if any(name in types and types[name] != _READ.get(form) for name, form in parsed.items()):
        return False
    return all(_is_same(known, step) for step in steps)


@dataclass(slots=True)
class _Known:
    """What is known of the rows, after some steps."""

    types: dict[str, str]  # of columns: "number", "text" or "bool"
    gaps: bool  # are values missing?
    numbers: list[str]  # that have names

    def add(self, name: str, made: str) -> bool:
        """Note the type of a column; has no other of that name another one?"""
        return self.types.setdefault(name, made) == made

    def add_all(self, step: Mapping[str, Any]) -> bool:
        """Note the columns of numbers that a step makes."""
        return all(self.add(name, "number") for name in step.get("as", ()))


def _is_same(known: _Known, step: Mapping[str, Any]) -> bool:
    if is_reading(step):
        form = _READING.sub(r"\1", step["expr"]).lower()
        return known.types.get(step["as"]) == _READ[form]
    parameters, judge = _STEPS.get(step["type"], (set[str](), None))
    return judge is not None and step.keys() <= {"type", *parameters} and judge(known, step)


def _filter(known: _Known, step: Mapping[str, Any]) -> bool:
    return _made(known, step["expr"]) == "bool"


def _formula(known: _Known, step: Mapping[str, Any]) -> bool:
    made = _made(known, step["expr"])
    return bool(made) and known.add(step["as"], made)


def _of_number(known: _Known, step: Mapping[str, Any]) -> bool:
    return known.types.get(step["field"]) == "number" and known.add_all(step)


def _stack(known: _Known, step: Mapping[str, Any]) -> bool:
    return step.get("offset") in ("zero", "normalize") and known.add_all(step)


def _impute(known: _Known, step: Mapping[str, Any]) -> bool:
    return bool(step["method"] == "value")


def _window(known: _Known, step: Mapping[str, Any]) -> bool:
    whole = step.get("frame", [None, 0]) in ([None, 0], [None, None])
    return whole and _measures(known, step, _COUNTS | _RANKS)


def _measures(known: _Known, step: Mapping[str, Any], counts: set[str] = _COUNTS) -> bool:
    ops = step.get("ops", ())
    for op, field in zip(ops, step.get("fields") or [None] * len(ops), strict=True):
        measured = op in _MEASURES and known.types.get(field) in ("number", "bool")
        if op not in counts and not measured:
            return False
    return known.add_all(step)


def _made(known: _Known, expression: str) -> str:
    """The type of what an expression makes; none where it may not be what Vega makes of it."""
    if _VALID.fullmatch(expression):
        return "bool"
    found = {known.types.get(next(filter(None, names))) for names in _NAMED.findall(expression)}
    if known.gaps:
        return ""
    named = "".join(rf"|\b{re.escape(name)}\b" for name in known.numbers)
    if found <= {"number"} and re.fullmatch(_NUMBERS % named, expression):
        return "bool" if set("<>=!&|") & set(expression) else "number"
    return "bool" if found == {"text"} and _TEXTS.fullmatch(expression) else ""


_MEASURED = {"as", "fields", "groupby", "ops"}
# What steps may have, and who judges them.
_STEPS: dict[str, tuple[set[str], Callable[[_Known, Mapping[str, Any]], bool]]] = {
    "aggregate": (_MEASURED, _measures),
    "bin": ({"anchor", "as", "base", "extent", "field", "maxbins", "signal", "step"}, _of_number),
    "collect": ({"sort"}, lambda known, step: True),
    "extent": ({"field", "signal"}, _of_number),
    "filter": ({"expr"}, _filter),
    "formula": ({"as", "expr"}, _formula),
    "impute": ({"field", "groupby", "key", "method", "value"}, _impute),
    "joinaggregate": (_MEASURED, _measures),
    "stack": ({"as", "field", "groupby", "offset", "sort"}, _stack),
    "window": ({*_MEASURED, "frame", "params", "sort"}, _window),
}
