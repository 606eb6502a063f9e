"""Where a Jupyter server shows the apps of a file as a page: `%rerun --open` tells.

The server's extension gives that page. A kernel knows its server by the file that each server
writes for tools, under the number of its process.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from IPython.core.error import UsageError

from rerun_state.runtime.execution.home import working_folder

PATIENCE = 2.0
"""Seconds for the server to say whether it has such pages."""
_NO_SERVER = (
    "This kernel was not started by a Jupyter server of this machine. "
    "`rerun-state run FILE` shows apps as a page without one."
)
_ENABLE = (
    "The Jupyter server does not show apps as pages yet. Execute `jupyter server extension enable "
    "rerun_state` in a terminal, and start the server again."
)


def notebook_at_hand() -> Path:
    """The notebook of this kernel; UsageError if nobody has told."""
    name = os.environ.get("JPY_SESSION_NAME", "")
    if not name.endswith(".ipynb"):
        raise UsageError(
            "This kernel has not been told of which notebook it is. Name it: %rerun --open FILE."
        )
    return working_folder() / name


def app_address(file: Path, server_process: int, folder: Path | None = None) -> str:
    """The path of a file's page on the server with that process; UsageError if it has none.

    `folder` is where servers write of themselves.
    """
    server = _server(server_process, folder or _runtime_folder())
    root = Path(server["root_dir"]).resolve()
    if not file.resolve().is_relative_to(root):
        raise UsageError(f"{file} is not below {root}, which the Jupyter server shows.")
    inside = quote(file.resolve().relative_to(root).as_posix())
    path = f"{server['base_url']}rerun_state/app/{inside}/"
    if _answer(server["url"], path) == 404:
        raise UsageError(_ENABLE if file.is_file() else f"There is no file {str(file)!r}.")
    return path


def _runtime_folder() -> Path:
    try:
        from jupyter_core.paths import jupyter_runtime_dir
    except ImportError:  # in a browser there is none
        raise UsageError(_NO_SERVER) from None
    return Path(jupyter_runtime_dir())


def _server(process: int, folder: Path) -> dict[str, Any]:
    try:
        return dict(json.loads((folder / f"jpserver-{process}.json").read_text("utf-8")))
    except (OSError, ValueError):
        raise UsageError(_NO_SERVER) from None


def _answer(url: str, path: str) -> int:
    """The status by which the server answers who is not signed in; 0 if that cannot be asked."""
    from http.client import HTTPConnection, HTTPException

    where = urlsplit(url)
    if where.scheme != "http" or where.hostname is None:
        return 0
    line = HTTPConnection(where.hostname, where.port or 80, timeout=PATIENCE)
    try:
        line.request("GET", path)
        return line.getresponse().status
    except (OSError, HTTPException):
        return 0
    finally:
        line.close()
