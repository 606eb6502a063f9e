"""Apps within a Jupyter server, for people who are signed in to it."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from http.server import HTTPServer, SimpleHTTPRequestHandler
from pathlib import Path
from threading import Thread

import pytest
from IPython.core.error import UsageError

from rerun_state.jupyter.visiting.app_address import app_address
from tests.kernel.serving import PATIENCE, Guest, get, write_notebook

CELLS = [
    "import rerun_state as st",
    """%%rerun
n = st.slider("N", 0, 9, key="n")
st.text(f"n is {n} for {st.user.is_logged_in} and {sorted(st.context.cookies)}")
""",
]
SIGNED_IN = {"Authorization": "token of-the-owner"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("server")


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[str]:
    """The address of the apps of a server."""
    (folder / "files").mkdir()
    write_notebook(folder / "files" / "the app.ipynb", CELLS)
    (folder / "files" / ".hidden.py").write_text("")
    (folder / "outside.py").write_text("")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    names = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    environment = {**os.environ, **{name: str(folder / name) for name in names}}
    options = [f"--port={port}", "--ServerApp.port_retries=0", "--ServerApp.base_url=/base"]
    options += [f"--ServerApp.root_dir={folder / 'files'}", "--IdentityProvider.token=of-the-owner"]
    options += ["--no-browser", "--allow-root", "--ip=127.0.0.1"]
    options += ["--ServerApp.jpserver_extensions=rerun_state=True"]
    log = (folder / "log").open("w")
    command = [sys.executable, "-m", "jupyter_server", *options]
    process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    url = f"http://127.0.0.1:{port}/base/"
    end = time.monotonic() + PATIENCE
    try:
        while not is_up(url):
            assert process.poll() is None, Path(log.name).read_text()
            assert time.monotonic() < end
            time.sleep(0.1)
        yield f"{url}rerun_state/app/"
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)
        log.close()


def is_up(url: str) -> bool:
    try:
        return get(url, "api")[0] == 200
    except OSError:
        return False


def cookies(url: str) -> list[str]:
    """What the browser of somebody who is signed in has, once the page is open; ours comes last."""
    request = urllib.request.Request(url, headers=SIGNED_IN)
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
        assert b"rs-visit" in answer.read()
        made = [each.partition(";")[0] for each in answer.headers.get_all("Set-Cookie")]
    return sorted(made, key=lambda each: each.startswith("rerun-state-app="))


def test_who_is_signed_in_has_a_session_of_the_apps(server: str) -> None:
    url = f"{server}the%20app.ipynb/"
    guests = [Guest(url, "; ".join(cookies(url))) for _ in range(2)]
    for guest in guests:
        guest.see("n is 0 for True and []")
    guests[0].change("N", [4])
    guests[0].see("n is 4")
    assert "n is 4" not in guests[1].received
    for guest in guests:
        guest.leave()


def test_who_is_not_signed_in_gets_nothing(server: str) -> None:
    url = f"{server}the%20app.ipynb/"
    assert b"rs-visit" not in get(url)[2]
    stranger = Guest(url, cookies(url)[-1])  # with a secret that was somebody's
    assert stranger.closed() == 4401


@pytest.mark.parametrize("path", ["none.py", ".hidden.py", "%2e%2e/outside.py", "../outside.py"])
def test_files_that_the_server_does_not_show_have_no_page(server: str, path: str) -> None:
    assert get(server, path, **SIGNED_IN)[0] == 404


def test_the_kernel_of_a_notebook_knows_the_page_of_its_apps(server: str, folder: Path) -> None:
    [told] = (folder / "JUPYTER_RUNTIME_DIR").glob("jpserver-*.json")
    process = int(told.stem.partition("-")[2])
    path = app_address(folder / "files" / "the app.ipynb", process, told.parent)
    assert path == "/base/rerun_state/app/the%20app.ipynb/"
    assert b"rs-visit" in get(f"{server.partition('/base')[0]}{path}", **SIGNED_IN)[2]
    with pytest.raises(UsageError, match="is not below"):
        app_address(folder / "outside.py", process, told.parent)
    with pytest.raises(UsageError, match="not started by a Jupyter server"):
        app_address(folder / "files" / "the app.ipynb", process + 1, told.parent)


def test_a_server_without_the_extension_is_told_how_to_get_it(tmp_path: Path) -> None:
    with HTTPServer(("127.0.0.1", 0), SimpleHTTPRequestHandler) as other:
        Thread(target=other.handle_request, daemon=True).start()
        told = {"root_dir": str(tmp_path), "base_url": "/"}
        told["url"] = f"http://127.0.0.1:{other.server_port}/"
        (tmp_path / "jpserver-7.json").write_text(json.dumps(told))
        (tmp_path / "app.py").write_text("")
        with pytest.raises(UsageError, match="jupyter server extension enable rerun_state"):
            app_address(tmp_path / "app.py", 7, tmp_path)


def test_the_address_leads_to_the_page_and_keeps_no_token(server: str) -> None:
    status, _, body = get(server, "the%20app.ipynb?token=of-the-owner&a=1")
    assert (status, b"rs-visit" in body) == (200, False)  # urllib keeps no cookies on its way
    assert b"rs-visit" in get(server, "the%20app.ipynb?a=1", **SIGNED_IN)[2]
