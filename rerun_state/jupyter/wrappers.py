"""What the hooks put in the place of what they wrap: the same, but for what a run does.

Each is given, before all else, the original that it stands for.
"""

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
from rerun_state.jupyter.outputs import OutputSink
from rerun_state.page.clock import before_sleep
from rerun_state.page.redrawing import resume
from rerun_state.runtime.loop.current import become_session, current_session

PIPE = 0.002
"""Seconds that ipykernel's thread needs to pass on what it has read from a child process."""


def put_around(original: Callable[..., Any], wrapper: Callable[..., Any]) -> Callable[..., Any]:
    """What calls a wrapper with the original, as a function: of such, classes make methods."""

    @functools.wraps(original)
    def wrapped(*args: Any, **keywords: Any) -> Any:
        return wrapper(original, *args, **keywords)

    return wrapped


# -- streams ---------------------------------------------------------------------------------------


def write_to(stream: Any, name: str, original: Callable[[str], int], text: str) -> int:
    """Text for a stream goes to the sink of whoever writes it."""
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


def flush(original: Callable[[], None]) -> None:
    """ipykernel's flush waits for a thread, for text that went elsewhere."""
    if taker() is None:
        original()


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


def child(original: Callable[..., Any], *args: Any, **keywords: Any) -> Any:
    """What a child process wrote comes through a pipe: wait for it, so that it keeps its place."""
    ended = original(*args, **keywords)
    _wait_for_pipe()
    return ended


def write(original: Callable[[int, Any], int], fd: int, data: Any, /) -> int:
    """So does what is written to the descriptors of stdout and stderr."""
    written = original(fd, data)
    if fd in (1, 2):
        _wait_for_pipe()
    return written


def _wait_for_pipe() -> None:
    if taker() is not None and threading.current_thread() is threading.main_thread():
        time.sleep(PIPE)
        await_descriptors()
        time.sleep(PIPE)


def sleep(original: Callable[[float], None], seconds: float, /) -> None:
    """Where nobody else can show the page meanwhile, it is shown before."""
    if taker() is not None:
        before_sleep(seconds)
    original(seconds)


# -- displays --------------------------------------------------------------------------------------


def publish(
    original: Callable[..., None],
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


def write_format_data(
    original: Callable[..., None], format_dict: Bundle, md_dict: Bundle | None = None
) -> None:
    """Results of code that a run has IPython execute are displayed as all else is."""
    captured = taker()
    if captured is not None:
        with uncaptured():
            if captured.display(_as_json(format_dict), md_dict or {}, None, False):
                return
    original(*_for_all(format_dict, md_dict))


def format(
    original: Callable[..., tuple[Bundle, Bundle]],
    value: object,
    include: Any = None,
    exclude: Any = None,
) -> tuple[Bundle, Bundle]:
    """What is displayed in a run appears as `st.write` would show it."""
    captured = taker()
    sink = None if captured is None or include or exclude else captured.sink
    if sink is not None and formatters.wants_display(sys._getframe(2)):  # whose call this wraps
        element = sink.draw(value)
        if element is not None:
            return Drawn(element, lambda: original(value)), {}
    return original(value, include=include, exclude=exclude)


def _for_all(data: Bundle, metadata: Bundle | None) -> tuple[Bundle, Bundle]:
    """As the notebook shows it, outside of all apps."""
    if not isinstance(data, Drawn):
        return data, metadata or {}
    data, own = data.bundle()
    return data, own | (metadata or {})


def clear_output(original: Callable[..., None], wait: bool = False) -> None:
    captured = taker()
    if captured is None or captured.sink is None:
        original(wait)
    else:
        with uncaptured():
            captured.sink.clear(wait)


def show_traceback(
    original: Callable[..., None], kind: type, error: BaseException, lines: list[str]
) -> None:
    """Errors that IPython shows by itself, of `%run` for instance, go to stderr."""
    captured = taker()
    if captured is None or captured.sink is None:
        original(kind, error, lines)
    else:
        with uncaptured():
            captured.sink.stream("stderr", "\n".join(lines) + "\n")


def _as_json(data: Bundle) -> Bundle:
    if isinstance(data, Drawn):
        return data
    return {
        mime: base64.b64encode(value).decode() if isinstance(value, bytes) else value
        for mime, value in data.items()
    }


# -- threads ---------------------------------------------------------------------------------------


def start(original: Callable[[threading.Thread], None], thread: threading.Thread) -> None:
    """Threads begin without the ContextVars of those who start them, so they are given ours."""
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


# -- what is made ----------------------------------------------------------------------------------


def make_widget(original: Callable[..., None], widget: Any, /, **given: Any) -> None:
    captured = current.get()
    if captured is None or captured.owner is None:
        original(widget, **given)
    else:
        with captured.owner.making(widget, given):
            original(widget, **given)


def open_widget(original: Callable[[Any], None], widget: Any) -> None:
    captured = current.get()
    owner = None if captured is None else captured.owner
    if owner is None or not owner.inherit(widget):
        original(widget)
    if owner is not None:
        owner.own(widget)


def handler(widget: Any, function: Callable[..., Any], *more: Any) -> Callable[..., Any]:
    captured = current.get()
    if captured is None or captured.owner is None:
        return function
    return captured.owner.handler(widget, function, *more)


def open_figure(original: Callable[[Any], None], manager: Any) -> None:
    captured = current.get()
    note_maker(manager, NOTEBOOK if captured is None else captured.figures.owner)
    resume(manager.canvas)
    original(manager)


# -- Output widgets --------------------------------------------------------------------------------

_Entry = tuple[Any, OutputSink, Token[Captured | None]]
_outputs: ContextVar[tuple[_Entry, ...]] = ContextVar("rerun_state_outputs", default=())


def enter_output(original: Callable[[Any], Any], widget: Any) -> Any:
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


def exit_output(
    original: Callable[..., Any],
    widget: Any,
    kind: type[BaseException] | None,
    error: BaseException | None,
    trace: Any,
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
