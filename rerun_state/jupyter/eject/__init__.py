"""From a notebook to a script: `%rerun --eject app.py`.

- `whole`: all of it, in order
- `gather`: the apps and cells of a kernel, as texts
- `script`: puts the script together and writes it
- `plain`: a cell as text that Streamlit understands: no magics, `streamlit` for this package
- `slices`: which of the notebook's statements the apps need
- `collisions`: names that mean something else in another app, and their new names
- `references`: which names of the module a piece of code reads and binds
- `replacements`: changes to a text, by the places of its syntax tree

The idea: texts are changed at places, never printed from a tree, so that comments and layout stay.
"""

from typing import TYPE_CHECKING

from rerun_state.rooms import opened_by

if TYPE_CHECKING:
    from rerun_state.jupyter.eject import gather as gather
    from rerun_state.jupyter.eject import whole as whole
else:
    __getattr__ = opened_by(__name__, "gather", "whole")
