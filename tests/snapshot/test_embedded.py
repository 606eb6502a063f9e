"""Ipywidgets that are not ours, in snapshots: what a reader sees of them can be read."""

import json
from typing import Any

import pytest

from rerun_state.testing import AppTest
from tests.snapshot.programs import app

pytestmark = pytest.mark.usefixtures("no_widgets_left")


def showing(*widgets: str) -> AppTest:
    return app("import ipywidgets as w\n" + "\n".join(f"st.write({each})" for each in widgets))


@pytest.mark.parametrize(
    ("widget", "text"),
    [
        ("w.IntSlider(3, description='n')", "[IntSlider] n: 3"),
        ("w.FloatSlider(0.1 + 0.2)", "[FloatSlider] 0.3"),
        ("w.Text(description='name')", "[Text] name: (empty)"),
        ("w.Checkbox(True, description='on')", "[Checkbox] on: true"),
        ("w.Dropdown(options=[('one', object())])", "[Dropdown] one"),
        ("w.SelectMultiple(options='abc', value=['a', 'c'])", "[SelectMultiple] a, c"),
        ("w.IntProgress(3, max=8, description='load')", "[IntProgress] load: 3 of 8"),
        ("w.Button(description='Go')", "[Button] Go"),
        ("w.Box()", ""),
        ("w.Label('plain <b>')", "plain <b>"),
        ("w.HTML('<b>bold</b>', description='D')", "D bold"),
        ("w.HBox([w.IntSlider(1), w.VBox([w.Text('t')])])", "[IntSlider] 1\n\n[Text] t"),
        ("w.Tab([w.Text('t')], titles=['One'])", "== One ==\n  [Text] t"),
        ("w.Stack([w.Label('a'), w.Label('b')], selected_index=1)", "b"),
        ("w.VBox([w.Label('a'), w.Label('b', layout={'display': 'none'})])", "a"),
    ],
)
def test_a_widget_of_ipywidgets_reads_as_what_it_shows(widget: str, text: str) -> None:
    assert showing(widget).snapshot().strip() == text


def test_the_progress_of_a_loop_reads_as_it_stands() -> None:
    at = app(
        "from tqdm.notebook import tqdm\n"
        "bar = tqdm(range(5), display=False)\n"
        "list(bar)\n"
        "st.write(bar.container)"
    )
    assert "100%\n[FloatProgress] 5 of 5\n5/5 [" in at.snapshot()


def test_what_an_output_has_collected_is_read_in_its_place() -> None:
    at = app("""
import ipywidgets as w
view = {"application/vnd.jupyter.widget-view+json": {"model_id": w.Text("inner").model_id}}
out = w.Output(outputs=(
    {"output_type": "stream", "name": "stdout", "text": "said\\n"},
    {"output_type": "display_data", "data": view, "metadata": {}},
    {"output_type": "error", "ename": "KeyError", "evalue": "'k'", "traceback": []},
))
st.write(out)
""")
    assert at.snapshot() == "said\n\n[Text] inner\n\nKeyError: 'k'\n"


def test_markup_in_a_widget_is_no_markup_of_the_snapshot() -> None:
    texts = "w.Text('<i>v</i>', description='<i>d</i>')", "w.HTML('<b>x</b><script>1</script>')"
    html = showing(*texts, "w.Label('<i>l</i>')").snapshot("html")
    assert "[Text] &lt;i&gt;d&lt;/i&gt;: <b>&lt;i&gt;v&lt;/i&gt;</b>" in html
    assert "<b>x</b></div>" in html
    assert "<i>" not in html
    assert "<script" not in html


def test_json_has_the_class_the_value_and_what_is_inside() -> None:
    page = json.loads(showing("w.HBox([w.IntSlider(3, description='n')])").snapshot("json"))
    inner = {"type": "widget", "props": {"class": "IntSlider", "label": "n"}, "value": 3}
    assert page == [{"type": "widget", "props": {"class": "HBox"}, "children": [inner]}]


def test_a_bound_widget_is_read_with_its_key() -> None:
    at = app("import ipywidgets as w\nst.widget(lambda: w.IntSlider(4), key='k')")
    assert at.snapshot() == "[IntSlider] 4\n"
    assert json.loads(at.snapshot("json"))[0]["key"] == "k"


@pytest.mark.parametrize("form", ["text", "html", "json"])
def test_a_password_of_ipywidgets_is_in_no_snapshot(form: Any) -> None:
    assert "hunter2" not in showing("w.Password(value='hunter2')").snapshot(form)


def test_a_box_in_itself_is_read_once() -> None:
    at = app("import ipywidgets as w\nb = w.VBox()\nb.children = [w.Label('x'), b]\nst.write(b)")
    assert at.snapshot() == "x\n"


@pytest.mark.parametrize("shown", ["t", "w.VBox([t])"])
def test_a_closed_widget_is_not_read(shown: str) -> None:
    at = app(f"import ipywidgets as w\nt = w.Text('gone')\nst.write({shown})\nt.close()")
    assert at.snapshot().strip() == ""
