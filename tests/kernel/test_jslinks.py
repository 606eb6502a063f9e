"""Links that browsers follow by themselves: whose moves run an app, and whose do not."""

import pytest

from tests.kernel.reader import Reader
from tests.kernel.widgets import W, making

LINKED = (
    W
    + """
a, b, c = (w.IntSlider(each, 0, 9) for each in (3, 0, 0))
w.{link}((a, "value"), (b, "value"))
w.{link}((b, "value"), (c, "value"))
display(w.HBox([a, b, c]))
runs = st.session_state["runs"] = st.session_state.get("runs", 0) + 1
st.text(f"run {{runs}}: {{a.value}} {{b.value}} {{c.value}}")
"""
)


def sliders(reader: Reader) -> list[str]:
    comms = reader.kernel.open_comms()
    return [c.id for c in comms if c.state.get("_model_name") == "IntSliderModel"][-3:]


@pytest.mark.parametrize("link", ["jslink", "jsdlink"])
def test_what_a_link_sets_when_it_is_made_runs_no_app_and_moves_do(
    reader: Reader, link: str
) -> None:
    reader.app(LINKED.format(link=link))
    _, b, c = sliders(reader)
    for linked in (c, b):  # as browsers tell it: the end of the chain first
        reader.kernel.send_state(linked, value=3)
    assert reader.settle()[-1] == "run 1: 3 0 0"
    reader.kernel.send_state(b, value=5)  # by the reader
    reader.see("5")
    reader.kernel.send_state(b, value=3)  # where the link had brought it
    reader.see("3 3 3")


def test_a_move_of_a_link_s_source_that_no_app_shows_runs_that_of_its_target(
    reader: Reader,
) -> None:
    code = "t = w.IntSlider()\nw.jslink((s, 'value'), (t, 'value'))\ndisplay(t)\n"
    with making(reader, "s = w.IntSlider()", "s"):
        reader.app(W + code + "st.text(f'now {t.value}')")
        source, target = reader.value("s.model_id"), sliders(reader)[-1]
        reader.kernel.send_state(source, value=4)
        reader.kernel.send_state(target, value=4)
        reader.see("now 4")
