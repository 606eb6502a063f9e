"""What a store does: it keeps the last text of one name, for one kernel at a time."""

from __future__ import annotations

import json
import os
import socket
from typing import Protocol


class HeldError(Exception):
    """Another kernel keeps a state of that name; the text says which, as far as it is known."""


class StoreError(Exception):
    """The store cannot be used; the text says why, and what to do."""


class Store(Protocol):
    """Where the state of one name is kept."""

    @property
    def place(self) -> str:
        """Where that is, for messages."""

    def hold(self) -> None:
        """Take the name for this kernel; HeldError if another one has it."""

    def renew(self) -> None:
        """Say that this kernel still lives, every few seconds."""

    def read(self) -> str | None:
        """What was written last, by any kernel; None if nothing was."""

    def write(self, text: str) -> None:
        """Replace it, wholly or not at all."""

    def set_aside(self) -> str:
        """Move what is there out of the way; return where it is now."""

    def let_go(self) -> None:
        """Leave the name to other kernels."""


def signature() -> str:
    """Who holds a name: this process on this machine."""
    return json.dumps({"host": socket.gethostname(), "process": os.getpid()})


def described(signature: str) -> str:
    """The process of a signature, in words."""
    try:
        who = json.loads(signature)
        return f"process {int(who['process'])} on {who['host']}"
    except (ValueError, KeyError, TypeError):
        return "another process"
