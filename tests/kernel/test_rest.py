"""The engine, asked whether it rests: what is to come of what it has heard comes before."""

from tests.kernel.reader import Reader
from tests.kernel.widgets import W, click, model

SLOW = """
import asyncio
pressed = st.button("Go")
await asyncio.sleep(0.2)
st.text(f"done {pressed}")
"""
HANDLER = (
    W
    + """
import asyncio
async def heard(_):
    await asyncio.sleep(0.2)
    st.text("heard")
b = w.Button()
b.on_click(heard)
st.session_state.b = b
"""
)
LATE = """
import threading
late = threading.Thread(target=lambda: (go.wait(), print("late")))
late.start()
st.session_state.late = late
"""


ONCE = (
    W
    + """
st.button("Go")
if not st.session_state.setdefault("n", 0):
    display(w.Play())
st.session_state.n += 1
"""
)


def test_a_run_that_awaits_has_come_to_its_end(reader: Reader) -> None:
    reader.app(SLOW)
    reader.press("Go")
    assert reader.settle() == ["Go", "done True"]


def test_a_handler_that_awaits_has_come_to_its_end(reader: Reader) -> None:
    reader.app(HANDLER)
    click(reader)
    assert "heard" in reader.settle()


def test_what_a_thread_has_shown_after_a_run_is_on_the_page(reader: Reader) -> None:
    reader.kernel.run("import threading, rerun_state\ngo = threading.Event()")
    reader.app(LATE)
    reader.kernel.run("go.set()\nrerun_state.session_state.late.join()")
    assert "late" in str(reader.settle())


def test_what_a_run_has_left_is_closed(reader: Reader) -> None:
    reader.app(
        W + "st.button('Go')\nif not st.session_state.setdefault('n', 0): display(w.Play())\n"
        "st.session_state.n += 1"
    )
    made = model(reader, "Play")
    for _ in range(3):
        reader.press("Go")
        reader.settle()
    assert made not in [comm.id for comm in reader.kernel.open_comms()]


def test_what_subshells_and_a_busy_kernel_were_sent_is_answered(reader: Reader) -> None:
    reader.app("st.text(str(st.slider('N', 0, 9, key='n')))")
    request = reader.kernel.start("import time; time.sleep(0.2)")
    reader.change("N", [7])
    assert reader.settle() == ["N", "7"]
    assert reader.kernel.finish(request).error is None
