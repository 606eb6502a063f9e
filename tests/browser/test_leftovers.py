"""What has left a page leaves nothing in the browser: no nodes, no listeners."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

import rerun_state as st
from tests.browser.stage import Stage

COUNTED = ("Nodes", "JSEventListeners")
FRAME = pd.DataFrame(np.arange(300).reshape(100, 3), columns=list("abc"))
LONG = pd.DataFrame(np.arange(60_000).reshape(20_000, 3), columns=list("abc"))


def inputs() -> None:
    st.slider("Level")
    st.select_slider("Step", range(5))
    st.selectbox("Choice", range(20))
    st.multiselect("Choices", list("abc"))
    st.radio("One", "ab")
    st.pills("Pills", list("ab"))
    st.text_input("Name")
    st.text_area("Text")
    st.number_input("Number")
    st.date_input("Day")
    st.time_input("Time")
    st.color_picker("Colour")
    st.checkbox("Yes")
    st.file_uploader("File")
    st.chat_input("Say")
    st.button("Press", icon=":material/bolt:", help="Does nothing.")


def containers() -> None:
    st.tabs(["a", "b"])[0].write("in a tab")
    st.expander("More", expanded=True).write("below")
    st.popover("Settings").write("inside")
    st.container(height=60).write("scrolls")
    st.columns(2)[0].metric("Sold", 5, 1)
    st.sidebar.write("aside")
    st.bottom.write("at the bottom")
    with st.form("form"):
        st.text_input("Held back")
        st.form_submit_button("Send")


def texts() -> None:
    st.title("Title")
    st.markdown("**Text** with $x^2$, :smile: and `code`, :material/home:")
    st.code("def f(): pass")
    st.latex("y")
    st.json({"a": [1, 2]})
    st.html("<b>bold</b>")
    st.error("wrong")
    st.table(FRAME.head(2))


def tables() -> None:
    st.dataframe(FRAME)
    st.dataframe(LONG, on_select="rerun", key="long")
    st.data_editor(FRAME, key="edited", num_rows="dynamic")


def charts() -> None:
    st.line_chart(FRAME)
    st.scatter_chart(LONG, x="a", y="b")
    st.graphviz_chart("digraph { a -> b }")
    st.map(pd.DataFrame({"lat": [1.0], "lon": [2.0]}))


def media() -> None:
    st.image(np.zeros((8, 8), "u1"), caption="black")
    st.audio(np.zeros(800), sample_rate=8000)
    st.iframe("<p>framed</p>")
    st.download_button("Take", "text")
    st.link_button("Go", "https://example.org")


@pytest.mark.parametrize("shown", [inputs, containers, texts, tables, charts, media])
def test_what_comes_and_goes_leaves_no_nodes_and_no_listeners(
    stage: Stage, shown: Callable[[], None]
) -> None:
    runs = [0]

    def program() -> None:
        runs[0] += 1
        if runs[0] % 2:
            shown()

    app = stage.show(program)
    session: Any = stage.page.context.new_cdp_session(stage.page)
    session.send("Performance.enable")

    def come_and_go(times: int) -> dict[str, int]:
        """Rerun so often; what of both the browser holds then, without its garbage."""
        for _ in range(2 * times):
            stage.rerun(app)
            stage.page.wait_for_timeout(40)  # some parts are drawn a moment later
        stage.page.wait_for_timeout(400)
        session.send("HeapProfiler.collectGarbage")
        held = session.send("Performance.getMetrics")["metrics"]
        return {each["name"]: each["value"] for each in held if each["name"] in COUNTED}

    before, after = come_and_go(6), come_and_go(12)
    assert all(after[name] < before[name] + 12 for name in COUNTED), (before, after)
