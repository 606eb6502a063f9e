"""A pandas Styler, read where pandas has no public way.

`export` tells what a Styler is to do and `use` takes it over, but only whole pages of HTML, LaTeX
or Excel tell what comes of it, which takes minutes for long tables. So this reads what pandas' own
writers read. All names of pandas that are not public stand here, but for that of the arrays in
`pandas_tables`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import FunctionType
from typing import TYPE_CHECKING, Any

from rerun_state.imports import pandas

if TYPE_CHECKING:
    import pandas as pd

    Formats = Mapping[tuple[int, int], Callable[[Any], Any]]

_OF_CELLS = ("_map", "_applymap")  # the second before pandas 2.1
_OF_LABELS = ("_apply_index", "_map_index", "_applymap_index")
_OF_EXTREMES = ("_background_gradient", "_bar", "_highlight_value")
_ROOMS = ("pandas.io.formats.style", "pandas.io.formats.style_render")


@dataclass(frozen=True, slots=True)
class Step:
    """A function that a program has a Styler call, of cells, rows, columns or the whole table."""

    method: str
    func: Any
    axis: Any
    subset: Any
    named: Mapping[str, Any]

    @property
    def sees_rows(self) -> bool:
        """Does what it says of a row depend on that row alone?"""
        return self.axis in (1, "columns") or self._sees_cells

    @property
    def _sees_cells(self) -> bool:
        """Is it pandas' own, and says of a value what it says of the value wherever it stands?"""
        inner = getattr(self.func, "func", self.func)
        if not isinstance(inner, FunctionType) or not is_of_pandas(inner):
            return False
        ends = [self.named.get(name) for name in ("left", "right")]
        between = inner.__name__ == "_highlight_between" and all(
            map(pandas().api.types.is_scalar, ends)
        )
        return between or inner.__qualname__ == "Styler.highlight_null.<locals>.f"

    @property
    def measures_extremes(self) -> bool:
        """Is it pandas' own, and measures each value by the lowest and the highest one?"""
        inner = getattr(self.func, "func", self.func)
        return (
            getattr(inner, "__module__", "") == "pandas.io.formats.style"
            and inner.__name__ in _OF_EXTREMES
            and self.named.get("gmap") is None
            and self.named.get("align", "mid") in ("left", "right", "mid", "zero")
        )

    def __call__(self, frame: pd.DataFrame) -> pd.DataFrame:
        """What it says of a table: pandas calls and judges it."""
        probe: Any = pandas().io.formats.style.Styler(frame)
        results: list[pd.DataFrame] = []
        probe._update_ctx = results.append
        run = getattr(probe, self.method)
        if self.method in _OF_CELLS:
            run(self.func, None, **self.named)
        else:
            run(self.func, self.axis, None, **self.named)
        return results[0]


def steps(styler: Any) -> list[Step]:
    """What a Styler is to call, but for what is said of headings and labels."""
    found = []
    for method, args, named in styler.export()["apply"]:
        name = method(styler).__name__
        if name in _OF_LABELS:
            continue
        func, axis, subset = (args[0], 1, args[1]) if name in _OF_CELLS else args
        found.append(Step(name, func, axis, subset, named))
    return found


def computed(styler: Any) -> Mapping[tuple[int, int], Any]:
    """What is said of all cells, by row and column."""
    styler._compute()
    said: Mapping[tuple[int, int], Any] = styler.ctx
    return said


def formats_of(styler: Any) -> Formats:
    """The functions that make texts of values, by row and column."""
    formats: Formats = styler._display_funcs
    return formats


def precision_of(styler: Any) -> int:
    """How many decimals of a number are shown that has no format of its own."""
    made: Any = otherwise(styler)
    return int(made.keywords["precision"])


def loose_text(styler: Any, value: Any) -> str | None:
    """A number among Python objects that has no format of its own, as text; None for all else."""
    types = pandas().api.types
    is_number = types.is_float(value) or types.is_complex(value)
    return str(otherwise(styler)(value)) if is_number and value == value else None


def otherwise(styler: Any) -> Callable[[Any], Any]:
    """What makes texts of values that have no format of their own."""
    made: Callable[[Any], Any] = styler._display_funcs.default_factory()
    return made


def is_of_pandas(func: FunctionType) -> bool:
    """Was it written in pandas, where what it says depends on its arguments alone?"""
    return any(func.__globals__ is vars(sys.modules.get(room)) for room in _ROOMS)


def css_text(said: Any) -> str:
    """The CSS of a cell, of what a program's function said of it."""
    if not isinstance(said, (list, tuple, str)):
        return ""
    pairs = _reader("maybe_convert_css_to_tuples")(said)
    return "; ".join(f"{name}: {value}" for name, value in pairs)


def located(subset: Any) -> Any:
    """A subset as `loc` takes it."""
    return _reader("non_reducing_slice")(subset)


def _reader(name: str) -> Any:
    return getattr(import_module("pandas.io.formats.style_render"), name)
