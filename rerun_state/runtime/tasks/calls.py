"""A function on its way to where it is executed.

In this process a call works as it is. An executor of another process pickles it, and then it
travels by value (`cloudpickle`), so that functions and classes of a notebook's cell arrive; what
comes back tells the value or the error with the lines where it arose.
"""

from __future__ import annotations

import inspect
import linecache
import pickle
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextvars import Context
from functools import partial
from typing import Any

from rerun_state.runtime.tasks.lines import Line

REPORTER = "progress"
"""The parameter in which a function is given what it reports its progress with."""

_NOWHERE = "<dynamic-code>"

Frames = list[tuple[str, int, str]]


class RemoteTraceback(Exception):
    """Where in another process an error arose."""


class Call:
    """A function with its arguments, to be executed here or elsewhere."""

    def __init__(
        self,
        function: Callable[..., Any],
        args: Sequence[Any],
        kwargs: Mapping[str, Any],
        report: Callable[..., None],
        work_here: Callable[[Callable[[], Any]], Any],
        line: Callable[[], Line],
        packs: bool = True,
    ) -> None:
        """`work_here` executes in this process, `line` opens the way back from another.

        An outcome that is not packed is left to the executor to bring back.
        """
        self._function, self._args, self._kwargs = function, tuple(args), dict(kwargs)
        self._report, self._work_here, self._line, self._packs = report, work_here, line, packs

    def __call__(self, args: Sequence[Any] = (), kwargs: Mapping[str, Any] | None = None) -> Any:
        """Execute it in this process; `args` and `kwargs` are those which travel by themselves."""
        given = (*self._args, *args), {**self._kwargs, **(kwargs or {})}
        work = partial(_execute, self._function, *given, self._report)
        return Context().run(self._work_here, work)

    def __reduce__(self) -> tuple[Any, ...]:
        """How it travels to another process."""
        packed = _packed((self._function, self._args, self._kwargs))
        return Carried, (packed, self._line(), self._packs)


class Carried:
    """A call in another process."""

    def __init__(self, packed: bytes, line: Line, packs: bool) -> None:
        self._packed, self._line, self._packs = packed, line, packs

    def __call__(self, args: Sequence[Any] = (), kwargs: Mapping[str, Any] | None = None) -> Any:
        """Execute it, and tell who has sent it what it prints."""
        with self._line as line:
            if not self._packs:
                return self._work(line, args, kwargs)
            try:
                return Outcome(_packed(self._work(line, args, kwargs)))
            except BaseException as error:
                return Outcome(_packed_error(error), _frames(error))

    def _work(self, line: Line, args: Sequence[Any], kwargs: Mapping[str, Any] | None) -> Any:
        function, own, own_kwargs = pickle.loads(self._packed)
        return _execute(function, (*own, *args), {**own_kwargs, **(kwargs or {})}, line.report)


class Outcome:
    """What a call in another process came to."""

    def __init__(self, packed: bytes, frames: Frames | None = None) -> None:
        self._packed, self._frames = packed, frames

    def open(self, function: Callable[..., Any]) -> Any:
        """Return the value, or raise the error, whose cause says where it arose."""
        value = pickle.loads(self._packed)
        if self._frames is None:
            return value
        text = "".join(traceback.format_list(_with_source(self._frames, function)))
        raise value from RemoteTraceback(f"in another process\n{text}")


def opened(value: Any, function: Callable[..., Any]) -> Any:
    """What a future of an executor brought back, as the function returned or raised it."""
    return value.open(function) if isinstance(value, Outcome) else value


def trimmed(error: BaseException) -> BaseException:
    """The error with the frames of the function alone, without those of who has called it."""
    at = error.__traceback__
    while at is not None:
        if at.tb_frame.f_code.co_name == _execute.__name__ and at.tb_next is not None:
            error.__traceback__ = at.tb_next
        at = at.tb_next
    return error


def wants_reporter(
    function: Callable[..., Any], args: Sequence[Any], kwargs: Mapping[str, Any]
) -> bool:
    """Has the function a parameter for the reporter, which the call leaves out?

    One with a default of its own, other than None, means something else.
    """
    try:
        signature = inspect.signature(function)
        parameter = signature.parameters.get(REPORTER)
        if parameter is None:
            return False
        if parameter.default is not parameter.empty and parameter.default is not None:
            return False
        return REPORTER not in signature.bind_partial(*args, **kwargs).arguments
    except (TypeError, ValueError):  # no signature, or a call that will fail by itself
        return False


def _execute(
    function: Callable[..., Any],
    args: Sequence[Any],
    kwargs: Mapping[str, Any],
    report: Callable[..., None],
) -> Any:
    """Call a function, with `report` if it wants that.

    What an `async def` returns is awaited, on a loop of its own.
    """
    reporter = {REPORTER: report} if wants_reporter(function, args, kwargs) else {}
    value = function(*args, **kwargs, **reporter)
    if inspect.iscoroutine(value):
        import asyncio  # slow to import, and rarely needed

        return asyncio.run(value)
    return value


def _packed(value: Any) -> bytes:
    """A value in bytes: what a cell defines by value, if cloudpickle is there."""
    try:
        import cloudpickle
    except ImportError:
        return _plainly_packed(value)
    data: bytes = cloudpickle.dumps(value)
    return data


def _plainly_packed(value: Any) -> bytes:
    try:
        return pickle.dumps(value)
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        raise pickle.PicklingError(
            f"{error}. What a notebook defines reaches another process with cloudpickle: "
            "pip install cloudpickle."
        ) from error


def _packed_error(error: BaseException) -> bytes:
    try:
        data = _packed(error)
        pickle.loads(data)
    except Exception:  # of some classes no instance can be made anew
        return pickle.dumps(RuntimeError(f"{type(error).__name__}: {error}"))
    return data


def _frames(error: BaseException) -> Frames:
    walk = traceback.walk_tb(error.__traceback__)
    frames = [(frame.f_code.co_filename, line, frame.f_code.co_name) for frame, line in walk]
    return [each for each in frames if each[0] != __file__]


def _with_source(frames: Frames, function: Callable[..., Any]) -> Iterator[traceback.FrameSummary]:
    """The frames with their lines: this process knows the texts of cells, the other may not."""
    names = {**getattr(function, "__globals__", {}), getattr(function, "__name__", ""): function}
    for file, number, name in frames:
        code = getattr(names.get(name), "__code__", None)  # cloudpickle forgets where it stood
        if file == _NOWHERE and code is not None:
            file = code.co_filename
        line = linecache.getline(file, number)
        yield traceback.FrameSummary(file, number, name, line=line)
