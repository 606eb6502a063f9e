"""Sounds, videos and documents."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from rerun_state.elements.base.parameters import (
    Key,
    WidthWithoutContent,
    check_height,
    check_width,
    file_word,
    truth,
)
from rerun_state.elements.media.medium import Medium, medium, read_file
from rerun_state.errors import (
    StreamlitAPIException,
    StreamlitBadTimeStringError,
    StreamlitIncompatibleParametersError,
    StreamlitInvalidParameterTypeError,
    StreamlitMissingRequiredParameterError,
    an,
)
from rerun_state.imports import library_of
from rerun_state.patterns import pattern
from rerun_state.runtime.execution.durations import seconds
from rerun_state.runtime.execution.run import current
from rerun_state.runtime.grammar.block import B, put

MediaTime = int | float | timedelta | str
_YOUTUBE = pattern(
    r"https?://(?:www\.|m\.)?(?:youtube(?:-nocookie)?\.com/(?:watch\?(?:.*&)?v=|embed/|shorts/|live/|v/)"
    r"|youtu\.be/)(?P<id>[\w-]{11})"
)
_SRT_TIME = pattern(r"(\d{1,2}:\d{2}:\d{2}),(\d{3})")


def audio(
    self: B,
    data: Any,
    format: str = "audio/wav",
    start_time: MediaTime = 0,
    *,
    sample_rate: int | None = None,
    end_time: MediaTime | None = None,
    loop: bool = False,
    autoplay: bool = False,
    alt: str | None = None,
    width: WidthWithoutContent = "stretch",
) -> B:
    """Show a player for sound; return a handle on it.

    Browsers may keep `autoplay` back until the reader has clicked somewhere.

    Raises StreamlitMissingRequiredParameterError for an array without its `sample_rate`,
    StreamlitAPIException for a time that cannot be read, and MediaFileStorageError for a path where
    no file is.

        st.audio(samples, sample_rate=44_100)
    """
    found = _sound(data, file_word(format, "format", "audio"), sample_rate)
    return put(
        self,
        "audio",
        **found.props(),
        start=_time(start_time, "start_time", "audio"),
        end=None if end_time is None else _time(end_time, "end_time", "audio"),
        loop=truth(loop, "loop"),
        autoplay=truth(autoplay or False, "autoplay"),
        alt=alt,
        width=check_width(width, "audio", content=False),
    )


def _sound(data: Any, mime: str, rate: int | None) -> Medium:
    if data is None:
        return Medium(None, mime)
    if library_of(data) == "numpy" and hasattr(data, "ndim"):
        if rate is None:
            raise StreamlitMissingRequiredParameterError(
                "audio() of an array needs a `sample_rate`, such as sample_rate=44_100."
            )
        return Medium(_wav(data, rate), "audio/wav")
    return medium(data, mime, "audio")


def _wav(samples: Any, rate: int) -> bytes:
    """Samples as a file of 16 bits, as loud as they can be."""
    import wave

    import numpy as np

    array = np.asarray(samples, dtype=float)
    if array.ndim not in (1, 2):
        raise StreamlitAPIException(
            f"audio() takes arrays of 1 or 2 dimensions, not {array.ndim} as in {array.shape}."
        )
    channels = 1 if array.ndim == 1 else array.shape[0]
    peak = np.abs(array).max() if array.size else 0.0
    scaled = (array / (peak or 1.0) * 32767).astype("<i2")
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(scaled.T.ravel().tobytes() if array.ndim == 2 else scaled.tobytes())
    return buffer.getvalue()


def video(
    self: B,
    data: Any,
    format: str = "video/mp4",
    start_time: MediaTime = 0,
    *,
    subtitles: Any = None,
    end_time: MediaTime | None = None,
    loop: bool = False,
    autoplay: bool = False,
    muted: bool = False,
    alt: str | None = None,
    width: WidthWithoutContent = "stretch",
) -> B:
    """Show a player for video; return a handle on it.

    Browsers play by themselves (`autoplay`) only what is `muted`.

    Raises StreamlitIncompatibleParametersError for `subtitles` of a film on YouTube,
    StreamlitAPIException for a time that cannot be read, and MediaFileStorageError for a path where
    no file is.

        st.video("talk.mp4", subtitles="talk.vtt", start_time="1m30s")
    """
    youtube = _YOUTUBE.match(data) if isinstance(data, str) else None
    if youtube is not None and subtitles:
        raise StreamlitIncompatibleParametersError(
            "subtitles cannot be added to a video of YouTube. Switch them on in its player."
        )
    start = _time(start_time, "start_time", "video")
    end = None if end_time is None else _time(end_time, "end_time", "video")
    _check_times(start, end)
    mime = file_word(format, "format", "video")
    found = Medium(None, mime) if data is None else _film(data, mime, youtube)
    return put(
        self,
        "video",
        **found.props(),
        youtube=None if youtube is None else youtube["id"],
        subtitles=_subtitles(subtitles),
        start=start,
        end=end,
        loop=truth(loop, "loop"),
        autoplay=truth(autoplay or False, "autoplay"),
        muted=truth(muted, "muted"),
        alt=alt,
        width=check_width(width, "video", content=False),
    )


def _film(data: Any, mime: str, youtube: Any) -> Medium:
    if youtube is not None:
        return Medium(None, None)
    if library_of(data) == "numpy" and hasattr(data, "tobytes"):
        return Medium(data.tobytes(), mime)
    return medium(data, mime, "video")


def _time(value: MediaTime, name: str, kind: str) -> int:
    try:
        read = seconds(value)
        if read is not None:
            return int(read)
    except (StreamlitBadTimeStringError, ValueError):
        pass
    raise StreamlitAPIException(
        f"{name} of {kind} is {value!r}, which is no time. Write seconds, or '1m30s'."
    )


def _check_times(start: int, end: int | None) -> None:
    """Raise unless a film starts within itself, and ends after that."""
    if start < 0 or (end is not None and end <= start):
        raise StreamlitAPIException(
            f"A video cannot play from start_time={start} to end_time={end}. "
            "Start at 0 or later, and end after that."
        )


def _subtitles(given: Any) -> list[dict[str, str]]:
    if not given:
        return []
    if isinstance(given, Mapping):
        return [{"label": str(name), "text": _vtt(text, str(name))} for name, text in given.items()]
    if not isinstance(given, (str, bytes, io.BytesIO, Path)):
        raise StreamlitInvalidParameterTypeError(
            "subtitles of video must be a text, a path, bytes or a dictionary of these, "
            f"not {an(type(given).__name__)}."
        )
    return [{"label": "", "text": _vtt(given, "default")}]


def _vtt(given: Any, name: str) -> str:
    """Subtitles as WebVTT."""
    text = _text_of(given).lstrip("\ufeff").replace("\r\n", "\n").strip()
    if text.startswith("WEBVTT"):
        return text + "\n"
    if _SRT_TIME.search(text):
        return "WEBVTT\n\n" + _SRT_TIME.sub(r"\1.\2", text) + "\n"
    raise StreamlitAPIException(
        f"The subtitles {name!r} are neither WebVTT nor SRT: {text[:40]!r}."
    )


def _text_of(given: Any) -> str:
    if isinstance(given, io.BytesIO):
        given = given.getvalue()
    if isinstance(given, bytes):
        return given.decode("utf-8", "replace")
    if isinstance(given, Path) or (isinstance(given, str) and _names_a_file(given)):
        return read_file(given).decode("utf-8", "replace")
    return str(given)


def _names_a_file(text: str) -> bool:
    return "\n" not in text and text.lower().endswith((".vtt", ".srt")) and Path(text).is_file()


def pdf(
    self: B,
    data: Any,
    *,
    height: Any = 500,
    key: Key | None = None,
    alt: str | None = None,
) -> B:
    """Show a PDF document in the browser's own viewer; return a handle on it.

    Where the browser has no viewer for PDF, a link to download the document is shown.

        st.pdf("report.pdf", height=600)
    """
    if data is None:
        raise StreamlitMissingRequiredParameterError("pdf() needs a document; `data` is None.")
    if key is not None:
        current("st.pdf()").claims.take_key(str(key), "pdf")
    return put(
        self,
        "pdf",
        **medium(data, "application/pdf", "pdf").props(),
        height=check_height(height, "pdf", words=("stretch",)),
        alt=alt,
    )
