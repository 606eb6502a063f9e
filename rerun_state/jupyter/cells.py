"""The cells of the notebook that the kernel executes: how many, and in which context."""

from __future__ import annotations

import contextvars
import inspect
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from rerun_state.jupyter import kernel


class Cells:
    """What the main thread executes on behalf of the notebook.

    Also mends ipykernel 7.4, which handles comm messages that come while an async cell or another
    comm message awaits, but publishes no idle status for them: the front end then waits for it and
    sends no more updates of that widget.
    """

    def __init__(self) -> None:
        self.running = 0
        """How many execute requests the main thread is in; 0 between cells."""
        self.context = contextvars.copy_context()
        """The ContextVars as the last cell left them."""
        self._undo: list[Callable[[], None]] = []

    def install(self) -> None:
        """Start to watch; cells that are already running are not counted."""
        found = kernel.kernel()
        handlers = getattr(found, "shell_handlers", {})
        if "execute_request" in handlers:
            watched = self._execute(handlers["execute_request"])
            self._undo.append(kernel.replace_handler(handlers, "execute_request", watched))
        elif found is not None:
            self._watch_events(kernel.shell().events)
        dispatch = getattr(found, "dispatch_shell", None)
        if dispatch is not None and "concurrent" in inspect.signature(dispatch).parameters:
            found.dispatch_shell = self._with_idle(found, dispatch)
            self._undo.append(lambda: vars(found).pop("dispatch_shell", None))

    def remove(self) -> None:
        """Take everything out that install() put in."""
        while self._undo:
            self._undo.pop()()

    def _execute(self, original: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
        async def execute_request(stream: Any, ident: Any, request: dict[str, Any]) -> None:
            if not kernel.is_main_thread():
                return await original(stream, ident, request)
            self.running += 1
            try:
                await original(stream, ident, request)
            finally:
                self.running -= 1
                self.context = contextvars.copy_context()

        return execute_request

    def _with_idle(
        self, found: Any, dispatch: Callable[..., Awaitable[None]]
    ) -> Callable[..., Awaitable[None]]:
        async def dispatch_shell(message: Any, /, *args: Any, **keywords: Any) -> None:
            await dispatch(message, *args, **keywords)
            if not keywords.get("concurrent"):
                return
            # The context is that of the comm message: this answers the front end's wait for it.
            found._publish_status("idle", "shell")
            if self.running:  # the cell goes on, and the kernel's indicator should say so
                kernel.publish_status("busy")

        return dispatch_shell

    def _watch_events(self, events: Any) -> None:
        """Count by the events of the shell, where requests have no handlers."""

        def begin(*_: object) -> None:
            self.running += 1

        def end(*_: object) -> None:
            self.running = max(0, self.running - 1)  # not that of the cell which began before
            self.context = contextvars.copy_context()

        for name, function in (("pre_run_cell", begin), ("post_run_cell", end)):
            events.register(name, function)
            self._undo.append(partial(events.unregister, name, function))
