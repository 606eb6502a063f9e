"""Figures of other libraries."""

import pytest

from rerun_state.testing import AppTest


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
    "call", ["st.pyplot(None)", "st.graphviz_chart(5)", "st.echarts_chart({'f': len})"]
)
def test_what_is_no_figure_is_refused(call: str) -> None:
    assert len(AppTest.from_string(f"import rerun_state as st\n{call}").run().exception) == 1
