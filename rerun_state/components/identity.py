"""By what a component without a key is known again: what it was called with, less the bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable
from typing import Any


def fingerprint(sent: Any) -> Hashable:
    """What stands for data that travels; bytes, which may be many, by their hash."""
    if isinstance(sent, dict):
        return tuple((name, fingerprint(part)) for name, part in sent.items())
    if isinstance(sent, list):
        return tuple(map(fingerprint, sent))
    if isinstance(sent, bytes):
        return hashlib.sha256(sent).digest()
    return repr(sent)
