"""What `%rerun --eject` does, from the names of apps to the written file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rerun_state.jupyter.eject.gather import gather
from rerun_state.jupyter.eject.script import make_script, write_script
from rerun_state.runtime.loop.cell import Cell


def eject(
    shell: Any, cells: Sequence[Cell], script: str, names: Sequence[str], failures: dict[int, int]
) -> str:
    """Write the apps of these names, or all, into a script; return what was done.

    `failures` has the lines at which executed cells failed.
    """
    apps, pieces = gather(shell, cells, names, failures)
    file = Path(script).expanduser()
    write_script(file, make_script(shell, file.name, apps, pieces))
    told = ", ".join(app.name for app in apps)
    return f"{file}: {told}. Run it with: streamlit run {file}"
