"""Kept states as files in the user's data folder, one each, with a lock beside it.

The operating system frees the lock of a process that ends, however it ends. A file is written
beside the old one and then takes its place, so there is always a whole one.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO
from urllib.parse import quote

from rerun_state.keeping.store import HeldError, StoreError, described, signature

FOLDER = "RERUN_STATE_KEPT"
"""The environment variable that names another folder."""
_LONGEST = 100
_HELD: set[Path] = set()
"""The files whose names this process holds: its own locks do not keep it out."""


def kept_folder() -> Path:
    """Where states are kept."""
    from platformdirs import user_data_path  # slow to import, and few apps are kept

    given = os.environ.get(FOLDER)
    return Path(given) if given else user_data_path("rerun_state", appauthor=False) / "kept"


def file_stem(name: str) -> str:
    """What files of a name are called: the name itself, as far as files may be called that."""
    stem = quote(name, safe=" ")
    if len(stem) > _LONGEST:
        stem = f"{stem[:60]}-{hashlib.sha256(name.encode()).hexdigest()[:16]}"
    return stem


class FolderStore:
    """The file of one name."""

    def __init__(self, name: str, folder: Path | None = None) -> None:
        self._folder = folder or kept_folder()
        self._file = self._folder / f"{file_stem(name)}.json"
        self._lock: IO[str] | None = None
        self.place = str(self._file)

    def hold(self) -> None:
        """Lock the name."""
        if self._file in _HELD:
            raise HeldError("this kernel, for another session")
        try:
            _make_private(self._folder)
            lock = open(self._file.with_suffix(".lock"), "a+", encoding="utf-8")  # noqa: SIM115
        except OSError as error:
            raise StoreError(
                f"The folder {self._folder} cannot be written ({error.strerror}). Set {FOLDER} to "
                "another one."
            ) from error
        try:
            _lock(lock)
        except OSError:
            lock.seek(0)
            holder = described(lock.read())
            lock.close()
            raise HeldError(holder) from None
        lock.truncate(0)
        lock.write(signature())
        lock.flush()
        self._lock = lock
        _HELD.add(self._file)

    def renew(self) -> None:
        """Nothing: the operating system knows whether this process lives."""

    def read(self) -> str | None:
        """The text of the file; bytes that are no text are replaced, and the text is damaged."""
        try:
            return self._file.read_text("utf-8", errors="replace")
        except FileNotFoundError:
            return None

    def write(self, text: str) -> None:
        """Write a file beside it, and let that take its place."""
        descriptor, name = tempfile.mkstemp(dir=self._folder, prefix=".writing-")
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8", errors="surrogatepass") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            os.replace(name, self._file)
        except BaseException:
            with suppress(OSError):
                os.unlink(name)
            raise

    def set_aside(self) -> str:
        """Give the file another name, with the moment in it."""
        moment = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
        aside = self._file.with_suffix(f".{moment}.aside")
        os.replace(self._file, aside)
        return str(aside)

    def let_go(self) -> None:
        """Unlock the name."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None
            _HELD.discard(self._file)


def _make_private(folder: Path) -> None:
    """Make a folder, and those around it, which nobody else may look into."""
    if not folder.is_dir():
        _make_private(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)


def _lock(file: IO[str]) -> None:
    """Lock a file for this process, until it is closed; OSError if another has it."""
    if sys.platform == "win32":
        import msvcrt

        file.seek(1_000_000)  # a byte which nobody reads: the holder's name stays readable
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        file.seek(0)
    else:
        import fcntl

        # Not flock: children that outlive this process would hold it on.
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
