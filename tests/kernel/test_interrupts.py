"""The interrupt button during a run of an app: it stops that run, and nothing else."""

import time

import pytest

from tests.kernel.reader import Reader

# A single long sleep would miss a signal that comes just before it begins.
NAPS = "[time.sleep(0.1) for _ in range(36_000)]"

WORK = {
    "sleep": NAPS,
    "busy": "while True: sum(range(1000))",
    "elements": "for i in range(36_000):\n    time.sleep(0.1)\n    st.text(i)",
    "await": "import asyncio\nawait asyncio.sleep(3600)",
    "async busy": f"import asyncio\nawait asyncio.sleep(0)\n{NAPS}",
    "swallowed": f"try:\n    {NAPS}\nexcept Exception:\n    st.text('swallowed')",
    "callback": "",
    "fragment": f"@st.fragment\ndef part():\n    {NAPS}\npart()",
}


def app(work: str, first: bool = False) -> str:
    body = "\n".join("    " + line for line in WORK[work].splitlines()) or "    pass"
    callback = f"on_click=lambda: (st.text('called'), {NAPS})" if work == "callback" else ""
    return f"""
count = st.session_state.get("count", 0)
st.session_state.count = count + 1
go = st.button("Go", {callback})
other = st.slider("N", 0, 9)
st.text(f"started {{count}}")
if {(first and "count == 0") or "go"}:
{body}
st.text(f"ended {{count}}, {{other}}")
"""


def press_go(reader: Reader, work: str = "sleep") -> None:
    """Press the button, and wait until the app is in the middle of its work."""
    reader.press("Go")
    reader.see("called" if work == "callback" else "started 1")
    time.sleep(0.2)


@pytest.mark.parametrize("work", WORK)
def test_an_interrupt_stops_a_rerun_and_the_next_event_works(reader: Reader, work: str) -> None:
    reader.app(app(work))
    press_go(reader, work)
    reader.kernel.interrupt()
    reader.see("KeyboardInterrupt")
    assert reader.kernel.is_alive()
    reader.change("N", [3])
    reader.see(", 3")
    assert "KeyboardInterrupt: " not in reader.settle()
    assert reader.value("__import__('rerun_state').session_state.count") in (2, 3)


@pytest.mark.parametrize("work", ["sleep", "elements", "await"])
def test_an_interrupt_stops_the_first_run_and_fails_its_cell(reader: Reader, work: str) -> None:
    request = reader.start(app(work, first=True))
    reader.see("started 0")
    time.sleep(0.2)
    reader.kernel.interrupt()
    assert reader.kernel.finish(request).error == "KeyboardInterrupt"
    reader.see("KeyboardInterrupt")
    reader.change("N", [3])
    reader.see(", 3")


def test_an_interrupt_by_message_stops_a_rerun(reader: Reader) -> None:
    reader.app(app("sleep"))
    press_go(reader)
    reader.kernel.request_interrupt()
    reader.see("KeyboardInterrupt")
    assert reader.value("6 * 7") == 42


def test_what_was_shown_and_set_before_an_interrupt_stays(reader: Reader) -> None:
    reader.app(app("sleep"))
    press_go(reader)
    reader.kernel.interrupt()
    reader.see("KeyboardInterrupt")
    assert reader.settle()[:3] == ["Go", "N", "started 1"]
    assert reader.value("__import__('rerun_state').session_state.count") == 2


def test_an_event_that_came_before_the_interrupt_is_answered_after_it(reader: Reader) -> None:
    reader.app(app("sleep"))
    press_go(reader)
    reader.change("N", [7])
    time.sleep(0.2)
    reader.kernel.interrupt()
    reader.see(", 7")


def test_an_interrupt_between_runs_does_nothing(reader: Reader) -> None:
    reader.app(app("sleep"))
    for _ in range(3):
        reader.kernel.interrupt()
        time.sleep(0.1)
    reader.change("N", [3])
    reader.see("ended 1, 3")
    assert reader.value("6 * 7") == 42


def test_interrupts_at_any_moment_leave_a_working_app(reader: Reader) -> None:
    reader.app("n = st.slider('N', 0, 999)\ntime.sleep(0.02)\nst.text(f'ended {n}')")
    for n in range(1, 40):
        reader.change("N", [n])
        time.sleep(0.003 * (n % 11))
        reader.kernel.interrupt()
    reader.kernel.settle(quiet=0.5)
    assert reader.kernel.is_alive()
    reader.change("N", [500])
    reader.see("ended 500")
    assert reader.value("6 * 7") == 42


LONG = """
st.button("Calm")
go = st.button("Go")
for step in range(4000 if go else 0):
    time.sleep(0.005)
    st.text(f"step {step}")
st.text("end")
"""


def stop(reader: Reader, *, subshell: str | None = None) -> None:
    reader.kernel.send_custom(reader.page.comm, {"event": "stop"}, subshell=subshell)


def test_a_page_stops_a_long_run_and_the_app_goes_on(reader: Reader) -> None:
    reader.app(LONG)
    reader.press("Go")
    reader.see("step 3")
    stop(reader)
    assert reader.settle()[-1] != "end"
    reader.press("Calm")
    assert reader.settle()[-1] == "end"


def test_a_page_stops_a_run_that_awaits(reader: Reader) -> None:
    reader.app(f"import asyncio\n{LONG.replace('time.sleep(0.005)', 'await asyncio.sleep(0.005)')}")
    reader.press("Go")
    reader.see("step 3")
    stop(reader)
    assert reader.settle()[-1] != "end"


def test_a_stop_that_comes_between_runs_stops_none(reader: Reader) -> None:
    reader.app('go = st.button("Go")\nst.text("once")\nst.text(f"pressed {go}")')
    stop(reader)
    reader.press("Go")
    assert reader.settle()[-1] == "pressed True"
