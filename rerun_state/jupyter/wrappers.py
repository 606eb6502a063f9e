"""What the hooks put in the place of what they wrap: the same, but for what a run does."""

from __future__ import annotations

import base64
import functools
import sys
import threading
import time
from collections.abc import Callable
from contextvars import ContextVar, Token
from typing import Any

from rerun_state.jupyter import formatters, kernel
from rerun_state.jupyter.captured import (
    Bundle,
    Captured,
    Drawn,
    current,
    descriptors,
    owner_of_descriptors,
    taker,
    uncaptured,
    watching,
)
from rerun_state.jupyter.figures import NOTEBOOK, note_maker
from rerun_state.jupyter.handlers import observing, registering
from rerun_state.jupyter.outputs import OutputSink
from rerun_state.page.clock import before_sleep
from rerun_state.runtime.loop.session import become_session, current_session

PIPE = 0.002
"""Seconds that ipykernel's thread needs to pass on what it has read from a child process."""


# -- streams ---------------------------------------------------------------------------------------


def write_to(stream: Any, name: str) -> Callable[[Callable[[str], int]], Callable[[str], int]]:
    """The wrapper of a stream's write()."""

    def wrap(original: Callable[[str], int]) -> Callable[[str], int]:
        def write(text: str) -> int:
            captured = current.get()
            if captured is None and descriptors and _writes_for_descriptor(stream):
                captured = owner_of_descriptors()
            sink = None if captured is None else captured.sink
            if sink is None or not isinstance(text, str):
                return original(text)
            token = current.set(None)
            try:
                sink.stream(name, text)
            finally:
                current.reset(token)
            return len(text)

        return write

    return wrap


def flush(original: Callable[[], None]) -> Callable[[], None]:
    """ipykernel's flush waits for a thread, for text that went elsewhere."""

    def flush() -> None:
        if taker() is None:
            original()

    return flush


def _writes_for_descriptor(stream: Any) -> bool:
    """Tell whether this is the thread that reads what C code and child processes wrote."""
    watcher = getattr(stream, "watch_fd_thread", None)
    return watcher is not None and watcher.ident == threading.get_ident()


def await_descriptors() -> None:
    """Let what os.system() and the like have written come through before what comes next."""
    for stream in (sys.stdout, sys.stderr):
        if kernel.unread_bytes(stream):
            end = time.monotonic() + 0.1
            while kernel.unread_bytes(stream) and time.monotonic() < end:
                time.sleep(0.001)


def child(original: Callable[..., Any]) -> Callable[..., Any]:
    """What a child process wrote comes through a pipe: wait for it, so that it keeps its place."""

    def wait(*args: Any, **keywords: Any) -> Any:
        ended = original(*args, **keywords)
        _wait_for_pipe()
        return ended

    return wait


def write(original: Callable[[int, Any], int]) -> Callable[[int, Any], int]:
    """So does what is written to the descriptors of stdout and stderr."""

    def write(fd: int, data: Any, /) -> int:
        written = original(fd, data)
        if fd in (1, 2):
            _wait_for_pipe()
        return written

    return write


def _wait_for_pipe() -> None:
    if taker() is not None and threading.current_thread() is threading.main_thread():
        time.sleep(PIPE)
        await_descriptors()
        time.sleep(PIPE)


def sleep(original: Callable[[float], None]) -> Callable[[float], None]:
    """Where nobody else can show the page meanwhile, it is shown before."""

    def sleep(seconds: float, /) -> None:
        if taker() is not None:
            before_sleep(seconds)
        original(seconds)

    return sleep


# -- displays --------------------------------------------------------------------------------------


def publish(original: Callable[..., None]) -> Callable[..., None]:
    def publish(
        data: Bundle,
        metadata: Bundle | None = None,
        *rest: Any,
        transient: Bundle | None = None,
        update: bool = False,
        **more: Any,
    ) -> None:
        captured = taker()
        if captured is not None:
            display_id = (transient or {}).get("display_id")
            with uncaptured():
                if captured.display(_as_json(data), metadata or {}, display_id, update):
                    return
        was_drawn = isinstance(data, Drawn)
        data, metadata = _for_all(data, metadata)
        if was_drawn and not data:
            return  # the object has displayed itself
        for watcher in watching:
            watcher(data)
        original(data, metadata, *rest, transient=transient, update=update, **more)

    return publish


def write_format_data(original: Callable[..., None]) -> Callable[..., None]:
    """Results of code that a run has IPython execute are displayed as all else is."""

    def write_format_data(format_dict: Bundle, md_dict: Bundle | None = None) -> None:
        captured = taker()
        if captured is not None:
            with uncaptured():
                if captured.display(_as_json(format_dict), md_dict or {}, None, False):
                    return
        original(*_for_all(format_dict, md_dict))

    return write_format_data


def format(original: Callable[..., tuple[Bundle, Bundle]]) -> Callable[..., tuple[Bundle, Bundle]]:
    """What is displayed in a run appears as `st.write` would show it."""

    def format(value: object, include: Any = None, exclude: Any = None) -> tuple[Bundle, Bundle]:
        captured = taker()
        sink = None if captured is None or include or exclude else captured.sink
        if sink is not None and formatters.wants_display(sys._getframe(1)):
            element = sink.draw(value)
            if element is not None:
                return Drawn(element, lambda: original(value)), {}
        return original(value, include=include, exclude=exclude)

    return format


def _for_all(data: Bundle, metadata: Bundle | None) -> tuple[Bundle, Bundle]:
    """As the notebook shows it, outside of all apps."""
    if not isinstance(data, Drawn):
        return data, metadata or {}
    data, own = data.bundle()
    return data, own | (metadata or {})


def clear_output(original: Callable[..., None]) -> Callable[..., None]:
    def clear_output(wait: bool = False) -> None:
        captured = taker()
        if captured is None or captured.sink is None:
            original(wait)
        else:
            with uncaptured():
                captured.sink.clear(wait)

    return clear_output


def show_traceback(original: Callable[..., None]) -> Callable[..., None]:
    """Errors that IPython shows by itself, of `%run` for instance, go to stderr."""

    def _showtraceback(kind: type, error: BaseException, lines: list[str]) -> None:
        captured = taker()
        if captured is None or captured.sink is None:
            original(kind, error, lines)
        else:
            with uncaptured():
                captured.sink.stream("stderr", "\n".join(lines) + "\n")

    return _showtraceback


def _as_json(data: Bundle) -> Bundle:
    if isinstance(data, Drawn):
        return data
    return {
        mime: base64.b64encode(value).decode() if isinstance(value, bytes) else value
        for mime, value in data.items()
    }


# -- threads ---------------------------------------------------------------------------------------


def start(original: Callable[[threading.Thread], None]) -> Callable[[threading.Thread], None]:
    """Threads begin without the ContextVars of those who start them, so they are given ours."""

    def start(thread: threading.Thread) -> None:
        captured = taker()
        if captured is not None:
            run, session = thread.run, current_session()

            def follow() -> None:
                current.set(captured)
                become_session(session)
                try:
                    run()
                finally:
                    vars(thread).pop("run", None)

            thread.run = follow  # type: ignore[method-assign]
        original(thread)

    return start


# -- what is made ----------------------------------------------------------------------------------


def make_widget(original: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(original)
    def __init__(widget: Any, **given: Any) -> None:
        captured = current.get()
        if captured is None or captured.owner is None:
            original(widget, **given)
        else:
            with captured.owner.making(widget, given):
                original(widget, **given)

    return __init__


def open_widget(original: Callable[[Any], None]) -> Callable[[Any], None]:
    @functools.wraps(original)
    def open(widget: Any) -> None:
        captured = current.get()
        owner = None if captured is None else captured.owner
        if owner is None or not owner.inherit(widget):
            original(widget)
        if owner is not None:
            owner.own(widget)

    return open


def observe(original: Callable[..., None]) -> Callable[..., None]:
    return observing(original, _handler)


def register_callback(original: Callable[..., None]) -> Callable[..., None]:
    return registering(original, _handler)


def _handler(widget: Any, function: Callable[..., Any], *more: Any) -> Callable[..., Any]:
    captured = current.get()
    if captured is None or captured.owner is None:
        return function
    return captured.owner.handler(widget, function, *more)


def open_figure(original: Callable[[Any], None]) -> Callable[[Any], None]:
    return note_maker(original, _maker)


def _maker() -> object:
    captured = current.get()
    return NOTEBOOK if captured is None else captured.figures.owner


# -- Output widgets --------------------------------------------------------------------------------

_Entry = tuple[Any, OutputSink, Token[Captured | None]]
_outputs: ContextVar[tuple[_Entry, ...]] = ContextVar("rerun_state_outputs", default=())


def enter_output(original: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def __enter__(widget: Any) -> Any:
        captured = taker()
        if captured is None:
            return original(widget)
        if captured.owner is not None:
            captured.owner.start_over(widget)
        sink = vars(widget).get("_rerun_state_sink") or OutputSink(widget)
        widget._rerun_state_sink = sink
        inner = Captured(sink, captured, captured.owner, captured.figures)
        _outputs.set((*_outputs.get(), (widget, sink, current.set(inner))))
        return None

    return __enter__


def exit_output(original: Callable[..., Any]) -> Callable[..., Any]:
    def __exit__(
        widget: Any, kind: type[BaseException] | None, error: BaseException | None, trace: Any
    ) -> Any:
        entries = _outputs.get()
        if not entries or entries[-1][0] is not widget:
            return original(widget, kind, error, trace)
        _, sink, token = entries[-1]
        _outputs.set(entries[:-1])
        current.reset(token)
        if kind is None or error is None or not isinstance(error, Exception):
            sink.send_now()
            return None  # a rerun or an interrupt is not the widget's to swallow
        lines = kernel.shell().InteractiveTB.structured_traceback(kind, error, trace)
        sink.error(error, lines)
        return True

    return __exit__
