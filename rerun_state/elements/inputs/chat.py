"""Conversations: messages with a picture beside them, and the field for the next one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping, Sequence
from typing import Any, Literal, get_args, overload
from uuid import uuid4

from rerun_state.elements.base.frame import width_of
from rerun_state.elements.base.parameters import (
    Args,
    Height,
    Key,
    Kwargs,
    Width,
    WidthWithoutContent,
    bool_or_one_of,
    check_height,
    check_width,
    count_or_none,
    one_of,
    truth,
    without_effect,
)
from rerun_state.elements.inputs.buttons import press
from rerun_state.elements.inputs.entry import checked_text
from rerun_state.elements.inputs.files import SAMPLE_RATES
from rerun_state.elements.inputs.uploads import (
    MEGABYTE,
    Receiver,
    Reply,
    UploadedFile,
    accepted,
    limit_of,
)
from rerun_state.elements.media.images import picture
from rerun_state.errors import (
    Error,
    StreamlitAPIException,
    StreamlitMissingRequiredParameterError,
)
from rerun_state.runtime.execution.run import current
from rerun_state.runtime.grammar.block import B, Block, nest, outside_forms, target
from rerun_state.runtime.grammar.judgements import claiming
from rerun_state.runtime.grammar.widgets import field
from rerun_state.runtime.grammar.wiring import Wiring
from rerun_state.runtime.model.codec import Codec
from rerun_state.runtime.model.tree import BOTTOM, MAIN, Icon
from rerun_state.symbols.icons import is_icon

AcceptFile = bool | Literal["multiple", "directory"]
SubmitMode = Literal["submit", "disable", "stop"]
_ROLES = {"user": "user", "human": "user", "assistant": "assistant", "ai": "assistant"}
_BOTTOM = Block(section=BOTTOM)


class ChatInputValue(MutableMapping[str, Any]):
    """What a reader submitted: `text`, with `files` and `audio` where the field accepts them.

    The parts are attributes and items alike.
    """

    def __init__(self, **parts: Any) -> None:
        self.__dict__.update(parts)

    def __getitem__(self, name: str) -> Any:
        return self.__dict__[name]

    def __setitem__(self, name: str, value: Any) -> None:
        self.__dict__[name] = value

    def __delitem__(self, name: str) -> None:
        del self.__dict__[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.__dict__)

    def __len__(self) -> int:
        return len(self.__dict__)

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"The chat_input does not accept {name}, so its value has none.")

    def __repr__(self) -> str:
        return f"ChatInputValue({', '.join(f'{k}={v!r}' for k, v in self.items())})"

    def to_dict(self) -> dict[str, Any]:
        """The parts as a plain dictionary."""
        return dict(self.__dict__)


class ChatCodec(Codec):
    """A message: a text, or a text with files and a recording.

    What code puts into the state is no message but a draft: it is written into the field, for the
    reader to send or not.
    """

    trigger = True

    def __init__(
        self,
        props: dict[str, Any],
        max_chars: int | None,
        files: Receiver | None,
        audio: Receiver | None,
        most: int | None,
    ) -> None:
        self._props = props
        self._max_chars = max_chars
        self._files = files
        self._audio = audio
        self._most = most

    def decode(self, wire: Any) -> Any:
        """The message, if there is anything in it."""
        if self._files is None and self._audio is None:
            if wire == "":
                raise ValueError("an empty message")
            return checked_text(wire, self._max_chars)
        if not isinstance(wire, dict):
            raise ValueError("not a message")
        text = checked_text(wire.get("text", ""), self._max_chars)
        files = _taken(self._files, wire.get("files", []), self._most)
        audio = _taken(self._audio, wire.get("audio", []), 1)
        if not (text or files or audio):
            raise ValueError("an empty message")
        return self.message(text, files, audio[0] if audio else None)

    def message(self, text: str, files: list[UploadedFile], audio: UploadedFile | None) -> Any:
        """A message of the parts that the field accepts."""
        if self._files is None and self._audio is None:
            return text
        value = ChatInputValue(text=text)
        if self._files is not None:
            value["files"] = files
        if self._audio is not None:
            value["audio"] = audio
        return value

    def encode(self, value: Any) -> None:
        """Nothing: a message leaves no value behind."""
        return

    def admit(self, value: Any) -> None:
        """Take what code has set as a draft."""
        if value is not None:
            self._props["draft"] = {"id": uuid4().hex, "text": str(value)}

    def handle(self, event: dict[str, Any], buffers: list[Any]) -> Reply:
        """Receive a piece of a file, or of a recording where the event says so."""
        receiver = self._audio if event.get("part") == "audio" else self._files
        if receiver is None:
            raise ValueError("it does not accept files of that kind")
        return receiver.answer(event, buffers)

    def adopt(self, previous: Any) -> None:
        """Go on with what the field was receiving when it was declared last."""
        for mine, old in ((self._files, previous._files), (self._audio, previous._audio)):
            if mine is not None and old is not None:
                mine.uploads = old.uploads


def _taken(receiver: Receiver | None, wire: Any, most: int | None) -> list[UploadedFile]:
    if receiver is None:
        if wire != []:
            raise ValueError("it does not accept files of that kind")
        return []
    files = receiver.find(wire, most)
    receiver.uploads.hold(files)
    return files


@overload
def chat_input(
    self: Block,
    placeholder: str = "Your message",
    *,
    key: Key | None = None,
    max_chars: int | None = None,
    max_upload_size: int | None = None,
    accept_file: Literal[False] = False,
    file_type: str | Sequence[str] | None = None,
    accept_audio: Literal[False] = False,
    audio_sample_rate: int | None = 16000,
    disabled: bool = False,
    submit_mode: SubmitMode = "submit",
    on_submit: Callable[..., object] | None = None,
    args: Args | None = None,
    kwargs: Kwargs | None = None,
    width: WidthWithoutContent = "stretch",
    height: Height = "content",
) -> str | None: ...
@overload
def chat_input(
    self: Block,
    placeholder: str = "Your message",
    *,
    key: Key | None = None,
    max_chars: int | None = None,
    max_upload_size: int | None = None,
    accept_file: AcceptFile = False,
    file_type: str | Sequence[str] | None = None,
    accept_audio: bool = False,
    audio_sample_rate: int | None = 16000,
    disabled: bool = False,
    submit_mode: SubmitMode = "submit",
    on_submit: Callable[..., object] | None = None,
    args: Args | None = None,
    kwargs: Kwargs | None = None,
    width: WidthWithoutContent = "stretch",
    height: Height = "content",
) -> ChatInputValue | None: ...
def chat_input(
    self: Block,
    placeholder: str = "Your message",
    *,
    key: Key | None = None,
    max_chars: int | None = None,
    max_upload_size: int | None = None,
    accept_file: AcceptFile = False,
    file_type: str | Sequence[str] | None = None,
    accept_audio: bool = False,
    audio_sample_rate: int | None = 16000,
    disabled: bool = False,
    submit_mode: SubmitMode = "submit",
    on_submit: Callable[..., object] | None = None,
    args: Args | None = None,
    kwargs: Kwargs | None = None,
    width: WidthWithoutContent = "stretch",
    height: Height = "content",
) -> Any:
    """Show a field for a message; return it in the run that its submission caused, else None.

    Called on the page itself, the field stands at its bottom; in a container, the sidebar or a
    column it stands where it is called. The value is a str; if files or recordings are accepted, a
    `ChatInputValue` with `text`, `files` and `audio`.

    A text that code puts into the state of `key` is written into the field, unsent.

    Raises StreamlitInvalidLayoutContextError in a form.

        if text := st.chat_input("Ask away"):
            st.chat_message("user").write(text)
    """
    wires = Wiring(key, press(self, "chat_input", "on_submit", on_submit, args, kwargs))
    outside_forms(self, "st.chat_input()")
    bool_or_one_of(accept_file, ("multiple", "directory"), "accept_file", "chat_input")
    one_of(submit_mode, get_args(SubmitMode), "submit_mode", "chat_input")
    one_of(audio_sample_rate, SAMPLE_RATES, "audio_sample_rate", "chat_input")
    if submit_mode != "submit":
        why = "a message may be sent while the app runs, and interrupts it."
        without_effect("chat_input", "submit_mode", why)
    if height == "stretch":
        without_effect("chat_input", "height='stretch'", "a page is as high as what it shows.")
    with claiming("chat_input", key, max_chars):
        limit = count_or_none(max_chars, "max_chars", "chat_input")
    largest, accepts = limit_of(max_upload_size, "chat_input"), accepted(file_type)
    listens = truth(accept_audio, "accept_audio")
    props: dict[str, Any] = {
        "placeholder": str(placeholder),
        "max_chars": limit,
        "accept_file": accept_file if accept_file else None,
        "type": list(accepts.specs),
        "max_size": largest // MEGABYTE,
        "accept_audio": listens,
        "sample_rate": audio_sample_rate,
        "disabled": truth(disabled, "disabled"),
        **width_of(width, "chat_input", content=False),
        "height": check_height(height, "chat_input"),
    }
    folder = accept_file == "directory"
    files = Receiver(accepts, largest, directory=folder) if accept_file else None
    audio = Receiver(accepted("audio"), largest) if accept_audio else None
    node = field(
        _place(self),
        "chat_input",
        props,
        wires,
        identity=(
            *(placeholder, limit, largest, accept_file, accepts.specs, listens),
            *(audio_sample_rate, submit_mode, width, height),
        ),
        bounds=(limit, largest, accept_file, accepts.specs),
        default=None,
        codec=ChatCodec(props, limit, files, audio, 1 if accept_file is True else None),
    )
    return node.value


def _place(block: Block) -> Block:
    """Where a field for messages goes: to the bottom, unless it is called on a container."""
    node, single = target(block, current("st.chat_input()"))
    around = node.parent if single else node
    return _BOTTOM if around is not None and around.element.kind == MAIN else block


def chat_message(
    self: B,
    name: str,
    *,
    avatar: Any = None,
    width: Width = "stretch",
) -> B:
    """Show a place for one message of a conversation; return it.

    Raises StreamlitMissingRequiredParameterError without a name, and StreamlitAPIException for an
    `avatar` that is no picture.

        with st.chat_message("assistant"):
            st.write("Hello, human")
    """
    if name is None:
        raise StreamlitMissingRequiredParameterError(
            "chat_message needs a name, such as 'user' or 'assistant'."
        )
    shown, image = _avatar(name, avatar)
    return nest(
        self,
        "chat_message",
        name=name,
        avatar=shown,
        image=image,
        width=check_width(width, "chat_message"),
    )


def _avatar(name: str, avatar: Any) -> tuple[str | None, str | bytes | None]:
    """The name of a picture, or an icon; else an image."""
    if avatar is None:
        return _ROLES.get(name.lower()), None
    if isinstance(avatar, str):
        if role := _ROLES.get(avatar):
            return role, None
        if is_icon(avatar):
            return Icon(avatar), None
    return None, _image(avatar)


_SVG = "image/svg+xml"
"""Nobody takes bytes of this type for a picture without being told."""


def _image(avatar: Any) -> str | bytes:
    """A picture as a file, or its address."""
    try:
        found = picture(avatar)
    except (Error, OSError, ValueError, TypeError, AttributeError) as error:
        raise StreamlitAPIException(
            f"The avatar {avatar!r} of chat_message is no icon, and cannot be read as an image."
        ) from error
    return found.address() if found.data is None or found.mime == _SVG else found.data
