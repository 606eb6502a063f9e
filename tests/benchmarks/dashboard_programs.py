"""The programs of dashboards of several cells, in the dialect of each peer.

The first of them shows a button "Count up" and the process that answers. Three follow the button,
with a text, a number in large print and a table of 100 rows, which all change; the others, if there
are more, show 50 texts each, which do not. Streamlit and Panel show the same as one page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec

from tests.benchmarks.peers import Peer
from tests.benchmarks.table_programs import PANEL, STREAMLIT

SIZES = (4, 20)
"""How many cells: a quiet dashboard, and one of which most has nothing to do with the press."""
FOLLOWING = 4


def texts(count: int) -> list[str]:
    """What the cells show after so many presses, beside one another."""
    return [f"text {count};", f"{count} pieces;", f"row 0 of {count};"]


@dataclass(frozen=True)
class Dashboard:
    """One that shows a dashboard, and how it is written."""

    name: str
    cells: Callable[[int], list[str]]
    """The code cells, or parts of the script, for so many of them."""
    module: str = "pandas"
    """What has to be installed."""
    server: Peer | None = None

    @property
    def is_there(self) -> bool:
        return self.server.is_there if self.server else find_spec(self.module) is not None

    def sources(self, size: int) -> list[str]:
        """The code cells of a notebook, or the one script that its server runs."""
        cells = [DATA, *self.cells(size)]
        return ["\n".join(cells)] if self.server else cells


DATA = """import os
import pandas as pd
def made(n):
    return pd.DataFrame({"name": [f"row {i} of {n};" for i in range(100)], "n": range(n, n + 100)})
"""
_RERUN = (
    """if "n" not in st.session_state:
    st.session_state.n = 0
if st.button("Count up"):
    st.session_state.n += 1
st.text(f"pid={os.getpid()};")
""",
    'st.text(f"text {st.session_state.n};")\n',
    'st.metric("Pieces", f"{st.session_state.n} pieces;")\n',
    "st.dataframe(made(st.session_state.n))\n",
)
_LINES = 'for i in range(50):\n    st.text(f"line {i}")\n'
_HTML = """w.HTML("<br>".join(f"line {i}" for i in range(50)))"""
_PANEL = (
    """import panel as pn
pn.extension("tabulator")
beside = pn.widgets.Button(name="Count up")
n = beside.param.clicks
cells = [beside, pn.pane.Str(f"pid={os.getpid()};")]
""",
    'cells.append(pn.pane.Str(pn.bind("text {};".format, n)))\n',
    'cells.append(pn.indicators.Number(name="Pieces", value=n, format="{value} pieces;"))\n',
    "cells.append(pn.widgets.Tabulator(pn.bind(made, n), height=200))\n",
)
_PANEL_LINES = 'cells += [pn.pane.Str(f"line {i}") for i in range(50)]\n'
_OBSERVE = (
    """import ipywidgets as w
n, text, metric, table = 0, w.Label(), w.HTML(), w.HTML()
def show():
    text.value = f"text {n};"
    metric.value = f"Pieces<h2>{n} pieces;</h2>"
    table.value = made(n).to_html(max_rows=10)
def press(_):
    global n
    n += 1
    show()
beside = w.Button(description="Count up")
beside.on_click(press)
show()
w.VBox([beside, w.Label(f"pid={os.getpid()};")])
""",
    "text",
    "metric",
    "table",
)
_INTERACT = (
    """import ipywidgets as w
from IPython.display import HTML, display
number, beside = w.IntText(0), w.Button(description="Count up")
beside.on_click(lambda _: setattr(number, "value", number.value + 1))
w.VBox([beside, w.Label(f"pid={os.getpid()};")])
""",
    'w.interactive_output(lambda n: print(f"text {n};"), {"n": number})',
    """w.interactive_output(
    lambda n: display(HTML(f"Pieces<h2>{n} pieces;</h2>")), {"n": number}
)""",
    "w.interactive_output(lambda n: display(made(n)), {'n': number})",
)
_SOLARA = (
    """import solara
n = solara.reactive(0)
@solara.component
def Beside():
    solara.Button("Count up", on_click=lambda: n.set(n.value + 1))
    solara.Text(f"pid={os.getpid()};")
@solara.component
def Text():
    solara.Text(f"text {n.value};")
@solara.component
def Metric():
    solara.Text("Pieces")
    solara.HTML(tag="h2", unsafe_innerHTML=f"{n.value} pieces;")
@solara.component
def Table():
    solara.DataFrame(made(n.value), items_per_page=10)
@solara.component
def Lines():
    for i in range(50):
        solara.Text(f"line {i}")
display(Beside())
""",
    "display(Text())",
    "display(Metric())",
    "display(Table())",
)


def _of(parts: tuple[str, ...], lines: str, first: str = "") -> Callable[[int], list[str]]:
    """The four parts and then the others, behind what each of them begins with."""
    return lambda size: [first + part for part in (*parts, *[lines] * (size - FOLLOWING))]


def _ours(size: int) -> list[str]:
    return [
        "%load_ext rerun_state",
        *_of(_RERUN, _LINES, "%%rerun\nimport rerun_state as st\n")(size),
    ]


DASHBOARDS = (
    Dashboard("rerun_state", _ours),
    Dashboard("Streamlit", _of(_RERUN, _LINES, "import streamlit as st\n"), server=STREAMLIT),
    Dashboard(
        "Panel",
        lambda size: [*_of(_PANEL, _PANEL_LINES)(size), "pn.Column(*cells).servable()"],
        server=PANEL,
    ),
    Dashboard("observe (the floor)", _of(_OBSERVE, _HTML)),
    Dashboard("interactive_output", _of(_INTERACT, _HTML)),
    Dashboard("Solara", _of(_SOLARA, "display(Lines())"), "solara"),
)
