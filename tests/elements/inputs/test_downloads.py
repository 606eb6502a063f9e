"""Files that the reader downloads."""

import io
from typing import Any

import pytest

from rerun_state.elements.inputs.downloads import DownloadCodec, contents
from rerun_state.errors import StreamlitAPIException
from rerun_state.runtime.model.codec import UNCHANGED
from rerun_state.testing import AppTest
from tests.elements.calls import props
from tests.elements.inputs.apps import app


def test_a_download_is_true_in_the_run_it_causes() -> None:
    at = app("st.download_button('D', 'data')")
    assert at.download_button[0].click().run().text[0].value == "True"
    assert at.run().text[0].value == "False"


def test_a_download_button_cannot_stand_in_a_form() -> None:
    at = AppTest.from_string("import rerun_state as st\nst.form('f').download_button('D', 'x')")
    assert "cannot be used in a form" in at.run().exception[0].message


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("ä", ("ä".encode(), "text/plain")),
        (b"\0", (b"\0", "application/octet-stream")),
        (io.BytesIO(b"abc"), (b"abc", "application/octet-stream")),
        (io.StringIO("abc"), (b"abc", "text/plain")),
    ],
)
def test_contents_are_texts_bytes_and_open_files(data: Any, expected: Any) -> None:
    assert contents(data) == expected


def test_a_file_that_was_read_is_downloaded_from_its_beginning() -> None:
    file = io.BytesIO(b"abc")
    file.read()
    assert contents(file)[0] == b"abc"


@pytest.mark.parametrize("data", [None, 5, ["x"], bytearray(b"x")])
def test_other_contents_are_refused(data: Any) -> None:
    with pytest.raises(StreamlitAPIException, match="cannot make a file"):
        contents(data)


def test_the_type_of_a_download_is_that_of_its_name() -> None:
    assert app("st.download_button('D', 'a,b', 'a.csv')").download_button[0].mime == "text/csv"


def test_large_files_wait_for_the_press() -> None:
    at = app("st.download_button('D', b'x' * 2_000_000)")
    assert at.download_button[0].data is None


def told(codec: DownloadCodec, name: str = "fetch", number: float | None = None) -> Any:
    """What a browser is answered that asks under this number, or under none."""
    reply, value = codec.handle({"event": name, "number": number}, [])
    assert value is UNCHANGED
    return reply


def makes(made: list[str]) -> DownloadCodec:
    return DownloadCodec(made.pop, ignores=False)


def test_a_function_makes_the_file_when_it_is_asked_for() -> None:
    made = ["second", "first"]
    codec = makes(made)
    assert len(made) == 2
    reply = told(codec)
    assert (reply["data"], reply["mime"]) == (b"first", "text/plain")


def test_a_function_is_not_called_again_for_a_browser_that_asks_once_more() -> None:
    codec = makes(["third", "second", "first"])
    asked = [told(codec, number=number)["data"] for number in (1, 1, 2, 2)]
    assert asked == [b"first", b"first", b"second", b"second"]


def test_a_function_is_not_called_again_for_a_browser_that_asks_once_more_after_a_run() -> None:
    made = ["second", "first"]
    codecs = makes(made), makes(made)
    codecs[1].adopt(codecs[0])
    assert [told(codec, number=1)["data"] for codec in codecs] == [b"first", b"first"]


def test_a_file_that_a_browser_has_got_is_let_go() -> None:
    codec = makes(["second", "first"])
    assert told(codec, number=1)["data"] == b"first"
    assert told(codec, "got", 1) is None
    assert told(codec, number=1)["data"] == b"second"


def test_an_asynchronous_function_is_awaited() -> None:
    async def make() -> bytes:
        return b"later"

    assert told(DownloadCodec(make, ignores=False))["data"] == b"later"


def test_the_reader_sees_why_a_file_could_not_be_made() -> None:
    reply = told(DownloadCodec(lambda: 1 / 0, ignores=False))
    assert reply["error"] == "ZeroDivisionError: division by zero"


def test_a_press_that_is_to_be_ignored_never_passes() -> None:
    with pytest.raises(ValueError, match="not a press"):
        DownloadCodec(b"", ignores=True).decode(True)


@pytest.mark.parametrize("arguments", ["file_name=Path('a.csv')", "file_name=5", "mime=b'a/b'"])
def test_the_name_and_the_type_of_a_file_are_texts(arguments: str) -> None:
    line = f"from pathlib import Path; st.download_button('D', 'x', {arguments})"
    at = AppTest.from_string(f"import rerun_state as st\n{line}").run()
    assert at.exception[0].proto.type == "AttributeError"


@pytest.mark.parametrize(
    ("given", "suggested"),
    [
        ("sales 2026.csv", "sales 2026.csv"),
        ("été.csv", "été.csv"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\start.bat", "start.bat"),
        ("a.csv\r\nSet-Cookie: b=c", "a.csvSet-Cookie: b=c"),
        ("a\u2028b\x00.csv", "ab.csv"),
        ("folder/", None),
        ("..", None),
    ],
)
def test_a_download_is_named_by_one_line_and_in_no_folder(
    given: str, suggested: str | None
) -> None:
    assert props(f"st.download_button('D', 'x', {given!r})").get("file_name") == suggested


@pytest.mark.parametrize(
    ("parameters", "mime", "guess"),
    [
        ("'text'", "text/plain", False),
        ("b'bytes'", "application/octet-stream", False),
        ("'text', mime='text/csv'", "text/csv", False),
        ("'text', 'a.csv', mime='text/x'", "text/x", False),
        ("lambda: 'text'", "application/octet-stream", True),
        ("lambda: 'text', mime='text/csv'", "text/csv", False),
    ],
)
def test_the_type_that_is_given_is_that_of_the_download(
    parameters: str, mime: str, guess: bool
) -> None:
    made = props(f"st.download_button('D', {parameters})")
    assert (made["mime"], made["guess"]) == (mime, guess)
