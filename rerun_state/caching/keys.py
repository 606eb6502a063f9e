"""What tells one cache from another, and one entry from another.

A cache belongs to a function as it is written: module, qualified name, source and bytecode. So it
outlives reruns, which define the function anew, and an edit starts an empty one. Closures and
globals do not count. An entry belongs to the arguments as they were passed: defaults are not filled
in, the order of keyword arguments counts, and parameters that begin with an underscore do not.
"""

from __future__ import annotations

import hashlib
import inspect
import types
from collections.abc import Callable, Iterator
from typing import Any

from rerun_state.caching.choices import HashFuncs
from rerun_state.caching.hashing import Unhashable, digest, type_name
from rerun_state.errors import StreamlitAPIException, UnhashableParamError, an


def function_key(function: Callable[..., Any], decorator: str) -> str:
    """Return the key of the function's cache.

    Raises StreamlitAPIException for what is neither a function nor a class: two `functools.partial`
    or callable objects cannot be told apart.
    """
    code = [_code(part) for part in _wrapped(function)]
    if not any(code) and not isinstance(function, (type, types.BuiltinFunctionType)):
        raise StreamlitAPIException(
            f"{decorator} takes a function, not {function!r}. Define a function that calls it."
        )
    name = (function.__module__, function.__qualname__)
    return hashlib.sha256(digest((name, _source(function), code))).hexdigest()


def _wrapped(function: Callable[..., Any]) -> Iterator[Callable[..., Any]]:
    yield function
    while hasattr(function, "__wrapped__"):
        function = function.__wrapped__
        yield function


def _source(function: Callable[..., Any]) -> str | None:
    try:
        return inspect.getsource(function)
    except (OSError, TypeError):  # no file, as in a plain exec(); the bytecode speaks for itself
        return None


def _code(function: Callable[..., Any]) -> tuple[Any, ...]:
    if isinstance(function, type):
        return tuple(_code(member) for member in vars(function).values() if callable(member))
    code = getattr(function, "__code__", None)
    return () if code is None else _instructions(code)


def _instructions(code: types.CodeType) -> tuple[Any, ...]:
    constants = tuple(_instructions(c) if inspect.iscode(c) else c for c in code.co_consts)
    return (code.co_code, code.co_names, code.co_varnames, code.co_freevars, constants)


def parameter_names(function: Callable[..., Any]) -> tuple[str | None, ...]:
    """Return the names that positional arguments go by, in order."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):  # some built-in functions have no signature
        return ()
    named = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    return tuple(p.name for p in parameters if p.kind in named)


def entry_key(
    function: Callable[..., Any],
    names: tuple[str | None, ...],
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
    hash_funcs: HashFuncs | None,
) -> str:
    """Return the key of the entry for a call; `names` are those of the positional parameters.

    Raises UnhashableParamError, which names the argument.
    """
    seen = hashlib.sha256()
    named = (*names, *(None for _ in args[len(names) :]))
    for name, value in [*zip(named, args, strict=False), *kwargs.items()]:
        if name is None or not name.startswith("_"):
            seen.update(digest(name))
            seen.update(_digest(function, name, value, hash_funcs))
    return seen.hexdigest()


def _digest(
    function: Callable[..., Any], name: str | None, value: object, hash_funcs: HashFuncs | None
) -> bytes:
    try:
        return digest(value, hash_funcs)
    except Unhashable as error:
        kind, inner = type_name(type(value)), type_name(type(error.value))
        within = "" if inner == kind else f", because of the {inner} in it"
        rename = f"Rename the parameter to `_{name}`" if name else "Name it with an underscore"
        raise UnhashableParamError(
            f"The argument {name or '(unnamed)'!r} of {function.__qualname__}(), {an(kind)}, "
            f"cannot be hashed{within}. {rename} to leave it out of the cache's key, or give the "
            f"decorator hash_funcs={{{inner.rpartition('.')[2]}: function}} to identify it."
        ) from error
