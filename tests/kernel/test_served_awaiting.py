"""Visitors of one kernel, some of whose runs await: the others' go on, and get nothing of them."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.kernel.serving import Guest, Served, serving, write_notebook

CELLS = [
    "import asyncio, os, time, matplotlib.pyplot as plt\nimport rerun_state as st\ngates = {}",
    """%%rerun
me = st.query_params["me"]
n = st.slider("N", 0, 9)
gates.setdefault(me, asyncio.Event())
if st.button("Free"): gates[st.query_params["frees"]].set()
st.text(f"{me} began {n}")
if n == 9:
    await asyncio.sleep(0.2)
    while not gates[me].is_set() and not os.path.exists(st.query_params["stops"]): time.sleep(0.01)
elif n:
    plt.figure()
    await gates[me].wait()
    plt.plot([n, n])
    os.system(f"echo child of {me}")
    print(f"{len(plt.get_fignums())} figure of {me}")
st.text(f"{me} ended {n}")
""",
]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    file = tmp_path_factory.mktemp("served") / "app.ipynb"
    with serving(write_notebook(file, CELLS)) as served:
        yield served


def test_a_run_that_awaits_holds_up_no_other_visitor(served: Served) -> None:
    one, two = served.guest(query="?me=one"), served.guest(query="?me=two&frees=one")
    two.see("two ended 0")
    one.change("N", [1])
    one.see("one began 1")
    one.until(lambda: {"status": "busy"} in one.controls)
    two.change("Free", True)
    one.see("one ended 1")
    two.see("two ended 0")
    assert {"status": "busy"} not in two.controls


def test_a_newer_event_of_the_same_visitor_ends_the_wait(served: Served) -> None:
    guest = served.guest(query="?me=three")
    guest.change("N", [1])
    guest.see("three began 1")
    guest.change("N", [0])
    guest.see("three ended 0")
    assert "three ended 1" not in guest.received


def test_figures_and_output_of_runs_that_await_in_turn_stay_apart(served: Served) -> None:
    a = served.guest(query="?me=four&frees=five")
    b = served.guest(query="?me=five&frees=four")
    helper = served.guest(query="?me=six&frees=four")
    for guest, name in ((a, "four"), (b, "five")):
        guest.change("N", [2])
        guest.see(f"{name} began 2")
    helper.change("Free", True)  # of the one that began first
    a.see("four ended 2")
    a.change("N", [0])
    a.see("four ended 0")
    a.change("Free", True)
    b.see("five ended 2")
    for guest, name, other in ((a, "four", "five"), (b, "five", "four")):
        assert f"child of {name}" in guest.received
        assert f"1 figure of {name}" in guest.received
        assert f"of {other}" not in guest.received
    b.see("image/png")
    assert "image/png" in b.received or "'image'" in b.text() or "imgs" in b.text(), b.text()


def test_a_visitor_who_leaves_ends_the_own_wait_alone(served: Served) -> None:
    one, two = served.guest(query="?me=seven"), served.guest(query="?me=eight&frees=eight")
    for guest, name in ((one, "seven"), (two, "eight")):
        guest.change("N", [1])
        guest.see(f"{name} began 1")
    one.leave()
    other = served.guest(query="?me=nine&frees=eight")
    other.change("Free", True)
    two.see("eight ended 1")


def is_told_of_the_end(guest: Guest) -> bool:
    return guest.controls[-1] == {"status": "idle"}


def test_who_is_held_up_by_a_run_that_computes_after_it_has_awaited_is_told(
    served: Served, tmp_path: Path
) -> None:
    stop = tmp_path / "stop"
    one, two = served.guest(query=f"?me=ten&stops={stop}"), served.guest(query="?me=eleven")
    for guest in (one, two):
        guest.see("ended 0")
    one.change("N", [9])
    two.until(lambda: {"status": "busy"} in two.controls)
    three = served.guest(query="?me=twelve")
    three.until(lambda: {"status": "busy"} in three.controls)
    stop.touch()
    for guest in (one, two, three):
        guest.until(partial(is_told_of_the_end, guest), str(guest.controls))
    three.see("twelve ended 0")
