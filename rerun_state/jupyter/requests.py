"""Requests of front ends: the one that this code is answering, and what it says of who asks."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rerun_state.jupyter.kernel import COLAB, kernel
from rerun_state.patterns import pattern

PLACED = "place:"
"""How the names of cells begin of which a front end says no more than where they stand."""
_NBFORMAT_ID = pattern(r"[\w-]{1,64}")


def parent() -> dict[str, Any]:
    """Return the request that this code is answering, {} where there is none."""
    found = kernel()
    if not hasattr(found, "get_parent"):
        return {}
    try:
        message = found.get_parent("shell")
    except TypeError:  # the kernels of JupyterLite and xeus know no channels
        message = found.get_parent()
    return message if isinstance(message, dict) else {}


def allows_input(request: dict[str, Any]) -> bool:
    """Can the front end that sent the request answer input()?"""
    return bool(request.get("content", {}).get("allow_stdin", False))


@contextmanager
def set_parent(message: dict[str, Any]) -> Iterator[None]:
    """Send what is published in the block as an answer to message, a request kept earlier."""
    found = kernel()
    if not hasattr(found, "set_parent"):
        yield
        return
    before = parent()
    found.set_parent(_ident(found), message)
    try:
        yield
    finally:
        found.set_parent(_ident(found), before)


def _ident(found: Any) -> Any:
    """Return the address of the client whose request is being answered."""
    idents = getattr(found, "_parent_ident", None)
    return (idents["shell"] if idents else None) or b""


def cell_id() -> str | None:
    """Return the notebook's id of the cell being executed; None where the front end sends none.

    JupyterLab and Notebook send it, Voila, nbclient and papermill do not.
    """
    found = parent().get("metadata", {}).get("cellId")
    return found if isinstance(found, str) else None


def cell_text() -> str | None:
    """Return the whole text of the cell being executed; None where nobody asked by message."""
    text = parent().get("content", {}).get("code")
    return text if isinstance(text, str) else None


def client() -> str:
    """Return what names the front end that asked for this code; anew for each window."""
    return str(parent().get("header", {}).get("session", ""))


def cell_name() -> str | None:
    """Return by what the app of the cell being executed is known, if its front end tells.

    JupyterLab's ids stay with their cells. VS Code sends an address that says where the cell
    stands, and counts anew in each window.
    """
    id = cell_id()
    if id is None or _NBFORMAT_ID.fullmatch(id):
        return None if id is None else f"cell:{id}"
    return f"{PLACED}{client()}:{id}"


def deleted_cells() -> list[str]:
    """Return the ids of cells that were deleted since the request before this one."""
    found = parent().get("metadata", {}).get("deletedCells")
    return [each for each in found if isinstance(each, str)] if isinstance(found, list) else []


def has_visitors() -> bool:
    """Tell whether Voila runs the notebook: who looks at it has not written it."""
    return os.environ.get("SERVER_SOFTWARE", "").startswith("voila/")


def in_terminal() -> bool:
    """Tell whether somebody types in a terminal: one can be asked, and has cells without ids."""
    return allows_input(parent()) and cell_id() is None and COLAB not in sys.modules


def is_unattended() -> bool:
    """Tell whether a notebook is executed for its file: nobody can be asked, or has named the cell.

    So nbclient does it, and with it papermill and nbconvert.
    """
    request = parent()
    if "content" not in request:  # nobody knows who asked, as in xeus-python
        return False
    watched = has_visitors() or COLAB in sys.modules
    return not allows_input(request) and not watched and cell_id() is None
