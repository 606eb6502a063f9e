"""The programs that show tables and charts, in the dialect of each peer, and how each is operated.

All of them show a button "Show" which brings the table or chart, a button "Count up", a text
`count=N;` which tells that the N-th press of it has been answered, and the process that answers.
The table has six columns: texts `row 0;`, `row 1;` to find rows by, `back`, by which the last row
comes first, numbers, texts and times. An editor says `edits=1;` when its first text was changed.
"""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from playwright.sync_api import Page

from tests.benchmarks import parquet
from tests.benchmarks.kernel_side import ORACLE
from tests.benchmarks.peers import Peer

SIZES = {
    "tables": (1_000, 100_000, 1_000_000, 10_000_000),
    "editors": (1_000, 100_000, 1_000_000),
    "charts": (10_000, 100_000, 1_000_000),
}
FIRST = {"tables": "row 0;", "editors": "row 0;", "charts": "wave"}
"""What tells that the table or chart is in sight: its first row, or the name of its axis."""
SHOWN = {
    "tables": "st.dataframe(DATA)",
    "editors": """edited = st.data_editor(DATA)
    st.text(f"edits={int(edited['name'].iloc[0] != 'row 0;')};")""",
    "charts": "st.line_chart(DATA, x='n', y='wave')",
}
HELD_MS = 60
Act = Callable[[Page], None]


def last(rows: int) -> str:
    """The text in the last row of a table."""
    return f"row {rows - 1};"


def write(file: Path, rows: int) -> None:
    """The table, as a Parquet file."""
    import numpy as np

    kinds = np.array(["north", "east", "south", "west"])
    parquet.write(
        file,
        rows,
        lambda n: {
            "name": [f"row {i};" for i in n],
            "back": rows - 1 - n,
            "n": n,
            "wave": np.sin(n / rows * 20),
            "kind": kinds[n % 4],
            "at": n.astype("M8[s]"),
        },
    )


def point(page: Page, text: str) -> tuple[float, float]:
    """Where a text is, in a document or on a canvas."""
    place = page.evaluate("text => sight.where(text)", text)
    assert place, f"{text} is nowhere to be pressed"
    return place["x"], place["y"]


def click(page: Page, text: str) -> None:
    page.mouse.click(*point(page, text))


def sort(page: Page) -> None:
    click(page, "back")


def scroll(share: float) -> Act:
    return lambda page: page.evaluate("share => sight.scroll(share)", share)


def press(selector: str) -> Act:
    return lambda page: page.locator(selector).click()


def spin(distance: int) -> Act:
    """Turn the wheel over a table that has no scrollbar of the browser's."""

    def wheel(page: Page) -> None:
        page.mouse.move(*point(page, "back"))
        page.mouse.wheel(0, distance)

    return wheel


def reach(count: int) -> Act:
    """Go into the first cell, where a key or a second press begins an edit.

    The button is held for a moment: Streamlit's grid takes no notice of one that is not.
    """
    return lambda page: page.mouse.click(
        *point(page, FIRST["editors"]), click_count=count, delay=HELD_MS
    )


TO_TOP, TO_END, REACH = scroll(0), scroll(1), reach(1)


@dataclass(frozen=True)
class Grid:
    """One that shows tables: how it is written, and how it is operated."""

    name: str
    shown: dict[str, str]
    """What it can show, and how: statements with a rerun model, an expression for a widget."""
    module: str = "pandas"
    """What has to be installed."""
    prepare: str = ""
    server: Peer | None = None
    """What serves it, if not Voila."""
    most: int = SIZES["tables"][-1]
    """Rows beyond which it is not asked, because it sends them all."""
    end: Act | None = TO_END
    top: Act = TO_TOP
    sort: Act | None = sort
    reach: Act = REACH

    @property
    def is_there(self) -> bool:
        return self.server.is_there if self.server else find_spec(self.module) is not None

    def sources(self, part: str, file: Path) -> list[str]:
        """The code cells of a notebook, or the one script that its server runs."""
        if self.server:
            return [self.prepare.format(file=str(file), shown=self.shown[part])]
        data, shown = DATA.format(file=str(file)), self.shown[part]
        if self.name == "rerun_state":
            program = RERUN.format(module=self.name, shown=shown)
            return ["%load_ext rerun_state", data, f"%%rerun\n{program}"]
        return [data + self.prepare, WIDGETS.format(shown=shown)]


DATA = "import os\nimport pandas as pd\nDATA = pd.read_parquet({file!r})\n"
_STREAMLIT = """import os
import pandas as pd
import streamlit as st
@st.cache_resource
def read():
    return pd.read_parquet({file!r})
DATA = read()
"""
RERUN = """import {module} as st
n = st.session_state.get("n", 0)
if st.button("Show"):
    st.session_state.shown = True
if st.button("Count up"):
    n += 1
    st.session_state.n = n
st.text(f"count={{n}};")
st.text(f"pid={{os.getpid()}};")
if st.session_state.get("shown"):
    {shown}
"""
WIDGETS = """import ipywidgets as w
n, place, text, edits = 0, w.VBox(), w.Label("count=0;"), w.Label()
show, beside = w.Button(description="Show"), w.Button(description="Count up")
def press(_):
    global n
    n += 1
    text.value = f"count={{n}};"
def made(_):
    place.children = [{shown}]
def edited(*_):
    edits.value = "edits=1;"
beside.on_click(press)
show.on_click(made)
w.VBox([show, beside, text, w.Label(f"pid={{os.getpid()}};"), edits, place])
"""
_DATAGRID = """from ipydatagrid import DataGrid
def editor():
    grid = DataGrid(DATA, editable=True, base_column_size=120)
    grid.on_cell_change(edited)
    return grid
"""
_PANEL = """import os
import pandas as pd
import panel as pn
pn.extension("tabulator")
def read():
    return pd.read_parquet({file!r})
DATA = pn.state.as_cached("data", read)
show, beside = pn.widgets.Button(name="Show"), pn.widgets.Button(name="Count up")
text, edits, place = pn.pane.Str("count=0;"), pn.pane.Str(), pn.Column()
def press(_):
    text.object = f"count={{beside.clicks}};"
def table():
    shown = pn.widgets.Tabulator(DATA, height=400)
    shown.on_edit(lambda _: setattr(edits, "object", "edits=1;"))
    return shown
def chart():
    from bokeh.plotting import figure
    shown = figure(height=400, width=800, x_axis_label="n", y_axis_label="wave")
    shown.line(DATA["n"], DATA["wave"])
    return pn.pane.Bokeh(shown)
def made(_):
    place.append({shown})
beside.on_click(press)
show.on_click(made)
pn.Column(show, beside, text, pn.pane.Str(f"pid={{os.getpid()}};"), edits, place).servable()
"""
_PLOTLY = """from plotly.graph_objects import FigureWidget, Scatter
def chart():
    line = Scatter(x=DATA["n"].to_numpy(), y=DATA["wave"].to_numpy(), mode="lines")
    return FigureWidget([line], {"xaxis.title.text": "n", "yaxis.title.text": "wave"})
"""
_DISPLAY = """import ipywidgets as w
def displayed():
    place = w.Output()
    with place:
        display(DATA)
    return place
"""
STREAMLIT = Peer(
    "Streamlit",
    os.environ.get(ORACLE, ""),
    "streamlit",
    "",
    ("run", "FILE", "--server.headless=true", "--server.port=PORT"),
)
PANEL = Peer(
    "Panel",
    os.environ.get("RERUN_STATE_PEERS", sys.executable),
    "panel",
    "",
    ("serve", "FILE", "--port=PORT", "--address=127.0.0.1"),
    "page_panel",
)
PEERS = (
    Grid("rerun_state", SHOWN),
    Grid(
        "Streamlit",
        SHOWN,
        prepare=_STREAMLIT + RERUN.replace("{module}", "streamlit"),
        server=STREAMLIT,
    ),
    Grid(
        "itables",
        {"tables": "ITable(DATA, maxBytes=0)"},
        "itables",
        "from itables.widget import ITable\n",
        most=100_000,
        end=press("button[aria-label=Last]"),
        top=press("button[aria-label=First]"),
        sort=press("[aria-label^='back: ']"),
    ),
    Grid(
        "ipydatagrid",
        {"tables": "DataGrid(DATA, base_column_size=120)", "editors": "editor()"},
        "ipydatagrid",
        _DATAGRID,
        most=1_000_000,
        end=spin(10**9),
        top=spin(-(10**9)),
        sort=None,
        reach=reach(2),
    ),
    Grid(
        "Tabulator (Panel)",
        {"tables": "table()", "editors": "table()"},
        prepare=_PANEL,
        server=PANEL,
        end=press("button[data-page=last]"),
        top=press("button[data-page=first]"),
    ),
    Grid(
        "display (of 60 rows)", {"tables": "displayed()"}, "pandas", _DISPLAY, end=None, sort=None
    ),
    Grid("Bokeh (Panel)", {"charts": "chart()"}, prepare=_PANEL, server=PANEL),
    Grid("plotly", {"charts": "chart()"}, "plotly", _PLOTLY),
)
