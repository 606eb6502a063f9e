"""Work that outlives a run, whose end asks for one.

- `handle`: the handle on it, and what it has said so far
- `table`: the tasks of one app, and which of them a run has called
- `calls`: a function on its way to where it is executed, a thread or another process
- `lines`: how other processes say what they print, and how far they are
- `pool`: the threads that work where no executor is given
"""

from typing import TYPE_CHECKING

from rerun_state.rooms import opened_by

if TYPE_CHECKING:
    from rerun_state.runtime.tasks import calls as calls
    from rerun_state.runtime.tasks import lines as lines
    from rerun_state.runtime.tasks import pool as pool
else:
    __getattr__ = opened_by(__name__, "calls", "lines", "pool")
