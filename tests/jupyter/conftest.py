"""The `shell` fixture: IPython without a kernel."""

import atexit
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A shell of its own, and the process's `__main__` put back afterwards."""
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    main = sys.modules["__main__"]
    config = Config({"HistoryManager": {"enabled": False}})
    found = InteractiveShell(config=config)
    try:
        yield found
    finally:
        atexit.unregister(found.atexit_operations)
        # It collects the garbage of the whole process, which takes longer than any of these tests.
        monkeypatch.setattr(found.displayhook, "flush", lambda: None)
        found.atexit_operations()
        sys.modules["__main__"] = main
