"""What a server knows of the visitor whose session it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Request:
    """The request that opened the visitor's page. A server gives it; a page cannot."""

    headers: Mapping[str, str] = field(default_factory=dict)
    cookies: Mapping[str, str] = field(default_factory=dict)
    ip_address: str | None = None
    user: Mapping[str, Any] = field(default_factory=dict)
    """Who it is, if the server has made sure of that."""
