"""A table with a column of each type that can be edited."""

import datetime as dt

import pandas as pd

from rerun_state.elements.data.columnar import encode

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
