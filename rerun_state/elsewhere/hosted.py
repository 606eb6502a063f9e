"""One app as one ipywidget of a host that is no notebook, with a session of its own."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from typing import Any

from comm import DummyComm

from rerun_state.elsewhere.loop import LoopHost
from rerun_state.errors import NoRunError
from rerun_state.page.inside import Inputs
from rerun_state.page.models import PageModel, WidgetChannel
from rerun_state.page.renderer import PageRenderer
from rerun_state.runtime.execution.alias import streamlit_alias
from rerun_state.runtime.execution.script import Script
from rerun_state.runtime.loop.cell import Cell, complete
from rerun_state.runtime.loop.page_messages import take_message
from rerun_state.runtime.model.events import Batch, Event
from rerun_state.vocabulary import Container


def host(source: Callable[[], Any] | str, name: str) -> PageModel:
    """Run an app, and return its page; what ends the page ends the app.

    Each call makes a session, so that who looks at one page has nothing to do with another's. What
    the program raises is shown on the page. NoRunError where nothing shows ipywidgets.
    """
    world = LoopHost()
    channel = WidgetChannel()
    renderer = PageRenderer(
        world.session.state,
        lambda widget, value: cell.send(Event(widget, value)),
        channel,
        hear=lambda content: take_message(cell, content),
        waits=lambda id: cell.queue.holds(id),
    )
    renderer.hosted = True
    cell = Cell(name, world.session, _program(source, name), renderer)
    world.session.add(cell)
    page = renderer.model
    assert isinstance(page, PageModel)
    if isinstance(page.comm, DummyComm):
        renderer.close()
        channel.close()
        raise NoRunError(
            "app() makes apps for what shows ipywidgets: a notebook after %load_ext rerun_state, "
            "Solara, Shiny, marimo. Here rerun_state.testing.AppTest runs them."
        )
    page.inputs = Inputs(renderer.inside, cell.owned)

    def end(change: Any) -> None:
        if change.new is None:
            world.session.close()
            channel.close()

    page.observe(end, "comm")
    if inspect.iscoroutinefunction(source):
        cell.ask(cause="it was made")
    else:
        complete(cell.answer(Batch([], app=True)))
    return page


def _program(source: Callable[[], Any] | str, name: str) -> Callable[[], Awaitable[object] | None]:
    """What a run executes: `streamlit` means this package meanwhile."""
    function = Script(source, f"<{name}>", Container().write) if isinstance(source, str) else source

    def program() -> Awaitable[object] | None:
        with streamlit_alias():
            rest = function()
        return rest if isinstance(rest, Awaitable) else None

    return program
