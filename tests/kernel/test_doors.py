"""Each door of jupyter/kernel.py and jupyter/requests.py, opened in a real kernel."""

import pytest

from tests.kernel.live import LiveKernel

APP = """
import asyncio, threading
from rerun_state.jupyter import kernel as doors, requests
loop = get_ipython().kernel.io_loop.asyncio_loop
def scheduled(function):
    "Call it from the loop, as a rerun is; return what it returned or raised."
    result = loop.create_future()
    def call():
        try: result.set_result(function())
        except Exception as error: result.set_result(type(error).__name__)
    loop.call_later(0.05, call)
    return result
"""


@pytest.fixture
def app(kernel: LiveKernel) -> LiveKernel:
    assert kernel.run(APP).error is None
    return kernel


def test_the_main_loop_is_the_one_that_cells_await_on(app: LiveKernel) -> None:
    cell = "await asyncio.sleep(0); doors.main_loop() is asyncio.get_running_loop()"
    assert app.run(cell).value == "True"


def test_only_the_main_thread_is_the_main_thread(app: LiveKernel) -> None:
    app.run("seen = [doors.is_main_thread()]")
    app.run("t = threading.Thread(target=lambda: seen.append(doors.is_main_thread())); t.start()")
    assert app.value("(t.join(), seen)[1]") == [True, False]


def test_a_cell_knows_its_id_and_a_front_end_without_ids_has_none(app: LiveKernel) -> None:
    assert app.run("requests.cell_id()", cell_id="c-1").value == "'c-1'"
    assert app.run("requests.cell_id() is None").value == "True"


def test_deleted_cells_are_read_from_the_request(app: LiveKernel) -> None:
    cell = """
request = {**requests.parent(), "metadata": {"deletedCells": ["a", "b", 7]}}
with requests.set_parent(request): deleted = requests.deleted_cells()
(deleted, requests.deleted_cells())
"""
    assert app.run(cell).value == "(['a', 'b'], [])"


def test_output_can_answer_an_earlier_request(app: LiveKernel) -> None:
    first = app.start("earlier = requests.parent()")
    app.finish(first)
    cell = "with requests.set_parent(earlier): print('to the first', flush=True)\nprint('to mine')"
    assert app.run(cell).text == "to mine\n"
    texts = [m.content["text"] for m in app.messages if m.type == "stream" and m.parent == first]
    assert texts == ["to the first\n"]


def test_a_status_of_a_rerun_answers_no_request(app: LiveKernel) -> None:
    with app.recording() as seen:
        app.run("publish = lambda: (doors.publish_status('busy'), doors.publish_status('idle'))")
        app.run("await scheduled(publish)")
    states = [m.content["execution_state"] for m in seen if m.type == "status" and not m.parent]
    assert states == ["busy", "idle"]


def test_running_cells_are_counted(app: LiveKernel) -> None:
    app.run("from rerun_state.jupyter.cells import Cells; cells = Cells(); cells.install()")
    app.run("seen = [cells.running]")
    app.run("task = scheduled(lambda: cells.running)")
    app.until("task.done()")
    assert app.value("(seen, task.result())") == ([1], 0)


def test_context_variables_of_cells_are_kept_for_reruns(app: LiveKernel) -> None:
    app.run("import contextvars; mine = contextvars.ContextVar('mine')")
    app.run("from rerun_state.jupyter.cells import Cells; cells = Cells(); cells.install()")
    app.run("_ = mine.set(5)")
    assert app.value("cells.context[mine]") == 5
