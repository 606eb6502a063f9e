"""What comes with a row, and goes with it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from ipywidgets import IntSlider

import rerun_state as st
from tests.page.browser import CHANNEL, TOP, Make, main


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


@pytest.fixture
def slider() -> Iterator[IntSlider]:
    made = IntSlider(1, 0, 9)
    yield made
    made.layout.close()
    made.style.close()
    made.close()


def test_an_ipywidget_is_heard_as_long_as_its_page_shows_it(page: Make, slider: IntSlider) -> None:
    def program() -> None:
        if "gone" not in st.session_state:
            st.widget(slider, key="n")

    made = page(program)
    slider.value = 4
    made.drain()
    assert made.session.state["n"] == 4
    made.session.state["gone"] = True
    made.run()
    slider.value = 5
    assert not made.cell.queue.waiting


def test_the_channel_is_told_which_ipywidgets_send_events(
    page: Make, slider: IntSlider, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = list[tuple[str, str]]()
    monkeypatch.setattr(CHANNEL, "join", lambda id: told.append(("join", id)))
    monkeypatch.setattr(CHANNEL, "part", lambda id: told.append(("part", id)))

    def program() -> None:
        if "gone" not in st.session_state:
            st.widget(slider, key="n")

    made = page(program)
    made.run()
    made.session.state["gone"] = True
    made.run()
    assert told == [("join", slider.model_id), ("part", slider.model_id)]


def test_an_ipywidget_that_stands_elsewhere_is_still_heard(page: Make, slider: IntSlider) -> None:
    def program() -> None:
        box = st.container()
        with box if "moved" in st.session_state else st.sidebar:
            st.widget(slider, key="n")

    made = page(program)
    made.session.state["moved"] = True
    made.run()
    slider.value = 4
    made.drain()
    assert made.session.state["n"] == 4


def test_a_row_that_shows_another_ipywidget_hears_that_one(page: Make, slider: IntSlider) -> None:
    sliders = [slider, IntSlider(2, 0, 9)]

    def program() -> None:
        st.widget(sliders[0], key="n")

    made = page(program)
    sliders.reverse()
    made.run()
    slider.value = 4
    assert not made.cell.queue.waiting
    sliders[0].value = 5
    made.drain()
    assert made.session.state["n"] == 5
    for each in (sliders[0].layout, sliders[0].style, sliders[0]):
        each.close()


def test_who_comes_after_an_ipywidget_was_closed_finds_nothing_there(page: Make) -> None:
    widget = IntSlider()

    def program() -> None:
        st.write(widget)

    made = page(program)
    [row] = main(made).children
    assert row.describe(None)["w"] == widget.model_id
    for each in (widget.layout, widget.style, widget):
        each.close()
    assert row.describe(None) == {"k": row.key, "t": "empty", "p": {}}
