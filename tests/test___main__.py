"""The command, as it is started."""

import subprocess
import sys

import pytest

from rerun_state import __main__


@pytest.mark.long  # it starts a Python
def test_the_module_is_the_command() -> None:
    command = [sys.executable, "-m", "rerun_state", "run", "missing.py"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("rerun-state: There is no file 'missing.py'")


def test_a_server_that_is_not_installed_is_named_with_the_extra(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [name for name in sys.modules if name.startswith("rerun_state.serve")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "tornado.httpserver", None)
    assert __main__.main() == 1
    assert "pip install 'rerun-state[serve]'" in capsys.readouterr().err
