"""Files on their way from the browser to the kernel.

A browser sends a file in pieces, each as one message with a buffer, and waits for the
acknowledgement before it sends the next: a single message of more than ten megabytes would be lost
without a word. When a file is complete, the browser says by an ordinary change which files the
element holds now.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from io import BytesIO
from time import monotonic
from typing import Any, Self
from uuid import uuid4

from rerun_state.errors import StreamlitAPIException, StreamlitValueError
from rerun_state.patterns import pattern
from rerun_state.runtime.execution.run import running
from rerun_state.runtime.model.codec import UNCHANGED

Reply = tuple[dict[str, Any] | None, Any]
"""What a browser is told at once, and the value that an event makes."""
MEGABYTE = 1024 * 1024
DEFAULT_LIMIT = 200
_AT_ONCE = 16  # files that one element may be receiving
_UNCLAIMED = 400 * MEGABYTE  # of files which no value holds yet, for one element
_ABANDONED = 60.0  # seconds without a piece after which nobody will claim them any more
CONTROLS = pattern(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""Characters that no file's name has, neither of one that comes nor of one that goes."""
_ID = pattern(r"[\w-]{1,64}\Z")
_SHORTCUTS = ("image", "audio", "video", "text")
_TWINS = (("jpg", "jpeg"), ("tif", "tiff"), ("htm", "html"), ("mpg", "mpeg"), ("mp4", "mpeg4"))
_TWIN = {f".{a}": f".{b}" for pair in _TWINS for a, b in (pair, pair[::-1])}


class UploadedFile(BytesIO):
    """A file that a reader has given to the app: a binary file in memory, open at its beginning.

    `name`, `type` (as the browser guessed it) and `size` in bytes describe it; `file_id` tells one
    upload from another of the same file.
    """

    def __init__(self, data: bytes, name: str, type: str, file_id: str | None = None) -> None:
        super().__init__(data)
        self.name = name
        self.type = type
        self.size = len(data)
        self.file_id = file_id or uuid4().hex

    def __eq__(self, other: object) -> bool:
        return isinstance(other, UploadedFile) and self.file_id == other.file_id

    def __hash__(self) -> int:
        return hash(self.file_id)

    def __repr__(self) -> str:
        return f"UploadedFile(name={self.name!r}, type={self.type!r}, size={self.size})"

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """A file of its own on the same bytes, which nobody copies until they are written to."""
        return type(self)(self.getvalue(), self.name, self.type, self.file_id)

    def __reduce__(self) -> Any:
        return type(self), (self.getvalue(), self.name, self.type, self.file_id)


class Accepted:
    """Which files an element takes: by their names' endings, or by patterns of their MIME types."""

    __slots__ = ("endings", "patterns", "specs")

    def __init__(self, specs: Iterable[str]) -> None:
        self.specs = tuple(specs)
        self.endings = tuple(spec for spec in self.specs if "/" not in spec)
        self.patterns = tuple(spec for spec in self.specs if "/" in spec)

    def by_name(self, name: str) -> bool:
        """Could a file of that name be accepted?"""
        return not self.specs or bool(self.patterns) or name.lower().endswith(self.endings)

    def __call__(self, name: str, type: str) -> bool:
        """Is a file of that name and type accepted?"""
        if not self.specs or name.lower().endswith(self.endings):
            return True
        types = {type.lower(), mimetypes.guess_type(name)[0] or ""}
        return any(fnmatchcase(kind, pattern) for kind in types for pattern in self.patterns)


def accepted(types: str | Iterable[str] | None) -> Accepted:
    """What `type` stands for: endings with or without a dot, MIME types, or "image" and its like.

    Of twins such as jpg and jpeg each stands for both.
    """
    specs: dict[str, None] = {}
    for part in (types,) if isinstance(types, str) else types or ():
        spec = part.strip().lower()
        if not spec:
            continue
        if spec in _SHORTCUTS:
            spec = f"{spec}/*"
        elif "/" not in spec and not spec.startswith("."):
            spec = f".{spec}"
        specs[spec] = None
        if spec in _TWIN:
            specs[_TWIN[spec]] = None
    return Accepted(specs)


def limit_of(max_upload_size: Any, kind: str) -> int:
    """The largest file in bytes, given in megabytes."""
    if max_upload_size is None:
        return DEFAULT_LIMIT * MEGABYTE
    if not isinstance(max_upload_size, int) or isinstance(max_upload_size, bool):
        raise StreamlitValueError(
            f"max_upload_size of {kind} must be whole megabytes, not {max_upload_size!r}."
        )
    if max_upload_size <= 0:
        raise StreamlitValueError(
            f"max_upload_size of {kind} must be above zero megabytes, not {max_upload_size}."
        )
    return max_upload_size * MEGABYTE


class Uploads:
    """What one element has received: files on their way, and those that are complete."""

    def __init__(self, limit: int = DEFAULT_LIMIT * MEGABYTE) -> None:
        self._most = max(_UNCLAIMED, 2 * limit)
        self._coming: dict[str, _Coming] = {}
        self._complete: dict[str, UploadedFile] = {}
        self._held: set[str] = set()  # complete and part of the element's value
        self._heard = monotonic()  # when the last piece came
        run = running()
        self._allowance = None if run is None else run.app.session.visitor.allowance
        if self._allowance is not None:
            self._allowance.join(self)

    @property
    def size(self) -> int:
        """The bytes of all files that there are, or are to come."""
        coming = sum(file.size for file in self._coming.values())
        return coming + sum(file.size for file in self._complete.values())

    def release(self) -> None:
        """Forget every file: the element is gone. Whoever has one in hand keeps it."""
        self._coming.clear()
        self._complete.clear()
        self._held.clear()

    def hold(self, files: Iterable[UploadedFile]) -> None:
        """The element's value has these files; what it had before and no longer has is dropped."""
        now = {file.file_id: file for file in files}
        for id in self._held - now.keys():
            self._complete.pop(id, None)
        self._complete.update(now)
        self._held = set(now)

    def find(self, id: Any) -> UploadedFile:
        """A complete file; ValueError for one that was never received."""
        file = self._complete.get(id) if isinstance(id, str) else None
        if file is None:
            raise ValueError("a file that was not uploaded")
        return file

    def begin(self, id: str, name: str, type: str, size: int) -> None:
        """Expect a file; ValueError while too many are coming, or too many wait to be claimed."""
        if monotonic() - self._heard > _ABANDONED:
            self._coming.clear()
            for each in self._complete.keys() - self._held:
                del self._complete[each]
        waiting = sum(
            file.size for file in self._complete.values() if file.file_id not in self._held
        )
        waiting += sum(file.size for other, file in self._coming.items() if other != id)
        if waiting + size > self._most:
            raise ValueError(f"more than {self._most // MEGABYTE} MB at once")
        if len(self._coming) >= _AT_ONCE and id not in self._coming:
            raise ValueError(f"more than {_AT_ONCE} files at once")
        self._coming.pop(id, None)  # what is sent again comes in the place of what has come
        if self._allowance is not None:
            self._allowance.check(size)
        self._coming[id] = _Coming(name, type, size)

    def add(self, id: str, offset: int, piece: bytes) -> int:
        """Take the next piece; return how many bytes are there."""
        self._heard = monotonic()
        coming, whole = self._coming.get(id), self._complete.get(id)
        have = coming.received if coming else whole.size if whole else 0
        if piece and offset + len(piece) == have:
            return have  # the last piece once more: its answer was lost
        if coming is None or offset != coming.received:
            raise ValueError("a piece that does not follow the last one")
        if coming.received + len(piece) > coming.size or not (piece or coming.size == 0):
            raise ValueError("not as long as announced")
        coming.pieces.append(piece)
        coming.received += len(piece)
        if coming.received == coming.size:
            del self._coming[id]
            data = b"".join(coming.pieces)
            self._complete[id] = UploadedFile(data, coming.name, coming.type, id)
        return coming.received

    def cancel(self, id: Any) -> None:
        """Forget a file that is on its way, or that the element does not hold."""
        self._coming.pop(id, None)
        if id not in self._held:
            self._complete.pop(id, None)


class _Coming:
    """A file of which pieces have been received."""

    __slots__ = ("name", "pieces", "received", "size", "type")

    def __init__(self, name: str, type: str, size: int) -> None:
        self.name = name
        self.type = type
        self.size = size
        self.received = 0
        self.pieces: list[bytes] = []


class Receiver:
    """The part of a codec that receives files: it checks each piece and answers it."""

    def __init__(self, accepts: Accepted, limit: int, *, directory: bool = False) -> None:
        self.uploads = Uploads(limit)
        self._accepts = accepts
        self._limit = limit
        self._directory = directory

    def answer(self, event: dict[str, Any], buffers: Sequence[Any]) -> Reply:
        """Answer an "upload" by "ack" or "refused", a "cancel" by nothing."""
        id = event.get("id")
        if not isinstance(id, str) or not _ID.match(id):
            raise ValueError("the upload has no valid id")
        if event.get("event") == "cancel":
            self.uploads.cancel(id)
            return None, UNCHANGED
        if event.get("event") != "upload":
            raise ValueError(f"it has no event {event.get('event')!r}")
        try:
            received = self._receive(id, event, buffers)
        except ValueError as error:
            self.uploads.cancel(id)
            return {"event": "refused", "id": id, "reason": str(error)}, UNCHANGED
        return {"event": "ack", "id": id, "offset": received}, UNCHANGED

    def find(self, wire: Any, most: int | None) -> list[UploadedFile]:
        """The files of a list of ids, each of which is complete; ValueError otherwise."""
        if not isinstance(wire, list) or (most is not None and len(wire) > most):
            raise ValueError("not a list of uploads")
        files = [self.uploads.find(id) for id in wire]
        if len(set(wire)) < len(wire):
            raise ValueError("the same upload twice")
        return files

    def check(self, files: Iterable[UploadedFile]) -> None:
        """Raise StreamlitAPIException for a file that the element does not take."""
        for file in files:
            if not self._accepts.by_name(file.name):
                raise StreamlitAPIException(
                    f"The file {file.name!r} has none of the endings that are accepted: "
                    f"{', '.join(self._accepts.endings)}."
                )

    def _receive(self, id: str, event: dict[str, Any], buffers: Sequence[Any]) -> int:
        offset = event.get("offset")
        if type(offset) is not int or len(buffers) != 1:
            raise ValueError("not a piece of a file")
        if offset == 0:
            self.uploads.begin(id, *self._announced(event))
        return self.uploads.add(id, offset, bytes(buffers[0]))

    def _announced(self, event: dict[str, Any]) -> tuple[str, str, int]:
        name, kind, size = event.get("name"), event.get("type"), event.get("size")
        if not isinstance(name, str) or not self._is_name(name):
            raise ValueError("not a file name")
        if not isinstance(kind, str) or len(kind) > 255:
            raise ValueError("not a MIME type")
        if type(size) is not int or size < 0:
            raise ValueError("not a size")
        if size > self._limit:
            raise ValueError(f"larger than {self._limit // MEGABYTE} MB")
        if not self._accepts(name, kind):
            raise ValueError(f"not one of {', '.join(self._accepts.specs)}")
        return name, kind, size

    def _is_name(self, name: str) -> bool:
        """A name of one line, that can be appended to a directory without leaving it."""
        if len(name) > 4096 or "\\" in name or CONTROLS.search(name):
            return False
        parts = name.split("/")
        return (self._directory or len(parts) == 1) and not {"", ".", ".."}.intersection(parts)
