"""Everything a run prints or displays, in order, into a sink instead of the notebook.

Whose output it is, a ContextVar knows: the run's own code, the asyncio tasks it creates and, by a
hook in Thread.start, the threads it starts write to the run's sink, also after the run has ended,
until `Captured.release()`. Everybody else, another cell for instance that is executed while a run
awaits, prints where they always did.

The hooks sit on the instances of stdout and stderr (log handlers made earlier hold those), on
IPython's display publisher and hook, on ipywidgets' Output and on Thread.start. They are put in by
the first capture and stay, passing through what belongs to no run, for the sake of late threads and
tasks; remove_hooks() takes them out.

Not seen: threads started by C code, and processes that write elsewhere than to this one's stdout.
A pool's threads belong to the run that made the pool start them, whoever's work they do later.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from operator import is_
from types import ModuleType
from typing import Any

from traitlets import HasTraits

from rerun_state.jupyter import handlers, kernel, wrappers
from rerun_state.jupyter.captured import (
    FOREVER,
    Captured,
    Descriptors,
    Owner,
    Sink,
    current,
    descriptors,
)
from rerun_state.jupyter.figures import Figures

GRACE = 0.05
"""Seconds after a run in which a thread of ipykernel may still hold what a child process wrote."""
_OURS = "_rerun_state_hook"
_WATCHED = (
    "ipywidgets.widgets.widget",
    "ipywidgets.widgets.widget_output",
    "matplotlib._pylab_helpers",
    "matplotlib.backend_bases",
)
_undo: dict[object, Callable[[], None]] = {}  # by what is hooked
_targets: tuple[object, ...] = ()  # what there was to be hooked the last time
_hooks: list[tuple[Any, str, object]] = []  # what was found or put in place then
_due = False  # are the hooks about to be looked after?


@contextmanager
def capture(sink: Sink, owner: Owner | None = None) -> Iterator[Captured]:
    """Send what the block prints and displays to sink; the figures that it opened at its end.

    Blocks may be nested, the inner sink then has it all. `owner` is given the widgets that the
    block makes.
    """
    _hook_everything()
    streams = sys.stdout, sys.stderr
    captured = Captured(sink, current.get(), owner, Figures(owner))
    token = current.set(captured)
    descriptors[:] = [each for each in descriptors if each.until == FOREVER]
    descriptors.append(ours := Descriptors(captured))
    try:
        yield captured
    finally:
        try:
            captured.figures.show()
            wrappers.await_descriptors()
        finally:
            sys.stdout, sys.stderr = streams  # a block that was cut short may have left its own
            ours.until = time.monotonic() + GRACE
            current.reset(token)
            # IPython's history puts the streams back at the end of a cell, with a run in it or not.
            _hook_again_soon()


def remove_hooks() -> None:
    """Take out everything that captures put in; output goes its ordinary way from here."""
    global _targets
    _targets = ()
    _hooks.clear()
    while _undo:
        _undo.popitem()[1]()


def _hook_everything() -> None:
    """Put in the hooks that are not in place, which takes ten times as long as to see they are."""
    global _targets
    modules = (sys.modules.get(name) for name in _WATCHED)
    targets = (sys.stdout, sys.stderr, kernel.kernel(), kernel.shell(), *modules)
    same = len(targets) == len(_targets) and all(map(is_, targets, _targets))
    if same and all(getattr(target, name) is hook for target, name, hook in _hooks):
        return
    _hooks.clear()
    _hook_all()
    _targets = (sys.stdout, sys.stderr, *targets[2:])


def _hook_all() -> None:
    found = kernel.kernel()
    for name in ("stdout", "stderr"):
        _hook_stream(getattr(sys, name), name)
        _hook_stream(getattr(found, f"_{name}", None), name)
    shell = kernel.shell()
    _hook(
        getattr(shell, "display_pub", None),
        publish=wrappers.publish,
        clear_output=wrappers.clear_output,
    )
    _hook(getattr(shell, "displayhook", None), write_format_data=wrappers.write_format_data)
    _hook(getattr(shell, "display_formatter", None), format=wrappers.format)
    _hook(shell, _showtraceback=wrappers.show_traceback)
    events = getattr(shell, "events", None)
    _hook(events, register=partial(handlers.register_event, wrappers.handler, events))
    _hook(threading.Thread, start=wrappers.start)
    _hook(time, sleep=wrappers.sleep)
    _hook(os, system=wrappers.child, write=wrappers.write)
    _hook(subprocess.Popen, wait=wrappers.child)
    widgets = sys.modules.get("ipywidgets.widgets.widget_output")
    _hook(
        getattr(widgets, "Output", None),
        __enter__=wrappers.enter_output,
        __exit__=wrappers.exit_output,
    )
    widget = sys.modules.get("ipywidgets.widgets.widget")
    _hook(
        getattr(widget, "Widget", None),
        open=wrappers.open_widget,
        __init__=wrappers.make_widget,
    )
    _hook(HasTraits, observe=partial(handlers.observe, wrappers.handler))
    _hook(
        getattr(widget, "CallbackDispatcher", None),
        register_callback=partial(handlers.register_callback, wrappers.handler),
    )
    pyplot = sys.modules.get("matplotlib._pylab_helpers")
    _hook(getattr(pyplot, "Gcf", None), _set_new_active_manager=wrappers.open_figure)
    figures = sys.modules.get("matplotlib.backend_bases")
    _hook(
        getattr(figures, "FigureCanvasBase", None),
        mpl_connect=partial(handlers.connect, wrappers.handler),
    )


def _hook_again_soon() -> None:
    """Put back what others take out now, for the threads and tasks that live on."""
    global _due
    if not _due:
        _due = kernel.call_soon(_hook_again)


def _hook_again() -> None:
    global _due
    _due = False
    if _undo:
        _hook_everything()


def _hook(target: Any, **hooks: Callable[..., Any]) -> None:
    """Wrap methods of an object or a class, once; nothing where a method is missing."""
    if target is None or not all(hasattr(target, name) for name in hooks):
        return
    shared = isinstance(target, type | ModuleType)
    own = {name: vars(target)[name] for name in hooks if shared}
    for name, wrapper in hooks.items():
        # IPython, for the time of a cell, puts a method of its own in the place of some of them.
        if target not in _undo or not getattr(getattr(target, name), _OURS, False):
            hook = wrappers.put_around(getattr(target, name), wrapper)
            setattr(hook, _OURS, True)
            setattr(target, name, hook)
        _hooks.append((target, name, getattr(target, name)))
    if target in _undo:
        return

    def undo() -> None:
        for name in hooks:
            if name in own:
                setattr(target, name, own[name])
            else:
                vars(target).pop(name, None)

    _undo[target] = undo


def _hook_stream(stream: Any, name: str) -> None:
    # Streams made in C, a terminal's or the StringIO of a redirection, cannot be hooked.
    if stream is None or type(stream).__module__ == "_io":
        return
    if not hasattr(stream, "__dict__"):  # nothing of it can be set, as in xeus-python
        if getattr(sys, name) is not stream:
            return
        stream = _stand_in(stream, name)
    _hook(stream, write=partial(wrappers.write_to, stream, name), flush=wrappers.flush)


class _StandIn:
    """A stream with the methods of another."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self.write = stream.write
        self.flush = stream.flush

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def _stand_in(stream: Any, name: str) -> _StandIn:
    """Put a stream that can be hooked in the place of one that cannot."""
    made = _StandIn(stream)
    setattr(sys, name, made)

    def undo() -> None:
        if getattr(sys, name) is made:
            setattr(sys, name, stream)

    _undo[stream] = undo
    return made
