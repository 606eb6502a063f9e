"""What `__main__` is to a program's code: while it executes, and while functions that it has left
behind, callbacks and fragments, are called by a later run.

Each execution has names of its own, and whoever looks for them by `__main__`, pickle or a magic for
instance, has to find those of the code that asks.
"""

from __future__ import annotations

import inspect
import types
from collections.abc import Awaitable, Callable, Coroutine, Generator
from contextlib import AbstractContextManager
from typing import Any, TypeVar

T = TypeVar("T")

Names = Callable[[], AbstractContextManager[object]]
"""Makes the names of one execution those of `__main__`, for a block that does not await."""


def called(function: Callable[[], object], names: Names) -> Awaitable[object] | None:
    """Call a function with its names; return what is left to be awaited, None if that was all.

    No coroutine, in which a StopIteration of the function would become another error.
    """
    with names():
        result = function()
    return stepwise(_awaited(result), names) if inspect.isawaitable(result) else None


async def _awaited(something: Awaitable[T]) -> T:
    return await something


@types.coroutine
def stepwise(coro: Coroutine[Any, Any, T], names: Names) -> Generator[Any, Any, T]:
    """Await coro with names() entered while it executes and left while it waits.

    So a cell that is executed meanwhile sees its own `__main__`.
    """
    advance: Callable[[Any], Any] = coro.send
    value: Any = None
    while True:
        with names():
            try:
                awaited = advance(value)
            except StopIteration as end:
                # Code that awaits at its top level lets its own out, since Python 3.12.
                if end.__traceback__ is not None and end.__traceback__.tb_next is not None:
                    raise RuntimeError("coroutine raised StopIteration") from end
                return end.value  # type: ignore[no-any-return]
        try:
            value, advance = (yield awaited), coro.send
        except GeneratorExit:
            with names():
                coro.close()
            raise
        except BaseException as error:
            value, advance = error, coro.throw
