"""Files and messages under test."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Self

from rerun_state.elements.inputs.chat import ChatCodec, ChatInputValue
from rerun_state.elements.inputs.files import FileCodec
from rerun_state.elements.inputs.uploads import UploadedFile, accepted
from rerun_state.errors import an
from rerun_state.testing.element import AppTestError, Widget

Upload = tuple[str, bytes, str]
_BINARY = "application/octet-stream"


class FileUploader(Widget):
    """An element that takes files: each is a name, its bytes and a MIME type."""

    def set_value(self, files: Upload | Sequence[Upload] | None) -> Self:
        """Give it these files instead of those it has; None for none."""
        given = [files] if isinstance(files, tuple) else list(files or ())
        return self._set([UploadedFile(data, name, mime) for name, data, mime in given])

    def upload(self, filename: str, content: bytes, mime_type: str = _BINARY) -> Self:
        """Give it one more file."""
        staged = self._staged if self.changed else []
        return self._set([*staged, UploadedFile(content, filename, mime_type)])

    def clear(self) -> Self:
        """Take all files away."""
        return self._set([])

    @property
    def accept_multiple_files(self) -> bool:
        """Does it take several files?"""
        return bool(self.node.element.props.get("multiple"))

    @property
    def accept_directory(self) -> bool:
        """Does it take a directory?"""
        return bool(self.node.element.props.get("directory"))

    @property
    def allowed_type(self) -> list[str]:
        """The endings and MIME types that it takes; empty for all."""
        return list(self.node.element.props.get("type", ()))

    def refuse(self) -> None:
        """Raise StreamlitAPIException for a file of another type."""
        self.codec_as(FileCodec).check(self.value)

    def _set(self, files: list[UploadedFile]) -> Self:
        self._staged = files
        super().set_value(files if self.accept_multiple_files else next(iter(files), None))
        return self


class _Recorder(FileUploader):
    """An element that makes one file by itself, always of the same type."""

    ending: ClassVar[str]
    mime: ClassVar[str]

    def set_value(self, file: Any) -> Self:
        """Give it this file, a name, bytes and a MIME type, for the one that it has; None for none.

        Raises AppTestError for what the browser's own could not be.
        """
        match file:
            case None:
                return self._set([])
            case (str(name), bytes() | bytearray(), str(mime)) if isinstance(file, tuple):
                pass
            case _:
                raise AppTestError(
                    f"{an(self.type, capital=True)} makes one file: give a tuple of its name, its "
                    f"bytes and {self.mime!r}, or None, not {file!r:.80}."
                )
        if not name.lower().endswith(self.ending) or mime.lower() != self.mime:
            raise AppTestError(
                f"{an(self.type, capital=True)} makes a file *{self.ending} of the type "
                f"{self.mime!r}, not {name!r} of the type {mime!r}."
            )
        return self._set([UploadedFile(bytes(file[1]), name, self.mime)])

    def upload(self, filename: str, content: bytes, mime_type: str | None = None) -> Self:
        """Give it this file for the one that it has."""
        return self.set_value((filename, content, self.mime if mime_type is None else mime_type))


class CameraInput(_Recorder):
    """A camera, which takes photos."""

    ending, mime = ".jpg", "image/jpeg"


class AudioInput(_Recorder):
    """A microphone, which records."""

    ending, mime = ".wav", "audio/wav"


class ChatInput(Widget):
    """A field for messages."""

    def __init__(self, node: Any, root: Any) -> None:
        super().__init__(node, root)
        self._files: list[UploadedFile] = []

    @property
    def value(self) -> Any:
        """The message that is to be sent, or was; else the draft that code has put there."""
        message = super().value
        if message is None and not self.changed:
            draft = self.node.element.props.get("draft")
            return draft["text"] if draft else None
        return message

    def set_value(self, v: str | None) -> Self:
        """Type a message; it is cut off at what the field can hold."""
        text = v if v is None or not self.max_chars else v[: self.max_chars]
        return self._set(text)

    def upload(self, filename: str, content: bytes, mime_type: str = _BINARY) -> Self:
        """Attach a file."""
        if not self.accept_file:
            raise AppTestError(f"The chat_input {self.placeholder!r} does not accept files.")
        if not accepted(self.node.element.props["type"]).by_name(filename):
            raise AppTestError(f"The chat_input does not accept {filename!r}.")
        several = self.accept_file in ("multiple", "directory")
        self._files = [
            *(self._files if several else ()),
            UploadedFile(content, filename, mime_type),
        ]
        return self._set(self._text or "")

    def clear(self) -> Self:
        """Take back the message with all that is attached."""
        self._files = []
        return self._set(None)

    @property
    def _text(self) -> str | None:
        if not self.changed or self._pending is None:
            return None
        pending = self._pending
        return str(pending["text"] if isinstance(pending, ChatInputValue) else pending)

    def _set(self, text: str | None) -> Self:
        codec = self.codec_as(ChatCodec)
        super().set_value(None if text is None else codec.message(text, self._files, None))
        return self
