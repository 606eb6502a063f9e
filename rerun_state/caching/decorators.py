"""Results that outlive reruns: `cache_data` for values, `cache_resource` for things.

A rerun executes the whole cell again; what is slow and always the same goes into a cached function.
`cache_data` keeps a pickle and hands out copies, so nobody can spoil what others get.
`cache_resource` keeps the object itself: a connection, a model. Both belong to the process, so they
survive reruns, executing the cell again, and other cells; editing the function starts afresh.
"""

from __future__ import annotations

import inspect
import logging
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Literal, ParamSpec, TypeVar, overload

from rerun_state import caching
from rerun_state.caching.choices import HashFuncs, RefreshMode, Scope
from rerun_state.errors import (
    StreamlitAPIException,
    StreamlitIncompatibleParametersError,
    StreamlitMissingRequiredParameterError,
    StreamlitValueError,
)
from rerun_state.runtime.execution.durations import seconds, size

if TYPE_CHECKING:
    from rerun_state.caching.functions import CachedFunction, Policy

P = ParamSpec("P")
R = TypeVar("R")

_log = logging.getLogger("rerun_state.caching")


class _CacheData:
    """Cache a function that returns data; every caller gets a copy of its own.

    Use it bare, with arguments, or as a function: `@cache_data`, `@cache_data(ttl="1h")`, `fast =
    cache_data(slow)`. The first call for some arguments runs the function and returns what it
    returned; later calls return a copy, which is why the result must be picklable. Elements that
    the function shows are shown again. An exception is passed on and nothing is kept.

    Arguments are compared by type and content. Defaults are not filled in (`f(1)` and `f(1, 2)` are
    two entries, whatever the default), and the order of keyword arguments counts. A parameter whose
    name begins with an underscore is left out, which is the way to pass a connection, or `_self`.

    - `ttl`: how long a result is good: seconds, a timedelta, or text such as "1h" or "2 days". None
      is for ever. Has no effect with `persist`.
    - `max_entries`: how many results to keep; the one not used for longest goes first.
    - `max_size`: how many bytes of pickles to keep in memory: a number, or text such as "500MB".
    - `show_spinner`: show that it is running; text replaces the message. `show_time` adds the time.
    - `persist`: "disk" keeps results in the user's cache directory too, across kernels.
    - `hash_funcs`: maps types, or their dotted names, to functions that return something hashable
      for arguments of that type.
    - `scope`: "session" keeps results for this session only, which in a kernel is the kernel's.
    - `refresh_mode`: with "background" and a `ttl`, an expired result is returned for one more ttl
      while another thread computes the next.

    `f.clear()` forgets all results of a function, `f.clear(1)` the one for that argument,
    `cache_data.clear()` those of all functions, also on disk.

    Calls raise UnhashableParamError for an argument that cannot be hashed and
    UnserializableReturnValueError for a result that cannot be pickled.

        @st.cache_data(ttl="1h")
        def load(url: str) -> pd.DataFrame:
            return pd.read_csv(url)
    """

    @overload
    def __call__(self, func: Callable[P, R]) -> CachedFunction[P, R]: ...
    @overload
    def __call__(
        self,
        func: None = None,
        *,
        ttl: float | timedelta | str | None = None,
        max_entries: int | None = None,
        max_size: int | str | None = None,
        show_spinner: bool | str = True,
        show_time: bool = False,
        persist: Literal["disk"] | bool | None = None,
        hash_funcs: HashFuncs | None = None,
        scope: Scope = "global",
        refresh_mode: RefreshMode = "foreground",
    ) -> Callable[[Callable[P, R]], CachedFunction[P, R]]: ...
    def __call__(
        self,
        func: Callable[P, R] | None = None,
        *,
        ttl: float | timedelta | str | None = None,
        max_entries: int | None = None,
        max_size: int | str | None = None,
        show_spinner: bool | str = True,
        show_time: bool = False,
        persist: Literal["disk"] | bool | None = None,
        hash_funcs: HashFuncs | None = None,
        scope: Scope = "global",
        refresh_mode: RefreshMode = "foreground",
    ) -> CachedFunction[P, R] | Callable[[Callable[P, R]], CachedFunction[P, R]]:
        if persist not in (None, True, False, "disk"):
            raise StreamlitValueError(
                f"persist of a cached function must be 'disk' or None, not {persist!r}."
            )
        lifetime = _lifetime(ttl, scope, refresh_mode)
        limits = caching.cache.Limits(
            lifetime, max_entries, size(max_size), bool(persist), refresh_mode == "background"
        )
        if limits.background and limits.on_disk:
            raise StreamlitIncompatibleParametersError(
                f"refresh_mode='background' and persist={persist!r} exclude each other, because "
                "what is on disk does not expire. Leave one of them out."
            )
        if limits.on_disk and lifetime is not None:
            _log.warning("ttl=%r has no effect with persist: what is on disk does not expire.", ttl)
        policy = caching.functions.Policy(
            decorator="cache_data",
            caches=caching.cache.DATA,
            copies=True,
            limits=limits,
            show_spinner=show_spinner,
            show_time=show_time,
            hash_funcs=hash_funcs,
            scope=scope,
        )
        return _decorate(func, policy)

    def clear(self) -> None:
        """Forget the results of every function under `cache_data`, also on disk."""
        caching.cache.DATA.clear()
        caching.disk.clear()


class _CacheResource:
    """Cache a function that returns a thing to share: a connection, a model, a lock.

    Every caller gets the same object, so changing it changes it for all; it must bear use by
    several threads. Otherwise it works as `cache_data`, and these parameters mean the same: `ttl`,
    `max_entries`, `show_spinner`, `show_time`, `hash_funcs`, `scope`, `refresh_mode`.

    - `validate`: called with the object each time it is about to be returned from the cache; where
      it returns False the object is dropped and the function is called again.
    - `on_release`: called with an object that leaves the cache because it expired, made room, or
      was cleared; not with one that `validate` turned down. What expired leaves when the cache is
      next used.

    `f.clear()`, `f.clear(1)` and `cache_resource.clear()` forget, as those of `cache_data` do.

        @st.cache_resource(on_release=sqlite3.Connection.close)
        def database(path: str) -> sqlite3.Connection:
            return sqlite3.connect(path, check_same_thread=False)
    """

    @overload
    def __call__(self, func: Callable[P, R]) -> CachedFunction[P, R]: ...
    @overload
    def __call__(
        self,
        func: None = None,
        *,
        ttl: float | timedelta | str | None = None,
        max_entries: int | None = None,
        show_spinner: bool | str = True,
        show_time: bool = False,
        validate: Callable[[Any], bool] | None = None,
        hash_funcs: HashFuncs | None = None,
        on_release: Callable[[Any], object] | None = None,
        scope: Scope = "global",
        refresh_mode: RefreshMode = "foreground",
    ) -> Callable[[Callable[P, R]], CachedFunction[P, R]]: ...
    def __call__(
        self,
        func: Callable[P, R] | None = None,
        *,
        ttl: float | timedelta | str | None = None,
        max_entries: int | None = None,
        show_spinner: bool | str = True,
        show_time: bool = False,
        validate: Callable[[Any], bool] | None = None,
        hash_funcs: HashFuncs | None = None,
        on_release: Callable[[Any], object] | None = None,
        scope: Scope = "global",
        refresh_mode: RefreshMode = "foreground",
    ) -> CachedFunction[P, R] | Callable[[Callable[P, R]], CachedFunction[P, R]]:
        for name, given in (("validate", validate), ("on_release", on_release)):
            if inspect.iscoroutinefunction(given):
                raise StreamlitAPIException(
                    f"{name} is called in the middle of a call, so it cannot be an `async def`. "
                    "Give an ordinary function."
                )
        lifetime = _lifetime(ttl, scope, refresh_mode)
        policy = caching.functions.Policy(
            decorator="cache_resource",
            caches=caching.cache.RESOURCES,
            copies=False,
            limits=caching.cache.Limits(
                lifetime,
                max_entries,
                background=refresh_mode == "background",
                validated=validate is not None,
            ),
            show_spinner=show_spinner,
            show_time=show_time,
            hash_funcs=hash_funcs,
            scope=scope,
            validate=validate,
            on_release=on_release,
        )
        return _decorate(func, policy)

    def clear(self) -> None:
        """Forget the objects of every function under `cache_resource`."""
        caching.cache.RESOURCES.clear()


def _decorate(
    func: Callable[P, R] | None, policy: Policy
) -> CachedFunction[P, R] | Callable[[Callable[P, R]], CachedFunction[P, R]]:
    if func is None:
        return lambda function: caching.functions.CachedFunction(function, policy)
    return caching.functions.CachedFunction(func, policy)


def _lifetime(
    ttl: float | timedelta | str | None, scope: object, refresh_mode: object
) -> float | None:
    if scope not in ("global", "session"):
        raise StreamlitValueError(
            f"scope of a cached function must be 'global' or 'session', not {scope!r}."
        )
    if refresh_mode not in ("foreground", "background"):
        raise StreamlitValueError(
            "refresh_mode of a cached function must be 'foreground' or 'background', not "
            f"{refresh_mode!r}."
        )
    lifetime = seconds(ttl)
    if refresh_mode == "background" and lifetime is None:
        raise StreamlitMissingRequiredParameterError(
            "refresh_mode='background' needs a ttl, for instance ttl='1h'."
        )
    if refresh_mode == "background" and lifetime is not None and lifetime <= 0:
        raise StreamlitValueError(f"refresh_mode='background' needs a ttl above zero, not {ttl!r}.")
    return lifetime


cache_data = _CacheData()
cache_resource = _CacheResource()
