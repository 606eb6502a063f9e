"""What a Styler is to do, told so that it equals what another one is to do that says the same.

Functions of pandas' own depend on what they are given, and that can be told. One of the program's
may look at anything: it has no meaning that could be compared, and is called in each run.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import partial
from importlib import import_module
from itertools import groupby
from types import FunctionType
from typing import TYPE_CHECKING, Any

from rerun_state.elements.data.sameness.witness import unchangeable
from rerun_state.elements.data.styling.styler import is_of_pandas, otherwise
from rerun_state.imports import library_of, pandas

if TYPE_CHECKING:
    from rerun_state.elements.data.styling.styler import Formats, Step


class Unknown(Exception):
    """What it does may change with something that cannot be seen."""


def of_step(step: Step) -> Any:
    """What a function is to say. Raises Unknown for one of the program's."""
    named = {name: _colours(each) if name == "cmap" else each for name, each in step.named.items()}
    return step.method, _of((step.func, step.axis, step.subset, named))


def of_formats(styler: Any, formats: Formats) -> Any:
    """How values become texts, in these cells and elsewhere.

    Raises Unknown for functions of the program's.
    """
    runs = [(_of(func), len(list(run))) for func, run in groupby(formats.values())]
    return _of(otherwise(styler)), runs, list(formats)


def _of(value: Any) -> Any:
    kind = type(value)
    if kind in unchangeable():
        return kind, value, str(value)  # zeros have a sign
    if kind in (tuple, list):
        return kind, _of_all(value)
    if isinstance(value, Mapping):
        return kind, [(name, _of(each)) for name, each in value.items()]
    if kind is slice:
        return kind, [_of(each) for each in (value.start, value.stop, value.step)]
    if kind is partial:
        return kind, _of((value.func, value.args, value.keywords))
    if kind is FunctionType and is_of_pandas(value):
        cells = [cell.cell_contents for cell in value.__closure__ or ()]
        return value.__code__, _of((cells, value.__defaults__, value.__kwdefaults__))
    if isinstance(value, _Colours):
        return kind, value.map
    return kind, *_of_values(value)


def _of_all(values: Any) -> Any:
    kinds = list(map(type, values))
    if unchangeable().issuperset(kinds):
        return kinds, [*values], [*map(str, values)]
    return [_of(each) for each in values]


def _of_values(value: Any) -> Any:
    """The content of an array, or of a column or an index."""
    pd, dtype = pandas(), getattr(value, "dtype", None)
    if type(value) not in (import_module("numpy").ndarray, pd.Series) and not isinstance(
        value, pd.Index
    ):
        raise Unknown
    if not (library_of(dtype) == "numpy" or isinstance(dtype, pd.StringDtype)):
        raise Unknown
    labels = _of(value.index) if isinstance(value, pd.Series) else None
    return str(dtype), value.shape, labels, _of(value.tolist())


class _Colours:
    """A colour map as it is now, which a program can change under its name."""

    def __init__(self, map: Any) -> None:
        self.map = map


def _colours(given: Any) -> Any:
    """The colours of a map, or of what matplotlib calls so."""
    matplotlib = sys.modules.get("matplotlib")
    if matplotlib is None:
        return given
    made = matplotlib.colormaps.get_cmap(given)  # compares by its colours
    return _Colours(made.copy())
