"""Ipywidgets before visitors: each has those of its own session, and reaches no others."""

import time

from tests.kernel.live import LiveKernel
from tests.kernel.serving import Guest, Served

CELLS = [
    "import ipywidgets as w\nimport rerun_state as st\n"
    "shared = w.IntText(1)\nhidden = w.Text('a secret')",
    """%%rerun
st.text(f"hidden {hidden.model_id}")
st.write(shared)
st.text(f"shared {shared.value}")
slider = w.IntSlider(3)
button, out = w.Button(), w.Output()
@button.on_click
def press(_):
    with out: print("pressed", slider.value)
if slider.value < 50: st.write(w.VBox([button, out]))
st.write(slider)
st.text(f"at {slider.value}")
""",
]
FIRST = "at 3"


def test_what_a_visitor_does_to_an_ipywidget_runs_the_app_of_that_visitor(
    served: Served, guest: Guest
) -> None:
    other = served.guest()
    other.see("at 3")
    id = guest.open_widget()
    guest.set_widget(id, value=7)
    guest.see("at 7")
    assert (id, {"event": "done", "id": "m1"}) in guest.said
    other.set_widget(other.open_widget(), value=8)
    other.see("at 8")
    assert "at 7" not in other.received
    other.leave()


def test_a_button_writes_into_an_output_of_its_visitor(guest: Guest) -> None:
    guest.open_widget(1)
    ((_, opened),) = [each for each in guest.said if each[1]["event"] == "opened"]
    names = {state["_model_name"]: id for id, state, _ in opened["models"]}
    press = {"id": "m1", "data": {"method": "custom", "content": {"event": "click"}}}
    guest.send({"to": "w" + names["ButtonModel"], "content": press})
    guest.until(lambda: "pressed 3" in str(guest.said))
    assert {id for id, said in guest.said if "pressed" in str(said)} == {names["OutputModel"]}


def test_nobody_reaches_the_ipywidgets_of_another(served: Served, guest: Guest) -> None:
    own = guest.open_widget()
    thief = served.guest()
    thief.see("at 3")
    thief.open_widget()
    hidden = guest.text().partition("hidden ")[2][:32]
    for id in (own, hidden, "0" * 32):
        thief.send({"to": "w" + id, "content": {"event": "open"}})
        thief.set_widget(id, value=9)
        thief.until(lambda id=id: (id, {"event": "closed"}) in thief.said)  # type: ignore[misc]
    thief.set_widget(thief.open_widget(), value=5)
    thief.see("at 5")
    guest.set_widget(own, value=4)
    guest.see("at 4")
    assert "a secret" not in thief.received
    assert not {own, hidden} & {id for id, said in thief.said if said["event"] != "closed"}
    served.hear("Refused a visitor's message: a message for a widget that is not on the page")
    thief.leave()


def test_what_draws_an_ipywidget_cannot_be_set_from_outside(served: Served, guest: Guest) -> None:
    id = guest.open_widget()
    for state in ({"_view_module": "evil"}, {"layout": "IPY_MODEL_" + id}, {"_esm": "x"}):
        guest.set_widget(id, **state)
    guest.send({"to": "w" + id, "content": {"id": "m2", "data": {"method": "execute"}}})
    guest.send({"to": "w" + id, "content": {"event": "close"}})
    guest.send({"to": "w../p1", "content": {}})
    guest.set_widget(id, value=6)
    guest.see("at 6")
    assert "evil" not in guest.received
    served.hear("an attempt to set _view_module")


def test_an_ipywidget_of_an_ordinary_cell_is_everybodys(served: Served, guest: Guest) -> None:
    other = served.guest()
    other.see("shared 1")
    guest.set_widget(guest.open_widget(0), value=2)
    guest.see("shared 2")
    other.see("shared 2")
    guest.set_widget(guest.open_widget(0), value=1)
    other.see("shared 1")
    other.leave()


def test_an_ipywidget_that_leaves_the_page_is_closed_there(guest: Guest) -> None:
    box = guest.open_widget(1)
    guest.set_widget(guest.open_widget(), value=60)
    guest.see("at 60")
    guest.until(lambda: (box, {"event": "closed"}) in guest.said)


def test_a_page_that_is_loaded_again_gets_the_ipywidgets_as_they_are(
    served: Served, guest: Guest
) -> None:
    id = guest.open_widget()
    guest.set_widget(id, value=12)
    guest.see("at 12")
    guest.leave()
    back = Guest(served.url, guest.cookie, guest.tab, again=True)
    back.see("at 12")
    assert back.open_widget() == id
    states = {each[0]: each[1] for _, said in back.said for each in said.get("models", ())}
    assert states[id]["value"] == 12
    back.leave()


OFFER = """%%rerun
st.session_state.setdefault("kept", w.Text())
st.write(w.VBox([w.IntSlider(), w.Output()]))
st.write(st.session_state.kept)
st.text("there")
"""
COUNT = "len(w.widgets.widget._instances)"


def test_what_a_session_has_made_ends_with_it(kernel: LiveKernel) -> None:
    kernel.run("import ipywidgets as w, rerun_state as st, rerun_state.jupyter as jupyter")
    kernel.run("jupyter.receive(get_ipython())")
    assert kernel.run(OFFER).error is None
    before = kernel.value(COUNT)
    opened = {"comm_id": "visit", "target_name": "rerun_state.visit", "data": {}}
    kernel._send("comm_open", opened)
    kernel.wait_for(lambda message: "there" in str(message.content))
    assert kernel.value(COUNT) > before
    kernel._send("comm_close", {"comm_id": "visit", "data": {}})
    end = time.monotonic() + 30
    while kernel.value(COUNT) > before and time.monotonic() < end:
        time.sleep(0.05)
    assert kernel.value(COUNT) == before
