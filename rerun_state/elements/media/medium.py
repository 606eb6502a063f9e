"""Media as programs give them: bytes, files, paths, addresses."""

from __future__ import annotations

import io
import mimetypes
from base64 import b64encode
from pathlib import Path
from typing import Any, NamedTuple

from rerun_state.errors import MediaFileStorageError, StreamlitInvalidParameterTypeError, an

_ADDRESSES = ("http://", "https://", "data:", "blob:", "/app/static/")


class Medium(NamedTuple):
    """Content with its MIME type, or an address where the browser finds it."""

    data: bytes | None
    mime: str | None
    src: str | None = None

    def props(self) -> dict[str, Any]:
        """What the page needs to know."""
        return {"data": self.data, "mime": self.mime, "src": self.src}

    def address(self) -> str:
        """Where a browser finds it; the address of content holds it."""
        if self.data is None:
            return self.src or ""
        return f"data:{self.mime};base64,{b64encode(self.data).decode()}"


def is_address(value: Any) -> bool:
    """Is this text an address for the browser?"""
    return isinstance(value, str) and value.startswith(_ADDRESSES)


def is_readable(value: Any) -> bool:
    """Is that a path, an address, bytes, or something to read them from?"""
    return isinstance(value, (str, Path, bytes, bytearray, memoryview)) or hasattr(value, "read")


def medium(value: Any, mime: str | None, kind: str) -> Medium:
    """Read what was given as `data` of an element; `mime` is the type of what tells none itself.

    Raises MediaFileStorageError for a file that cannot be read.
    """
    if isinstance(value, str) and is_address(value):
        return Medium(None, mime, value)
    if isinstance(value, (str, Path)):
        guessed = mimetypes.guess_type(str(value))[0]
        return Medium(read_file(value), guessed or mime)
    if isinstance(value, (bytes, bytearray, memoryview)):
        return Medium(bytes(value), mime)
    if isinstance(value, io.BytesIO):
        return Medium(value.getvalue(), mime)
    if hasattr(value, "read"):
        if hasattr(value, "seek"):
            value.seek(0)
        return Medium(bytes(value.read()), getattr(value, "type", None) or mime)
    raise StreamlitInvalidParameterTypeError(
        f"{kind}() takes a path, an address, bytes or an open file, not {an(type(value).__name__)}."
    )


def read_file(path: str | Path) -> bytes:
    """The bytes of a file; MediaFileStorageError if it cannot be read."""
    try:
        return Path(path).read_bytes()
    except (OSError, ValueError) as error:
        raise MediaFileStorageError(f"Error opening '{path}'") from error
