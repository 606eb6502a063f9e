"""Sounds and films."""

import io
import wave
from pathlib import Path

import pytest

from rerun_state.testing import AppTest
from tests.elements import calls
from tests.elements.calls import refusal
from tests.elements.media.shown import props


def test_samples_become_a_sound() -> None:
    sound = props("st.audio(np.zeros((2, 10)), sample_rate=8000, end_time='1m30s')", "audio")
    with wave.open(io.BytesIO(sound["data"])) as file:
        assert (file.getnchannels(), file.getframerate(), file.getnframes()) == (2, 8000, 10)
    assert sound["end"] == 90


def test_subtitles_are_converted() -> None:
    srt = "1\\n00:00:01,500 --> 00:00:02,000\\nhi"
    [track] = props(f"st.video(b'x', subtitles={{'en': '{srt}'}})", "video")["subtitles"]
    assert track["label"] == "en"
    assert "00:00:01.500 --> 00:00:02.000" in track["text"]


def test_a_video_of_youtube_is_told_by_its_address() -> None:
    assert props("st.video('https://youtu.be/abcdefghijk')", "video")["youtube"] == "abcdefghijk"


@pytest.mark.parametrize("times", ["start_time=-1", "end_time=0", "start_time=5, end_time='5s'"])
def test_a_film_ends_after_it_starts(times: str) -> None:
    at = AppTest.from_string(f"import rerun_state as st\nst.video(b'x', {times})").run()
    assert at.exception[0].proto.type.endswith("StreamlitAPIException")


def test_a_film_starts_at_some_time() -> None:
    at = AppTest.from_string("import rerun_state as st\nst.audio(b'x', start_time=None)").run()
    assert at.exception[0].proto.type.endswith("StreamlitAPIException")


@pytest.mark.parametrize(
    ("call", "error"),
    [
        ("st.audio(np.zeros(3))", "StreamlitMissingRequiredParameterError"),
        ("st.audio(np.zeros((2, 2, 2)), sample_rate=8)", "StreamlitAPIException"),
        ("st.video(b'', subtitles=5)", "StreamlitInvalidParameterTypeError"),
        ("st.video(b'', subtitles='no subtitles')", "StreamlitAPIException"),
        ("st.video(b'', start_time='soon')", "StreamlitAPIException"),
        ("st.video(b'', end_time='soon')", "StreamlitAPIException"),
        ("st.pdf(None)", "StreamlitMissingRequiredParameterError"),
        ("st.pdf(5)", "StreamlitInvalidParameterTypeError"),
    ],
)
def test_what_a_player_cannot_be_is_refused(call: str, error: str) -> None:
    assert refusal(call) == error


@pytest.mark.parametrize(
    ("subtitles", "tracks"),
    [
        ("'WEBVTT\\n\\na'", [("", "WEBVTT\n\na\n")]),
        ("b'WEBVTT'", [("", "WEBVTT\n")]),
        ("__import__('io').BytesIO(b'WEBVTT')", [("", "WEBVTT\n")]),
        ("{'en': 'WEBVTT', 'de': b'WEBVTT'}", [("en", "WEBVTT\n"), ("de", "WEBVTT\n")]),
        (
            "'1\\r\\n00:00:01,500 --> 00:00:02,000\\r\\nHi'",
            [("", "WEBVTT\n\n1\n00:00:01.500 --> 00:00:02.000\nHi\n")],
        ),
    ],
)
def test_subtitles_may_be_of_many_makes(subtitles: str, tracks: list[tuple[str, str]]) -> None:
    made = calls.props(f"st.video(b'v', subtitles={subtitles})")["subtitles"]
    assert [(each["label"], each["text"]) for each in made] == tracks


def test_subtitles_may_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "s.vtt").write_text("WEBVTT")
    made = calls.props(f"st.video(b'v', subtitles=Path({str(tmp_path / 's.vtt')!r}))")
    assert made["subtitles"][0]["text"] == "WEBVTT\n"


@pytest.mark.parametrize(("start", "seconds"), [("'1m30s'", 90), ("5", 5), ("2.7", 2)])
def test_a_player_begins_where_asked(start: str, seconds: int) -> None:
    assert calls.props(f"st.video(b'v', start_time={start})")["start"] == seconds


def test_nothing_to_play_is_an_empty_player() -> None:
    assert calls.props("st.audio(None)")["data"] is None
    assert calls.props("st.video(np.zeros(2, 'u1'))")["data"] == b"\0\0"
