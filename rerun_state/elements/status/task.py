"""Work elsewhere: a function that goes on while the app stays usable, and ends with a run of it.

The call on the page is the task's place: what it prints stands there, and the bar of its progress.
The next run finds the task again by what was called, and replays what it has said so far.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from rerun_state import caching
from rerun_state.elements.base.parameters import line
from rerun_state.elements.status.progress import percent
from rerun_state.errors import (
    StreamlitAPIException,
    StreamlitInvalidParameterTypeError,
    UnhashableParamError,
)
from rerun_state.imports import is_of
from rerun_state.runtime import tasks
from rerun_state.runtime.execution.run import Run, current, running
from rerun_state.runtime.execution.world import Hearing
from rerun_state.runtime.grammar.block import Block, nest
from rerun_state.runtime.grammar.replay import warn_if_cached
from rerun_state.runtime.grammar.writes import fill
from rerun_state.runtime.loop.current import become_session, current_session
from rerun_state.runtime.model.tree import Element
from rerun_state.runtime.tasks.handle import Task

if TYPE_CHECKING:
    from rerun_state.runtime.tasks.lines import Line

R = TypeVar("R")


def task(
    self: Block,
    fn: Callable[..., R],
    /,
    *args: Any,
    key: str | int | None = None,
    executor: Any = None,
    deduplicate: bool = True,
    **kwargs: Any,
) -> Task[R]:
    """Have a function called in the background; return a handle on the call.

    The run goes on at once. When the function has come to its end the app runs again, or only the
    fragment that has called it, and the handle has the result. What the function prints and
    displays stands where the task was called. With a parameter `progress` which the call leaves
    out, it is given a function that draws a bar there: `progress(0.4, "Loading")`.

    A run that is complete without having called the task, or looked at its handle, leaves it: what
    waits for its turn then never begins, and nobody is told of its end. So does an app that is
    replaced or closed.

    Parameters
    ----------
    fn : callable
        What is to be done; an `async def` has a loop of its own. It cannot show elements: it
        returns what the app shows. `st.session_state` is the app's where `fn` works in a thread.
    *args : object
        What `fn` is called with, by position.
    key : str, int or None
        Tells apart tasks of one function with equal arguments, and stands for arguments of which
        nothing can be told. Another key is another task.
    executor : concurrent.futures.Executor, dask.distributed.Client or None
        Where `fn` works. Other processes get it by value (with cloudpickle), so it may be defined
        in a cell. None is a pool of four threads that all apps share.
    deduplicate : bool
        Whether the same function with the same arguments is submitted once, and found again by
        later runs. What it takes from globals and closures does not count, nor do parameters that
        begin with an underscore. With False every run that calls it submits it anew, but for the
        run that its end asks for.
    **kwargs : object
        What `fn` is called with, by name.

    Returns
    -------
    Task
        `running`, `done`, `result`, `error`, `progress` (0.0 to 1.0), `cancel()` and `retry()`.
        `result` is None until there is one; what `fn` raised it raises again, with its own
        traceback. A call that has failed stays so until `retry()`, which a button may call.

    Raises
    ------
    StreamlitInvalidParameterTypeError
        If `fn` cannot be called, or `executor` is none.
    UnhashableParamError
        Without `key`, for an argument by which the call cannot be known again.

    Examples
    --------
    >>> job = st.task(train, rate, key="train")
    >>> if job.done:
    ...     st.line_chart(job.result)
    """
    run = current("st.task()")
    _check(fn, executor)
    warn_if_cached("task")
    call = _identity(run, fn, args, kwargs, key, anew=not deduplicate)
    known = run.app.tasks
    found = known.find(call) if deduplicate else known.undelivered(call)
    new = found is None
    if found is None:
        name = getattr(fn, "__qualname__", None) or caching.hashing.type_name(type(fn))
        found = Task(f"{name}()", _look)
    if found not in run.tasks.placed:
        place = nest(self, "transparent")._node
        assert place is not None
        run.tasks.placed.add(found)
        found.show(partial(fill, run, place))
    run.follow(found)
    if new:
        known.add(call, found)
        _submit(run, found, executor, fn, args, kwargs)
    return found


def _check(fn: object, executor: object) -> None:
    if not callable(fn):
        raise StreamlitInvalidParameterTypeError(
            f"st.task() takes a function and what it is called with, not {fn!r}. "
            "Leave out the parentheses: st.task(work, 1) instead of st.task(work(1))."
        )
    known = executor is None or isinstance(executor, Executor) or is_of(executor, "distributed")
    if not known:
        raise StreamlitInvalidParameterTypeError(
            "executor of st.task() must be an Executor of concurrent.futures, a Client of Dask or "
            f"None, not {executor!r}."
        )


# -- which call it is ------------------------------------------------------------------------------


def _identity(
    run: Run,
    fn: Callable[..., Any],
    args: Sequence[Any],
    kwargs: Mapping[str, Any],
    key: str | int | None,
    *,
    anew: bool,
) -> Hashable:
    """What tells the call from others; of those submitted anew, their number in the run."""
    name = None if key is None else str(key)
    part = run.fragment and run.fragment.id
    function, given, named = _unrolled(fn, args, kwargs)
    try:
        known: Hashable = caching.keys.function_key(function, "st.task()")
        if anew:
            return run.count((part, name, known)), part, name, known
        return name, known, *_digests(function, given, named)
    except (StreamlitAPIException, UnhashableParamError):
        if name is None:
            raise
        return (run.count((part, name)), part, name) if anew else (name,)


def _unrolled(
    fn: Callable[..., Any], args: Sequence[Any], kwargs: Mapping[str, Any]
) -> tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]:
    """The function itself, where `fn` is a method or has some arguments already."""
    function: Any = fn
    given, named = tuple(args), dict(kwargs)
    while isinstance(function, functools.partial):
        given, named = (*function.args, *given), {**function.keywords, **named}
        function = function.func
    if inspect.ismethod(function):
        function, given = function.__func__, (function.__self__, *given)
    return function, given, named


def _digests(
    function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
) -> Iterator[Hashable]:
    names = (*caching.keys.parameter_names(function), *(None for _ in args))
    for name, value in [*zip(names, args, strict=False), *kwargs.items()]:
        if name is not None and name.startswith("_"):
            continue
        try:
            yield name, caching.hashing.digest(value)
        except caching.hashing.Unhashable as error:
            kind = caching.hashing.type_name(type(value))
            raise UnhashableParamError(
                f"The argument {name or '(unnamed)'!r} of the task {function.__qualname__}() is a "
                f"{kind}, by which the call cannot be known again. Give the task a `key` that "
                "stands for it."
            ) from error


# -- what it does ----------------------------------------------------------------------------------


class _Ear:
    """Takes what one task says, in this process or in another."""

    def __init__(self, task: Task[Any], hearing: Hearing) -> None:
        self._task = task
        self.stream = hearing.stream

    def report(self, value: float, text: str | None = None) -> None:
        """Draw the bar; `value` is an int from 0 to 100, or a float from 0.0 to 1.0."""
        done = percent(value)
        shown = None if text is None else line(text)
        bar = Element("progress", {"value": done, "text": shown, "width": "stretch"})
        self._task.report(done / 100, bar)


def _submit(
    run: Run,
    task: Task[Any],
    executor: Any,
    fn: Callable[..., Any],
    args: Sequence[Any],
    kwargs: Mapping[str, Any],
) -> None:
    hearing = run.app.session.host.listen(task.say)
    ear = task.ear = _Ear(task, hearing)
    session = current_session()

    def work_here(work: Callable[[], Any]) -> Any:
        become_session(session)
        with hearing.here():
            return work()

    dask = is_of(executor, "distributed")

    def line() -> Line:
        lines, number = tasks.lines, tasks.lines.number_of(ear)
        return lines.dask_line(executor, number) if dask else lines.Exchange.line(number)

    own: tuple[Any, ...] = () if dask else tuple(args)  # Dask looks for its futures in what it gets
    call = tasks.calls.Call(
        fn, own, {} if dask else kwargs, ear.report, work_here, line, packs=not dask
    )
    try:
        if dask:
            future = executor.submit(call, tuple(args), dict(kwargs), pure=False)
        else:
            future = (tasks.pool.SHARED if executor is None else executor).submit(call)
    except Exception as error:  # it is shut down, or has died
        task.end(None, _no_executor(task, executor, error))
        return
    task.submitted(future)
    future.add_done_callback(partial(_take, task, executor, fn))


def _take(task: Task[Any], executor: Any, fn: Callable[..., Any], future: Any) -> None:
    """The future has come to its end; this is whichever thread its executor has for that."""
    if future.cancelled():
        task.end(None, CancelledError(f"{task!r} was cancelled by its executor."))
        return
    try:
        task.end(tasks.calls.opened(future.result(), fn))
    except BrokenExecutor as error:
        task.end(None, _no_executor(task, executor, error))
    except BaseException as error:  # the function's own, SystemExit and its like as well
        task.end(None, tasks.calls.trimmed(error))


def _no_executor(task: Task[Any], executor: Any, error: Exception) -> StreamlitAPIException:
    lost = StreamlitAPIException(
        f"The executor {executor!r} did not bring {task!r} to its end: {str(error).rstrip('.')}. "
        "Make a new executor, and call retry() of the task."
    )
    lost.__cause__ = error
    return lost


def _look(task: Task[Any]) -> None:
    """A program asks how a task stands: its app runs again when that changes."""
    run = running()
    if run is not None:
        run.follow(task)
