"""Entries that outlive the process: `persist="disk"`.

Unpickling runs whatever code the bytes ask for. So entries are kept in a directory that nobody but
the user can enter, files of others are not read, and a file whose checksum does not match what it
should hold is ignored. The bytes reach their place by a rename, so there is never half an entry to
read.
"""

from __future__ import annotations

import hashlib
import os
import stat
import warnings
from pathlib import Path

_SUFFIX = ".cached"


class Disk:
    """The entries of one function in the user's cache directory."""

    def __init__(self, function_key: str) -> None:
        self._function_key = function_key

    def read(self, key: str) -> bytes | None:
        """Return what was written; None if nothing was, or nothing that can be trusted."""
        path = self._path(key)
        try:
            _check_directory(path.parent)
            data = _read_own(path)
        except FileNotFoundError:
            return None
        except OSError as error:
            _warn(f"The cached value in {path} is ignored: {error}.")
            return None
        checksum, content = data[:32], data[32:]
        if checksum != self._checksum(key, content):
            _warn(f"The cached value in {path} is damaged and ignored.")
            return None
        return content

    def write(self, key: str, content: bytes) -> None:
        """Keep an entry; where that fails, warn and go on without."""
        import tempfile  # as slow

        path = self._path(key)
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _check_directory(path.parent)
            handle, temporary = tempfile.mkstemp(dir=path.parent)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(self._checksum(key, content) + content)
                os.replace(temporary, path)
            except BaseException:
                os.unlink(temporary)
                raise
        except OSError as error:
            _warn(f"A value is cached in memory only, because {path} cannot be written: {error}.")

    def clear(self, key: str | None = None) -> None:
        """Remove one entry, or all of the function."""
        _remove(f"{self._function_key}-{'*' if key is None else key}{_SUFFIX}")

    def _path(self, key: str) -> Path:
        return directory() / f"{self._function_key}-{key}{_SUFFIX}"

    def _checksum(self, key: str, content: bytes) -> bytes:
        return hashlib.sha256(f"{self._function_key}-{key}:".encode() + content).digest()


def directory() -> Path:
    """Where entries are kept."""
    from platformdirs import user_cache_path  # slow to import, and few apps cache on disk

    return user_cache_path("rerun_state") / "cache_data"


def clear() -> None:
    """Remove the entries of every function."""
    _remove(f"*{_SUFFIX}")


def _remove(pattern: str) -> None:
    for path in directory().glob(pattern):
        path.unlink(missing_ok=True)


def _check_directory(path: Path) -> None:
    if os.name == "nt":  # a profile's directories belong to its user
        return
    found = os.lstat(path)
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
        raise PermissionError(f"{path} is not a directory of yours")
    if stat.S_IMODE(found.st_mode) & 0o077:
        raise PermissionError(f"others may enter {path}; remove it, or allow it to yourself alone")


def _read_own(path: Path) -> bytes:
    with open(os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)), "rb") as file:
        found = os.fstat(file.fileno())
        if os.name != "nt" and (found.st_uid != os.getuid() or found.st_mode & 0o022):
            raise PermissionError("others may have written it")
        return file.read()


def _warn(message: str) -> None:
    warnings.warn(message, UserWarning, stacklevel=2)
