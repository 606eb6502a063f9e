"""The server as a command, and its sentences."""

import gc
import json
import subprocess
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

import pytest
from tornado.netutil import bind_sockets

from rerun_state.serve.command import _hosts, run

# Tornado leaves the socket to the garbage collector that it could not bind.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture
def unbound() -> Iterator[None]:
    """Collects that socket here, where its warning is ignored, and not in somebody else's test."""
    yield
    gc.collect()


@pytest.fixture
def script(tmp_path: Path) -> str:
    file = tmp_path / "app.py"
    file.write_text("import rerun_state")
    return str(file)


@pytest.mark.usefixtures("unbound")
def test_a_port_in_use_is_named_and_another_one(
    script: str, capsys: pytest.CaptureFixture[str]
) -> None:
    [taken] = bind_sockets(0, "127.0.0.1")
    port = taken.getsockname()[1]
    assert run(["run", script, "--port", str(port)]) == 1
    assert f"Port {port} is in use. Give another one, such as" in capsys.readouterr().err
    taken.close()


@pytest.mark.usefixtures("unbound")
def test_an_address_of_another_machine_is_named(
    script: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["run", script, "--ip", "192.0.2.1", "--port", "0"]) == 1
    assert "Nothing can listen at '192.0.2.1'" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["run", "missing.py"]) == 1
    assert "rerun-state: There is no file 'missing.py'" in capsys.readouterr().err


def test_a_store_that_is_none_is_named(script: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["run", script, "--port", "0", "--persist", "s3://bucket"]) == 1
    assert "not at s3://" in capsys.readouterr().err


def test_a_cell_that_asks_for_what_the_server_has_to_be_asked_for_is_named(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "app.ipynb"
    monkeypatch.delenv("JUPYTERHUB_API_URL", raising=False)
    for line, named in (("%%rerun --persist sales", 1), ("%%rerun\n# --persist", 1)):
        cell = {"cell_type": "code", "source": line}
        file.write_text(json.dumps({"cells": [cell]}))
        assert run(["run", str(file), "--hub"]) == 1  # which is not there
        assert caplog.text.count("--persist of a cell is for notebooks") == named


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--certfile", "missing.pem"], "The certificate 'missing.pem' and its key cannot be read"),
        (["--certfile", __file__], "Both are PEM files"),
        (["--keyfile", "key.pem"], "Name that by --certfile."),
    ],
)
def test_a_certificate_that_is_none_is_named(
    options: list[str], said: str, script: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["run", script, "--port", "0", *options]) == 1
    assert said in capsys.readouterr().err


def test_a_local_server_has_local_names_and_those_that_are_allowed() -> None:
    def hosts(ip: str, *allowed: str) -> set[str]:
        return _hosts(Namespace(ip=ip, allow_host=allowed), None)

    assert hosts("127.0.0.1") == {"localhost"}
    assert hosts("127.0.0.1", "Apps.example") == {"localhost", "apps.example"}
    assert hosts("0.0.0.0") == {"*"}
    assert hosts("0.0.0.0", "apps.example") == {"localhost", "apps.example"}


@pytest.mark.long  # it starts a Python
def test_a_server_loads_neither_ipython_nor_ipywidgets() -> None:
    code = "import sys, rerun_state.serve.command; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {"IPython", "ipywidgets", "ipykernel"} & set(done.stdout.split()) == set()
