"""Files and messages under test."""

import pytest

from rerun_state.testing import AppTestError
from tests.testing.programs import app


def test_files_are_given_one_by_one_or_at_once() -> None:
    at = app("st.text([f.name for f in st.file_uploader('F', accept_multiple_files=True)])")
    uploader = at.file_uploader[0].upload("a.txt", b"a").upload("b.txt", b"b")
    assert uploader.run().text.values == ["['a.txt', 'b.txt']"]
    assert at.file_uploader[0].set_value(("c.txt", b"c", "")).run().text.values == ["['c.txt']"]
    assert at.file_uploader[0].clear().run().text.values == ["[]"]


@pytest.mark.parametrize(
    ("kind", "name", "mime"),
    [("camera_input", "photo.jpg", "image/jpeg"), ("audio_input", "a.wav", "audio/wav")],
)
def test_a_camera_and_a_microphone_make_one_file_of_their_own_type(
    kind: str, name: str, mime: str
) -> None:
    at = app(f"f = st.{kind}('L', key='k')\nst.text(f and (f.name, f.type, f.read()))")
    at.get_by_key("k").upload("first" + name, b"1").upload(name, b"2").run()
    assert at.text.values == [str((name, mime, b"2"))]
    for wrong in (("a.png", b"", mime), (name, b"", "text/plain"), [(name, b"", mime)], name):
        with pytest.raises(AppTestError, match=rf"An? {kind} makes"):
            at.get_by_key("k").set_value(wrong)
    assert at.get_by_key("k").clear().run().text.values == ["None"]


def test_an_uploader_tells_what_it_takes() -> None:
    [uploader] = app("st.file_uploader('F', type='csv')").file_uploader
    assert uploader.allowed_type == [".csv"]
    assert (uploader.accept_multiple_files, uploader.accept_directory) == (False, False)


def test_a_message_is_sent_with_its_files() -> None:
    at = app(
        "m = st.chat_input(accept_file=True, file_type='txt')\n"
        "if m: st.text(f'{m.text} {m.files[0].name}')"
    )
    with pytest.raises(AppTestError, match=r"does not accept 'a\.csv'"):
        at.chat_input[0].upload("a.csv", b"")
    assert at.chat_input[0].upload("a.txt", b"").set_value("Hi").run().text.values == ["Hi a.txt"]


def test_a_message_that_is_cleared_is_not_sent() -> None:
    at = app("st.text(st.chat_input(max_chars=2))")
    assert at.chat_input[0].set_value("long").run().text.values == ["lo"]
    assert at.chat_input[0].set_value("a").clear().run().text.values == ["None"]
