"""Pictures as files: what looks as it did is not encoded again.

A rerun draws its figures and loads its pictures anew, and most come out as they were. To find that
out takes a glance at the pixels; to encode them takes ten times as long or more. So the latest
files are kept by a fingerprint of the pixels, and of all else that goes into the file.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from rerun_state.elements.base.memory import Memory

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

MOST = 32_000_000
"""Bytes of files that are kept, of all apps; the page itself holds those that it shows."""

_BESIDE = 1_000  # bytes that knowing a file takes, so that small ones are not too many

_files = Memory[bytes](MOST, lambda file: len(file) + _BESIDE)


def file_of(pixels: Any, about: Hashable, encode: Callable[[], bytes]) -> bytes:
    """The file for pixels, anything with a buffer, which `encode` makes if it is not known.

    `about` is what else decides what is in the file: its size and format, for instance.
    """
    seen = blake2b(pixels, digest_size=16).digest()
    return _files.recalled((about, seen), None, encode, lambda: lambda _: True)
