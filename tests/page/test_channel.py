"""The seam: a page needs nothing of ipywidgets to be shown."""

import subprocess
import sys

PROGRAM = """
import sys
import rerun_state as st
from rerun_state.page.renderer import PageRenderer
from rerun_state.page.visits import VisitChannel
from rerun_state.runtime.loop.cell import Cell, complete
from rerun_state.runtime.loop.session import Session
told = []
session = Session()
channel = VisitChannel("comm", lambda said, buffers: told.append(said))
renderer = PageRenderer(session.state, lambda widget, value: None, channel)
cell = Cell("app", session, lambda: st.text(st.slider("S", 0, 9)) and None, renderer)
session.add(cell)
cell.ask()
complete(session.drain())
print(len(told), "ipywidgets" in sys.modules, "IPython" in sys.modules)
"""


def test_a_page_is_shown_over_a_channel_that_knows_no_ipywidgets() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["1", "False", "False"]
