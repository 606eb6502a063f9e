"""Pictures: what can be one, and how it is encoded."""

import io

import numpy as np
import pytest

from rerun_state.elements.media.images import _png, picture
from rerun_state.errors import MediaFileStorageError, StreamlitAPIException
from rerun_state.testing import AppTest
from tests.elements.media.shown import props


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


def test_a_logo_is_no_element() -> None:
    at = AppTest.from_string("import rerun_state as st\nst.logo('https://a/b.png')").run()
    assert len(at.get("logo")) == 0


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


@pytest.mark.parametrize(
    ("mode", "output_format", "saved"),
    [
        ("RGBA", "PNG", "RGBA"),
        ("RGBA", "auto", "RGBA"),
        ("RGBA", "JPEG", "RGB"),
        ("L", "JPEG", "L"),
        ("RGB", "auto", "RGB"),
        ("HSV", "PNG", "RGBA"),
    ],
)
def test_a_picture_keeps_its_transparency_where_the_format_has_one(
    mode: str, output_format: str, saved: str
) -> None:
    from PIL import Image

    made = picture(Image.new(mode, (2, 2)), output_format=output_format)
    assert Image.open(io.BytesIO(made.data or b"")).mode == saved
