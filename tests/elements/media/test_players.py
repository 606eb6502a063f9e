"""Pictures, sounds, videos, documents, frames and metrics."""

import io
import wave
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rerun_state.elements.media.images import _png, picture
from rerun_state.errors import MediaFileStorageError, StreamlitAPIException
from rerun_state.testing import AppTest


def props(call: str, kind: str) -> dict[str, Any]:
    script = f"import numpy as np\nimport rerun_state as st\n{call}"
    at = AppTest.from_string(script, default_timeout=20).run()
    assert [e.message for e in at.exception] == []
    return dict(at.get(kind)[0].node.element.props)


def test_arrays_are_pictures() -> None:
    from PIL import Image

    array = np.arange(48, dtype="u1").reshape(4, 4, 3)
    made = picture(array, output_format="PNG")
    assert made.mime == "image/png"
    assert np.array_equal(np.asarray(Image.open(io.BytesIO(made.data or b""))), array)


def test_a_picture_needs_no_library_to_be_encoded() -> None:
    from PIL import Image

    array = np.arange(64, dtype="u1").reshape(4, 4, 4)
    assert np.array_equal(np.asarray(Image.open(io.BytesIO(_png(array)))), array)


def test_numbers_beyond_the_scale_are_clamped_or_refused() -> None:
    with pytest.raises(StreamlitAPIException, match="clamp"):
        picture(np.full((2, 2), 2.0))
    assert picture(np.full((2, 2), 2.0), clamp=True).data


def test_files_are_told_by_their_first_bytes() -> None:
    assert picture(b"\x89PNG...").mime == "image/png"
    assert picture("<svg xmlns='http://www.w3.org/2000/svg'/>").mime == "image/svg+xml"
    assert picture("https://example.org/a.png").src == "https://example.org/a.png"
    with pytest.raises(MediaFileStorageError):
        picture("no such file.png")


def test_captions_belong_to_pictures_one_by_one() -> None:
    shown = props("st.image(['https://a/1', 'https://a/2'], caption=['x', 'y'])", "image")
    assert [str(picture["caption"]) for picture in shown["images"]] == ["x", "y"]
    script = "import rerun_state as st\nst.image(['https://a/1'], caption=['x', 'y'])"
    assert len(AppTest.from_string(script).run().exception) == 1


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


def test_a_frame_shows_an_address_a_file_or_html(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<b>file</b>")
    assert props("st.iframe('https://example.org')", "iframe")["src"] == "https://example.org"
    assert props("st.iframe('<b>x</b>')", "iframe")["srcdoc"] == "<b>x</b>"
    assert props(f"st.iframe({str(page)!r})", "iframe")["srcdoc"] == "<b>file</b>"


def test_a_style_sheet_alone_takes_no_place() -> None:
    at = AppTest.from_string("import rerun_state as st\nst.html('<style>p {}</style>')").run()
    assert [e.type for e in at.main if not hasattr(e, "children")] == []
    assert len(at.get("html")) == 1


def test_a_logo_is_no_element() -> None:
    at = AppTest.from_string("import rerun_state as st\nst.logo('https://a/b.png')").run()
    assert len(at.get("logo")) == 0


@pytest.mark.parametrize(
    ("call", "arrow", "color"),
    [
        ("st.metric('l', 1, 2)", "up", "green"),
        ("st.metric('l', 1, '-2 %')", "down", "red"),
        ("st.metric('l', 1, '−2')", "down", "red"),
        ("st.metric('l', 1, -2, 'inverse')", "down", "green"),
        ("st.metric('l', 1, 2, 'off', delta_arrow='down')", "down", "gray"),
        ("st.metric('l', 1)", "off", "gray"),
        ("st.metric('l', 1, -0.0)", "off", "gray"),
        ("st.metric('l', 1, '0')", "off", "gray"),
        ("st.metric('l', 1, '0 %')", "up", "green"),
        ("st.metric('l', 1, 0, 'red', delta_arrow='up')", "up", "red"),
    ],
)
def test_a_delta_points_where_its_sign_says(call: str, arrow: str, color: str) -> None:
    shown = props(call, "metric")
    assert (shown["arrow"], shown["color"]) == (arrow, color)


@pytest.mark.parametrize("data", ["5", "[1, 2]", "{'a': 1}", "None"])
def test_what_is_no_picture_is_an_attribute_error(data: str) -> None:
    at = AppTest.from_string(f"import rerun_state as st\nst.image({data})").run()
    assert at.exception[0].proto.type == "AttributeError"


def test_the_order_of_colours_and_the_format_may_be_written_small() -> None:
    call = "st.image(np.full((1, 1, 3), [1, 2, 3], 'uint8'), channels='bgr', output_format='png')"
    assert props(call, "image")["images"][0]["mime"] == "image/png"


def test_a_tuple_is_one_caption() -> None:
    shown = props("st.image(np.zeros((2, 2)), caption=('a', 'b'))", "image")
    assert shown["images"][0]["caption"] == "('a', 'b')"


@pytest.mark.parametrize("times", ["start_time=-1", "end_time=0", "start_time=5, end_time='5s'"])
def test_a_film_ends_after_it_starts(times: str) -> None:
    at = AppTest.from_string(f"import rerun_state as st\nst.video(b'x', {times})").run()
    assert at.exception[0].proto.type.endswith("StreamlitAPIException")


def test_a_film_starts_at_some_time() -> None:
    at = AppTest.from_string("import rerun_state as st\nst.audio(b'x', start_time=None)").run()
    assert at.exception[0].proto.type.endswith("StreamlitAPIException")


def test_a_chart_in_a_metric_shows_the_first_column_of_a_table() -> None:
    call = "import pandas as pd; st.metric('m', 1, chart_data=pd.DataFrame({'a': [1, 2], 'b': 3}))"
    assert props(call, "metric")["chart_data"] == [1.0, 2.0]
