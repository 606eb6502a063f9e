"""Keys of calls, for packages that keep results of their own."""

import threading
from importlib import import_module

import pytest

from rerun_state.errors import UnhashableParamError


def key(*args: object, **kwargs: object) -> str:
    """The key of a call of a function with a parameter that does not count."""

    def function(a: object, _b: object = None) -> None: ...

    caching = import_module("streamlit.runtime.caching")
    kind = caching.cache_type.CacheType.RESOURCE
    made: str = caching.cache_utils._make_value_key(kind, function, args, kwargs, None)
    return made


def test_calls_with_the_same_arguments_have_the_same_key() -> None:
    assert key(1) == key(a=1) == key(1, "whatever")
    assert len({key(1), key(2), key("1"), key([1])}) == 4


def test_what_has_no_digest_is_named() -> None:
    with pytest.raises(UnhashableParamError, match="'a'"):
        key(threading.Lock())
