"""Which runs a storm of events costs, and that none of its presses is lost."""

import time

import pytest

from tests.kernel.reader import Reader

HUNDRED_MS = {
    "between elements": """
n = st.slider("N", 0, 1000)
for i in range(10):
    time.sleep(0.01)
    st.text(f"step {i} of {n}")
done = st.session_state.setdefault("done", [])
done.append(n)
""",
    "before the elements": """
n = st.slider("N", 0, 1000)
time.sleep(0.1)
st.text(f"value {n}")
done = st.session_state.setdefault("done", [])
done.append(n)
""",
}


@pytest.fixture(params=HUNDRED_MS)
def slow_app(request: pytest.FixtureRequest, reader: Reader) -> Reader:
    reader.app(HUNDRED_MS[request.param])
    return reader


def storm(reader: Reader, subshell: str | None = None) -> tuple[float, float, list[int]]:
    """Drag to 50; return the times to the first and to the last value, and the complete runs."""
    reader.kernel.settle(quiet=0.3)  # it begins on a page that has not changed for a while
    before = len(reader.value("rerun_state.session_state.done"))
    began = time.monotonic()
    for value in range(1, 51):
        sent = time.monotonic()
        reader.change("N", [value], subshell=subshell)
        while (left := began + value * 0.02 - time.monotonic()) > 0:
            reader.kernel.read(left)
    reader.see(" 50")
    shown = next(when for when, ops in reader.page.patches if " 50" in str(ops))
    first = next(when for when, ops in reader.page.patches if when > began and "set" in str(ops))
    reader.kernel.settle()
    return first - began, shown - sent, reader.value("rerun_state.session_state.done")[before:]


def assert_latest_wins(reader: Reader, subshell: str | None = None) -> None:
    """Ten drags, because others may keep this machine busy: the best of them must be right."""
    reader.kernel.run("import rerun_state")
    drags = []
    for _ in range(10):
        drags.append(storm(reader, subshell))
        first, last, runs = drags[-1]
        assert runs[-1] == 50
        if first < 0.25 and last < 0.25 and len(runs) <= 10:
            return
        reader.change("N", [0])
    raise AssertionError(drags)


def test_a_storm_on_the_main_shell_shows_its_first_and_its_last_value_soon(
    slow_app: Reader,
) -> None:
    assert_latest_wins(slow_app)


@pytest.mark.subshell
def test_a_storm_through_a_subshell_shows_its_first_and_its_last_value_soon(
    slow_app: Reader,
) -> None:
    assert_latest_wins(slow_app, slow_app.kernel.create_subshell())


def test_an_awaiting_app_follows_a_storm_as_well(reader: Reader) -> None:
    reader.app("""
import asyncio
n = st.slider("N", 0, 1000)
await asyncio.sleep(0.1)
st.text(f"value {n}")
done = st.session_state.setdefault("done", [])
done.append(n)
""")
    assert_latest_wins(reader)


ENDLESS = "360_000 if {} else 1"

LONG = """
n = st.slider("N", 0, 9)
entries = st.session_state.setdefault("entries", [])
entries.append(n)
st.text(f"started {n}")
for i in range(TIMES):
    time.sleep(0.01)
    LOOK
st.text(f"value {n}")
"""


@pytest.mark.parametrize("look", ["st.text(i)", "st.checkpoint()"])
def test_an_event_ends_a_long_run_at_its_next_look(reader: Reader, look: str) -> None:
    request = reader.start(LONG.replace("LOOK", look).replace("TIMES", ENDLESS.format("n")))
    reader.kernel.finish(request)
    reader.change("N", [1])
    reader.see("started 1")
    reader.change("N", [0])
    reader.see("value 0")
    reader.settle()
    assert reader.value("__import__('rerun_state').session_state.entries") == [0, 1, 0]


def test_an_event_that_comes_while_a_run_looks_at_nothing_costs_one_more_run(
    reader: Reader,
) -> None:
    reader.app("""
started = st.session_state.setdefault("started", [])
started.append(n := st.session_state.get("n"))
st.text(f"started {n}")
time.sleep(0.4 if n == 1 else 0)
st.slider("N", 0, 9, key="n")
""")
    reader.change("N", [1])
    reader.see("started 1")
    reader.change("N", [2])
    reader.see("started 2")
    reader.settle()
    assert reader.value("__import__('rerun_state').session_state.started") == [None, 1, 2]


def test_an_event_ends_the_first_run_as_well(reader: Reader) -> None:
    request = reader.start(
        LONG.replace("LOOK", "st.text(i)").replace("TIMES", ENDLESS.format("n == 0"))
    )
    reader.see("started 0")
    reader.change("N", [5])
    reader.see("value 5")
    assert reader.kernel.finish(request).error is None


def test_an_event_of_one_app_does_not_end_the_run_of_another(reader: Reader) -> None:
    reader.app("o = st.slider('O', 0, 9)\nst.text(f'other {o}')", cell_id="other")
    reader.app(LONG.replace("LOOK", "st.text(i)").replace("TIMES", "60 if n else 1"), cell_id="app")
    reader.change("N", [1])
    reader.see("started 1")
    reader.change("O", [5])
    reader.see("value 1")
    reader.see("other 5")
    assert reader.value("__import__('rerun_state').session_state.entries") == [0, 1]


def test_filling_in_a_form_does_not_end_a_run(reader: Reader) -> None:
    reader.app("""
runs = st.session_state.setdefault("runs", [])
runs.append(0)
with st.form("f"):
    st.slider("In the form", 0, 9, key="held")
    st.form_submit_button("Submit")
slow = st.button("Slow")
st.text(f"slow {slow}")
for i in range(80 if slow else 0):
    time.sleep(0.01)
    st.text(i)
st.text(f"held {st.session_state.held}")
""")
    reader.press("Slow")
    reader.see("slow True")
    reader.change("In the form", [7])
    reader.see("79")
    reader.settle()
    assert reader.value("len(__import__('rerun_state').session_state.runs)") == 2
    reader.press("Submit")
    reader.see("held 7")


CLICKS = """
import time
log = st.session_state.setdefault("log", [])
def note(what):
    log.append((what, st.session_state.n))
n = st.slider("N", 0, 100, key="n")
{before}
a = st.button("A", on_click=note, args=("a",))
b = st.button("B", on_click=note, args=("b",))
pressed = st.session_state.setdefault("pressed", [])
if a:
    pressed.append(("a", n))
elif b:
    pressed.append(("b", n))
st.text(f"{{len(pressed)}} answered")
"""


@pytest.mark.parametrize(
    "before", ["", "time.sleep(0.05)", "[(time.sleep(0.02), st.text('')) for _ in range(15)]"]
)
def test_each_press_is_answered_once_in_order_with_the_values_of_its_time(
    reader: Reader, before: str
) -> None:
    """Also where drags between the presses end runs that have not come to their button yet."""
    reader.app(CLICKS.format(before=before))
    sent = []
    for i in range(12):
        reader.change("N", [i])
        reader.press("AB"[i % 2])
        sent.append(("ab"[i % 2], i))
        time.sleep((i % 3) * 0.03)
    reader.see("12 answered")
    reader.kernel.settle()
    state = "__import__('rerun_state').session_state"
    assert reader.value(f"{state}.log") == sent
    assert [name for name, _ in reader.value(f"{state}.pressed")] == [name for name, _ in sent]


def test_a_press_owed_by_aborted_runs_is_delivered_in_the_end(reader: Reader) -> None:
    reader.app("""
n = st.slider("N", 0, 1000)
for i in range(10):
    time.sleep(0.03)
    st.text(i)
clicks = st.session_state.setdefault("clicks", [])
if st.button("Late", on_click=lambda: clicks.append("callback")):
    clicks.append("body")
st.text(f"value {n}")
""")
    reader.press("Late")
    for value in range(1, 30):
        time.sleep(0.02)
        reader.change("N", [value])
    reader.see("value 29")
    reader.kernel.settle()
    assert reader.value("__import__('rerun_state').session_state.clicks") == ["callback", "body"]


def test_each_submission_has_the_values_of_its_time(reader: Reader) -> None:
    reader.app("""
log = st.session_state.setdefault("log", [])
with st.form("f", clear_on_submit=True):
    amount = st.number_input("Amount", value=0)
    sent = st.form_submit_button("Submit")
if sent:
    log.append(amount)
    time.sleep(0.05)
st.text(f"{len(log)} logged")
""")
    for amount in (1, 2, 3):
        reader.change("Amount", amount)
        reader.press("Submit")
    reader.see("3 logged")
    assert reader.value("__import__('rerun_state').session_state.log") == [1, 2, 3]
