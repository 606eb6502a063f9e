"""Cells that a front end knows by where they stand, as VS Code does, and apps nobody looks at."""

from tests.kernel.live import LiveKernel

APP = "%%rerun\nimport rerun_state as st\nst.text('{}')"
NAMES = "[name.split(':', 2)[2] for name in __import__('rerun_state.runtime.loop.current', "
NAMES += "fromlist=['current']).kernel_session().cells]"
FOLLOWER = """%%rerun
import rerun_state as st
st.text(st.session_state.get("x"))
runs.append(1)
"""


def other_window(kernel: LiveKernel) -> None:
    kernel._client.session.session = "another window"


def test_a_place_that_another_cell_has_taken_replaces_no_app(kernel: LiveKernel) -> None:
    kernel.run("%load_ext rerun_state")
    kernel.run(APP.format("a"), cell_id="file:n.ipynb#W0")
    kernel.run(APP.format("b"), cell_id="file:n.ipynb#W1")
    other_window(kernel)
    kernel.run(APP.format("new"), cell_id="file:n.ipynb#W0")
    kernel.run(APP.format("a"), cell_id="file:n.ipynb#W1")
    names = kernel.value(NAMES)
    assert sorted(names) == ["file:n.ipynb#W0", "file:n.ipynb#W1", "file:n.ipynb#W1"]


def test_a_place_replaces_its_app_within_a_window(kernel: LiveKernel) -> None:
    kernel.run("%load_ext rerun_state")
    kernel.run(APP.format("a"), cell_id="file:n.ipynb#W0")
    kernel.run(APP.format("b"), cell_id="file:n.ipynb#W0")
    assert kernel.value(NAMES) == ["file:n.ipynb#W0"]


def test_a_place_whose_cell_is_executed_again_has_another_page(kernel: LiveKernel) -> None:
    kernel.run("%load_ext rerun_state")
    kernel.run(APP.format("a"), cell_id="file:n.ipynb#W0")
    [before] = [comm.id for comm in kernel.open_comms() if "rows" in comm.state]
    kernel.run(APP.format("a"), cell_id="file:n.ipynb#W0")
    [after] = [comm.id for comm in kernel.open_comms() if "rows" in comm.state]
    assert after != before  # whose views nobody else would dispose of


def test_an_app_that_nobody_shows_does_not_run_until_it_is_shown(kernel: LiveKernel) -> None:
    kernel.run("%load_ext rerun_state\nruns = []")
    kernel.run(FOLLOWER, cell_id="one")
    [page] = [comm.id for comm in kernel.open_comms() if "rows" in comm.state]
    kernel.send_custom(page, {"event": "context", "viewer": "a"})
    kernel.settle()
    kernel.send_custom(page, {"event": "away", "viewer": "a"})
    kernel.settle()
    kernel.run("import rerun_state as st\nst.session_state.x = 1", cell_id="two")
    kernel.settle()
    assert kernel.value("len(runs)") == 1
    kernel.send_custom(page, {"event": "context", "viewer": "a"})
    kernel.settle()
    assert kernel.value("len(runs)") == 2


def test_apps_of_a_window_before_wait_until_somebody_shows_them(kernel: LiveKernel) -> None:
    kernel.run("%load_ext rerun_state\nruns = []")
    kernel.run(FOLLOWER, cell_id="file:n.ipynb#W0")
    other_window(kernel)
    kernel.run("import rerun_state as st\nst.session_state.x = 1", cell_id="file:n.ipynb#W1")
    kernel.settle()
    assert kernel.value("len(runs)") == 1
    [page] = [comm.id for comm in kernel.open_comms() if "rows" in comm.state]
    kernel.send_custom(page, {"event": "context", "viewer": "a"})
    kernel.settle()
    assert kernel.value("len(runs)") == 2
