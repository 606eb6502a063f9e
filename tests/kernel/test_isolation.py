"""A kernel for each visitor, forked from a process that has executed the ordinary cells."""

import re
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.kernel.serving import PATIENCE, Guest, Served, serving, write_notebook

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="nothing is forked elsewhere")

CELLS = [
    "%load_ext rerun_state\nimport os, asyncio\nimport rerun_state as st\n"
    "born, seen = os.getpid(), []\nst.session_state['kept'] = 'once'\nprint('printed once')",
    "class Point: pass\nawait asyncio.sleep(0)",
    """%%rerun
import pickle
st.text(f"pid={os.getpid()} born={born} kept={st.session_state.kept}")
if st.button("Add"): seen.append(1)
st.text(f"seen={len(seen)} {pickle.loads(pickle.dumps(Point())).__class__ is Point}")
if st.button("Die"): os._exit(3)
""",
]
OPTIONS = ["--isolate"]


def shown(guest: Guest, name: str) -> str:
    guest.see(f"{name}=")
    found = re.search(rf"{name}=(\w+)", guest.text())
    assert found is not None
    return found[1]


def has_control(guest: Guest, control: dict[str, Any]) -> bool:
    return control in guest.controls


def has_ended(pid: str) -> bool:
    end = time.monotonic() + PATIENCE
    while Path("/proc", pid).exists():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def test_visitors_share_what_the_cells_made_and_no_process(served: Served) -> None:
    one, two = served.guest(), served.guest()
    assert shown(one, "born") == shown(two, "born")
    assert len({shown(one, "pid"), shown(two, "pid"), shown(one, "born")}) == 3
    assert shown(one, "kept") == "once"
    assert served.said.count("printed once") == 1
    for guest in (one, two):
        guest.leave()


def test_what_one_changes_another_does_not_see(served: Served) -> None:
    one, two = served.guest(), served.guest()
    one.change("Add", True)
    one.see("seen=1 True")
    two.see("seen=0 True")
    for guest in (one, two):
        guest.leave()


def test_a_kernel_that_dies_takes_no_other_with_it(served: Served) -> None:
    one, two = served.guest(), served.guest()
    pid = shown(one, "pid")
    two.see("seen=0")
    one.change("Die", True)
    one.until(lambda: {"ended": True} in one.controls)
    assert has_ended(pid)
    two.change("Add", True)
    two.see("seen=1")
    one.greet()
    one.until(lambda: shown(one, "pid") != pid)
    for guest in (one, two):
        guest.leave()


def test_nothing_is_left_when_the_server_is_killed(tmp_path: Path) -> None:
    with serving(write_notebook(tmp_path / "app.ipynb", CELLS), "--isolate") as served:
        guest = served.guest()
        pids = [shown(guest, "pid"), shown(guest, "born")]
        guest.leave()
        served.process.kill()
        assert [has_ended(pid) for pid in pids] == [True, True]


def test_a_saved_notebook_begins_anew_for_each_visitor(tmp_path: Path) -> None:
    file = write_notebook(tmp_path / "app.ipynb", CELLS)
    with serving(file, "--isolate", "--watch") as served:
        one, two = served.guest(), served.guest()
        pids = {shown(guest, "pid") for guest in (one, two)}
        write_notebook(file, [CELLS[0].replace("once'", "twice'"), *CELLS[1:]])
        for guest in (one, two):
            guest.until(partial(has_control, guest, {"ended": True}))
            guest.greet()
            guest.see("kept=twice")
        assert len(pids | {shown(guest, "pid") for guest in (one, two)}) == 4


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("import threading\nthreading.Thread(target=input, name='reader').start()", "reader"),
        ("import ipywidgets\nslider = ipywidgets.IntSlider()", "ipywidgets"),
        ("1 / 0", "ZeroDivisionError"),
    ],
)
def test_what_cannot_be_forked_is_refused_by_name(tmp_path: Path, cell: str, why: str) -> None:
    cell = cell.replace("input", "__import__('time').sleep, args=(60,), daemon=True")
    file = write_notebook(tmp_path / "app.ipynb", [CELLS[0], cell, CELLS[2]])
    with serving(file, "--isolate") as served:
        assert why in served.hear("Cell 2 of app.ipynb")
        guest = served.guest()
        guest.until(lambda: {"problem": "unprepared"} in guest.controls)
        guest.leave()
