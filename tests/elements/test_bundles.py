"""What a MIME bundle becomes."""

import json
from types import SimpleNamespace
from typing import Any

import pytest
from plotly.graph_objects import Bar, Figure

from rerun_state.elements import bundles
from rerun_state.elements.bundles import TEXT, WIDGET, element_of, model_in, models_printed_to
from rerun_state.elements.text.formulas import alone
from rerun_state.elements.write import drafted
from rerun_state.testing import AppTest

PNG = "image/png"
VEGA_LITE = "vega_lite_chart"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        ({"text/plain": "x"}, "output"),
        ({"text/html": "<b>x</b>", "text/markdown": "x", PNG: ""}, "html"),
        ({"text/markdown": "x", "text/latex": "$x$"}, "markdown"),
        ({"text/latex": "$x$", "image/svg+xml": "<svg/>"}, "markdown"),
        ({"application/json": {"a": 1}, "text/plain": "x"}, "json"),
        ({"text/html": "<b>x</b><SCRIPT>y</SCRIPT>"}, "mime"),
        ({"application/vnd.vega.v5+json": {}, "text/plain": "x"}, "mime"),
        ({"application/vnd.vegalite.v5+json": {"mark": "bar"}, "text/html": "x"}, VEGA_LITE),
        ({"application/vnd.vegalite.v6.json": {"mark": "bar"}, "text/plain": "x"}, VEGA_LITE),
        ({"application/vnd.vegalite.v5+json": {}, "text/plain": "x"}, "mime"),
        ({"application/vnd.plotly.v1+json": {"data": [], "wrong": 1}}, "plotly_chart"),
        ({"application/vnd.plotly.v1+json": None}, "mime"),
        ({"application/javascript": "x"}, "mime"),
        ({"application/vnd.jupyter.widget-view+json": {"model_id": "m"}}, "widget"),
    ],
)
def test_a_bundle_is_shown_in_its_best_form(data: dict[str, Any], kind: str) -> None:
    assert element_of(data, {}).kind == kind


def test_a_figure_that_shows_itself_is_the_one_that_is_written() -> None:
    figure = Figure(Bar(y=[1, 2]), layout={"title": "t"})
    shown = {**figure.to_plotly_json(), "config": {"plotlyServerURL": "https://plot.ly"}}
    made, written = element_of({"application/vnd.plotly.v1+json": shown}, {}), drafted(figure)
    assert written is not None
    assert json.loads(made.props["figure"]) == json.loads(written.props["figure"])
    assert made.props["config"] == written.props["config"] == {}


def test_without_plotly_its_charts_are_left_to_the_front_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bundles, "find_spec", lambda name: None)
    assert element_of({"application/vnd.plotly.v1+json": {"data": []}}, {}).kind == "mime"


def test_latex_alone_is_a_formula() -> None:
    assert element_of({"text/latex": r"$\displaystyle x$", PNG: "cG5n"}, {}) == alone("x")


def test_a_picture_keeps_its_size() -> None:
    element = element_of({PNG: "cG5n"}, {PNG: {"width": 10, "height": 20}})
    picture = {"kind": "image", "mime": PNG, "data": b"png", "width": 10, "height": 20}
    assert element.props["outputs"] == [picture]


def test_a_bundle_of_a_widget_names_its_model() -> None:
    shown = {WIDGET: {"model_id": "m"}, TEXT: "IntSlider()"}
    assert model_in(shown) == "m"
    others: list[Any] = [{TEXT: "x"}, {WIDGET: {"model_id": 1}}, {WIDGET: "m"}, None, "m"]
    for other in others:
        assert model_in(other) is None


def test_an_output_names_the_models_that_stand_in_it() -> None:
    data = [{"data": {WIDGET: {"model_id": "m"}}}, {"data": {TEXT: "x"}}, {"text": "y"}, "z"]
    assert list(models_printed_to(SimpleNamespace(outputs=data))) == ["m"]
    assert list(models_printed_to(SimpleNamespace(outputs=None))) == []
    assert list(models_printed_to(object())) == []


def test_a_text_may_come_in_lines() -> None:
    assert element_of({"text/html": ["<b>", "x</b>"]}, {}).props["body"] == "<b>x</b>"


def write(value: str, before: str = "") -> AppTest:
    return AppTest.from_string(f"import rerun_state as st\n{before}\nst.write({value})").run()


def test_an_object_may_show_itself_as_a_bundle_with_metadata() -> None:
    bundle = "({'image/png': 'cG5n'}, {'image/png': {'width': 3}})"
    at = write("Rich()", f"class Rich:\n    def _repr_mimebundle_(self): return {bundle}")
    assert at.get("output")[0].outputs[0]["width"] == 3


@pytest.mark.parametrize("declared", ["", "    class _Any: pass\n"])
def test_what_offers_nothing_after_all_is_shown_as_text(declared: str) -> None:
    at = write("Poor()", f"class Poor:\n    def _repr_html_(self): return None\n{declared}")
    assert "Poor object" in at.get("output")[0].outputs[0]["text"]


def test_a_dataclass_that_can_show_itself_is_not_explained() -> None:
    code = "from dataclasses import dataclass\n@dataclass\nclass D:\n    a: int = 1\n"
    assert write("D()", code).get("help_info")
    rich = code + "    def _repr_html_(self): return f'<b>{self.a}</b>'\n"
    assert write("D()", rich).get("html")[0].body == "<b>1</b>"
