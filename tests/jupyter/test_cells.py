"""Cells that are executed are counted, whatever the kernel tells of them."""

from typing import Any

import pytest

from rerun_state.jupyter import kernel
from rerun_state.jupyter.cells import Cells
from tests.jupyter.test_requests import Lite


def test_a_kernel_without_handlers_has_its_cells_counted_by_events(
    shell: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.kernel = Lite()
    monkeypatch.setattr(kernel, "get_ipython", lambda: shell)
    cells = Cells()
    shell.events.trigger("pre_run_cell", None)  # of a cell that goes on when it is installed
    cells.install()
    shell.events.trigger("post_run_cell", None)
    assert cells.running == 0
    shell.user_ns["running"] = lambda: cells.running
    assert shell.run_cell("running()").result == 1
    assert cells.running == 0
    cells.remove()
    assert shell.run_cell("running()").result == 0
