"""Files from the reader: chosen, photographed or recorded.

The values are files in memory, open for reading. Only the reader can change them: code may read
their state, not set it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, overload

from rerun_state.elements.base.frame import frame
from rerun_state.elements.base.parameters import (
    Args,
    Key,
    Kwargs,
    LabelVisibility,
    OnChange,
    WidthWithoutContent,
    one_of,
)
from rerun_state.elements.inputs.uploads import (
    MEGABYTE,
    Accepted,
    Receiver,
    Reply,
    UploadedFile,
    accepted,
    limit_of,
)
from rerun_state.runtime.grammar.block import Block
from rerun_state.runtime.grammar.widgets import field
from rerun_state.runtime.grammar.wiring import Wiring
from rerun_state.runtime.model.codec import Codec

Resolution = Literal["480p", "720p", "1080p"]
SAMPLE_RATES = (8000, 11025, 16000, 22050, 24000, 32000, 44100, 48000, None)


class FileCodec(Codec):
    """Files that a browser has uploaded, by their ids."""

    settable = False

    def __init__(
        self, accepts: Accepted, limit: int, *, several: bool = False, directory: bool = False
    ) -> None:
        self._receiver = Receiver(accepts, limit, directory=directory)
        self._several = several

    def decode(self, wire: Any) -> Any:
        """The files of a list of ids; one of them, or None, if the element takes but one."""
        files = self._receiver.find(wire, None if self._several else 1)
        self._receiver.uploads.hold(files)
        return self._value(files)

    def encode(self, value: Any) -> list[dict[str, Any]]:
        """What to show of each file."""
        return [
            {"id": file.file_id, "name": file.name, "type": file.type, "size": file.size}
            for file in _files(value)
        ]

    @property
    def lasts(self) -> bool:
        """Uploads are never kept."""
        return False

    def admit(self, value: Any) -> Any:
        """Files as they are, if the element accepts them; anything else gives way to no file."""
        files = _files(value)
        if not all(isinstance(file, UploadedFile) for file in files):
            value = self._value(files := [])
        self.check(files)
        self._receiver.uploads.hold(files)
        return value

    def check(self, value: Any) -> None:
        """Raise StreamlitAPIException for a file that the element does not take."""
        self._receiver.check(_files(value))

    def handle(self, event: dict[str, Any], buffers: list[Any]) -> Reply:
        """Receive a piece of a file."""
        return self._receiver.answer(event, buffers)

    def adopt(self, previous: Any) -> None:
        """Go on with what the element was receiving when it was declared last."""
        self._receiver.uploads = previous._receiver.uploads

    def release(self) -> None:
        """Let go of what was received: the app is gone."""
        self._receiver.uploads.release()

    def _value(self, files: list[UploadedFile]) -> Any:
        if self._several:
            return files
        return files[0] if files else None


def _files(value: Any) -> list[UploadedFile]:
    return value if isinstance(value, list) else [] if value is None else [value]


@overload
def file_uploader(
    self: Block,
    label: str,
    type: str | Sequence[str] | None = None,
    accept_multiple_files: Literal[False] = False,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: Args | None = None,
    kwargs: Kwargs | None = None,
    *,
    max_upload_size: int | None = None,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: WidthWithoutContent = "stretch",
) -> UploadedFile | None: ...
@overload
def file_uploader(
    self: Block,
    label: str,
    type: str | Sequence[str] | None = None,
    *,
    accept_multiple_files: Literal[True, "directory"],
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: Args | None = None,
    kwargs: Kwargs | None = None,
    max_upload_size: int | None = None,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: WidthWithoutContent = "stretch",
) -> list[UploadedFile]: ...
def file_uploader(
    self: Block,
    label: str,
    type: str | Sequence[str] | None = None,
    accept_multiple_files: bool | Literal["directory"] = False,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: Args | None = None,
    kwargs: Kwargs | None = None,
    *,
    max_upload_size: int | None = None,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: WidthWithoutContent = "stretch",
) -> UploadedFile | list[UploadedFile] | None:
    """Show a place to drop files on or to choose them; return the file or None, or a list of them.

    Raises StreamlitValueError for a size that is not a whole number above zero, and
    StreamlitValueAssignmentNotAllowedError if code has set the state of its key.

        file = st.file_uploader("Measurements", type="csv")
        if file is not None:
            st.dataframe(pd.read_csv(file))
    """
    props = frame("file_uploader", label, help, disabled, label_visibility, width, content=False)
    accepts = accepted(type)
    limit = limit_of(max_upload_size, "file_uploader")
    several = accept_multiple_files in (True, "directory")
    directory = accept_multiple_files == "directory"
    props.update(
        type=list(accepts.specs), multiple=several, directory=directory, max_size=limit // MEGABYTE
    )
    files: UploadedFile | list[UploadedFile] | None = field(
        self,
        "file_uploader",
        props,
        Wiring(key, on_change, args, kwargs),
        identity=(label, accepts.specs, several, directory, help, limit, width),
        bounds=(accepts.specs, several, directory, limit),
        default=[] if several else None,
        codec=FileCodec(accepts, limit, several=several, directory=directory),
    ).value
    return files


def camera_input(
    self: Block,
    label: str,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: Args | None = None,
    kwargs: Kwargs | None = None,
    *,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    resolution: Resolution | None = None,
    width: WidthWithoutContent = "stretch",
) -> UploadedFile | None:
    """Show the picture of the reader's camera; return the photo that was taken, or None.

    The photo is a JPEG file. Browsers offer the camera to pages from https or from this machine
    only; elsewhere the element asks for a picture file instead.

        photo = st.camera_input("Show the label")
        if photo is not None:
            st.image(photo)
    """
    one_of(resolution, ("480p", "720p", "1080p", None), "resolution", "camera_input")
    props = frame(
        "camera_input", label, help, disabled, label_visibility, width, content=False, strict=True
    )
    limit = limit_of(None, "camera_input")
    props.update(resolution=resolution, max_size=limit // MEGABYTE)
    photo: UploadedFile | None = field(
        self,
        "camera_input",
        props,
        Wiring(key, on_change, args, kwargs),
        identity=(label, help, resolution, width),
        default=None,
        codec=FileCodec(accepted("image"), limit),
    ).value
    return photo


def audio_input(
    self: Block,
    label: str,
    *,
    sample_rate: int | None = 16000,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: Args | None = None,
    kwargs: Kwargs | None = None,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: WidthWithoutContent = "stretch",
) -> UploadedFile | None:
    """Show a recorder for the reader's microphone; return the recording, or None.

    The recording is a WAV file of one channel. Browsers offer the microphone to pages from https or
    from this machine only; elsewhere the element asks for a sound file instead.

        note = st.audio_input("Dictate")
        if note is not None:
            st.audio(note)
    """
    one_of(sample_rate, SAMPLE_RATES, "sample_rate", "audio_input")
    props = frame(
        "audio_input", label, help, disabled, label_visibility, width, content=False, strict=True
    )
    limit = limit_of(None, "audio_input")
    props.update(sample_rate=sample_rate, max_size=limit // MEGABYTE)
    recording: UploadedFile | None = field(
        self,
        "audio_input",
        props,
        Wiring(key, on_change, args, kwargs),
        identity=(label, sample_rate, help, width),
        default=None,
        codec=FileCodec(accepted("audio"), limit),
    ).value
    return recording
