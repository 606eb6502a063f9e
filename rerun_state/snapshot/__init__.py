"""A page as text, as HTML or as JSON, without a browser: as the last run left it.

- `piece`, `pieces`: what stands on the page, each with its properties and its value in words;
  `alike`: which of them are shown alike;
  `embedded`: ipywidgets that are not ours, with what is in them; `packages`: what else there is to
  read of those of other packages
- `table_excerpt`: the first rows of tables, as texts
- `series`: what plain charts show, as points; `plot`: drawn as a picture
- `text`, `html`: the page to be read; `sanitizer`: what of foreign markup may stand in it; `tones`:
  its colours, without a style sheet
- `state_table`: the entries of a state as a table
- `graph`: how cells depend on each other, as a diagram
- `bundle`: the page as a notebook keeps it, in bounds
- `forms`: the one function; `apps`: the kernel's apps, which have it as a method
"""

from typing import TYPE_CHECKING

from rerun_state.rooms import opened_by

if TYPE_CHECKING:
    from rerun_state.snapshot import bundle as bundle
    from rerun_state.snapshot import state_table as state_table
else:
    __getattr__ = opened_by(__name__, "bundle", "state_table")
