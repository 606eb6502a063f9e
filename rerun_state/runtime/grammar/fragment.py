"""A fragment: a function, the place it writes to, and reruns of its own.

In a full run a fragment's function is called in place. Later, when the reader changes one of its
widgets, only that function runs again, with the arguments and globals of the last full run, and
rewrites its place.
"""

from __future__ import annotations

import contextlib
import functools
import inspect
import math
import warnings
from collections.abc import Callable, Coroutine, Iterator
from datetime import timedelta
from typing import Any, ParamSpec, TypeVar, overload

from rerun_state.errors import (
    FragmentHandledException,
    StreamlitAPIException,
    StreamlitInvalidLayoutContextError,
    StreamlitValueError,
)
from rerun_state.runtime.execution.durations import seconds
from rerun_state.runtime.execution.failure import message
from rerun_state.runtime.execution.run import Run, current
from rerun_state.runtime.grammar.block import Block, Stand, nest
from rerun_state.runtime.grammar.writes import write_error
from rerun_state.runtime.model.fragment import Fragment
from rerun_state.runtime.model.names import Names, stepwise

_ENDLESS = (RecursionError, StreamlitInvalidLayoutContextError)
"""How a function ends that calls itself for ever: with Python's depth, or with the page's."""

P = ParamSpec("P")
R = TypeVar("R")


@overload
def fragment(func: Callable[P, R]) -> Callable[P, R]: ...
@overload
def fragment(
    func: None = None,
    *,
    run_every: float | timedelta | str | None = None,
    parallel: bool = False,
    key: str | int | None = None,
) -> Callable[[Callable[P, R]], Callable[P, R]]: ...
def fragment(
    func: Callable[P, R] | None = None,
    *,
    run_every: float | timedelta | str | None = None,
    parallel: bool = False,
    key: str | int | None = None,
) -> Any:
    """Make a function a fragment, which reruns on its own when one of its widgets changes.

    `run_every` reruns it by the clock as well: seconds, a timedelta, or text such as "10s" and
    "1m30s". `key` names it for `st.rerun("key")` in callbacks; all calls of one function share it.
    `parallel` keeps the fragment apart from the rest of a full run: it returns None, and an error
    in it ends nothing else. It takes its turn all the same, since a kernel has one thread for the
    user's code.

    A full run calls the function in place and passes its return value on; a rerun of the fragment
    alone ignores what it returns, and uses the arguments and globals of the last full run.

    A function that awaits (`async def`) is awaited by the full run; what it shows after a wait is
    in its place as well, and a newer event ends its rerun there.

    It may write to containers that were made outside of it, in a place that a full run has to give
    it there: what it shows there is replaced by its next rerun, as what it shows in its own place
    is.

    Raises StreamlitBadTimeStringError for a `run_every` that is no duration.

        @st.fragment(run_every="5s")
        def clock():
            st.write(datetime.now())
    """
    if parallel:
        _warn_of_parallel()
    name = None if key is None else _checked_key(str(key))
    if func is None:
        return functools.partial(fragment, run_every=run_every, parallel=parallel, key=key)
    wrapped = func

    @functools.wraps(wrapped)
    def show(*args: P.args, **kwargs: P.kwargs) -> R:
        every = seconds(run_every) if run_every else None
        if every is not None:
            # Raises for what no clock counts; float() would also read bytes.
            every = math.ldexp(every, 0)
        call = functools.partial(wrapped, *args, **kwargs)
        result: R = show_as_fragment(wrapped, call, key=name, every=every, apart=parallel)
        return result

    return show


@functools.cache
def _warn_of_parallel() -> None:
    """Say, once, that fragments take turns."""
    warnings.warn(
        "parallel fragments take turns: a kernel has one thread for the user's code.",
        UserWarning,
        stacklevel=4,
    )


def _checked_key(name: str) -> str:
    if not name:
        raise StreamlitValueError(
            "The key of a fragment is empty. Leave `key` out, or give a name."
        )
    if name in ("app", "fragment"):
        raise StreamlitAPIException(
            f"{name!r} cannot be the key of a fragment: st.rerun({name!r}) means something else."
        )
    return name


def rerun(part: Fragment, run: Run) -> Any:
    """Call a fragment's function where the fragment stands; what it awaits is part of it."""
    run.fragments[part.id] = part
    around = run.fragment, run.page, run.names
    run.fragment, run.page, run.names = part, part.page, part.names
    try:
        with _showing_errors(part, run), Block(part.node):
            result = part.call()
        return _finish(result, part, run) if inspect.iscoroutine(result) else result
    finally:
        run.fragment, run.page, run.names = around


@contextlib.contextmanager
def _showing_errors(part: Fragment, run: Run) -> Iterator[None]:
    try:
        yield
    except Exception as error:  # an inner fragment's too: each fragment around shows it again
        run.insist()
        if isinstance(error, _ENDLESS) and (
            part.recurs() or part.closes_circle(run.fragments.values())
        ):
            raise  # the first of these calls shows it, once, and has the room to
        write_error(run, error, part.node)
        raise FragmentHandledException(message(error)) from error


async def _finish(rest: Coroutine[Any, Any, R], part: Fragment, run: Run) -> R:
    with _showing_errors(part, run):
        return await stepwise(rest, _standing(part, run))


def _standing(part: Fragment, run: Run) -> Names:
    """Makes the fragment the one whose code executes, as far as that has come, until it waits."""
    stand = Stand(Block(part.node))
    within = part, part.page, part.names

    @contextlib.contextmanager
    def step() -> Iterator[None]:
        nonlocal within
        around = run.fragment, run.page, run.names
        run.fragment, run.page, run.names = within
        try:
            with stand:
                yield
        finally:
            within = run.fragment or part, run.page, run.names
            run.fragment, run.page, run.names = around

    return step


def show_as_fragment(
    func: Callable[..., Any],
    call: Callable[[], Any],
    *,
    key: str | None = None,
    every: float | None = None,
    lasting: bool = False,
    apart: bool = False,
) -> Any:
    """Open a fragment where `st` points now, and run it: `call` is `func` with its arguments.

    One that is `lasting` does not end with the fragment which opened it. One that stands `apart`
    neither tells a full run what it returned nor ends it by an error.
    """
    run = current(f"The fragment {_name(func)}()")
    outer = None if lasting else run.fragment
    part = _open(run, func, key, every, call, outer)
    if not apart or run.scoped:
        return rerun(part, run)
    with contextlib.suppress(FragmentHandledException):
        rerun(part, run)
    return None


def _open(
    run: Run,
    func: Callable[..., Any],
    key: str | None,
    every: float | None,
    call: Callable[[], Any],
    outer: Fragment | None,
) -> Fragment:
    """A place for the fragment, where `st` points now.

    It is known again by its function, the fragment around it, and its number among the calls there.
    """
    node = nest(Block(), "fragment")._node
    assert node is not None
    definition = f"{func.__module__}.{_name(func)}"
    if key is not None:
        run.claims.take_fragment(key, definition)
    calls = (outer.id if outer is not None else None, definition)
    id = (*calls, run.count(("fragment", *calls)))
    part = Fragment(id, key, call, node, outer, every, run.page, run.names)
    part.definition = definition
    if run.scoped and (before := run.app.fragments.get(part.id)) is not None:
        part.outer_places, part.strays = before.outer_places, before.strays
        part.callback_writes = before.callback_writes
        part.clear()
    node.fragment = part
    return part


def _name(func: Callable[..., Any]) -> str:
    """The name of a function; that of the class for other objects that can be called."""
    return getattr(func, "__qualname__", type(func).__qualname__)
