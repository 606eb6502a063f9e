"""Regular expressions that are compiled when they are first used.

To compile one takes a tenth of a millisecond or several, and most kernels use few of those that
there are.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


class _Uncompiled:
    """Stands for a pattern: what it is asked for it takes from that, once, and keeps."""

    def __init__(self, text: Any, flags: int) -> None:
        self._given = text, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(*self._given), name)  # `re` keeps what it has compiled
        setattr(self, name, found)
        return found


def pattern(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """The pattern of a module, for its methods; for functions of `re` it is none yet."""
    return cast("re.Pattern[AnyStr]", _Uncompiled(text, flags))
