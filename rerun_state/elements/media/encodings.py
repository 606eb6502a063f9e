"""Pictures as files: what looks as it did is not encoded again.

A rerun draws its figures and loads its pictures anew, and most come out as they were. To find that
out takes a glance at the pixels; to encode them takes ten times as long or more. So the latest
files are kept by a fingerprint of the pixels, and of all else that goes into the file.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from hashlib import blake2b
from threading import Lock
from typing import Any

MOST = 32_000_000
"""Bytes of files that are kept, of all apps; the page itself holds those that it shows."""


class Encodings:
    """The latest files, by what they show."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._files: dict[Hashable, bytes] = {}  # the oldest first
        self._lock = Lock()

    def file(self, pixels: Any, about: Hashable, encode: Callable[[], bytes]) -> bytes:
        """The file for pixels, anything with a buffer, which `encode` makes if it is not known.

        `about` is what else decides what is in the file: its size and format, for instance.
        """
        known = about, blake2b(pixels, digest_size=16).digest()
        with self._lock:
            file = self._files.pop(known, None)
        if file is None:
            file = encode()
        with self._lock:
            self._files[known] = file
            held = sum(map(len, self._files.values()))
            while held > self._most:
                held -= len(self._files.pop(next(iter(self._files))))
        return file


latest = Encodings()
"""Those of all apps."""
