"""Data: tables and single figures.

- `tables`: `table` and `dataframe`; `editor`: `data_editor`; `metrics`: `metric`
- `grid`: what `dataframe` and `data_editor` send of a table; `small_tables`: what `table` does
- `editable`: data to edit; `heads`: what an editor is told of all rows; `identity`: by what an
  editor is known again
- `given`: what data are; `columns`, `styling`: what apps say of their looks; `encoding`: how they
  travel; `sameness`: how they are known again
- `windows`: long tables; `editing`: what readers write into tables
"""

from typing import TYPE_CHECKING

from rerun_state.rooms import opened_by

if TYPE_CHECKING:
    from rerun_state.elements.data import editable as editable
    from rerun_state.elements.data import grid as grid
    from rerun_state.elements.data import identity as identity
    from rerun_state.elements.data import small_tables as small_tables
    from rerun_state.elements.data.editing import edits as edits
    from rerun_state.elements.data.editing import writable as writable
    from rerun_state.elements.data.encoding import columnar as columnar
    from rerun_state.elements.data.encoding import decoding as decoding
    from rerun_state.elements.data.given import frames as frames
    from rerun_state.elements.data.sameness import remembered as remembered
    from rerun_state.elements.data.windows import passage as passage
    from rerun_state.elements.data.windows import source as source
    from rerun_state.elements.data.windows import wanted as wanted
    from rerun_state.elements.data.windows import windowed as windowed
else:
    __getattr__ = opened_by(
        __name__,
        "editable",
        "editing.edits",
        "editing.writable",
        "encoding.columnar",
        "encoding.decoding",
        "given.frames",
        "grid",
        "identity",
        "sameness.remembered",
        "small_tables",
        "windows.passage",
        "windows.source",
        "windows.wanted",
        "windows.windowed",
    )
