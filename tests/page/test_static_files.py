"""Files that an app has on the web, without a web."""

from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest

from rerun_state.errors import StreamlitAPIException
from rerun_state.page import static_files
from rerun_state.page.static_files import StaticFiles
from rerun_state.page.wire import encode
from rerun_state.runtime.model.tree import Markdown
from rerun_state.testing import AppTest

PNG = b"\x89PNG\r\n\x1a\nrest"
HELD = f"data:image/png;base64,{b64encode(PNG).decode()}"


@pytest.fixture
def files(tmp_path: Path) -> StaticFiles:
    (tmp_path / "static" / "a b").mkdir(parents=True)
    (tmp_path / "static" / "cat.png").write_bytes(PNG)
    (tmp_path / "static" / "a b" / "font.woff2").write_bytes(b"font")
    (tmp_path / "secret.txt").write_text("secret")
    return StaticFiles(tmp_path / "static")


def html(files: StaticFiles, body: str) -> str:
    return str(files.place("html", {"body": body})["body"])


@pytest.mark.parametrize("path", ["app/static/cat.png", "./app/static/cat.png?v=2#top"])
def test_pictures_in_markdown_hold_their_files(files: StaticFiles, path: str) -> None:
    body = encode("markdown", {"body": Markdown(f"![A cat]({path})")})
    assert f'<img src="{HELD}"' in files.place("markdown", body)["body"]["html"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<img src=/app/static/cat.png>", f"<img src={HELD}>"),
        ("<b style='background: url(app/static/cat.png)'>", f"<b style='background: url({HELD})'>"),
        ("<video poster='app/static/cat.png'>", f"<video poster='{HELD}'>"),
        ("<a href='app/static/cat.png'>x</a>", f"<a download href='{HELD}'>x</a>"),
        ("src of app/static/cat.png", "src of app/static/cat.png"),
        ("<img src='app/static/none.png'>", "<img src='app/static/none.png'>"),
        ("<img src='https://app/static/cat.png'>", "<img src='https://app/static/cat.png'>"),
        ("<img src='app/static/../secret.txt'>", "<img src='app/static/../secret.txt'>"),
    ],
)
def test_markup_holds_the_files_that_it_names(files: StaticFiles, body: str, expected: str) -> None:
    assert html(files, body) == expected


def test_names_are_decoded(files: StaticFiles) -> None:
    assert "font/woff2;base64," in html(files, "<style>@x {url('app/static/a%20b/font.woff2')}")


def test_what_a_reader_reads_stays_as_it_is(files: StaticFiles) -> None:
    props = {"body": "app/static/cat.png", "label": "src=app/static/cat.png"}
    assert files.place("text", props) == props


def test_a_file_that_is_too_large_is_told(
    files: StaticFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(static_files, "LIMIT", 5)
    with pytest.raises(StreamlitAPIException, match="without a server"):
        html(files, "<img src=app/static/cat.png>")


def test_elements_of_media_take_addresses_of_static_files(files: StaticFiles) -> None:
    def app() -> None:
        import rerun_state as st

        st.image("/app/static/cat.png")
        st.video("/app/static/cat.mp4")

    at: Any = AppTest.from_function(app).run()
    assert [each.message for each in at.exception] == []
    image = {"images": [{"src": "/app/static/cat.png"}]}
    assert files.place("image", image) == {"images": [{"src": HELD}]}
