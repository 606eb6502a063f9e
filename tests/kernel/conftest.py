"""The `kernel` fixture: a real kernel, fresh for each test."""

import os
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.kernel.live import LiveKernel
from tests.kernel.reader import Reader

# An app's values outlive it; clear() is about entries, which widgets without a key are not.
FORGET = """
from rerun_state.runtime.loop.session import kernel_session
kernel_session().state.clear()
kernel_session().state.forget(list(kernel_session().state._values))
"""


@pytest.fixture
def kernel(tmp_path: Path) -> Iterator[LiveKernel]:
    live = start(tmp_path)
    try:
        yield live
    finally:
        live.shutdown()


@pytest.fixture(scope="module")
def shared_kernel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveKernel]:
    """One kernel for all tests of a module: starting one costs more than most tests."""
    live = start(tmp_path_factory.mktemp("ipython"))
    try:
        yield live
    finally:
        live.shutdown()


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


def start(folder: Path) -> LiveKernel:
    # ipykernel does not watch file descriptors under pytest; in front of users it does.
    environment = {k: v for k, v in os.environ.items() if k != "PYTEST_CURRENT_TEST"}
    return LiveKernel({**environment, "IPYTHONDIR": str(folder)})


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what an ipykernel without subshells cannot do (a skip would be a gap in CI)."""
    if not version("ipykernel").startswith("6."):
        return
    left_out = [item for item in items if item.get_closest_marker("subshell")]
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=left_out)
