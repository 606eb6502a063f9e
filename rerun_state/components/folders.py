"""The files of a component's front end, which its frame asks for one by one.

A frame may name any path; it is answered from the list of what lies below the component's folder,
so that nothing else can be reached: no way up, no link that leads outside, no Python. A file
travels compressed and as text, because gateways end a connection over binary messages. It is known
by its content, so a browser that has it already does not ask again.
"""

from __future__ import annotations

import hashlib
import os
from base64 import b64encode
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

PRIVATE = frozenset({".py", ".pyc", ".pyo", ".pyi", ".map"})
"""Suffixes of what a folder may hold besides a front end."""


class Folder:
    """The files below one directory that a browser may have."""

    __slots__ = ("id", "path")

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path).resolve()
        self.id = hashlib.sha256(os.fsencode(self.path)).hexdigest()[:16]

    def files(self) -> dict[str, str]:
        """The name of each file, with slashes, and what its content is known by.

        Raises FileNotFoundError if the directory is gone.
        """
        if not self.path.is_dir():
            raise FileNotFoundError(f"There is no folder {self.path.name!r} any more.")
        return {name: _digest(file) for name, file in self._walk()}

    def digest(self, name: str) -> str:
        """What the content of a file is known by; FileNotFoundError for any other name."""
        return _digest(self._find(name))

    def packed(self, name: str) -> str:
        """The content of a file as it travels; FileNotFoundError for any other name."""
        file = self._find(name)
        return _packed(str(file), _digest(file))

    def matching(self, pattern: str) -> list[str]:
        """The names of the files that a glob such as "index-*.js" matches."""
        found = (path.relative_to(self.path).as_posix() for path in self.path.glob(pattern))
        return sorted(name for name in found if self._holds(name))

    def _find(self, name: str) -> Path:
        if not self._holds(name):
            raise FileNotFoundError(f"The component has no file {name!r}.")
        return self.path / name

    def _holds(self, name: str) -> bool:
        parts = name.split("/")
        if "\\" in name or "\0" in name or not all(parts) or {".", ".."} & set(parts):
            return False
        return self._shows(self.path / name)

    def _shows(self, file: Path) -> bool:
        """Is this a file for a browser, which really lies here?"""
        if file.suffix.lower() in PRIVATE or not file.is_file():
            return False
        return file.resolve().is_relative_to(self.path)

    def _walk(self) -> Iterator[tuple[str, Path]]:
        for folder, _, names in os.walk(self.path):
            for name in sorted(names):
                file = Path(folder, name)
                if self._shows(file):
                    yield file.relative_to(self.path).as_posix(), file


_offered: dict[str, Folder] = {}


def offer(path: str | Path) -> Folder:
    """Let pages ask for the files below a directory, as long as the kernel lives."""
    folder = Folder(path)
    return _offered.setdefault(folder.id, folder)


def answer(request: Mapping[str, Any]) -> dict[str, Any]:
    """What a page hears that asks for the list of a folder's files, or with a `name` for one."""
    id, name = request.get("folder"), request.get("name")
    reply = {"event": "file", "folder": id}
    folder = _offered.get(id) if isinstance(id, str) else None
    try:
        if folder is None:
            raise FileNotFoundError("The component is not declared in this kernel. Run its cell.")
        if name is None:
            return {**reply, "files": folder.files()}
        reply["name"] = name
        if not isinstance(name, str):
            raise FileNotFoundError("The name of a file is a text.")
        return {**reply, "data": folder.packed(name)}
    except OSError as error:  # the system's own names the path, which is not for visitors
        return {**reply, "error": error.strerror or str(error)}


def _digest(file: Path) -> str:
    found = file.stat()
    return _hashed(str(file), found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=20_000)
def _hashed(file: str, changed: int, size: int) -> str:
    return hashlib.sha256(Path(file).read_bytes()).hexdigest()[:20]


@lru_cache(maxsize=64)
def _packed(file: str, digest: str) -> str:
    import gzip  # slow to import, and few apps have components

    return b64encode(gzip.compress(Path(file).read_bytes(), 6, mtime=0)).decode()
