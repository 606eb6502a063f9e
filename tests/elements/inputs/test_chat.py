"""Conversations."""

from pathlib import Path
from typing import Any

import pytest

from rerun_state.elements.inputs.chat import ChatCodec, ChatInputValue
from rerun_state.elements.inputs.uploads import Receiver, accepted
from rerun_state.testing import AppTest
from tests.elements.calls import props, refusal

ECHO = "import rerun_state as st\nst.text(repr(st.chat_input({})))"


def app(arguments: str = "") -> AppTest:
    return AppTest.from_string(ECHO.format(arguments)).run()


def test_a_message_lasts_for_one_run() -> None:
    at = app()
    assert at.chat_input[0].set_value("hello").run().text[0].value == "'hello'"
    assert at.run().text[0].value == "None"


def test_the_same_message_may_be_sent_twice() -> None:
    at = app()
    at.chat_input[0].set_value("again").run()
    assert at.chat_input[0].set_value("again").run().text[0].value == "'again'"


def test_on_the_page_itself_the_field_stands_at_the_bottom() -> None:
    at = AppTest.from_string("import rerun_state as st\nst.chat_input()\nst.text('above')").run()
    assert len(at.main.get("chat_input")) == 0
    assert len(at.chat_input) == 1


@pytest.mark.parametrize("place", ["st.container()", "st.sidebar", "st.columns(2)[1]"])
def test_in_a_container_the_field_stands_where_it_is_called(place: str) -> None:
    at = AppTest.from_string(f"import rerun_state as st\n{place}.chat_input()").run()
    assert len(at.main.get("chat_input")) + len(at.sidebar.get("chat_input")) == 1


def test_a_text_in_the_state_is_a_draft_for_one_run() -> None:
    at = AppTest.from_string(
        "import rerun_state as st\n"
        "if 'c' not in st.session_state: st.session_state.c = 'draft'\n"
        "st.text(st.chat_input(key='c'))"
    ).run()
    assert (at.text[0].value, at.chat_input[0].value) == ("None", "draft")
    assert at.run().chat_input[0].value is None


def test_a_message_is_cut_off_at_max_chars() -> None:
    at = app("max_chars=3")
    assert at.chat_input[0].set_value("abcdef").run().text[0].value == "'abc'"


def test_a_message_with_files_has_parts() -> None:
    at = app("accept_file='multiple', file_type='txt'")
    at.chat_input[0].set_value("see").upload("a.txt", b"1").upload("b.txt", b"2").run()
    assert at.text[0].value.startswith(
        "ChatInputValue(text='see', files=[UploadedFile(name='a.txt'"
    )


def test_a_field_for_messages_cannot_stand_in_a_form() -> None:
    at = AppTest.from_string("import rerun_state as st\nst.form('f').chat_input()").run()
    assert "cannot be used in a form" in at.exception[0].message


@pytest.mark.parametrize(
    "arguments",
    [
        "accept_file='x'",
        "submit_mode='x'",
        "on_submit='rerun'",
        "audio_sample_rate=5",
        "height='x'",
    ],
)
def test_parameters_that_make_no_sense_are_refused(arguments: str) -> None:
    assert app(arguments).exception


def test_the_parts_of_a_message_are_attributes_and_items() -> None:
    message = ChatInputValue(text="hi", files=[])
    assert message.text == message["text"] == "hi"
    assert dict(message) == message.to_dict() == {"text": "hi", "files": []}
    with pytest.raises(AttributeError, match="does not accept audio"):
        message.audio  # noqa: B018 - the attribute is what is tested


def codec(files: bool = False) -> ChatCodec:
    receiver = Receiver(accepted(None), 1000) if files else None
    return ChatCodec({}, 5, receiver, None, 1)


@pytest.mark.parametrize("wire", ["", "too long", 5, None, {"text": "a"}])
def test_what_is_no_message_never_passes(wire: Any) -> None:
    with pytest.raises(ValueError, match=r"empty|longer|not a text"):
        codec().decode(wire)


@pytest.mark.parametrize("wire", ["a", {}, {"text": ""}, {"text": "a", "files": ["x"]}])
def test_what_is_no_message_with_files_never_passes(wire: Any) -> None:
    with pytest.raises(ValueError, match=r"empty|not a message|not uploaded"):
        codec(files=True).decode(wire)


def test_audio_is_refused_by_a_field_that_does_not_accept_it() -> None:
    with pytest.raises(ValueError, match="does not accept"):
        codec(files=True).handle({"event": "upload", "part": "audio", "id": "u"}, [b""])


def test_a_file_travels_with_its_message() -> None:
    chat = codec(files=True)
    event = {"event": "upload", "id": "u", "offset": 0, "name": "a", "type": "", "size": 3}
    chat.handle(event, [b"abc"])
    message = chat.decode({"text": "see", "files": ["u"]})
    assert (message.text, message.files[0].getvalue()) == ("see", b"abc")


@pytest.mark.parametrize(
    ("name", "avatar"), [("user", "user"), ("ai", "assistant"), ("Bob", ""), ("Human", "user")]
)
def test_speakers_have_pictures(name: str, avatar: str) -> None:
    at = AppTest.from_string(f"import rerun_state as st\nst.chat_message({name!r})").run()
    assert at.chat_message[0].avatar == avatar


def test_an_avatar_may_be_an_emoji_an_address_or_an_icon() -> None:
    for avatar in ("🦜", ":material/bolt:", "https://example.org/a.png"):
        line = f"import rerun_state as st\nst.chat_message('x', avatar={avatar!r})"
        assert AppTest.from_string(line).run().chat_message[0].avatar == avatar


def test_an_avatar_that_is_no_picture_is_refused() -> None:
    at = AppTest.from_string("import rerun_state as st\nst.chat_message('x', avatar='nope')").run()
    assert "cannot be read as an image" in at.exception[0].message


def test_a_message_has_the_parts_that_its_field_accepts_and_no_others() -> None:
    assert codec().message("hi", [], None) == "hi"
    assert codec(files=True).message("hi", [], None).to_dict() == {"text": "hi", "files": []}


@pytest.mark.parametrize(
    ("call", "error"),
    [
        ("st.chat_message(None)", "StreamlitMissingRequiredParameterError"),
        ("st.chat_input(audio_sample_rate=1)", "StreamlitValueError"),
        ("st.chat_input(accept_audio=True, audio_sample_rate=5)", "StreamlitValueError"),
    ],
)
def test_what_chat_cannot_be_is_refused(call: str, error: str) -> None:
    assert refusal(call) == error


PIL = "__import__('PIL.Image').Image.new('L', (2, 2))"


@pytest.mark.parametrize(
    ("avatar", "begin"),
    [
        ("b'GIF89a'", b"GIF89a"),
        (PIL, b"\xff\xd8\xff"),
        ("np.zeros((2, 2), 'u1')", b"\xff\xd8\xff"),
        ("__import__('io').BytesIO(b'GIF89a')", b"GIF89a"),
    ],
)
def test_an_avatar_may_be_any_picture(avatar: str, begin: bytes) -> None:
    made = props(f"st.chat_message('Ann', avatar={avatar})")
    assert made["avatar"] == "image" or made["image"].startswith(begin)


@pytest.mark.parametrize("avatar", ["<svg/>", b"<svg/>"])
def test_a_drawing_as_avatar_tells_its_type(avatar: str | bytes) -> None:
    made = props(f"st.chat_message('Ann', avatar={avatar!r})")["image"]
    assert made == "data:image/svg+xml;base64,PHN2Zy8+"


def test_an_avatar_may_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.gif").write_bytes(b"GIF89a")
    made = props(f"st.chat_message('Ann', avatar={str(tmp_path / 'a.gif')!r})")
    assert made["image"] == b"GIF89a"
    assert refusal("st.chat_message('Ann', avatar='nowhere.png')") == "StreamlitAPIException"


def test_a_message_has_the_parts_that_the_field_accepts() -> None:
    assert ChatCodec({}, None, None, None, None).message("a", [], None) == "a"
