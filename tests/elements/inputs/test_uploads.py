"""Uploaded files, and how they arrive in pieces."""

import copy
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rerun_state.elements.inputs.uploads import MEGABYTE, UploadedFile, Uploads, accepted
from rerun_state.runtime.model.codec import UNCHANGED
from tests.elements.inputs.sending import codec, finish, send


def test_an_uploaded_file_is_an_open_binary_file() -> None:
    file = UploadedFile(b"one\ntwo\n", "a.txt", "text/plain")
    assert (file.name, file.type, file.size) == ("a.txt", "text/plain", 8)
    assert list(file) == [b"one\n", b"two\n"]


def test_copies_of_a_file_are_the_same_upload_open_at_their_beginning() -> None:
    file = UploadedFile(b"abc", "a.txt", "text/plain")
    file.read()
    for twin in (copy.deepcopy(file), pickle.loads(pickle.dumps(file))):
        assert twin == file
        assert twin.read() == b"abc"


@pytest.mark.parametrize(
    ("types", "specs"),
    [
        ("csv", [".csv"]),
        ([".PNG", "jpg"], [".png", ".jpg", ".jpeg"]),
        (["image", "audio/wav"], ["image/*", "audio/wav"]),
        (None, []),
        ("", []),
    ],
)
def test_types_are_endings_or_mime_types(types: Any, specs: list[str]) -> None:
    assert list(accepted(types).specs) == specs


@given(st.binary(max_size=100), st.integers(1, 30))
def test_a_file_arrives_as_it_was_sent(data: bytes, piece: int) -> None:
    receiving = codec()
    reply = send(receiving, "u1", data, piece=piece)
    assert reply == {"event": "ack", "id": "u1", "offset": len(data)}
    (file,) = receiving.decode(["u1"])
    assert (file.getvalue(), file.name, file.size) == (data, "a.txt", len(data))


def test_a_piece_that_comes_once_more_is_answered_as_before() -> None:
    receiving = codec()
    start = {"event": "upload", "id": "u", "name": "a.txt", "type": "", "size": 6}
    for offset, piece in [(0, b"ab"), (2, b"cd"), (2, b"cd"), (4, b"ef"), (4, b"ef")]:
        reply, _ = receiving.handle({**start, "offset": offset}, [piece])
        assert reply == {"event": "ack", "id": "u", "offset": offset + 2}
    assert receiving.decode(["u"])[0].getvalue() == b"abcdef"


def test_a_file_counts_only_once_it_is_complete() -> None:
    receiving = codec()
    start = {"event": "upload", "id": "u", "offset": 0, "name": "a", "type": "", "size": 9}
    assert receiving.handle(start, [b"abc"])[0] == {"event": "ack", "id": "u", "offset": 3}
    with pytest.raises(ValueError, match="not uploaded"):
        receiving.decode(["u"])


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"size": MEGABYTE + 1}, "larger than 1 MB"),
        ({"size": -1}, "not a size"),
        ({"size": True}, "not a size"),
        ({"size": 2}, "not as long"),
        ({"offset": 3}, "does not follow"),
        ({"offset": "0"}, "not a piece"),
        ({"name": "../../etc/passwd"}, "not a file name"),
        ({"name": "a/b.txt"}, "not a file name"),
        ({"name": ""}, "not a file name"),
        ({"name": "a.txt\r\nSet-Cookie: b"}, "not a file name"),
        ({"name": "a\x1b[2J.txt"}, "not a file name"),
        ({"name": "..\\a.txt"}, "not a file name"),
        ({"name": 5}, "not a file name"),
        ({"name": "a.exe"}, "not one of .txt"),
        ({"type": None}, "not a MIME type"),
    ],
)
def test_a_file_that_is_not_offered_is_refused_with_the_reason(
    change: dict[str, Any], reason: str
) -> None:
    event = {"event": "upload", "id": "u", "offset": 0, "name": "a.txt", "type": "", "size": 3}
    reply, _ = codec("txt").handle({**event, **change}, [b"abc"])
    assert reply is not None
    assert reply["event"] == "refused"
    assert reason in reply["reason"]


def test_a_directory_keeps_the_paths_of_its_files() -> None:
    receiving = codec(directory=True)
    assert send(receiving, "u", b"1", "data/a.txt")["event"] == "ack"
    assert send(receiving, "v", b"1", "data/../a.txt")["event"] == "refused"


def test_an_upload_without_a_valid_id_is_no_upload() -> None:
    with pytest.raises(ValueError, match="no valid id"):
        codec().handle({"event": "upload", "id": "a b"}, [b""])


def test_too_many_uploads_at_once_are_refused() -> None:
    receiving = codec()
    replies = [
        receiving.handle(
            {"event": "upload", "id": f"u{i}", "offset": 0, "name": "a", "type": "", "size": 9},
            [b"a"],
        )[0]
        for i in range(17)
    ]
    assert [reply["event"] for reply in replies if reply] == ["ack"] * 16 + ["refused"]


def test_a_cancelled_upload_leaves_nothing() -> None:
    receiving = codec()
    send(receiving, "u", b"abc")
    assert receiving.handle({"event": "cancel", "id": "u"}, []) == (None, UNCHANGED)
    with pytest.raises(ValueError, match="not uploaded"):
        receiving.decode(["u"])


def test_a_rerun_in_the_middle_of_an_upload_does_not_disturb_it() -> None:
    before, after = codec(), codec()
    start = {"event": "upload", "id": "u", "name": "a", "type": "", "size": 4}
    before.handle({**start, "offset": 0}, [b"ab"])
    after.adopt(before)
    after.handle({**start, "offset": 2}, [b"cd"])
    assert after.decode(["u"])[0].getvalue() == b"abcd"


def test_files_of_an_earlier_declaration_stay_known() -> None:
    held = UploadedFile(b"1", "a", "", "old")
    renewed = codec()
    renewed.admit([held])
    assert renewed.decode(["old"]) == [held]
    assert renewed.encode([held]) == [{"id": "old", "name": "a", "type": "", "size": 1}]


def test_what_nobody_claims_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rerun_state.elements.inputs.uploads._UNCLAIMED", 100)
    uploads = Uploads(limit=40)
    finish(uploads, "a", 60)
    with pytest.raises(ValueError, match="at once"):
        finish(uploads, "b", 60)
    uploads.hold([uploads.find("a")])
    finish(uploads, "b", 60)


def test_what_was_abandoned_makes_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rerun_state.elements.inputs.uploads._UNCLAIMED", 100)
    uploads = Uploads(limit=40)
    finish(uploads, "a", 60)
    monkeypatch.setattr("rerun_state.elements.inputs.uploads._ABANDONED", -1.0)
    finish(uploads, "b", 60)
    with pytest.raises(ValueError, match="not uploaded"):
        uploads.find("a")


def test_an_element_that_is_gone_has_no_files() -> None:
    uploads = Uploads()
    finish(uploads, "a", 60)
    uploads.release()
    with pytest.raises(ValueError, match="not uploaded"):
        uploads.find("a")
