"""JupyterLab, Notebook and Voila as servers of their own, cut off from the machine's settings."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import nbformat

PATIENCE = 120
"""Seconds for a server to come up and to go; other tests may keep the machine busy meanwhile."""

JUPYTER = [
    "--no-browser",
    "--allow-root",
    "--ip=127.0.0.1",
    "--port={port}",
    "--ServerApp.root_dir={notebooks}",
    "--ServerApp.port_retries=0",
    "--IdentityProvider.token=",
]
LAB = [
    "jupyterlab",
    *JUPYTER,
    "--LabApp.expose_app_in_browser=True",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.news_url=None",
    "--LabApp.extension_manager=readonly",
]
NOTEBOOK = [
    "notebook",
    *JUPYTER,
    "--JupyterNotebookApp.expose_app_in_browser=True",
]
VOILA = [
    "voila",
    "{notebooks}",
    "--no-browser",
    "--Voila.ip=127.0.0.1",
    "--port={port}",
    "--Voila.port_retries=0",
    "--show_tracebacks=True",
]
PLAIN = [
    "jupyter_server",
    *JUPYTER,
    "--ServerApp.extra_static_paths={notebooks}",
    "--ServerApp.disable_check_xsrf=True",
]


@dataclass(frozen=True)
class Server:
    """A running server and the folder whose notebooks it serves."""

    url: str
    notebooks: Path

    def write(self, name: str, cells: list[str]) -> str:
        """Store code cells as a notebook; return its file name."""
        notebook = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell(cell) for cell in cells],
            metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
        )
        nbformat.write(notebook, self.notebooks / f"{name}.ipynb")
        return f"{name}.ipynb"


@contextmanager
def serve(command: list[str], folder: Path) -> Iterator[Server]:
    """Run a server in an empty folder until the block ends; its log is server.log there."""
    notebooks = folder / "notebooks"
    notebooks.mkdir()
    settings = folder / "jupyter_config_dir/lab/user-settings/@jupyterlab/apputils-extension"
    settings.mkdir(parents=True)
    (settings / "notification.jupyterlab-settings").write_text('{"fetchNews": "false"}')
    port = free_port()
    arguments = [part.format(port=port, notebooks=notebooks) for part in command]
    with (folder / "server.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", *arguments],
            cwd=folder,
            env=isolated(folder),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            url = f"http://127.0.0.1:{port}"
            wait_until_up(url, process, Path(log.name))
            yield Server(url, notebooks)
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def isolated(folder: Path) -> dict[str, str]:
    """Keep the user's settings, extensions and history out, and the tests' files in."""
    names = ["JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"]
    return {**os.environ, **{name: str(folder / name.lower()) for name in names}}


def wait_until_up(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except urllib.error.HTTPError as error:
            error.close()
            return
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"{url} does not answer:\n{log.read_text()}")


class Files(SimpleHTTPRequestHandler):
    """Serves files with the types that browsers insist on."""

    extensions_map = {  # noqa: RUF012  # as the base class has it
        **SimpleHTTPRequestHandler.extensions_map,
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each file."""


@contextmanager
def serve_files(folder: Path) -> Iterator[str]:
    """Serve the files of a folder, and nothing else, until the block ends; yield the address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Files, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
