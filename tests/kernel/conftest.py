"""The `kernel` fixture: a real kernel, fresh for each test, held to the contract for the wire."""

import os
from collections.abc import Iterator
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests import contract
from tests.kernel.live import LiveKernel, Message
from tests.kernel.reader import Reader
from tests.kernel.serving import Guest, Served, serving, write_notebook
from tests.kernel.widgets import making

# It is no part of the oldest dependencies.
collect_ignore = [] if find_spec("xpython") else ["test_xeus.py"]

# An app's values outlive it; clear() is about entries, which widgets without a key are not.
FORGET = """
from rerun_state.runtime.loop.current import kernel_session
kernel_session().state.clear()
kernel_session().state.lifetimes.forget(list(kernel_session().state.store.values))
"""


@pytest.fixture
def kernel(tmp_path: Path) -> Iterator[LiveKernel]:
    yield from kept(start(tmp_path))


@pytest.fixture(scope="module")
def shared_kernel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveKernel]:
    """One kernel for all tests of a module: starting one costs more than most tests."""
    yield from kept(start(tmp_path_factory.mktemp("ipython")))


@pytest.fixture
def reader(shared_kernel: LiveKernel) -> Iterator[Reader]:
    """A reader in a kernel that has just loaded the extension, and knows nothing of other tests."""
    shared_kernel.messages.clear()
    shared_kernel.comms.clear()
    assert shared_kernel.run("%reset -f\n%load_ext rerun_state").error is None
    yield Reader(shared_kernel)
    assert shared_kernel.run("%unload_ext rerun_state").error is None
    assert shared_kernel.run(FORGET).error is None
    shared_kernel.settle(quiet=0.05)


@pytest.fixture(scope="module")
def served(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """A server of a notebook with the module's CELLS, and with its OPTIONS if it has any."""
    file = write_notebook(tmp_path_factory.mktemp("served") / "app.ipynb", request.module.CELLS)
    with serving(file, *getattr(request.module, "OPTIONS", ())) as served:
        yield served


@pytest.fixture
def guest(request: pytest.FixtureRequest, served: Served) -> Iterator[Guest]:
    """A visitor who sees the module's FIRST text."""
    made = served.guest()
    made.see(request.module.FIRST)
    yield made
    made.leave()


def kept(live: LiveKernel) -> Iterator[LiveKernel]:
    """Hold a kernel to the contract for the wire, and shut it down when it is used no more."""
    told = contract.Told()
    live.listeners.append(lambda message: judge(told, message))
    try:
        yield live
    finally:
        live.shutdown()
    assert told.wrong == []


def judge(told: contract.Told, message: Message) -> None:
    if message.type in ("comm_open", "comm_msg"):
        told.hear(message.type, message.content["comm_id"], message.data, message.buffers)


def start(folder: Path, kernel: str = "python3") -> LiveKernel:
    # ipykernel does not watch file descriptors under pytest; in front of users it does.
    environment = {k: v for k, v in os.environ.items() if k != "PYTEST_CURRENT_TEST"}
    return LiveKernel({**environment, "IPYTHONDIR": str(folder)}, kernel)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what an ipykernel without subshells cannot do (a skip would be a gap in CI)."""
    if not version("ipykernel").startswith("6."):
        return
    left_out = [item for item in items if item.get_closest_marker("subshell")]
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=left_out)


@pytest.fixture
def s(reader: Reader) -> Iterator[Reader]:
    """A reader in whose kernel an ordinary cell has made widgets `s` and `b`, and a list."""
    with making(reader, "s, b, hits = w.IntSlider(), w.Button(), []", "s, b"):
        yield reader
