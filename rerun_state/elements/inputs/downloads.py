"""A button that gives the reader a file.

Small files travel with the button, so that the browser has them at hand. Large ones, and those that
a function makes, are fetched when the button is pressed.
"""

from __future__ import annotations

import inspect
import mimetypes
from collections.abc import Awaitable, Callable
from io import BufferedReader, BytesIO, RawIOBase, StringIO, TextIOWrapper
from typing import Any, Literal

from rerun_state.elements.base.codecs import Press
from rerun_state.elements.base.parameters import Args, Key, Kwargs, Width, file_word, stretched
from rerun_state.elements.inputs.buttons import ButtonType, IconPosition, face
from rerun_state.elements.inputs.uploads import CONTROLS
from rerun_state.errors import StreamlitAPIException, an
from rerun_state.runtime.execution.failure import brief
from rerun_state.runtime.grammar.block import Block, outside_forms
from rerun_state.runtime.grammar.judgements import claiming
from rerun_state.runtime.grammar.widgets import field
from rerun_state.runtime.grammar.wiring import Wiring, bound
from rerun_state.runtime.model.codec import UNCHANGED
from rerun_state.threads import wait_for

Contents = str | bytes | StringIO | BytesIO | TextIOWrapper | BufferedReader | RawIOBase
Data = Contents | Callable[[], Contents | Awaitable[Contents]]

_AT_HAND = 1_000_000  # bytes that travel with the button
_TEXT, _BINARY = "text/plain", "application/octet-stream"


class DownloadCodec(Press):
    """A press; and the file, for a browser that asks for it."""

    __slots__ = ("_answers", "_data")

    def __init__(self, data: Any, ignores: bool) -> None:
        super().__init__(_unwanted if ignores else None)
        self._data = data
        self._answers: dict[Any, dict[str, Any]] = {}  # the last one, by the number of the question

    def adopt(self, previous: Any) -> None:
        """Know what a browser was answered that may ask for it once more."""
        self._answers = previous._answers

    def handle(
        self, event: dict[str, Any], buffers: list[Any]
    ) -> tuple[dict[str, Any] | None, Any]:
        """Answer a "fetch" by "file", with the data or with what went wrong, until it is "got".

        A browser whose connection was cut asks once more: its function is not called again.
        """
        name, number = event.get("event"), event.get("number")
        if name not in ("fetch", "got") or not isinstance(number, int | float | None):
            raise ValueError(f"it has no event {name!r}")
        if name == "got":
            self._answers.pop(number, None)
            return None, UNCHANGED
        known = self._answers.get(number)
        if known is None:
            known = self._file()
            self._answers.clear()
            if callable(self._data) and number is not None:
                self._answers[number] = known
        return known, UNCHANGED

    def _file(self) -> dict[str, Any]:
        try:
            data, mime = contents(_made(self._data) if callable(self._data) else self._data)
        except Exception as error:  # the function is the user's; the reader has to see why
            return {"event": "file", "error": brief(error)}
        return {"event": "file", "data": data, "mime": mime}


def download_button(
    self: Block,
    label: str,
    data: Data,
    file_name: str | None = None,
    mime: str | None = None,
    key: Key | None = None,
    help: str | None = None,
    on_click: Callable[..., object] | Literal["rerun", "ignore"] | None = "rerun",
    args: Args | None = None,
    kwargs: Kwargs | None = None,
    *,
    type: ButtonType = "secondary",
    icon: str | None = None,
    icon_position: IconPosition = "left",
    disabled: bool = False,
    use_container_width: bool | None = None,
    width: Width = "content",
    shortcut: str | None = None,
    wrap: bool | None = None,
) -> bool:
    """Show a button that downloads a file; return True in the run that its press caused.

    A function is called outside of any run. Of a `file_name` that is a path the last part counts,
    less line breaks and their like.

    Raises StreamlitAPIException for `data` that are no file, and StreamlitInvalidLayoutContextError
    inside a form.

        st.download_button("Save", frame.to_csv(), "table.csv")
    """
    wires = Wiring(key, bound(self, on_click, args, kwargs, kind="download_button"))
    outside_forms(self, "st.download_button()")
    width = stretched(width, use_container_width)
    props = face(
        "download_button", label, type, icon, icon_position, help, disabled, width, shortcut, wrap
    )
    with claiming("download_button", key):
        ready, named = _file(data, file_name, mime)
    ignores = on_click == "ignore"
    props |= named
    props["data"] = ready if ready is not None and len(ready) <= _AT_HAND else None
    props["ignore"] = ignores
    pressed: bool = field(
        self,
        "download_button",
        props,
        wires,
        identity=(
            *(label, help, file_name, mime, type, icon, icon_position, shortcut),
            props.get("width"),
        ),
        default=False,
        codec=DownloadCodec(data if ready is None else ready, ignores),
    ).value
    return pressed


def _file(
    data: Any, file_name: str | None, mime: str | None
) -> tuple[bytes | None, dict[str, Any]]:
    """The bytes of a file, unless a function makes them; and the properties that say what it is."""
    for name, given in (("file_name", file_name), ("mime", mime)):
        if given is not None:
            file_word(given, name, "download_button")
    is_made = callable(data)
    ready, guess = (None, _BINARY) if is_made else contents(data)
    if file_name is not None:
        guess = mimetypes.guess_type(file_name)[0] or guess
    return ready, {
        "file_name": None if file_name is None else bare_name(file_name),
        "mime": guess if mime is None else mime,
        "guess": is_made and mime is None,
    }


def _unwanted(wire: Any) -> Any:
    raise ValueError("not a press that the app wants to hear of")


def bare_name(name: str) -> str | None:
    """A file's name, which may be a visitor's own words, as one that names no folder and no header.

    None if nothing is left of it.
    """
    bare = CONTROLS.sub("", name).replace("\\", "/").rpartition("/")[2].strip()
    return None if bare in ("", ".", "..") else bare


def contents(data: Any) -> tuple[bytes, str]:
    """The bytes of a file, and the type they have if nothing else is known of them."""
    if isinstance(data, str):
        return data.encode(), _TEXT
    if isinstance(data, bytes):
        return data, _BINARY
    if isinstance(data, (StringIO, TextIOWrapper)):
        data.seek(0)
        return data.read().encode(), _TEXT
    if isinstance(data, (BytesIO, BufferedReader, RawIOBase)):
        data.seek(0)
        return data.read() or b"", _BINARY
    raise StreamlitAPIException(
        f"download_button cannot make a file of {an(type(data).__name__)}. "
        "Give it a str, bytes or an open file, or a function that returns one."
    )


def _made(function: Callable[[], Any]) -> Any:
    """What the function returns, awaited where it is asynchronous."""
    result = function()
    if not inspect.isawaitable(result):
        return result

    async def finished() -> Any:
        return await result

    return wait_for(finished())
