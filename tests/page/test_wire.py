"""Properties in the form that travels."""

from collections.abc import Callable
from enum import IntEnum
from typing import Any

import pytest

from rerun_state.page.wire import encode, pack
from rerun_state.runtime.model.tree import Icon, Label, Markdown, UnsafeMarkdown
from rerun_state.testing import AppTest


def test_a_text_without_markup_travels_as_it_is() -> None:
    assert encode("text", {"body": Markdown("plain")}) == {"body": "plain"}


def test_markdown_travels_as_html() -> None:
    assert encode("x", {"label": Label("*a*")}) == {"label": {"html": "<em>a</em>"}}


def test_an_emoji_is_its_own_icon() -> None:
    assert encode("x", {"icon": Icon("🎈")}) == {"icon": "🎈"}


def test_properties_that_are_none_do_not_travel() -> None:
    assert encode("x", {"help": None, "wrap": False}) == {"wrap": False}


def test_bytes_stay_in_place_so_that_they_can_be_compared() -> None:
    assert encode("x", {"data": b"abc"}) == {"data": b"abc"}


def test_a_message_carries_bytes_beside_it() -> None:
    buffers: list[bytes] = [b"first"]
    packed = pack({"data": b"abc", "rows": [{"image": b"def"}], "n": 1}, buffers)
    assert packed == {"data": {"$buffer": 1}, "rows": [{"image": {"$buffer": 2}}], "n": 1}
    assert buffers == [b"first", b"abc", b"def"]


@pytest.mark.parametrize("text", [str, Markdown, Label, UnsafeMarkdown])
def test_half_a_character_does_not_travel(text: type[str]) -> None:
    assert "\ud83d" not in str(encode("x", {"body": text("a \ud83d")}))


def test_what_has_no_form_for_travelling_is_an_error() -> None:
    with pytest.raises(TypeError, match="cannot travel"):
        encode("x", {"value": object()})


def test_what_the_front_end_takes_for_granted_does_not_travel() -> None:
    assert encode("text", {"body": "a", "width": "content", "wrap": True}) == {"body": "a"}


def test_what_differs_from_the_usual_travels() -> None:
    assert encode("text", {"body": "a", "width": 200}) == {"body": "a", "width": 200}


def test_a_number_is_not_taken_for_the_usual_truth() -> None:
    assert encode("expander", {"expanded": 0}) == {"expanded": 0}


@pytest.mark.parametrize(
    ("value", "wire"),
    [
        (float("nan"), None),
        (float("inf"), None),
        (1.5, 1.5),
        ((1, (2,)), [1, [2]]),
        ({1: Label("a")}, {"1": "a"}),
        (UnsafeMarkdown("<b>x</b>"), {"html": "<p><b>x</b></p>\n", "unsafe": True}),
    ],
)
def test_values_travel_as_json(value: object, wire: object) -> None:
    assert encode("x", {"value": value}) == {"value": wire}


def test_subclasses_of_text_and_numbers_travel_as_what_they_are() -> None:
    class Name(str):
        __slots__ = ()

    class Size(IntEnum):
        BIG = 3

    wire = encode("x", {"name": Name("a"), "size": Size.BIG})
    assert [type(part) for part in wire.values()] == [str, int]


def test_code_travels_highlighted() -> None:
    wire = encode("code", {"body": "x = 1", "language": "python", "line_numbers": False})
    assert "<span" in wire["body"]["html"]


LINES = [
    ("st.radio('R', ['a'], captions=[{}])", "captions", lambda captions: captions[0]),
    ("st.image(np.zeros((2, 2, 3), 'uint8'), caption={})", "images", lambda of: of[0]["caption"]),
    ("st.select_slider('S', [{}, 'b'])", "options", lambda options: options[0]),
    ("st.table({{{}: 1}})", "texts", lambda texts: texts["0"][0]),
    ("st.progress(0, {})", "text", None),
    ("st.info('i', title={})", "title", None),
    ("st.metric('M', {})", "body", None),
    ("st.metric('M', 1, {})", "delta", None),
    ("st.metric('M', 1, delta_description={})", "delta_description", None),
]


@pytest.mark.parametrize(("call", "name", "part"), LINES)
def test_what_is_one_line_has_markup_within_it_but_is_no_block(
    call: str, name: str, part: Callable[[Any], Any] | None
) -> None:
    def sent(text: str) -> Any:
        script = f"import numpy as np, rerun_state as st\n{call.format(repr(text))}"
        element = AppTest.from_string(script).run().main[0].node.element
        value = encode(element.kind, element.props)[name]
        return part(value) if part else value

    assert sent("1. step") == "1. step"
    assert sent("# of rows") == "# of rows"
    assert sent("a *b*") == {"html": "a <em>b</em>"}
