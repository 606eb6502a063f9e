"""Sounds and films."""

import io
import wave

import pytest

from rerun_state.testing import AppTest
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
