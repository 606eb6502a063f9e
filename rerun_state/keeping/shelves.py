"""What keeps the states of an app's visitors: a text for each of them, and the server's own key.

The key signs who visitors are, so it has to outlive the server as well. A visitor's name here is
made with it of the browser's secret: whoever sees the names can be nobody by them.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from rerun_state.keeping.folder import FolderStore, file_stem, kept_folder
from rerun_state.keeping.redis_shelf import RedisShelf
from rerun_state.keeping.redis_store import place_of
from rerun_state.keeping.server_key import is_key, make_key

MOST, MOST_BYTES = 10_000, 4 * 2**30
"""States that a folder keeps, and bytes; of more, those that were written longest ago go."""
_DAY = 86_400.0


class Shelf(Protocol):
    """The states of the visitors of one app."""

    @property
    def place(self) -> str:
        """Where that is, for the author."""

    def open(self) -> str:
        """Take it for this server; return its key, which is made with the shelf.

        HeldError if there can be one server only, and another one has it; StoreError if it cannot
        be used.
        """

    def take(self, name: str) -> str | None:
        """The text that was written last for a visitor, who is this server's from now."""

    def write(self, name: str, text: str) -> None:
        """Replace it; HeldError if another server has taken the visitor over."""

    def set_aside(self, name: str) -> str:
        """Move what is there out of the way; return where it is now."""

    def sweep(self) -> None:
        """Let go of what nobody has come back to."""

    def close(self) -> None:
        """Leave it to other servers."""


def make_shelf(asked: str, own: str, days: float) -> Shelf:
    """The shelf of a name, or of a URL whose fragment is the name; `own` for none.

    What nobody has come back to for so many days is let go of.
    """
    url, name = place_of(asked, own)
    if url is not None:
        return RedisShelf(url, name, days * _DAY)
    return FolderShelf(name, days * _DAY)


class FolderShelf:
    """A folder of files, for one server at a time."""

    def __init__(self, name: str, lasts: float) -> None:
        """`lasts` are the seconds for which a state waits for its visitor."""
        self._folder = kept_folder() / "visitors" / file_stem(name)
        self._lasts = lasts
        self._server = FolderStore("server", self._folder)  # its lock is the server's, and its key
        self.place = str(self._folder)

    def open(self) -> str:
        """Lock the folder; read or make the key."""
        self._server.hold()
        try:
            key = self._server.read()
            if key is not None and not is_key(key):
                self._server.set_aside()
            if key is None or not is_key(key):
                self._server.write(key := make_key())
            os.chmod(self._server.place, 0o600)  # it may come from a copy that all can read
        except BaseException:
            self._server.let_go()
            raise
        return key

    def take(self, name: str) -> str | None:
        """Read a file, which is young again."""
        store = FolderStore(name, self._folder)
        text = store.read()
        if text is not None:
            os.utime(store.place)
        return text

    def write(self, name: str, text: str) -> None:
        """Replace a file."""
        FolderStore(name, self._folder).write(text)

    def set_aside(self, name: str) -> str:
        """Give a file another name."""
        return FolderStore(name, self._folder).set_aside()

    def sweep(self) -> None:
        """Remove files that are too old, or too many."""
        found = []
        for file in self._states():
            with suppress(FileNotFoundError):  # set aside just now
                known = file.stat()
                found.append((known.st_mtime, known.st_size, file))
        oldest, size = time.time() - self._lasts, 0
        for number, (written, bytes_, file) in enumerate(sorted(found, reverse=True)):
            size += bytes_
            if number >= MOST or size > MOST_BYTES or written < oldest:
                file.unlink(missing_ok=True)

    def close(self) -> None:
        """Unlock the folder."""
        self._server.let_go()

    def _states(self) -> list[Path]:
        own = Path(self._server.place).stem
        return [
            each
            for each in self._folder.iterdir()
            if each.suffix in (".json", ".aside") and each.name.partition(".")[0] != own
        ]
