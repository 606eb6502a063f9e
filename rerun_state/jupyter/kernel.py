"""The private names of IPython and ipykernel, each behind one small door.

Everything else in this package asks here. Each door tests for the feature it needs, never for a
version number, and has a fallback, so that a kernel which lacks a name is slower or plainer but
never broken: without the arrival hook a timer does, without a kernel nothing is published.
Measured with ipykernel 6.29 and 7.4, and with the kernel of JupyterLite (Pyodide), which has
neither sockets nor threads: there the shell's events tell what its handlers would.

Why hooks on instances: ipykernel looks up ``shell_handlers[...]`` and ``self.dispatch_shell`` for
each message, so a wrapper put there sees all of them and is taken out again without a trace.
"""

from __future__ import annotations

import asyncio
import inspect
import logging
import signal
import sys
import threading
from array import array
from collections.abc import Awaitable, Callable
from contextvars import Context
from typing import Any, Literal

from IPython.core.getipython import get_ipython

if sys.platform != "win32":
    import fcntl
    import termios

log = logging.getLogger("rerun_state")


def shell() -> Any:
    """Return IPython's shell, None outside IPython; also in threads of subshells."""
    return get_ipython()


def comms() -> Any:
    """Return what opens and finds the comms of this process; None outside a kernel."""
    return getattr(kernel(), "comm_manager", None)


def kernel() -> Any:
    """Return the ipykernel this process is, None in a terminal or a test."""
    return getattr(get_ipython(), "kernel", None)


def is_main_thread() -> bool:
    """Tell whether user code may run here: the thread of cells, signals and the main loop."""
    return threading.current_thread() is threading.main_thread()


def main_loop() -> asyncio.AbstractEventLoop:
    """Return the main thread's asyncio loop; without one of ipykernel's the one that is running."""
    loop = getattr(getattr(kernel(), "io_loop", None), "asyncio_loop", None)
    return loop if isinstance(loop, asyncio.AbstractEventLoop) else asyncio.get_running_loop()


COLAB = "google.colab.output"


def show_all_widgets() -> None:
    """Have Colab draw widgets of any package: it draws its own only until it is told to.

    It then says itself, with each display, what draws them.
    """
    enable = getattr(sys.modules.get(COLAB), "enable_custom_widget_manager", None)
    if callable(enable):
        enable()


def hears_while_awaiting() -> bool:
    """Tell whether messages of widgets are handled while a cell awaits; before ipykernel 7 none."""
    found = kernel()
    return found is None or getattr(found, "shell_channel_thread", None) is not None


def has_loop(shell: Any) -> bool:
    """Tell whether there is a loop to start reruns on: a terminal's IPython has none."""
    if getattr(shell, "kernel", None) is not None:
        return True
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


def call_soon(function: Callable[[], object]) -> bool:
    """Call function when the kernel's loop is free again, after a cell that is running; any thread.

    It gets no ContextVars: they would keep alive what the caller works on. Returns whether it is
    going to be called; without a kernel there is no such moment.
    """
    if kernel() is None:
        return False
    try:
        loop = main_loop()
    except RuntimeError:  # no loop is running in this thread
        return False
    if loop.is_closed():
        return False
    loop.call_soon_threadsafe(function, context=Context())
    return True


def loop_is_nested() -> bool:
    """Tell whether the caller runs in a loop that was started inside another one's callback.

    Tools such as nest_asyncio do that to wait within an ordinary cell; code scheduled on the loop
    then runs in the middle of that cell.
    """
    loops = 0
    frame = inspect.currentframe()
    while frame is not None:
        loops += frame.f_code.co_name == "_run_once"
        frame = frame.f_back
    return loops > 1


async def give_turns(count: int) -> None:
    """Let what the loop has ready go on, within a message, with the signals as between messages.

    While ipykernel handles a message, SIGINT raises KeyboardInterrupt, which would end the loop if
    it came in the midst of that.
    """
    within = signal.getsignal(signal.SIGINT)
    signal.signal(signal.SIGINT, getattr(kernel(), "saved_sigint_handler", None) or within)
    try:
        for _ in range(count):
            await asyncio.sleep(0)
    finally:
        signal.signal(signal.SIGINT, within)


def loads_packages() -> bool:
    """Tell whether imports of a cell are fetched before it runs, as JupyterLite does."""
    return "pyodide_js" in sys.modules


async def load_packages(code: str) -> None:
    """Fetch what the code imports, as is done for a cell that is no magic."""
    if loads_packages():
        await sys.modules["pyodide_js"].loadPackagesFromImports(code)


def publish_status(state: Literal["busy", "idle"]) -> None:
    """Show the kernel as busy or idle while code runs that no request has asked for.

    It answers no request: an "idle" that did would tell nbclient and Voila that the cell which
    sent the request is done.
    """
    found = kernel()
    session, socket = getattr(found, "session", None), getattr(found, "iopub_socket", None)
    if session is not None and socket is not None:
        topic = f"kernel.{found.ident}.status".encode()
        session.send(socket, "status", {"execution_state": state}, parent=None, ident=topic)


def let_sender_choose(id: str, free: Callable[[Any], bool]) -> None:
    """Hand the messages for a comm that `free` is true of to the subshell that they were sent to.

    Others go to the main thread. By itself ipykernel, since 7.4, gives all of them to the thread
    that has spoken there last: the main one as a rule, which may be busy for minutes.
    """
    comm: Any = getattr(comms(), "comms", {}).get(id)
    if hasattr(comm, "_reply_subshell_for"):
        comm._reply_subshell_for = lambda data, chosen: chosen if free(data) else None


def unread_bytes(stream: Any) -> int:
    """Return how much C code or child processes wrote to stdout or stderr that is yet to be shown.

    ipykernel has a thread read it from a pipe, where the platform has one.
    """
    pipe = getattr(stream, "_fid", None)
    if sys.platform == "win32" or pipe is None:
        return 0
    waiting = array("i", [0])
    fcntl.ioctl(pipe, termios.FIONREAD, waiting)
    return waiting[0]


def reload_edited_modules() -> None:
    """Do what `%autoreload`, if it is on, does before a cell, which a rerun is not to IPython."""
    magics = getattr(getattr(shell(), "magics_manager", None), "registry", {})
    reload = getattr(magics.get("AutoreloadMagics"), "pre_run_cell", None)
    if callable(reload):
        reload(None)


def before_shutdown(function: Callable[[], object]) -> Callable[[], None]:
    """Call a function when the kernel is told to end; return what takes that back."""
    found = kernel()
    original = getattr(found, "do_shutdown", None)
    if original is None:
        return lambda: None

    def do_shutdown(restart: bool) -> Any:
        function()
        return original(restart)

    found.do_shutdown = do_shutdown
    return lambda: vars(found).pop("do_shutdown", None) and None


def before_reply(begin: Callable[[], Callable[[], Awaitable[None]]]) -> Callable[[], None]:
    """Call `begin` before each cell, and await what it returns before the cell's reply.

    Return what takes that back.
    """
    found = kernel()
    original = getattr(found, "do_execute", None)
    if original is None:
        return lambda: None

    async def do_execute(*args: Any, **keywords: Any) -> Any:
        end = begin()
        reply = original(*args, **keywords)
        if inspect.isawaitable(reply):
            reply = await reply
        try:
            await end()
        except Exception:  # the cell is done, whatever became of this
            log.exception("What was to be done before a cell's reply failed.")
        return reply

    found.do_execute = do_execute
    return lambda: vars(found).pop("do_execute", None) and None


def replace_handler(handlers: dict[str, Any], name: str, wrapper: Any) -> Callable[[], None]:
    """Put wrapper in the place of a handler; return what puts the handler back."""
    original = handlers[name]
    handlers[name] = wrapper

    def undo() -> None:
        if handlers.get(name) is wrapper:
            handlers[name] = original

    return undo


def drop_payload() -> None:
    """Forget what `len?` or `%load` want of the front end where no cell's reply can tell it.

    The reply of the next cell would, whichever that is: its pager would open, or a cell be added.
    """
    manager = getattr(shell(), "payload_manager", None)
    if manager is not None:
        manager.clear_payload()
