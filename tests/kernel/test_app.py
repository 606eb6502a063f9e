"""A `%%rerun` cell in a real kernel: what it sends, what it leaves behind, how it ends."""

import pytest

from tests.kernel.live import Comm, LiveKernel, patches
from tests.kernel.reader import Reader

COUNTER = """%%rerun
import rerun_state as st
secret = 1
st.session_state.setdefault("count", 0)
if st.button("Increment"):
    st.session_state.count += 1
st.write("Count =", st.session_state.count)
"""

FIFTY = """%%rerun
import rerun_state as st
number = st.slider("Number", 0, 9)
for i in range(49):
    st.text(f"line {i}" if i != 20 else f"number {number}")
"""


@pytest.fixture
def loaded(kernel: LiveKernel) -> LiveKernel:
    assert kernel.run("%load_ext rerun_state").error is None
    return kernel


def inputs(kernel: LiveKernel, kind: str) -> list[Comm]:
    return [comm for comm in kernel.open_comms() if comm.state.get("kind") == kind]


def change(kernel: LiveKernel, comm: Comm, value: object = True) -> None:
    kernel.send_custom(comm.id, {"event": "change", "value": value, "seq": "test"})


def test_a_kernel_loads_what_a_first_app_needs_once_nobody_waits_for_it(kernel: LiveKernel) -> None:
    needed = {"ipywidgets", "markdown_it", "rerun_state.snapshot.bundle"}
    kernel.run("import sys")
    shown = kernel.run(f"%load_ext rerun_state\nprint({needed} & {{*sys.modules}})")
    assert shown.text == "set()\n"
    kernel.until(f"{needed} <= {{*sys.modules}}")


def test_the_first_run_shows_the_page(loaded: LiveKernel) -> None:
    reply = loaded.run(COUNTER)
    assert [m.type for m in reply.outputs] == ["display_data", "update_display_data"]
    assert [comm.state["props"]["label"] for comm in inputs(loaded, "button")] == ["Increment"]


def test_one_changed_text_among_fifty_elements_is_one_message(loaded: LiveKernel) -> None:
    loaded.run(FIFTY)
    with loaded.recording() as seen:
        change(loaded, inputs(loaded, "slider")[0], [7])
    (sent,) = [m for m in seen if m.type != "status"]
    ops = [op for patch in patches([sent]) for op in patch["ops"]]
    assert [op[0] for op in ops] == ["input", "set"]
    assert ops[1][2] == {"body": "number 7"}


def test_a_run_that_changes_nothing_sends_nothing(loaded: LiveKernel) -> None:
    loaded.run("%%rerun\nimport rerun_state as st\nst.button('Same')")
    with loaded.recording() as seen:
        change(loaded, inputs(loaded, "button")[0])
    assert [m for m in seen if m.type != "status"] == []


def test_no_name_of_the_cell_leaks(loaded: LiveKernel) -> None:
    loaded.run(COUNTER)
    change(loaded, inputs(loaded, "button")[0])
    loaded.settle()
    assert loaded.value("[n for n in ('secret', 'st') if n in globals()]") == []


def test_the_state_is_read_and_written_by_ordinary_cells(loaded: LiveKernel) -> None:
    loaded.run(COUNTER)
    with loaded.recording() as seen:
        loaded.run("import rerun_state; rerun_state.session_state.count = 41")
    assert "41" in str(patches(seen))
    change(loaded, inputs(loaded, "button")[0])
    loaded.settle()
    assert loaded.value("rerun_state.session_state.count") == 42


def test_executing_a_cell_again_keeps_its_page_and_the_state(loaded: LiveKernel) -> None:
    loaded.run(COUNTER, cell_id="a")
    change(loaded, inputs(loaded, "button")[0])
    loaded.settle()
    before = {comm.id for comm in loaded.open_comms()}
    loaded.run(COUNTER, cell_id="a")
    assert {comm.id for comm in loaded.open_comms()} == before
    assert loaded.value("__import__('rerun_state').session_state.count") == 1


def test_an_exception_of_the_first_run_fails_the_cell(loaded: LiveKernel) -> None:
    reply = loaded.run("%%rerun\nimport rerun_state as st\nst.text('above')\n1 / 0")
    assert reply.error == "ZeroDivisionError"
    assert "above" in str(patches(loaded.messages))
    assert "division" in str(patches(loaded.messages))


def test_an_exception_of_a_later_run_is_shown_in_place(loaded: LiveKernel) -> None:
    loaded.run(
        "%%rerun\nimport rerun_state as st\nif st.button('Fail'):\n    raise ValueError('oh')"
    )
    with loaded.recording() as seen:
        change(loaded, inputs(loaded, "button")[0])
    (patch,) = patches(seen)
    (row,) = patch["ops"][0][3]
    assert row["t"] == "exception"
    assert row["p"]["type"] == "ValueError"


def test_a_bad_option_is_a_usage_error(loaded: LiveKernel) -> None:
    assert loaded.run("%%rerun --nonsense\n1").error == "UsageError"


def test_a_name_may_stand_in_quotes(loaded: LiveKernel) -> None:
    loaded.run("%%rerun --name 'two words'\n1")
    assert loaded.value("'two words' in __import__('rerun_state').apps")


def test_a_quote_that_is_not_closed_is_an_error_of_one_line(loaded: LiveKernel) -> None:
    reply = loaded.run("%%rerun --name 'two\n1")
    assert reply.error == "UsageError"
    assert "No closing quotation" in reply.text


def test_unloading_closes_every_app(loaded: LiveKernel) -> None:
    loaded.run(COUNTER)
    loaded.run("%unload_ext rerun_state")
    assert loaded.open_comms() == []
    assert loaded.run("%%rerun\n1").error == "UsageError"


def test_loading_twice_changes_nothing(loaded: LiveKernel) -> None:
    loaded.run("%load_ext rerun_state")
    loaded.run("%reload_ext rerun_state")
    assert loaded.run(COUNTER).error is None


def test_a_thousand_reruns_leave_widgets_and_comms_where_they_were(loaded: LiveKernel) -> None:
    loaded.run(
        "%%rerun\n"
        "import rerun_state as st\n"
        "n = st.session_state.get('n', 0)\n"
        "for i in range(n % 3):\n"
        "    st.checkbox(f'box {i} of {n}')\n"
        "st.text(n)\n"
    )
    counts = (
        "(len(__import__('ipywidgets').widgets.widget._instances),"
        " len(__import__('comm').get_comm_manager().comms))"
    )
    before = loaded.value(counts)
    loaded.run(
        "import asyncio, rerun_state\n"
        "for n in range(3, 1003):\n"
        "    rerun_state.session_state.n = n\n"
        "    await asyncio.sleep(0.002)\n",
        timeout=120,
    )
    loaded.run("rerun_state.session_state.n = 1500")
    loaded.settle()
    assert loaded.value(counts) == before


def test_top_level_await_works_in_the_first_run_and_in_reruns(loaded: LiveKernel) -> None:
    app = """%%rerun
import asyncio
import rerun_state as st
st.button("B")
n = st.session_state.get("n", 0)
st.session_state.n = n + 1
await asyncio.sleep(0.01)
st.text(f"run {n}")
"""
    assert loaded.run(app).error is None
    with loaded.recording() as seen:
        change(loaded, inputs(loaded, "button")[0])
    assert "run 0" in str(patches(loaded.messages))
    assert "run 1" in str(patches(seen))


def test_the_value_of_the_last_expression_is_shown(loaded: LiveKernel) -> None:
    loaded.run("%%rerun\nimport rerun_state as st\nst.text('x')\n6 * 7")
    assert "'text': '42'" in str(patches(loaded.messages))


def test_an_element_as_the_last_expression_is_not_shown_twice(loaded: LiveKernel) -> None:
    loaded.run("%%rerun\nimport rerun_state as st\nst.slider('S', 0, 9)")
    assert "output" not in str(patches(loaded.messages))


def test_a_script_for_streamlit_runs_unmodified(loaded: LiveKernel) -> None:
    app = """%%rerun
import streamlit as st
from streamlit.errors import StreamlitAPIException
st.button("B")
"""
    assert loaded.run(app).error is None
    assert [comm.state["props"]["label"] for comm in inputs(loaded, "button")] == ["B"]


CHOICES = """
from enum import Enum
from dataclasses import dataclass
class Kind(Enum):
    X = 1
    Y = 2
@dataclass(frozen=True)
class Size:
    name: str
LABELS = {Kind.X: "Ex", Kind.Y: "Why"}
SIZES = {Size("X"): "small", Size("Y"): "large"}
st.button("again")
kind = st.radio("Kind", Kind, format_func=lambda kind: LABELS[kind])
sizes = st.multiselect("Sizes", SIZES, format_func=SIZES.get)
st.text(f"{kind.name} {[size.name for size in sizes]} {kind is Kind.Y}")
"""


def test_choices_of_classes_that_the_cell_defines_stay(loaded: LiveKernel) -> None:
    app = Reader(loaded)
    app.app(CHOICES)
    app.change("Kind", 1)
    app.change("Sizes", [1])
    assert app.settle() == ["again", "Kind", "Sizes", "Y ['Y'] True"]
    app.press("again")
    assert app.settle() == ["again", "Kind", "Sizes", "Y ['Y'] True"]
