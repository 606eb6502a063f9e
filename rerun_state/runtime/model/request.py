"""What a server knows of the visitor whose session it is."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

_NONE: Mapping[str, Any] = MappingProxyType({})


class Request(NamedTuple):
    """The request that opened the visitor's page. A server gives it; a page cannot."""

    headers: Mapping[str, str] = _NONE
    cookies: Mapping[str, str] = _NONE
    ip_address: str | None = None
    user: Mapping[str, Any] = _NONE
    """Who it is, if the server has made sure of that."""
