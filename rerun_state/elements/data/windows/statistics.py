"""What is said of a column as a whole: its extremes, its mean, how its values are spread.

The twin of the front end's `grid/statistics.ts`, which says it of tables that are there with all
their rows. Values are in the form in which they travel, dates and times as milliseconds.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from rerun_state.elements.data.encoding.cell_texts import seen, spell
from rerun_state.elements.data.encoding.columnar import encode
from rerun_state.elements.data.encoding.meanings import meaning
from rerun_state.elements.data.given.pandas_tables import is_objects
from rerun_state.imports import pandas

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    Numbers = np.ndarray[Any, np.dtype[np.float64]]

BINS = 15
TOPS = 5
_LONGEST = 100  # characters of a text
_AS_NUMBERS = ("int", "float", "decimal", "date", "time", "datetime", "timedelta")


def summarize(series: pd.Series[Any]) -> dict[str, Any]:
    """How many values there are and are missing, and what they are, as it travels."""
    present = series[series.notna().to_numpy()]
    told = {"rows": len(series), "missing": len(series) - len(present)}
    numbers = _numbers(present)
    return told | (_most(present) if numbers is None else _spread(numbers))


def _numbers(present: pd.Series[Any]) -> Numbers | None:
    """The values as numbers; None for those that are none."""
    import numpy as np

    kind = getattr(present.dtype, "kind", "O")
    if kind in "iuf":
        return present.to_numpy("f8")
    if isinstance(present.dtype, pandas().CategoricalDtype) or kind == "b":
        return None
    if kind not in "mM" and meaning(present)["type"] not in _AS_NUMBERS:
        return None
    made = encode(present.to_frame("value"), index=False)
    [head] = made.columns
    if head["enc"] == "text":
        return np.array([*map(_float, present)], "f8")
    return np.frombuffer(made.data, "<" + head["enc"], made.rows, head["at"]).astype("f8")


def _float(value: Any) -> float:
    """A number of any length; one beyond all fractions counts as what has no size."""
    try:
        return float(value)
    except OverflowError:
        return math.inf


def _spread(numbers: Numbers) -> dict[str, Any]:
    import numpy as np

    numbers = numbers[np.isfinite(numbers)]
    told: dict[str, Any] = {"distinct": len(np.unique(numbers))}
    if not len(numbers):
        return told
    low, high = float(numbers.min()), float(numbers.max())
    with np.errstate(over="ignore", invalid="ignore"):
        facts = {"min": low, "max": high, "mean": numbers.mean(), "median": np.median(numbers)}
        if len(numbers) > 1:
            facts["deviation"] = numbers.std(ddof=1)
    told["numbers"] = {name: float(each) for name, each in facts.items() if np.isfinite(each)}
    if low == high:
        return told | {"bins": [len(numbers)]}
    if math.isfinite(high - low):
        # Of numbers that are as close as can be there are not as many bins.
        bins = len(np.unique(np.linspace(low, high, BINS + 1))) - 1
        told["bins"] = np.histogram(numbers, bins, (low, high))[0].tolist()
    return told


def _most(present: pd.Series[Any]) -> dict[str, Any]:
    """The values that are there most often, as texts."""
    is_text = isinstance(present.dtype, pandas().StringDtype)
    mixed = is_objects(present.dtype) and meaning(present).get("mixed")
    texts = present if is_text else present.map(spell if mixed else seen)
    counts = texts.value_counts(sort=False)
    counts = counts[counts > 0]
    most = counts.nlargest(TOPS)
    tops = zip(most.index.tolist(), most.tolist(), strict=True)
    return {"distinct": len(counts), "tops": [[str(each)[:_LONGEST], n] for each, n in tops]}
