"""Data: tables and single figures.

- `tables`: `table` and `dataframe`; `editor`: `data_editor`; `metrics`: `metric`
- `grid`: what `dataframe` and `data_editor` send of a table
- `frames`: data of any make as a pandas table; `columnar`: a table as one block of bytes;
  `decoding`: and back
- `source`: a table that is read in windows; `foreign`: those of other libraries; `windowed`: such a
  table under its readers' eyes; `edited_source`: one that is edited; `ranking`: sorting and
  searching it; `statistics`: what is said of a column; `remembered`: rows that were encoded a
  moment ago
- `column_config` (with `column_types`, `column_views`, `column_buttons`): what columns look like
  and accept; `columns`: how that reaches a table
- `styles`: what a Styler says of cells; `row_styles`: of some rows of a long table; `styler`: what
  of pandas' that is read by no public name
- `edits`, `edited`: a reader's edits, and the table that comes of them
"""
