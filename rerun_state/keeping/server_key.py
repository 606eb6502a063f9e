"""The key with which a server signs who its visitors are, as a text."""

from __future__ import annotations

import secrets

LENGTH = 32
"""Bytes of a key."""


def make_key() -> str:
    """A key that nobody guesses."""
    return secrets.token_hex(LENGTH)


def is_key(text: str | None) -> bool:
    """Is it one that `make_key` has made? What a store returns may be damaged, or nothing."""
    return text is not None and len(text) == 2 * LENGTH and set(text) <= set("0123456789abcdef")
