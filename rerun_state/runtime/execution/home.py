"""What a script finds around it, as one that was started in its own folder: where relative paths
lead, what imports find first, and its arguments.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def at_home(folder: Path, argv: Sequence[str]) -> Iterator[None]:
    """Be in a folder and have these arguments during the block; blocks may be nested.

    What the program itself adds to `sys.path` stays. The working folder is the process's: threads
    see it as well, for as long as the block lasts.
    """
    before, arguments, entry = _working_folder(), sys.argv, str(folder)
    sys.argv = list(argv)
    sys.path.insert(0, entry)
    os.chdir(folder)
    try:
        yield
    finally:
        sys.argv = arguments
        if entry in sys.path:
            sys.path.remove(entry)
        if before is not None:
            os.chdir(before)


def _working_folder() -> str | None:
    try:
        return os.getcwd()
    except FileNotFoundError:  # it was removed
        return None
