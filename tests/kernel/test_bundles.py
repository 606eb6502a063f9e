"""`display`, `st.write` and the value of the last expression show an object as the same thing."""

from typing import Any

import pytest

from tests.kernel.live import LiveKernel
from tests.kernel.reader import Reader, Row

Picture = dict[str, Any]

SETUP = """
import collections, enum
import altair, graphviz, ipywidgets, matplotlib.figure, pandas, plotly.graph_objects, polars, pydeck
import sympy
from IPython.display import (
    HTML, SVG, Audio, Code, FileLink, GeoJSON, IFrame, Image, JSON, Javascript, Latex, Markdown,
    Math, ProgressBar, Video, YouTubeVideo, display)
from PIL.Image import new as new_image
from dataclasses import dataclass
from anywidget.experimental import MimeBundleDescriptor

class Vendor:
    def _repr_mimebundle_(self, include=None, exclude=None):
        return {'application/vnd.vendor.v5+json': {'a': 1}, 'text/plain': 'v'}, {'about': 1}

class Described:
    _repr_mimebundle_ = MimeBundleDescriptor(_esm='export default {}', autodetect_observer=False)
    def __init__(self): self.value = 1
    def _get_anywidget_state(self, include): return {'value': self.value}

@dataclass
class Data:
    name: str = 'd'
    _repr_mimebundle_ = MimeBundleDescriptor(_esm='export default {}', autodetect_observer=False)
    def _get_anywidget_state(self, include): return {'name': self.name}

class Taught: pass
get_ipython().display_formatter.formatters['text/html'].for_type(Taught, lambda _: '<i>t</i>')

class Itself:
    def _ipython_display_(self): display(HTML('<u>i</u>'))

class Page:
    def _repr_html_(self): return '<p>p</p>'
class Script:
    def _repr_html_(self): return '<p>p</p><script>1</script>'
    def __repr__(self): return 'script'
class Dict(Page, dict): pass
class List(Page, list): pass
class Pair(Page, tuple): pass
class Word(Page, str): pass
class Number(Page, int): pass
class Fault(Page, Exception): pass
class Point(Page, collections.namedtuple('Point', 'x')): pass
class Kind(Page, enum.Enum): A = 1
@dataclass
class Record(Page): pass

x = sympy.Symbol('x')
described, data, slider = Described(), Data(), ipywidgets.IntSlider()
frame = pandas.DataFrame({'a': [1, 2]})
chart = altair.Chart(frame).mark_point().encode(x='a')
figure = matplotlib.figure.Figure()
figure.add_subplot().plot([1, 2])
"""

OBJECTS = {
    "Math": ("Math('x^2')", "markdown"),
    "Latex": ("Latex(r'Energy is $E$')", "markdown"),
    "an environment of LaTeX": (r"Latex(r'\begin{align} a &= b \end{align}')", "markdown"),
    "SymPy": ("x ** 2 / 3", "markdown"),
    "Markdown": ("Markdown('**m** <b>b</b>')", "markdown"),
    "HTML": ("HTML('<b>x</b>')", "html"),
    "HTML of an object": ("Page()", "html"),
    "HTML with script": ("Script()", "mime"),
    "a script": ("Javascript('1')", "mime"),
    "SVG": ("SVG('<svg xmlns=\"http://www.w3.org/2000/svg\"/>')", "output"),
    "a picture": ("Image(data=b'png', format='png', width=9)", "output"),
    "a picture of Pillow": ("new_image('L', (2, 2))", "image"),
    "a picture elsewhere": ("Image(url='https://example.org/a.png')", "html"),
    "a figure of matplotlib": ("figure", "image"),
    "a chart of Altair": ("chart", "vega_lite_chart"),
    "a chart of Plotly": ("plotly.graph_objects.Figure()", "plotly_chart"),
    "a map of pydeck": ("pydeck.Deck()", "pydeck_chart"),
    "a graph": ("graphviz.Source('digraph { a -> b }')", "graphviz_chart"),
    "a table": ("frame", "dataframe"),
    "a table of polars": ("polars.DataFrame({'a': [1]})", "dataframe"),
    "a Styler": ("frame.style.highlight_max()", "dataframe"),
    "JSON": ("JSON({'a': [1]})", "json"),
    "GeoJSON": ("GeoJSON({'type': 'Point', 'coordinates': [1, 2]})", "mime"),
    "a vendor's type": ("Vendor()", "mime"),
    "code": ("Code('1 + 1', language='python')", "html"),
    "a link to a file": ("FileLink('none.txt')", "html"),
    "a progress bar": ("ProgressBar(3)", "html"),
    "a frame": ("IFrame('https://example.org', 300, 200)", "html"),
    "a video of YouTube": ("YouTubeVideo('abc')", "html"),
    "a video": ("Video(data=b'mp4', mimetype='video/mp4', embed=True)", "html"),
    "a sound": ("Audio(data=b'wav', rate=8)", "html"),
    "a type known to IPython": ("Taught()", "html"),
    "what displays itself": ("Itself()", "html"),
    "a MimeBundleDescriptor": ("described", "widget"),
    "a MimeBundleDescriptor of a dataclass": ("data", "widget"),
    "a widget": ("slider", "widget"),
    "a rich dictionary": ("Dict()", "json"),
    "a rich list": ("List()", "json"),
    "a rich tuple": ("Pair()", "html"),
    "a rich text": ("Word('w')", "markdown"),
    "a rich number": ("Number()", "html"),
    "a rich exception": ("Fault('f')", "exception"),
    "a rich named tuple": ("Point(1)", "json"),
    "a rich member of an Enum": ("Kind.A", "html"),
    "a rich dataclass": ("Record()", "html"),
    "the state": ("st.session_state", "json"),
}
WAYS = """
with st.container():
    _ = st.write({0})
    handle = display("before", display_id=True)
    handle.update({0})
    display({0})
    {0}
"""


@pytest.fixture(scope="module")
def pictures(shared_kernel: LiveKernel) -> dict[str, list[Picture]]:
    """What one app shows of each object: written, updated, displayed, and as an expression."""
    setup = "%config InteractiveShell.ast_node_interactivity = 'all'\n%load_ext rerun_state\n"
    assert shared_kernel.run(setup + SETUP).error is None
    reader = Reader(shared_kernel)
    reply = reader.app("".join(WAYS.format(value) for value, _ in OBJECTS.values()), timeout=60)
    reader.settle()
    assert reply.error is None
    [section, *_] = reader.page.root["c"]
    places = [
        [drawn(reader, row) for row in place["c"] if "'before'" not in str(row)]
        for place in section["c"]
    ]
    shared_kernel.run("%unload_ext rerun_state")
    return dict(zip(OBJECTS, places, strict=True))


def drawn(reader: Reader, row: Row) -> Picture:
    """A row as it travels; what only the front end can show, as it is handed over."""
    if "w" not in row:
        return {"kind": row["t"], **row["p"]}
    state = reader.kernel.comms[row["w"]].state
    if "outputs" in state:  # an Output of ipywidgets
        return {"kind": "mime", "outputs": state["outputs"]}
    return {"kind": "widget", "id": row["w"]}


@pytest.mark.parametrize("name", OBJECTS)
def test_an_object_looks_the_same_however_it_is_shown(
    pictures: dict[str, list[Picture]], name: str
) -> None:
    first, *others = pictures[name]
    assert first["kind"] == OBJECTS[name][1]
    assert others == [first] * 3


def test_the_state_is_a_table_that_names_the_widgets_in_an_ordinary_cell(reader: Reader) -> None:
    reader.app(
        "st.slider('Step', key='step')\nst.text_input('Word', 'hush', type='password', key='pw')"
    )
    reader.kernel.run("import rerun_state as st")
    html = reader.kernel.run("st.session_state").outputs[0].content["data"]["text/html"]
    assert "<td>step</td><td>0</td><td>int</td><td>slider &#x27;Step&#x27;</td>" in html
    assert "hush" not in html


FRAME = "import pandas\nframe = pandas.DataFrame({'a': [1]})\n"


def test_what_displays_itself_stands_in_the_container_it_is_written_in(reader: Reader) -> None:
    reader.app("class Itself:\n    def _ipython_display_(self): print('i')\n"
               "with st.container(): st.write(Itself())\nst.text('below')")  # fmt: skip
    assert reader.page.texts() == ["i\n", "below"]


def test_a_table_displayed_in_an_output_widget_is_the_notebooks(reader: Reader) -> None:
    reader.app(
        FRAME + "import ipywidgets\nout = ipywidgets.Output()\nwith out: display(frame)\nout"
    )
    [widget] = [c for c in reader.kernel.open_comms() if c.state.get("outputs")]
    assert "<table" in widget.state["outputs"][0]["data"]["text/html"]


def test_a_thread_displays_a_table_as_the_run_does(reader: Reader) -> None:
    reader.app(FRAME + "import threading\nt = threading.Thread(target=display, args=(frame,))\n"
               "t.start()\nt.join()")  # fmt: skip
    reader.settle()
    assert [row["kind"] for row in reader.page.rows()] == ["dataframe"]


def test_a_table_that_updates_a_display_of_the_notebook_is_the_notebooks(reader: Reader) -> None:
    reader.kernel.run("handle = display('outside', display_id='outside')")
    reply = reader.app(FRAME + "handle.update(frame)")
    [update] = [m for m in reply.outputs if m.type == "update_display_data"]
    assert "<table" in update.content["data"]["text/html"]


def test_code_that_asks_for_a_bundle_gets_it(reader: Reader) -> None:
    reader.app(FRAME + "st.text(list(get_ipython().display_formatter.format(frame)[0]))")
    assert reader.page.texts() == ["['text/plain', 'text/html']"]


def test_some_forms_of_an_object_can_be_asked_for(reader: Reader) -> None:
    reader.app(FRAME + "display(frame, include=['text/plain'])")
    assert reader.page.texts() == ["   a\n0  1"]


def test_pyplot_shows_figures_in_their_size(reader: Reader) -> None:
    reader.app("import matplotlib.pyplot as plt\n_ = plt.plot([1, 2])\nplt.show()")
    reader.settle()
    assert [row["kind"] for row in reader.page.rows()] == ["output"]


def test_a_figure_that_is_told_to_show_itself_does_so_in_the_app(reader: Reader) -> None:
    reader.app("import plotly.graph_objects as go\ngo.Figure(go.Bar(y=[1, 2])).show()")
    reader.settle()
    assert [row["kind"] for row in reader.page.rows()][-1] == "plotly_chart"
