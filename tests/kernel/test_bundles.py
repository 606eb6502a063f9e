"""`display`, `st.write` and the value of the last expression show an object as the same thing."""

import re
from typing import Any

import pytest

from tests.kernel.reader import Reader

SETUP = """
import ipywidgets, sympy
from IPython.display import HTML, SVG, Image, JSON, Latex, Markdown, Math, display
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

class Plain:
    def __repr__(self): return 'plain'

class Page:
    def _repr_html_(self): return '<p>p</p>'
class Script:
    def _repr_html_(self): return '<p>p</p><script>1</script>'
    def __repr__(self): return 'script'

x = sympy.Symbol('x')
described, data, slider = Described(), Data(), ipywidgets.IntSlider()
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
    "SVG": ("SVG('<svg xmlns=\"http://www.w3.org/2000/svg\"/>')", "output"),
    "a picture": ("Image(data=b'png', format='png', width=9)", "output"),
    "JSON": ("JSON({'a': [1]})", "json"),
    "a vendor's type": ("Vendor()", "mime"),
    "a type known to IPython": ("Taught()", "html"),
    "what displays itself": ("Itself()", "html"),
    "a MimeBundleDescriptor": ("described", "widget"),
    "a MimeBundleDescriptor of a dataclass": ("data", "widget"),
    "a widget": ("slider", "widget"),
}


WAYS = ["_ = st.write({})", "from IPython.display import display as d; d({})", "{}"]


@pytest.mark.parametrize("name", OBJECTS)
def test_an_object_looks_the_same_however_it_is_shown(reader: Reader, name: str) -> None:
    value, kind = OBJECTS[name]
    assert reader.kernel.run(SETUP).error is None
    shown = [picture(reader, way.format(value)) for way in WAYS]
    assert shown[0]["kind"] == kind
    assert shown[1:] == [shown[0], shown[0]]


def picture(reader: Reader, code: str) -> dict[str, Any]:
    """The one thing that an app of that code shows, as it travels."""
    assert reader.app(code).error is None
    reader.settle()
    [row] = reader.page.rows()
    if row["kind"] != "widget":
        return row
    [id] = re.findall(r"'w': '(\w+)'", str(reader.page.root))
    state = reader.kernel.comms[id].state
    # What only the front end can show stands in an Output of ipywidgets.
    return (
        {"kind": "mime", "outputs": state["outputs"]} if "outputs" in state else {**row, "id": id}
    )


def test_the_state_is_a_table_that_names_the_widgets_in_an_ordinary_cell(reader: Reader) -> None:
    reader.app(
        "st.slider('Step', key='step')\nst.text_input('Word', 'hush', type='password', key='pw')"
    )
    reader.kernel.run("import rerun_state as st")
    html = reader.kernel.run("st.session_state").outputs[0].content["data"]["text/html"]
    assert "<td>step</td><td>0</td><td>int</td><td>slider &#x27;Step&#x27;</td>" in html
    assert "hush" not in html
