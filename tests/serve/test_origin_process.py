"""Processes that are forked from one that has executed the ordinary cells."""

import asyncio
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from rerun_state.serve.kernel_manager import make_manager
from rerun_state.serve.origin_process import ForkedProcess, Origin
from rerun_state.serve.served_file import Document, Step, Unservable

linux = pytest.mark.skipif(sys.platform != "linux", reason="nothing is forked elsewhere")


@pytest.fixture
def child() -> Iterator["subprocess.Popen[bytes]"]:
    with subprocess.Popen(["sleep", "60"]) as process:
        yield process
        process.kill()


@linux
def test_a_process_of_another_is_watched_and_ended(child: "subprocess.Popen[bytes]") -> None:
    forked = ForkedProcess(child.pid)
    assert forked.poll() is None
    forked.terminate()
    assert (forked.wait(), child.wait()) == (0, -signal.SIGTERM)
    forked.kill()  # which changes nothing any more
    assert forked.poll() == 0


@linux
def test_a_process_that_has_ended_already_is_known_as_such(
    child: "subprocess.Popen[bytes]",
) -> None:
    child.kill()
    child.wait()
    assert ForkedProcess(child.pid).poll() == 0


def test_only_kernels_of_ipykernel_are_forked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = Document(tmp_path / "a.py", (Step("Cell 1", "c", "1", False),), None)
    manager = make_manager(document, tmp_path / "k")
    monkeypatch.setattr(manager, "format_kernel_cmd", lambda: ["xpython", "-f", "c.json"])

    async def start() -> None:
        origin = Origin(document)
        try:
            await origin.start(manager)
        finally:
            await origin.close()

    with pytest.raises(Unservable, match="cannot be forked for every visitor"):
        asyncio.run(start())
