"""Files as apps: `%rerun app.py`; most notebooks have cells only.

- `line`: whose line it is, and which file it names
- `scripts`, `notebooks`: files as programs of the engine
- `saves`: files of an app that are saved
"""

from typing import TYPE_CHECKING

from rerun_state.rooms import opened_by

if TYPE_CHECKING:
    from rerun_state.jupyter.files import line as line
    from rerun_state.jupyter.files import notebooks as notebooks
    from rerun_state.jupyter.files import saves as saves
    from rerun_state.jupyter.files import scripts as scripts
else:
    __getattr__ = opened_by(__name__, "line", "notebooks", "saves", "scripts")
