"""How the handler of an ipywidget is called in its app, and where its output lands.

It is called on the main thread, between runs or beside one that awaits, as a small run of its own
that puts what it shows at the end of the page. If it changed state that the app reads, the app
reruns, and what the handler has shown stands at the top of the new page, as a callback's does.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Coroutine
from contextlib import AbstractContextManager
from functools import partial
from typing import Any
from weakref import ref

from rerun_state.jupyter import kernel, requests
from rerun_state.jupyter.handlers import Handler
from rerun_state.runtime.execution.app import App
from rerun_state.runtime.execution.run import RerunException, Run, RunEnded, running
from rerun_state.runtime.grammar.writes import bring, write_error
from rerun_state.runtime.loop.cell import complete
from rerun_state.runtime.model.lead import Lead
from rerun_state.runtime.model.names import called
from rerun_state.runtime.model.tree import MAIN, Node


class HandlerCalls:
    """Calls the handlers of one cell's apps."""

    def __init__(
        self,
        app: App,
        surround: Callable[[Run], AbstractContextManager[None]],
        start: Callable[[Callable[[], Coroutine[Any, Any, None]]], None],
    ) -> None:
        """`surround` has a handler's output captured, `start` starts a task on the main thread."""
        self._session = ref(app.session)  # whose end is a visitor's, not the kernel's
        self._app = ref(app)
        self._name = app.name
        self._surround = surround
        self._start = start
        self._said: list[Node] = []  # what the next page has to show as well

    def answer(self, handler: Handler, args: tuple[Any, ...], keywords: dict[str, Any]) -> Any:
        """Call a handler now, if the app is running or ordinary code has changed the widget.

        What the reader does is answered between messages, out of the widget's own locks.
        """
        run, app = running(), self._latest()
        function = self._function(handler)
        if function is None:
            return None
        if run is not None and run.app is app:
            return function(*args, **keywords)
        lead = Lead() if run is None else run.leads  # of the app that has changed the widget
        call = partial(self._call, handler, args, keywords, lead)
        if run is None and _is_ordinary_code() and not inspect.iscoroutinefunction(function):
            complete(call())
        else:
            self._start(call)
        return None

    def repeat(self, run: Run) -> int:
        """Show again, at the top of a new page, what handlers have said since the last one.

        Return how much that is; a rerun of fragments has it on its page.
        """
        for node in () if run.scoped else self._said:
            bring(run, node, run.tree.sections[MAIN])
        return len(self._said)

    def forget(self, shown: int) -> None:
        """A page has shown so much of it; more may have been said while its run went on."""
        del self._said[:shown]

    def _latest(self) -> App | None:
        """The app that goes by the name now; None if it is gone."""
        session = self._session()
        return None if session is None else session.cells.get(self._name)

    def _function(self, handler: Handler) -> Callable[..., Any] | None:
        app = self._latest()
        if app is None:  # the app is gone
            handler.end()
            return None
        edited = app is not self._app()
        names = getattr(app.program, "latest", {})
        function = handler.latest(names, edited=edited)
        if function is None:
            if handler.lasting:
                kernel.log.warning(
                    "The handler %s was registered by an earlier version of the cell, and has "
                    "ended. Register it in each run, or give it a name in the cell.",
                    getattr(handler.function, "__qualname__", handler.function),
                )
            handler.end()
        return function

    async def _call(
        self, handler: Handler, args: tuple[Any, ...], keywords: dict[str, Any], lead: Lead
    ) -> None:
        """Call a handler as a run of its own."""
        app = self._latest()
        function = None if handler.ended else self._function(handler)
        if function is None or app is None:
            return
        run = Run(app, app.tree)
        run.lead, run.of_handler = lead, True
        run.in_callback = True  # it is not cut off by what the reader does meanwhile
        run.names = handler.names
        before = set(run.tree.sections[MAIN].children or ())
        await self._execute(app, run, partial(function, *args, **keywords))
        app.owned.update(run.claims.widgets)
        app.standing.update(run.claims.widgets)
        app.fragments.update(run.fragments)
        self._keep_said(app, run, before)

    async def _execute(self, app: App, run: Run, call: Callable[[], Any]) -> None:
        """Call a handler to its end, which may ask for a rerun, or be an error on the page."""
        try:
            with run.active(), self._surround(run):
                if rest := called(call, run.names):
                    await rest
        except RerunException as request:
            request.prepare()
            for id in [part.id for part in request.fragments] or [None]:
                app.ask(id, lead=run.leads)
        except RunEnded:
            pass  # st.stop() ends the handler
        except BaseException as error:
            with run.active():
                write_error(run, error, run.tree.sections[MAIN])

    def _keep_said(self, app: App, run: Run, before: set[Node]) -> None:
        """Let what a handler has shown below all else last beyond the page of its run."""
        new = [node for node in run.tree.sections[MAIN].children or () if node not in before]
        said = [node for node in new if all(each.widget is None for each in node.walk())]
        if app.tree is not run.tree:  # the app has run while the handler awaited
            for node in said:
                bring(run, node, app.tree.sections[MAIN])
        if app.queue.waiting:
            self._said += said


def _is_ordinary_code() -> bool:
    """Is it a cell of the notebook that is being executed, and no message of a widget's?"""
    message = requests.parent().get("header", {}).get("msg_type")
    return kernel.is_main_thread() and message == "execute_request"
