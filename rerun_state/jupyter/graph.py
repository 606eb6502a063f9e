"""The graph of the kernel's apps, for whoever wonders what runs when."""

from __future__ import annotations

from rerun_state.errors import NoRunError
from rerun_state.jupyter import kernel
from rerun_state.runtime.execution.run import running
from rerun_state.runtime.loop.current import kernel_session
from rerun_state.snapshot.graph import diagram, last_runs
from rerun_state.vocabulary import Container

_PROGRAM = "import rerun_state\nrerun_state.graph()"


def graph() -> None:
    """Draw the apps of the kernel, the keys and variables between them, and their last runs.

    An arrow leads from an app to what it writes, and from there to the apps that read it. Each box
    says how often its app has run, how long it took last, and because of what; a red one has
    failed. In an app the graph stands in its place; an ordinary cell shows it as it is now.

    Raises NoRunError where there is no notebook.

        st.graph()
    """
    run = running()
    if run is None:
        shell = kernel.shell()
        if shell is None or shell.find_cell_magic("rerun") is None:
            raise NoRunError("graph() draws the apps of a notebook: %load_ext rerun_state first.")
        shell.run_cell_magic("rerun", "--isolated", _PROGRAM)
        return
    every = [
        (session, [cell for cell in session.cells.values() if cell is not run.app])
        for session in kernel_session().neighbours()
    ]
    cells = [cell for _, some in every for cell in some]
    st = Container()
    if not cells:
        st.info("There is no app yet. A cell that begins with %%rerun is one.")
        return
    st.mermaid_chart(diagram(every), alt=f"What {len(cells)} apps read and write")
    st.table(last_runs(cells))
