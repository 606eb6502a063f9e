"""None as JavaScript's null where Python is in a browser itself.

Pyodide's kernel hands messages over as objects, not as JSON, and what is None there arrives as
`undefined`: as if it had not been said. A title that is null hides an axis' title, one that is
undefined does not.
"""

from __future__ import annotations

import sys
from typing import Any


def with_nulls(message: Any) -> Any:
    """The message as this kernel has to be given it."""
    if sys.platform == "emscripten":
        from pyodide.ffi import jsnull

        return _exchanged(message, None, jsnull)
    return message


def without_nulls(message: Any) -> Any:
    """The message as Python writes it down."""
    if sys.platform == "emscripten":
        from pyodide.ffi import jsnull

        return _exchanged(message, jsnull, None)
    return message


def _exchanged(part: Any, old: Any, new: Any) -> Any:
    if part is old:
        return new
    if isinstance(part, dict):
        return {name: _exchanged(value, old, new) for name, value in part.items()}
    if isinstance(part, (list, tuple)):
        return [_exchanged(value, old, new) for value in part]
    return part
