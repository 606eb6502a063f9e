"""How a run knows that it shows what the run before has shown.

- `remembered`: rows that were encoded a moment ago, which a `witness` knows again, or the
  `written_rows` of polars' and Arrow's tables
- `held`: columns for the next run, to know them again, as they are `lying` in memory, by their
  `bits`
"""
