"""What the decorators are given, as types: known at once, before there is a cache."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

Scope = Literal["global", "session"]
RefreshMode = Literal["foreground", "background"]
HashFuncs = Mapping[type[Any] | str, Callable[[Any], Any]]
