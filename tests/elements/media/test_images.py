"""Pictures: what can be one, and how it is encoded."""

import io
from io import BytesIO
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
from PIL import Image

from rerun_state.elements.media.images import _png, picture
from rerun_state.errors import MediaFileStorageError, StreamlitAPIException
from rerun_state.testing import AppTest
from tests.elements import calls
from tests.elements.calls import refusal
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


@pytest.mark.parametrize(
    ("call", "error"),
    [
        ("st.image([b'', b''], link='https://a.b')", "StreamlitAPIException"),
        ("st.image(np.zeros((1, 1, 1, 1, 1)))", "StreamlitValueError"),
        ("st.image(np.zeros(3))", "StreamlitValueError"),
        ("st.image(np.zeros((2, 2, 7)))", "StreamlitAPIException"),
        ("st.image(np.full((2, 2), 300))", "StreamlitAPIException"),
        ("st.image(np.full((2, 2), 1.5))", "StreamlitAPIException"),
        ("st.image(5)", "AttributeError"),
        ("st.logo('a.png', link='ftp://x')", "StreamlitInvalidURLError"),
        ("st.logo('nowhere.png')", "StreamlitAPIException"),
        ("st.logo('a.png', link=5)", "StreamlitInvalidURLError"),
        ("st.logo(5)", "StreamlitAPIException"),
        ("st.logo(b'')", "StreamlitAPIException"),
        ("st.logo('x', size='huge')", "StreamlitValueError"),
    ],
)
def test_what_an_image_cannot_be_is_refused(call: str, error: str) -> None:
    assert refusal(call) == error


@pytest.mark.parametrize(
    ("array", "mode", "size"),
    [
        ("np.zeros((2, 3))", "L", (3, 2)),
        ("np.zeros((2, 3, 1), 'u1')", "L", (3, 2)),
        ("np.zeros((2, 3, 3), 'u1')", "RGB", (3, 2)),
        ("np.zeros((2, 3, 4), 'u1')", "RGBA", (3, 2)),
        ("np.array([[True, False]])", "L", (2, 1)),
        ("np.full((1, 1), 300)", "L", (1, 1)),
    ],
)
def test_an_array_is_a_picture_of_its_shape(array: str, mode: str, size: tuple[int, int]) -> None:
    [shown] = calls.props(f"st.image({array}, clamp=True, output_format='PNG')")["images"]
    picture = Image.open(BytesIO(shown["data"]))
    assert (picture.mode, picture.size) == (mode, size)


def test_truth_is_white_and_colours_may_come_the_other_way_round() -> None:
    def pixel(call: str) -> object:
        return Image.open(BytesIO(calls.props(call)["images"][0]["data"])).getpixel((0, 0))

    assert pixel("st.image(np.array([[True]]))") == 255
    assert pixel("st.image(np.ones((1, 1, 1)))") == 255
    blue = "st.image(np.array([[[255, 0, 0]]], 'u1'), channels={}, output_format='PNG')"
    assert pixel(blue.format("'BGR'")) == (0, 0, 255)
    assert pixel(blue.format("'rgb'")) == (255, 0, 0)


def test_an_array_of_four_dimensions_is_several_pictures() -> None:
    assert len(calls.props("st.image(np.zeros((3, 2, 2, 3)))")["images"]) == 3


@pytest.mark.parametrize(("given", "mime"), [("'JPEG'", "image/jpeg"), ("'PNG'", "image/png")])
def test_a_picture_is_converted_where_another_format_is_asked_for(given: str, mime: str) -> None:
    file = BytesIO()
    Image.new("L", (2, 2)).save(file, "BMP")
    call = f"st.image({file.getvalue()!r}, output_format={given})"
    assert calls.props(call)["images"][0]["mime"] == mime


@pytest.mark.parametrize("logo", ["🎈", ":material/home:"])
def test_a_logo_may_be_an_icon(logo: str) -> None:
    made: Any = calls.run(f"st.logo({logo!r}, size='large')").main.node.parent
    [shown] = [node.element.props for node in made.walk() if node.element.kind == "logo"]
    assert (shown["icon"], shown["size"]) == (logo, "large")


@pytest.mark.parametrize("made", ["array", "Image.fromarray(array)"])
def test_a_rerun_encodes_the_pictures_that_have_changed(made: str) -> None:
    with patch.object(Image.Image, "save", autospec=True, side_effect=Image.Image.save) as save:
        at = calls.run(
            "import numpy as np\nfrom PIL import Image\n"
            f"array = np.full((7, {len(made)}, 3), 9, 'u1')\n"
            f"if st.toggle('Other'): array[6, 4, 2] = 8\nst.image({made})"
        ).run()
        assert save.call_count == 1
        at.toggle[0].set_value(True).run()
        assert save.call_count == 2
