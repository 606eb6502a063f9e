"""Data: tables and single figures.

- `tables`: `table` and `dataframe`; `editor`: `data_editor`; `metrics`: `metric`
- `grid`: what `dataframe` and `data_editor` send of a table; `small_tables`: what `table` does
- `editable`: data to edit; `heads`: what an editor is told of all rows; `writable`: which columns
  can be edited; `identity`: by what an editor is known again
- `makes`: what data are; `frames`: data of any make as a pandas table (`arrow_tables`: of Arrow's);
  `pandas_tables`: what is done with one
- `columnar`: a table as one block of bytes, column after column (`column_bytes`), with times as
  `moments`, objects by their `meanings` and as `cell_texts`; `decoding`: and back
- `plans`: data that are computed elsewhere, of which the first rows are asked for
- `source`: a table that is read in windows; `foreign`: those of other libraries (`readings`: how
  they are read; `dataset_rows`: Arrow's datasets; `origins`: plans that read the same)
- `windowed`: such a table under its readers' eyes, and what is `wanted` of it; `edited_source`: one
  that is edited; `ranking`: sorting and searching it; `statistics`: what is said of a column;
  `holdings`: what all rows hold
- `held`: columns for the next run, to know them again, as they are `lying` in memory, by their
  `bits`; `remembered`: rows that were encoded a moment ago, which a `witness` knows again
- `passage`: a table that is read from end to end
- `column_config` (with `column_types`, `column_views`, `column_buttons`): what columns look like
  and accept; `columns`: how that reaches a table
- `styles`: what a Styler says of a table and of its values' texts; `whole_styles`: of all cells,
  `row_styles`: of some rows of a long table, `recent_styles`: of those of a moment ago;
  `style_meanings`: by what it is known to say the same again; `styler`: what of pandas' is read by
  no public name
- `edits`, `edited`: a reader's edits, and the table that comes of them, with other values
  (`edited_cells`) and rows (`edited_labels`); `likeness`: in the form in which the data were given
"""

from typing import TYPE_CHECKING

from rerun_state.rooms import opened_by

if TYPE_CHECKING:
    from rerun_state.elements.data import columnar as columnar
    from rerun_state.elements.data import decoding as decoding
    from rerun_state.elements.data import editable as editable
    from rerun_state.elements.data import edits as edits
    from rerun_state.elements.data import frames as frames
    from rerun_state.elements.data import grid as grid
    from rerun_state.elements.data import identity as identity
    from rerun_state.elements.data import passage as passage
    from rerun_state.elements.data import remembered as remembered
    from rerun_state.elements.data import small_tables as small_tables
    from rerun_state.elements.data import source as source
    from rerun_state.elements.data import wanted as wanted
    from rerun_state.elements.data import windowed as windowed
    from rerun_state.elements.data import writable as writable
else:
    __getattr__ = opened_by(
        __name__,
        "columnar",
        "decoding",
        "editable",
        "edits",
        "frames",
        "grid",
        "identity",
        "passage",
        "remembered",
        "small_tables",
        "source",
        "wanted",
        "windowed",
        "writable",
    )
