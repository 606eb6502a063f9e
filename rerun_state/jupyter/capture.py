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

import base64
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar, Token
from types import ModuleType
from typing import Any, Protocol

from traitlets import HasTraits

from rerun_state.jupyter import kernel
from rerun_state.jupyter.figures import NOTEBOOK, Figures, note_maker
from rerun_state.jupyter.handlers import observing, registering
from rerun_state.jupyter.outputs import OutputSink

__all__ = ["Captured", "Owner", "Sink", "capture", "remove_hooks", "watching"]

Bundle = dict[str, Any]

FOREVER = float("inf")
PIPE = 0.002
"""Seconds that ipykernel's thread needs to pass on what it has read from a child process."""
GRACE = 0.05
"""Seconds after a run in which a thread of ipykernel may still hold what a child process wrote."""


class Sink(Protocol):
    """Takes output. Called from whichever thread writes; what it prints itself goes past it."""

    def stream(self, name: str, text: str) -> None:
        """Take text for stdout or stderr, carriage returns and ANSI codes as they came."""

    def display(
        self, data: Bundle, metadata: Bundle, display_id: str | None, update: bool
    ) -> bool | None:
        """Take a mime bundle; with update, in place of what was shown under display_id.

        Return False for an update of an id this sink never showed: it is published as usual, for
        the place in the notebook that did.
        """

    def clear(self, wait: bool) -> None:
        """Clear what was taken, now or when the next output comes."""


class Owner(Protocol):
    """Takes what a run makes."""

    def own(self, widget: Any) -> None:
        """Take an ipywidget."""

    def handler(
        self,
        widget: Any,
        function: Callable[..., Any],
        key: tuple[Any, ...],
        remove: Callable[[Any], None],
    ) -> Callable[..., Any]:
        """Return what a widget is to call in the place of a function; `remove` takes it out."""


class Captured:
    """Where the output of one run goes, and who owns what it makes."""

    def __init__(
        self, sink: Sink, outer: Captured | None, owner: Owner | None, figures: Figures
    ) -> None:
        self.sink: Sink | None = sink
        self.owner = owner
        self.figures = figures
        self._outer = outer

    def release(self) -> None:
        """Take nothing more: threads and tasks that live on print to the notebook from now."""
        self.sink = None

    def display(self, data: Bundle, metadata: Bundle, id: str | None, update: bool) -> bool:
        """Show in the sink; an update that it does not know in those around it."""
        if self.sink is not None and self.sink.display(data, metadata, id, update) is not False:
            return True
        return self._outer is not None and self._outer.display(data, metadata, id, update)


class _Descriptors:
    """Whose what C code and child processes write is: of the run that goes on, or just ended."""

    def __init__(self, captured: Captured) -> None:
        self.captured = captured
        self.until = FOREVER


_current: ContextVar[Captured | None] = ContextVar("rerun_state_captured", default=None)
_descriptors: list[_Descriptors] = []  # of the captures in progress and of the last one
watching: list[Callable[[Bundle], None]] = []
"""Told of each bundle that is displayed in the notebook itself."""
_OURS = "_rerun_state_hook"
_undo: dict[object, Callable[[], None]] = {}  # by what is hooked


@contextmanager
def capture(sink: Sink, owner: Owner | None = None) -> Iterator[Captured]:
    """Send what the block prints and displays to sink; the figures that it opened at its end.

    Blocks may be nested, the inner sink then has it all. `owner` is given the widgets that the
    block makes.
    """
    _hook_everything()
    captured = Captured(sink, _current.get(), owner, Figures(owner))
    token = _current.set(captured)
    _descriptors[:] = [each for each in _descriptors if each.until == FOREVER]
    _descriptors.append(descriptors := _Descriptors(captured))
    try:
        yield captured
    finally:
        try:
            captured.figures.show()
            _await_descriptors()
        finally:
            descriptors.until = time.monotonic() + GRACE
            _current.reset(token)
            # IPython's history puts the streams back at the end of a cell, with a run in it or not.
            kernel.call_soon(_hook_again)


def remove_hooks() -> None:
    """Take out everything that captures put in; output goes its ordinary way from here."""
    while _undo:
        _undo.popitem()[1]()


def _hook_everything() -> None:
    found = kernel.kernel()
    for stream in (sys.stdout, getattr(found, "_stdout", None)):
        _hook_stream(stream, "stdout")
    for stream in (sys.stderr, getattr(found, "_stderr", None)):
        _hook_stream(stream, "stderr")
    shell = kernel.shell()
    _hook(getattr(shell, "display_pub", None), publish=_publish, clear_output=_clear_output)
    _hook(getattr(shell, "displayhook", None), finish_displayhook=_finish_displayhook)
    _hook(shell, _showtraceback=_show_traceback)
    _hook(threading.Thread, start=_start)
    _hook(os, system=_child, write=_write)
    _hook(subprocess.Popen, wait=_child)
    widgets = sys.modules.get("ipywidgets.widgets.widget_output")
    _hook(getattr(widgets, "Output", None), __enter__=_enter_output, __exit__=_exit_output)
    widget = sys.modules.get("ipywidgets.widgets.widget")
    _hook(getattr(widget, "Widget", None), open=_open_widget)
    _hook(HasTraits, observe=_observe)
    _hook(getattr(widget, "CallbackDispatcher", None), register_callback=_register_callback)
    pyplot = sys.modules.get("matplotlib._pylab_helpers")
    _hook(getattr(pyplot, "Gcf", None), _set_new_active_manager=_open_figure)


def _hook_again() -> None:
    """Put back what others took out, for the threads and tasks that live on."""
    if _undo:
        _hook_everything()


def _hook(target: Any, **wrappers: Callable[[Callable[..., Any]], Any]) -> None:
    """Wrap methods of an object or a class, once; nothing where a method is missing."""
    if target is None or not all(hasattr(target, name) for name in wrappers):
        return
    if target in _undo and all(getattr(getattr(target, name), _OURS, False) for name in wrappers):
        return  # else IPython, at the end of a cell, has put back what it found at its beginning
    shared = isinstance(target, type | ModuleType)
    own = {name: vars(target)[name] for name in wrappers if shared}
    for name, wrapper in wrappers.items():
        hook = wrapper(getattr(target, name))
        setattr(hook, _OURS, True)
        setattr(target, name, hook)

    def undo() -> None:
        for name in wrappers:
            if name in own:
                setattr(target, name, own[name])
            else:
                vars(target).pop(name, None)

    _undo[target] = undo


def _sink() -> Captured | None:
    """Return whose output it is that is being written here, None for the notebook."""
    captured = _current.get()
    return captured if captured is not None and captured.sink is not None else None


# -- streams ---------------------------------------------------------------------------------------


def _hook_stream(stream: Any, name: str) -> None:
    # Streams made in C, a terminal's or the StringIO of a redirection, cannot be hooked.
    if stream is None or type(stream).__module__ == "_io":
        return

    def wrap_write(original: Callable[[str], int]) -> Callable[[str], int]:
        def write(text: str) -> int:
            captured = _current.get()
            if captured is None and _descriptors and _writes_for_descriptor(stream):
                captured = _owner_of_descriptors()
            if captured is None or captured.sink is None or not isinstance(text, str):
                return original(text)
            token = _current.set(None)
            try:
                captured.sink.stream(name, text)
            finally:
                _current.reset(token)
            return len(text)

        return write

    def wrap_flush(original: Callable[[], None]) -> Callable[[], None]:
        def flush() -> None:
            # ipykernel's flush waits for a thread, for text that went elsewhere.
            if _sink() is None:
                original()

        return flush

    _hook(stream, write=wrap_write, flush=wrap_flush)


def _writes_for_descriptor(stream: Any) -> bool:
    """Tell whether this is the thread that reads what C code and child processes wrote."""
    watcher = getattr(stream, "watch_fd_thread", None)
    return watcher is not None and watcher.ident == threading.get_ident()


def _owner_of_descriptors() -> Captured | None:
    now = time.monotonic()
    return next((each.captured for each in reversed(_descriptors) if now < each.until), None)


def _await_descriptors() -> None:
    """Let what os.system() and the like have written come through before what comes next."""
    for stream in (sys.stdout, sys.stderr):
        if kernel.unread_bytes(stream):
            end = time.monotonic() + 0.1
            while kernel.unread_bytes(stream) and time.monotonic() < end:
                time.sleep(0.001)


def _child(original: Callable[..., Any]) -> Callable[..., Any]:
    """What a child process wrote comes through a pipe: wait for it, so that it keeps its place."""

    def wait(*args: Any, **keywords: Any) -> Any:
        ended = original(*args, **keywords)
        _wait_for_pipe()
        return ended

    return wait


def _write(original: Callable[[int, Any], int]) -> Callable[[int, Any], int]:
    """So does what is written to the descriptors of stdout and stderr."""

    def write(fd: int, data: Any, /) -> int:
        written = original(fd, data)
        if fd in (1, 2):
            _wait_for_pipe()
        return written

    return write


def _wait_for_pipe() -> None:
    if _sink() is not None and threading.current_thread() is threading.main_thread():
        time.sleep(PIPE)
        _await_descriptors()
        time.sleep(PIPE)


# -- displays --------------------------------------------------------------------------------------


def _publish(original: Callable[..., None]) -> Callable[..., None]:
    def publish(
        data: Bundle,
        metadata: Bundle | None = None,
        *rest: Any,
        transient: Bundle | None = None,
        update: bool = False,
        **more: Any,
    ) -> None:
        captured = _sink()
        if captured is not None:
            display_id = (transient or {}).get("display_id")
            with _outside(captured):
                if captured.display(_as_json(data), metadata or {}, display_id, update):
                    return
        for watcher in watching:
            watcher(data)
        original(data, metadata, *rest, transient=transient, update=update, **more)

    return publish


def _finish_displayhook(original: Callable[[], None]) -> Callable[[], None]:
    """Results of code that a run has IPython execute are displayed as all else is."""

    def finish_displayhook() -> None:
        hook = original.__self__  # type: ignore[attr-defined]
        captured, message = _sink(), getattr(hook, "msg", None)
        if captured is None or message is None:
            return original()
        hook.msg, content = None, message["content"]
        if content["data"]:
            with _outside(captured):
                captured.display(content["data"], content["metadata"] or {}, None, False)
        return None

    return finish_displayhook


def _clear_output(original: Callable[..., None]) -> Callable[..., None]:
    def clear_output(wait: bool = False) -> None:
        captured = _sink()
        if captured is None or captured.sink is None:
            original(wait)
        else:
            with _outside(captured):
                captured.sink.clear(wait)

    return clear_output


def _show_traceback(original: Callable[..., None]) -> Callable[..., None]:
    """Errors that IPython shows by itself, of `%run` for instance, go to stderr."""

    def _showtraceback(kind: type, error: BaseException, lines: list[str]) -> None:
        captured = _sink()
        if captured is None or captured.sink is None:
            original(kind, error, lines)
        else:
            with _outside(captured):
                captured.sink.stream("stderr", "\n".join(lines) + "\n")

    return _showtraceback


@contextmanager
def _outside(captured: Captured) -> Iterator[None]:
    """Let what a sink itself prints go past it, or it would be called for ever."""
    token = _current.set(None)
    try:
        yield
    finally:
        _current.reset(token)


def _as_json(data: Bundle) -> Bundle:
    return {
        mime: base64.b64encode(value).decode() if isinstance(value, bytes) else value
        for mime, value in data.items()
    }


# -- threads ---------------------------------------------------------------------------------------


def _start(original: Callable[[threading.Thread], None]) -> Callable[[threading.Thread], None]:
    """Threads begin without the ContextVars of those who start them, so they are given ours."""

    def start(thread: threading.Thread) -> None:
        captured = _sink()
        if captured is not None:
            run = thread.run

            def follow() -> None:
                _current.set(captured)
                try:
                    run()
                finally:
                    vars(thread).pop("run", None)

            thread.run = follow  # type: ignore[method-assign]
        original(thread)

    return start


# -- what is made ----------------------------------------------------------------------------------


def _open_widget(original: Callable[[Any], None]) -> Callable[[Any], None]:
    def open(widget: Any) -> None:
        original(widget)
        captured = _current.get()
        if captured is not None and captured.owner is not None:
            captured.owner.own(widget)

    return open


def _observe(original: Callable[..., None]) -> Callable[..., None]:
    return observing(original, _handler)


def _register_callback(original: Callable[..., None]) -> Callable[..., None]:
    return registering(original, _handler)


def _handler(widget: Any, function: Callable[..., Any], *more: Any) -> Callable[..., Any]:
    captured = _current.get()
    if captured is None or captured.owner is None:
        return function
    return captured.owner.handler(widget, function, *more)


def _open_figure(original: Callable[[Any], None]) -> Callable[[Any], None]:
    return note_maker(original, _maker)


def _maker() -> object:
    captured = _current.get()
    return NOTEBOOK if captured is None else captured.figures.owner


# -- Output widgets --------------------------------------------------------------------------------

_Entry = tuple[Any, OutputSink, Token[Captured | None]]
_outputs: ContextVar[tuple[_Entry, ...]] = ContextVar("rerun_state_outputs", default=())


def _enter_output(original: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def __enter__(widget: Any) -> Any:
        captured = _sink()
        if captured is None:
            return original(widget)
        sink = vars(widget).get("_rerun_state_sink") or OutputSink(widget)
        widget._rerun_state_sink = sink
        inner = Captured(sink, captured, captured.owner, captured.figures)
        _outputs.set((*_outputs.get(), (widget, sink, _current.set(inner))))
        return None

    return __enter__


def _exit_output(original: Callable[..., Any]) -> Callable[..., Any]:
    def __exit__(
        widget: Any, kind: type[BaseException] | None, error: BaseException | None, trace: Any
    ) -> Any:
        entries = _outputs.get()
        if not entries or entries[-1][0] is not widget:
            return original(widget, kind, error, trace)
        _, sink, token = entries[-1]
        _outputs.set(entries[:-1])
        _current.reset(token)
        if kind is None or error is None or not isinstance(error, Exception):
            sink.send_now()
            return None  # a rerun or an interrupt is not the widget's to swallow
        lines = kernel.shell().InteractiveTB.structured_traceback(kind, error, trace)
        sink.error(error, lines)
        return True

    return __exit__
