"""A function whose results are kept: look, wait your turn, look again, compute, keep.

What a call shows on the page is recorded with its result and shown again when the result is taken
from the cache. Nothing is kept of a call that raises.
"""

from __future__ import annotations

import functools
import inspect
import logging
import pickle
import types
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Concatenate, Generic, NoReturn, ParamSpec, Self, TypeVar, cast, overload

from rerun_state.caching import pickles
from rerun_state.caching.cache import Cache, Caches, Limits
from rerun_state.caching.choices import HashFuncs, Scope
from rerun_state.caching.flights import computing
from rerun_state.caching.hashing import type_name
from rerun_state.caching.keys import entry_key, function_key, parameter_names
from rerun_state.caching.ownership import lasting_key
from rerun_state.errors import (
    CachedFunctionReturnedAwaitableError,
    CachedStFunctionInBackgroundModeWarning,
    StreamlitAPIException,
    StreamlitValueError,
    UnevaluatedDataFrameError,
    UnserializableReturnValueError,
    an,
)
from rerun_state.runtime.execution.run import running
from rerun_state.runtime.grammar.block import Block, place_for_now, standing
from rerun_state.runtime.grammar.replay import replay
from rerun_state.runtime.grammar.tape import Tape, recording
from rerun_state.runtime.model.tree import Element, Markdown
from rerun_state.threads import start_thread

P = ParamSpec("P")
Q = ParamSpec("Q")
R = TypeVar("R")
S = TypeVar("S")

_log = logging.getLogger("rerun_state.caching")
_PLANS = frozenset({"dask", "modin", "pyspark", "snowflake"})


@dataclass(frozen=True)
class Policy:
    """How a function is cached: the decorator, its arguments, and where it keeps values."""

    decorator: str
    caches: Caches
    copies: bool
    limits: Limits
    show_spinner: bool | str = True
    show_time: bool = False
    hash_funcs: HashFuncs | None = None
    scope: Scope = "global"
    validate: Callable[[Any], bool] | None = None
    on_release: Callable[[Any], object] | None = None


class CachedFunction(Generic[P, R]):
    """A function under `cache_data` or `cache_resource`; call it as the function itself."""

    __wrapped__: Callable[P, R]
    __name__: str
    __qualname__: str

    def __init__(self, function: Callable[P, R], policy: Policy) -> None:
        self._policy = policy
        self._function = function
        self._key = function_key(function, policy.decorator)
        self._names = parameter_names(function)
        self._namespace = getattr(inspect.unwrap(function), "__globals__", {})
        self._is_async = inspect.iscoroutinefunction(function)
        functools.update_wrapper(self, function)
        if inspect.isasyncgenfunction(function):
            raise StreamlitAPIException(
                f"{self.__qualname__}() is an asynchronous generator, which can be consumed once. "
                "Collect what it yields in an ordinary `async def`, and cache that."
            )
        if self._is_async and policy.limits.background:
            raise StreamlitValueError(
                f"{self.__qualname__}() is an `async def`, which cannot refresh in the background. "
                'Use refresh_mode="foreground".'
            )

    def __repr__(self) -> str:
        return f"<{self._policy.decorator} of {self._function!r}>"

    @overload
    def __get__(self, instance: None, owner: type[Any] | None = None) -> Self: ...
    @overload
    def __get__(
        self: CachedFunction[Concatenate[S, Q], R], instance: S, owner: type[Any] | None = None
    ) -> CachedMethod[Q, R]: ...
    def __get__(self, instance: Any, owner: type[Any] | None = None) -> Any:
        return self if instance is None else CachedMethod(self, instance)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        if self._is_async:
            return cast("R", self._await(args, kwargs))
        cache, key = self._cache(), self._entry_key(args, kwargs)
        found = self._find(cache, key, args, kwargs)
        if found is not None:
            return found[0]
        with self._spinning(args, kwargs), cache.flights.turn(key):
            found = self._find(cache, key, args, kwargs)
            if found is not None:
                return found[0]
            with recording(standing()) as tape:
                value = self._function(*args, **kwargs)
            self._reject_awaitable(value)
            self._keep(cache, key, value, tape)
            return value

    async def _await(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        cache, key = self._cache(), self._entry_key(args, kwargs)
        found = self._find(cache, key, args, kwargs)
        if found is not None:
            return found[0]
        with self._spinning(args, kwargs):
            async with cache.flights.async_turn(key):
                found = self._find(cache, key, args, kwargs)
                if found is not None:
                    return found[0]
                cleared = cache.cleared
                with recording(standing()) as tape:
                    value = await cast(Any, self._function)(*args, **kwargs)
                self._keep(cache, key, value, tape, cleared)
                return value

    @overload
    def clear(self) -> None: ...
    @overload
    def clear(self, *args: P.args, **kwargs: P.kwargs) -> None: ...
    @overload
    def clear(self, *args: Any, **kwargs: Any) -> None: ...
    def clear(self, *args: Any, **kwargs: Any) -> None:
        """Forget every result; with arguments, forget the result for these."""
        cache = self._cache()
        if args or kwargs:
            cache.clear(self._entry_key(args, kwargs))
        else:
            cache.clear()

    # -- the steps ------------------------------------------------------------------------------

    def _cache(self) -> Cache:
        policy = self._policy
        lasting = functools.partial(lasting_key, self._key, self._function)
        cache = policy.caches.open(self._key, policy.limits, policy.scope, lasting)
        cache.on_release(policy.on_release)
        return cache

    def _entry_key(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
        return entry_key(self._function, self._names, args, kwargs, self._policy.hash_funcs)

    def _find(
        self, cache: Cache, key: str, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> tuple[R] | None:
        try:
            entry = cache.get(key, self._namespace)
            if entry is None:
                return None
            value = (
                pickles.loads(entry.value, self._namespace) if self._policy.copies else entry.value
            )
        except StreamlitAPIException:  # a container, which is no data
            raise
        except Exception as error:  # its class was renamed or changed since
            _log.warning("A cached result of %s is computed anew: %r", self.__qualname__, error)
            cache.discard(key)
            return None
        if self._policy.validate is not None and not self._policy.validate(value):
            cache.discard(key)
            return None
        if cache.claims_refresh(key, entry):
            refresh = functools.partial(self._refresh, cache, key, args, kwargs, cache.cleared)
            if start_thread(refresh, "rerun_state-refresh") is None:
                refresh()
        if entry.tape is not None and entry.tape.notes:
            replay(entry.tape)
        return (value,)

    def _keep(
        self, cache: Cache, key: str, value: Any, tape: Tape | None, cleared: int | None = None
    ) -> None:
        if cache.limits.background and tape is not None and tape.notes:
            self._warn_of_elements()
            tape = None
        packed = self._pickled(value) if self._policy.copies else value
        cache.put(key, packed, tape, self._namespace, cleared)

    def _refresh(
        self, cache: Cache, key: str, args: Any, kwargs: dict[str, Any], cleared: int
    ) -> None:
        well = False
        try:
            value = self._function(*args, **kwargs)
            self._reject_awaitable(value)
            self._keep(cache, key, value, None, cleared)
            well = True
        except Exception:
            _log.warning("Refreshing %s in the background failed", self.__qualname__, exc_info=True)
        finally:
            cache.refreshed(key, well=well)

    @contextmanager
    def _spinning(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Iterator[None]:
        """Show on the page that the function computes, if it is the outermost one of a run."""
        text, show_time = self._policy.show_spinner, self._policy.show_time
        if text is False or computing() or running() is None:
            yield
            return
        if not isinstance(text, str):
            text = f"Running `{self.__qualname__}({'...' if args or kwargs else ''})`."
        props = {"text": Markdown(text), "show_time": show_time, "cache": True, "width": "content"}
        restore = place_for_now(Block(), Element("spinner", props))
        try:
            yield
        finally:
            restore()

    # -- what cannot be kept --------------------------------------------------------------------

    def _pickled(self, value: Any) -> bytes:
        try:
            return pickles.dumps(value, self._namespace)
        except (pickle.PicklingError, TypeError) as error:
            self._fail_to_pickle(value, error)
        except Exception as error:  # neither pickle's refusal nor ours: as Streamlit, pass it on
            error.add_note(f"cache_data pickles what {self.__qualname__}() returns, to copy it.")
            raise

    def _fail_to_pickle(self, value: object, error: Exception) -> NoReturn:
        kind = type_name(type(value))
        if kind.partition(".")[0] in _PLANS:
            raise UnevaluatedDataFrameError(
                f"{self.__qualname__}() returned {an(kind)}, which is a plan without its data. "
                "Return the data, for instance as a pandas DataFrame."
            ) from error
        raise UnserializableReturnValueError(
            f"{self.__qualname__}() returned {an(kind)}, which cannot be pickled "
            f"({error}), so cache_data cannot copy it. Return plain data, or use "
            "cache_resource to share the object itself."
        ) from error

    def _reject_awaitable(self, value: object) -> None:
        if not inspect.isawaitable(value):
            return
        if inspect.iscoroutine(value):
            value.close()
        raise CachedFunctionReturnedAwaitableError(
            f"{self.__qualname__}() returned {an(type_name(type(value)))}, which can be awaited "
            "only once. Define the function with `async def` and await it inside."
        )

    def _warn_of_elements(self) -> None:
        warning = CachedStFunctionInBackgroundModeWarning(
            f"{self.__qualname__}() shows elements. With refresh_mode='background' they appear "
            "only when it runs, not when its result is taken from the cache. Show them outside."
        )
        _log.warning("%s", warning)


class CachedMethod(Generic[P, R]):
    """A cached function as the method of one object."""

    def __init__(self, cached: CachedFunction[Any, R], instance: object) -> None:
        functools.update_wrapper(self, cached)
        # Its signature has no self.
        self.__wrapped__ = types.MethodType(cached.__wrapped__, instance)
        self._cached = cached
        self._instance = instance

    def __repr__(self) -> str:
        return f"<{self._cached!r} bound to {self._instance!r}>"

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        return self._cached(self._instance, *args, **kwargs)

    def clear(self, *args: Any, **kwargs: Any) -> None:
        """Forget every result of the method; with arguments, forget the result for these."""
        if args or kwargs:
            self._cached.clear(self._instance, *args, **kwargs)
        else:
            self._cached.clear()
