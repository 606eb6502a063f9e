"""What the page costs in messages, bytes and models: exact counts, where times would be noise."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.benchmarks.kernel_side import TOOLS, evaluate, execute, measure_app
from tests.benchmarks.programs import kernel_script, mixed_inputs
from tests.kernel.live import LiveKernel

pytestmark = pytest.mark.kernel

COMINGS = """%%rerun --name comings
import rerun_state as st
st.session_state.n = n = st.session_state.get("n", 0) + 1
if n % 2:
    st.slider("Level")
    with st.expander("More"):
        st.text_input("Name", key="name")
"""
LEFT = """
import time
from comm import get_comm_manager
from ipywidgets.widgets.widget import _instances
def left():
    before, now = None, 0
    while now != before:  # of many models the last are closed in the background
        time.sleep(0.2)
        before, now = now, [len(_instances), len(get_comm_manager().comms)]
    return now
"""
FIRST = "%%rerun --name first\nimport rerun_state as st\nst.text('The library is here now.')"


@pytest.fixture(scope="module")
def kernel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveKernel]:
    """A kernel that has sent the front end's library already, as it does once."""
    live = LiveKernel({**os.environ, "IPYTHONDIR": str(tmp_path_factory.mktemp("ipython"))})
    try:
        for cell in ("%load_ext rerun_state", TOOLS, FIRST):
            execute(live, cell)
        yield live
    finally:
        live.shutdown()


def test_a_rerun_that_changes_nothing_sends_nothing(kernel: LiveKernel) -> None:
    found = measure_app(kernel, kernel_script(1_000, 0, "rerun_state"), 1)
    assert (found["messages"], found["bytes"]) == (0, 0)


def test_one_change_in_1000_elements_is_one_small_message(kernel: LiveKernel) -> None:
    found = measure_app(kernel, kernel_script(1_000, 1, "rerun_state"), 1)
    assert found["messages"] == 1
    assert found["bytes"] < 2_000


def test_the_bytes_of_a_change_do_not_depend_on_the_page(kernel: LiveKernel) -> None:
    sizes = [10, 1_000]
    found = [measure_app(kernel, kernel_script(size, 1, "rerun_state"), 1) for size in sizes]
    assert abs(found[0]["bytes"] - found[1]["bytes"]) <= 4  # keys of rows have more digits


def test_a_new_page_of_1000_texts_is_few_messages_and_one_model(kernel: LiveKernel) -> None:
    found = measure_app(kernel, kernel_script(1_000, 0, "rerun_state"), 1)
    assert found["first_messages"] <= 5
    assert found["first_bytes"] <= 100_000
    assert found["first_models"] == 1


def test_200_inputs_are_200_models_of_one_message_each(kernel: LiveKernel) -> None:
    found = measure_app(kernel, mixed_inputs("rerun_state"), 1)
    assert found["first_models"] == 201
    assert found["first_messages"] <= 220
    assert found["first_bytes"] <= 400_000


def test_inputs_that_come_and_go_leave_nothing(kernel: LiveKernel) -> None:
    execute(kernel, COMINGS)
    execute(kernel, LEFT)
    before = execute(kernel, "rerun(app()); rerun(app()); print(left())")
    after = execute(kernel, "for _ in range(500): rerun(app())\nprint(left())")
    assert after == before


def test_what_is_shown_is_what_is_open(tmp_path: Path, kernel: LiveKernel) -> None:
    execute(kernel, "%%rerun --name inputs\n" + mixed_inputs("rerun_state"))
    opened = len(kernel.open_comms())
    execute(kernel, "%%rerun --name inputs\npass")
    kernel.settle()
    assert opened - len(kernel.open_comms()) == 200


MILLION = """
import numpy as np, pandas as pd
n = np.arange(1_000_000)
million = pd.DataFrame({"n": n, "half": n / 2, "text": pd.Series(n).astype(str)})
"""


def test_a_table_of_a_million_rows_is_few_bytes_and_no_second_copy(kernel: LiveKernel) -> None:
    execute(kernel, MILLION)
    script = "import rerun_state as st\nst.dataframe(million)"
    measure_app(kernel, script.replace("million", "million[:1000]"), 1)  # sends the grid
    before = evaluate(kernel, "(tracemalloc.start(), traced())[1]")
    found = measure_app(kernel, script, 1)
    assert found["first_bytes"] < 200_000
    assert (found["messages"], found["bytes"]) == (0, 0)
    assert evaluate(kernel, "(traced(), tracemalloc.stop())[0]") - before < 2_000_000
