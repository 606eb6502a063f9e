"""What comes with a row, and goes with it."""

from pathlib import Path

import rerun_state as st
from tests.page.browser import CHANNEL, TOP, Make


def test_an_input_opens_one_model(page: Make) -> None:
    made = page(lambda: st.button("Go"))
    assert len(CHANNEL.inputs) == 1
    assert made.sent == ["comm_open", "comm_msg"]


def test_an_input_that_is_gone_is_closed_after_its_row(page: Make) -> None:
    def program() -> None:
        if "gone" not in st.session_state:
            st.slider("S", 0, 9)

    made = page(program)
    made.session.state["gone"] = True
    assert made.run() == [["remove", TOP, 0, 1]]
    assert made.sent == ["comm_msg", "comm_close"]


def test_inputs_in_a_container_that_is_gone_are_closed(page: Make) -> None:
    def program() -> None:
        if "gone" not in st.session_state:
            st.container().slider("S", 0, 9)

    made = page(program)
    made.session.state["gone"] = True
    made.run()
    assert made.sent == ["comm_msg", "comm_close"]


def test_markup_travels_with_the_static_files_that_it_names(page: Make, tmp_path: Path) -> None:
    def program() -> None:
        st.html(f"<img src='app/static/{st.session_state.get('name', 'none')}.gif'>")

    (tmp_path / "cat.gif").write_bytes(b"cat")
    made = page(program)
    made.renderer.serve_static(tmp_path)
    made.session.state["name"] = "cat"
    [[_, _, changed, _]] = made.run()
    assert changed == {"body": "<img src='data:image/gif;base64,Y2F0'>"}
