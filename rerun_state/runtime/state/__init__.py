"""Values that outlive a run.

- `session_state`: the values of all cells and widgets; `value_store`: where they are
- `lifetimes`: when they go
- `entry_names`: the names of its entries
- `presses`: values that last for one run; `defaults`: what programs get copies of
- `persistent`: widgets that keep theirs while they are not shown
- `restored`: what an earlier kernel has kept of widgets
- `settling`: what a page makes of values that code has set
- `pickling`: what can be pickled, where that is asked for
- `settings`: what `.streamlit/config.toml` says
- `query`: the address's parameters, as a mapping
"""

from typing import TYPE_CHECKING

from rerun_state.rooms import opened_by

if TYPE_CHECKING:
    from rerun_state.runtime.state import pickling as pickling
else:
    __getattr__ = opened_by(__name__, "pickling")
