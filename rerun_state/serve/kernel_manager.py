"""The manager of a document's kernel: which kernel that is, and where it is reached."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from jupyter_client.kernelspec import NoSuchKernel
from jupyter_client.manager import AsyncKernelManager

from rerun_state.serve import log
from rerun_state.serve.served_file import Document, Unservable


def make_manager(document: Document, sockets: Path) -> AsyncKernelManager:
    """The manager of a kernel that is not started yet; `sockets` begins the names of its sockets.

    Raises Unservable where there is no kernel for Python.
    """
    manager = AsyncKernelManager(kernel_name=document.kernel or "python3")
    try:
        manager.kernel_spec  # noqa: B018 - it is looked up
    except NoSuchKernel:
        if manager.kernel_name == "python3":
            raise Unservable(
                "There is no Python kernel. Install ipykernel beside rerun-state."
            ) from None
        log.warning(
            "%s asks for the kernel %r, which is not installed here; it gets python3.",
            document.file.name,
            manager.kernel_name,
        )
        return make_manager(replace(document, kernel=None), sockets)
    if sys.platform != "win32":  # only this user can reach these sockets
        manager.transport, manager.ip = "ipc", str(sockets)
    return manager
