"""How many bytes of files readers may have in a kernel: one of them, and all of them together.

Who receives files says so here, and tells how many bytes it holds. What a program keeps for itself
is the program's own.
"""

from __future__ import annotations

import logging
from typing import Protocol
from weakref import WeakSet

MEGABYTE = 1024 * 1024

log = logging.getLogger("rerun_state")


class Holder(Protocol):
    """What receives files."""

    def __hash__(self) -> int: ...

    @property
    def size(self) -> int:
        """The bytes that it holds or expects."""


class Allowance:
    """What one reader may have, within what all of them may."""

    def __init__(self, most: int, whole: Allowance | None = None) -> None:
        """`most` bytes; `whole` is what there is for everybody."""
        self._most = most
        self._whole = whole
        self._holders: WeakSet[Holder] = WeakSet()
        self._has_complained = False

    def join(self, holder: Holder) -> None:
        """Count from now on what that one holds."""
        self._holders.add(holder)
        if self._whole is not None:
            self._whole.join(holder)

    def check(self, more: int) -> None:
        """ValueError for more than may come now; told to the author once."""
        if self._whole is not None:
            self._whole.check_whole(more)
        if self._taken() + more > self._most:
            self._refuse(f"all your files together may have {self._most // MEGABYTE} MB")

    def check_whole(self, more: int) -> None:
        """As `check`, of the files of everybody."""
        if self._taken() + more > self._most:
            self._refuse("there is no room for more files now, since others have sent many")

    def _taken(self) -> int:
        return sum(holder.size for holder in self._holders)

    def _refuse(self, reason: str) -> None:
        if not self._has_complained:
            self._has_complained = True
            log.warning("Refused a visitor's file: %s. See --max-uploads.", reason)
        raise ValueError(reason)
