"""What a browser may have of a component's folder, and what it may not."""

import gzip
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest

from rerun_state.components.folders import Folder, answer, offer


def ask(folder: Folder, name: Any = None) -> dict[str, Any]:
    return answer({"event": "file", "folder": folder.id, "name": name})


def test_lists_the_files_of_a_folder_by_their_content(front_end: Path) -> None:
    files = ask(offer(front_end))["files"]
    assert list(files) == ["index.html", "static/main.js"]
    (front_end / "copy.js").write_text("let x = 1")
    again = ask(offer(front_end))["files"]
    assert again["copy.js"] == again["static/main.js"] == files["static/main.js"]


def test_sends_a_file_compressed_and_as_text(front_end: Path) -> None:
    reply = ask(offer(front_end), "static/main.js")
    assert gzip.decompress(b64decode(reply["data"])) == b"let x = 1"


def test_a_file_that_was_saved_again_is_known_by_another_content(front_end: Path) -> None:
    folder = offer(front_end)
    before = folder.digest("index.html")
    (front_end / "index.html").write_text("<p>other")
    assert folder.digest("index.html") != before
    assert gzip.decompress(b64decode(folder.packed("index.html"))) == b"<p>other"


@pytest.mark.parametrize(
    "name",
    [
        *("../secret.txt", "static/../../secret.txt", "/etc/passwd", "static\\main.js", ""),
        *("static", "static/", "./index.html", "none.js", "index.html\0", 5, ["index.html"]),
    ],
)
def test_sends_nothing_else(front_end: Path, name: Any) -> None:
    (front_end.parent / "secret.txt").write_text("secret")
    reply = ask(offer(front_end), name)
    assert "data" not in reply
    assert reply["error"]


def test_follows_no_link_out_of_the_folder(front_end: Path) -> None:
    (front_end.parent / "secret.txt").write_text("secret")
    (front_end / "link.txt").symlink_to(front_end.parent / "secret.txt")
    folder = offer(front_end)
    assert "link.txt" not in folder.files()
    assert "error" in ask(folder, "link.txt")


def test_keeps_python_and_source_maps_to_itself(front_end: Path) -> None:
    for name in ("__init__.py", "main.js.map", "x.pyc"):
        (front_end / name).write_text("")
    folder = offer(front_end)
    assert list(folder.files()) == ["index.html", "static/main.js"]
    assert "error" in ask(folder, "__init__.py")


@pytest.mark.parametrize("id", ["0" * 16, None, 3, {}])
def test_knows_only_folders_that_were_declared(id: Any) -> None:
    assert "not declared" in answer({"folder": id})["error"]


def test_says_that_a_folder_is_gone(front_end: Path) -> None:
    folder = offer(front_end)
    front_end.rename(front_end.with_name("elsewhere"))
    assert "no folder" in ask(folder)["error"]
    assert str(front_end.parent) not in ask(folder)["error"]


def test_says_of_a_file_that_cannot_be_read_not_where_it_lies(
    front_end: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(file: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(file))

    folder = offer(front_end)
    (front_end / "static" / "shut.js").write_text("")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert ask(folder, "static/shut.js")["error"] == "Permission denied"


def test_finds_files_by_a_pattern(front_end: Path) -> None:
    folder = offer(front_end)
    assert folder.matching("static/*.js") == ["static/main.js"]
    assert folder.matching("*.css") == []
