"""Files sent to an uploader as a browser sends them, in pieces."""

from collections.abc import Iterator
from typing import Any

from rerun_state.elements.inputs.files import FileCodec
from rerun_state.elements.inputs.uploads import MEGABYTE, Uploads, accepted
from rerun_state.runtime.model.codec import UNCHANGED


def codec(types: Any = None, *, several: bool = True, directory: bool = False) -> FileCodec:
    return FileCodec(accepted(types), MEGABYTE, several=several, directory=directory)


def pieces(data: bytes, size: int) -> Iterator[tuple[int, bytes]]:
    yield from ((at, data[at : at + size]) for at in range(0, max(len(data), 1), size))


def send(codec: FileCodec, id: str, data: bytes, name: str = "a.txt", **more: Any) -> Any:
    """Upload a file in pieces; return the last reply."""
    reply = None
    for offset, piece in pieces(data, more.pop("piece", 7)):
        event = {"event": "upload", "id": id, "offset": offset, "name": name, "type": ""}
        reply, value = codec.handle({**event, "size": len(data), **more}, [memoryview(piece)])
        assert value is UNCHANGED
    return reply


def finish(uploads: Uploads, id: str, size: int) -> None:
    uploads.begin(id, "f", "", size)
    uploads.add(id, 0, bytes(size))
