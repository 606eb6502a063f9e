"""Widgets of other packages, in snapshots. Most packages are not there: classes are named so."""

import json
from typing import Any

import ipywidgets
import numpy as np
import pandas as pd
import pytest
import traitlets
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from rerun_state.snapshot.packages import told_of, words_of
from rerun_state.testing import AppTest
from tests.snapshot.programs import app

pytestmark = pytest.mark.usefixtures("no_widgets_left")


def likeness(package: str, name: str, *bases: type, **traits: Any) -> Any:
    """A class of that name, whose objects have the traits."""
    members = {key: traitlets.Any(value).tag(sync=True) for key, value in traits.items()}
    return type(name, bases or (ipywidgets.DOMWidget,), {"__module__": package, **members})


def showing(widget: Any) -> AppTest:
    at = AppTest.from_string("import rerun_state as st\nst.write(st.session_state.shown)")
    at.session_state["shown"] = widget
    return at.run()


OWN = """
import anywidget, traitlets
class Counter(anywidget.AnyWidget):
    _esm = "export default {}"
    n = traitlets.Int(3).tag(sync=True)
    names = traitlets.List(list("abc")).tag(sync=True)
    api_token = traitlets.Unicode("hunter2").tag(sync=True)
    login = traitlets.Dict({"user": "ada", "password": "hunter2"}).tag(sync=True)
    here = traitlets.Int(4)
st.write(Counter())
"""


def test_an_anywidget_reads_as_its_traits_less_what_is_secret() -> None:
    at = app(OWN)
    hidden = "•" * 8
    told = f"api_token: {hidden}; login: user ada, password {hidden}; n: 3; names: a, b, c"
    assert at.snapshot() == f"[Counter] {told}\n"
    assert "n: <b>3</b>" in at.snapshot("html")
    assert json.loads(at.snapshot("json"))[0]["props"]["traits"]["n"] == "3"


def test_a_figure_of_plotly_reads_as_its_data() -> None:
    figure = likeness("plotly.basewidget", "BaseFigureWidget")
    figure.to_json = lambda self, validate: json.dumps({"data": [{"type": "bar", "y": [4, 7]}]})
    at = showing(figure())
    assert at.snapshot() == "[plotly_chart]\ntrace  y\n-----  -\nbar    4\nbar    7\n"
    assert "<img" in at.snapshot("html")


def test_a_canvas_of_matplotlib_is_a_picture_and_stays_what_it_was() -> None:
    figure = Figure()
    canvas = likeness("ipympl.backend_nbagg", "Canvas", ipywidgets.DOMWidget, FigureCanvasAgg)()
    FigureCanvasAgg.__init__(canvas, figure)
    figure.subplots().set_title("Speed")
    at = showing(ipywidgets.VBox([canvas]))
    assert at.snapshot() == "[image: Speed]\n"
    assert '<img src="data:image/png;base64,' in at.snapshot("html")
    assert figure.canvas is canvas


def test_a_map_reads_as_where_it_is_and_what_lies_on_it() -> None:
    layer = likeness("ipyleaflet.leaflet", "Layer", location=(52.5, 10), title="home")
    marker = type("Marker", (layer,), {"__module__": "ipyleaflet.leaflet"})()
    shown = likeness("ipyleaflet.leaflet", "Map", center=(52, 10), zoom=5, layers=(marker,))()
    text = "[Map] center: 52, 10; zoom: 5\n  [Marker] title: home; location: 52.5, 10\n"
    assert showing(shown).snapshot() == text


def test_a_figure_of_bqplot_reads_as_its_marks() -> None:
    bars = likeness("bqplot.marks", "Mark", x=np.arange(30), y=[1, 2], selected=[1])()
    shown = likeness("bqplot.figure", "Figure", title="Sales", marks=[bars])()
    ten = ", ".join(map(str, range(10)))
    marks = f"[Mark] x: {ten}, … (30 in all); y: 1, 2; selected: 1"
    assert showing(shown).snapshot() == f"[Figure] title: Sales\n  {marks}\n"


def test_a_data_grid_reads_as_a_table() -> None:
    frame = pd.DataFrame({"key": [0, 1], "a": [5, 6], "ipydguuid": [0, 1]})
    grid = likeness("ipydatagrid.datagrid", "DataGrid", _data={"data": frame}, selections=[])()
    assert showing(grid).snapshot() == "key  a\n---  -\n0    5\n1    6\n"


def test_a_class_that_cannot_be_read_is_named() -> None:
    grid = likeness("ipydatagrid.datagrid", "DataGrid", _data={}, value=3)()
    assert showing(grid).snapshot() == "[DataGrid] 3\n"


def test_classes_that_nobody_knows_are_read_by_their_value_alone() -> None:
    assert told_of(ipywidgets.Text()) is None


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (True, "true"),
        (0.1 + 0.2, "0.3"),
        ("x" * 300, "x" * 200 + "…"),
        (b"abc", "3 bytes"),
        ([[1, 2], [3, 4]], "1, 2, 3, 4"),
        (np.eye(2), None),
        ([object()], None),
        (None, None),
    ],
)
def test_values_are_told_in_few_words(value: Any, words: str | None) -> None:
    assert words_of(value) == words
