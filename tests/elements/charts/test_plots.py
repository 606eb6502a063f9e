"""Figures of other libraries."""

import json
from typing import Any
from unittest.mock import patch

import pytest
from PIL import Image

from rerun_state.testing import AppTest
from tests.elements.calls import props, returned, run


def test_a_figure_is_a_picture_and_closed() -> None:
    at = AppTest.from_string(
        """
    import matplotlib
    matplotlib.use("agg")
    import matplotlib.pyplot as plt
    import rerun_state as st
    fig, ax = plt.subplots()
    st.pyplot(fig)
    st.text(plt.get_fignums())
    """,
        default_timeout=30,
    ).run()
    assert at.get("image")[0].node.element.props["images"][0]["data"].startswith(b"\x89PNG")
    assert at.text[0].value == "[]"


@pytest.mark.parametrize(
    "call",
    [
        "st.pyplot(None)",
        "st.graphviz_chart(5)",
        "st.echarts_chart({'f': len})",
        "st.echarts_chart(5)",
        "st.mermaid_chart(5)",
        "st.plotly_chart([], on_select='x')",
        "st.plotly_chart([{'y': [1]}], on_select='rerun', selection_mode='x')",
        "st.plotly_chart([], theme='x')",
    ],
)
def test_what_is_no_figure_is_refused(call: str) -> None:
    assert len(AppTest.from_string(f"import rerun_state as st\n{call}").run().exception) == 1


TRACE = "{'type': 'bar', 'y': [1, 2]}"
GO = "import plotly.graph_objects as go\n"


@pytest.mark.parametrize(
    "figure",
    [
        f"[{TRACE}]",
        f"{{'data': [{TRACE}]}}",
        "go.Bar(y=[1, 2])",
        "[go.Bar(y=[1, 2])]",
        "go.Figure(go.Bar(y=[1, 2]))",
    ],
)
def test_a_chart_of_plotly_is_a_figure_or_what_makes_one(figure: str) -> None:
    made = json.loads(props(f"{GO}st.plotly_chart({figure})")["figure"])
    assert made["data"] == [{"type": "bar", "y": [1, 2]}]


def test_the_reader_can_select_in_a_chart_of_plotly() -> None:
    call = f"st.plotly_chart([{TRACE}], on_select='rerun', selection_mode='box', key='k')"
    assert props(call)["selection_mode"] == ["box"]
    empty = "{'points': [], 'point_indices': [], 'box': [], 'lasso': []}"
    assert returned(call) == f"{{'selection': {empty}}}"
    assert props(f"st.plotly_chart([{TRACE}])")["selection_mode"] == []


@pytest.mark.parametrize(
    ("spec", "option"),
    [
        ("'{\"x\": 1}'", {"x": 1}),
        ("{'x': np.arange(2), 'n': np.int64(3)}", {"x": [0, 1], "n": 3}),
        ("{'x': dt.date(2020, 1, 2)}", {"x": "2020-01-02"}),
        ("type('Bar', (), {'dump_options': lambda self: '{}'})()", {}),
    ],
)
def test_an_option_of_echarts_may_be_of_many_makes(spec: str, option: Any) -> None:
    made = props(f"st.echarts_chart({spec})")
    assert (json.loads(made["option"]), made["selectable"]) == (option, False)


def test_the_reader_can_select_in_a_chart_of_echarts() -> None:
    assert props("st.echarts_chart({}, on_select='rerun', key='k')")["selectable"] is True


def test_a_figure_may_be_emptied_when_it_is_shown() -> None:
    at = run(
        "from matplotlib.figure import Figure\nfigure = Figure()\nfigure.add_subplot()\n"
        "st.pyplot(figure)\nst.text(len(figure.axes))\n"
        "st.pyplot(figure, clear_figure=True)\nst.text(len(figure.axes))"
    )
    assert at.text.values == ["1", "0"]


def test_a_rerun_encodes_the_figures_that_it_draws_otherwise() -> None:
    with patch.object(Image.Image, "save", autospec=True, side_effect=Image.Image.save) as save:
        at = run(
            "from matplotlib.figure import Figure\nfigure = Figure((1, 1))\n"
            "figure.add_subplot().plot([1, 4 if st.toggle('Other') else 2])\nst.pyplot(figure)"
        ).run()
        assert save.call_count == 1
        at.toggle[0].set_value(True).run()
        assert save.call_count == 2


def test_two_charts_of_plotly_that_are_the_same_need_keys() -> None:
    start = "import rerun_state as st\nf = {'data': [{'y': [1]}]}\nst.plotly_chart(f); "
    more = ("st.plotly_chart(f)", "st.sidebar.plotly_chart(f)", "st.plotly_chart(f, key='a')")
    runs = [AppTest.from_string(start + each, default_timeout=30).run() for each in more]
    assert [len(at.exception) for at in runs] == [1, 0, 0]
    assert "Give each of them its own `key`" in runs[0].exception[0].message


def test_parameters_of_savefig_are_told_to_be_old() -> None:
    at = AppTest.from_string(
        "import rerun_state as st\n"
        "from matplotlib.figure import Figure\n"
        "st.pyplot(Figure(), dpi=9)",
        default_timeout=30,
    ).run()
    assert "st.image" in at.warning[0].value


def test_a_diagram_is_shown_as_it_is_written() -> None:
    at = AppTest.from_string("import rerun_state as st\nst.mermaid_chart('  graph TD\\n')").run()
    assert at.markdown[0].value == "````mermaid\n  graph TD\n\n````"
