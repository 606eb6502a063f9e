"""The origin of kernels: a process that has executed a notebook's ordinary cells, and forks.

It is no kernel itself: what a kernel has beside the notebook's names (sockets, threads, a loop)
survives no fork, and is made in the child. So the cells find an IPython shell, and no kernel yet.

It is told what to do by lines of JSON on a socket that it inherits, and answers in lines. When that
socket is closed it ends, and its kernels with it.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import sys
import threading
import traceback
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

from ipykernel.kernelapp import IPKernelApp
from IPython.core.extensions import ExtensionManager
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from rerun_state.elements.bundles import instances
from rerun_state.page.markdown.rendering import load_parser

_TASKS = Path("/proc/self/task")
_NEEDED = ("ipykernel.debugger", "sqlite3", "xmlrpc.client")
"""What a kernel imports when it starts, and is better shared."""
_COMMON = (
    "caching.functions",
    "elements.charts.detail",
    "elements.data.editing.edited",
    "elements.data.editing.likeness",
    "elements.data.grid",
    "streamlit",
)
"""What many apps load of this package, which each visitor's kernel would load for itself."""
_HARMLESS = {"jemalloc_bg_thd"}
"""Native threads that know of forks: jemalloc starts its own again."""


class _Shell(InteractiveShell):
    """A shell without a kernel; who asked for a cell tells of its errors."""

    def _showtraceback(self, etype: Any, evalue: Any, stb: Any) -> None:
        """Show nothing."""


class _Extensions(ExtensionManager):
    """Loads all but ours, which needs a kernel, and which every kernel loads when it is there."""

    def load_extension(self, module_str: str) -> str | None:
        """Load an extension; None if that is done."""
        return None if module_str == "rerun_state" else super().load_extension(module_str)

    def reload_extension(self, module_str: str) -> str | None:
        """Load an extension again."""
        return None if module_str == "rerun_state" else super().reload_extension(module_str)


def main(number: int) -> None:
    """Answer what comes on the socket with that file number, until it is closed."""
    line = socket.socket(fileno=number)
    orders, answers = line.makefile("r", encoding="utf-8"), line.makefile("w", encoding="utf-8")
    shell = _begin()
    for text in orders:
        order = json.loads(text)
        if "fork" in order:
            answer: Mapping[str, Any] = {"pid": _fork(shell, order["fork"], line)}
        else:
            answer = _execute(shell, order["steps"])
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


def _begin() -> Any:
    for name in _NEEDED:
        with suppress(ImportError):
            import_module(name)
    for name in _COMMON:
        import_module(f"rerun_state.{name}")
    load_parser()
    quiet = Config()
    quiet.HistoryManager.enabled = False  # which writes on a thread
    shell: Any = _Shell.instance(config=quiet)
    shell.extension_manager = _Extensions(shell=shell, parent=shell)  # type: ignore[no-untyped-call]
    return shell


def _execute(shell: Any, steps: Sequence[Mapping[str, str]]) -> Mapping[str, Any]:
    """Execute the ordinary cells; tell which of them failed, or made what cannot be forked."""
    for step in steps:
        result = shell.run_cell(step["code"])
        if (error := result.error_before_exec or result.error_in_exec) is not None:
            told = "".join(traceback.format_exception(error))
            brief = f"{type(error).__name__}: {error}"
            return {"failed": step["name"], "error": brief, "traceback": told}
        if obstacles := _obstacles():
            return {"unsafe": step["name"], "obstacles": obstacles}
    signal.signal(signal.SIGCHLD, _reap)
    gc.collect()
    gc.freeze()  # no collection is to write into memory that kernels share
    return {}


def _obstacles() -> list[str]:
    """What a child would lack: threads, and widgets that know of no kernel."""
    own = threading.main_thread()
    found = [f"the thread {each.name!r}" for each in threading.enumerate() if each is not own]
    if not found and (native := _native_threads()):
        found = [f"threads of a library ({', '.join(sorted(native))})"]
    if instances():
        found.append("ipywidgets")
    return found


def _native_threads() -> set[str]:
    """The names of the system's threads in this process but its first."""
    names = set()
    for task in _TASKS.iterdir():
        try:
            name = (task / "comm").read_text("utf-8").strip()
        except OSError:  # it has just ended
            continue
        if int(task.name) != os.getpid() and name not in _HARMLESS:
            names.add(name)
    return names


def _fork(shell: Any, connection_file: str, line: socket.socket) -> int:
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid == 0:
        os.close(line.detach())
        _become_kernel(shell, connection_file)
    return pid


def _become_kernel(shell: Any, connection_file: str) -> NoReturn:
    """Be a kernel with the names of that shell, to the end of the process."""
    status = 1
    try:
        os.setsid()  # an interrupt of the server is none of the kernel's
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        _Shell.clear_instance()
        app: Any = IPKernelApp.instance(user_ns=shell.user_ns, parent_handle=os.getppid())
        app.initialize(["-f", connection_file])
        app.start()
        status = 0
    except BaseException:  # nothing of the origin's may go on in the child
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _reap(number: int, frame: FrameType | None) -> None:
    """Let go of the kernels that have ended."""
    while True:
        try:
            pid, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            return


if __name__ == "__main__":
    main(int(sys.argv[1]))
