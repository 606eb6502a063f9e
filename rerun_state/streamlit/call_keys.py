"""What tells one call of a function from another, for packages that keep results of their own."""

from __future__ import annotations

import enum
from collections.abc import Callable
from typing import Any

from rerun_state.caching.choices import HashFuncs
from rerun_state.caching.keys import entry_key, parameter_names


class CacheType(enum.Enum):
    """For which of the two decorators a key is asked."""

    DATA = "DATA"
    RESOURCE = "RESOURCE"


def _make_value_key(
    cache_type: CacheType,
    func: Callable[..., Any],
    func_args: tuple[Any, ...],
    func_kwargs: dict[str, Any],
    hash_funcs: HashFuncs | None,
) -> str:
    """The key of a call, as `cache_data` and `cache_resource` make it."""
    return entry_key(func, parameter_names(func), func_args, func_kwargs, hash_funcs)
