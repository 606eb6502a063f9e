"""What the tests of caches share: functions of a cell, and a clock to turn."""

from typing import Any

from rerun_state.caching.decorators import cache_data, cache_resource


class Clock:
    """Tells the time that it was set to."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def define(source: str, **names: Any) -> Any:
    """The function f as a cell defines it, in globals of its own."""
    namespace: dict[str, Any] = {
        "__name__": "__cell__",
        "cache_data": cache_data,
        "cache_resource": cache_resource,
        **names,
    }
    exec(source, namespace)
    return namespace["f"]
