"""A table with a column of each type that can be edited."""

import datetime as dt
from typing import Any

import pandas as pd

from rerun_state.elements.data.editing.edited import apply
from rerun_state.elements.data.editing.edits import no_edits
from rerun_state.elements.data.encoding.columnar import encode

FRAME = pd.DataFrame(
    {
        "name": ["Ann", "Bob"],
        "age": [30, 41],
        "born": [dt.date(1990, 1, 1), dt.date(1980, 5, 5)],
        "seen": pd.to_datetime(["2020-01-01", "2021-01-01"]),
        "ok": [True, False],
    }
)
COLUMNS = encode(FRAME).columns


def edited(**edits: Any) -> pd.DataFrame:
    """What comes of the table by edits."""
    return apply(FRAME, COLUMNS, {**no_edits(), **edits})
