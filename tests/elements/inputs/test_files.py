"""Files from the reader, and how they travel."""

import copy
import pickle
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rerun_state.elements.inputs.files import FileCodec
from rerun_state.elements.inputs.uploads import MEGABYTE, UploadedFile, Uploads, accepted
from rerun_state.runtime.model.widget import UNCHANGED
from rerun_state.testing import AppTest


def app(line: str) -> AppTest:
    """An app of one element, which shows the names of its files."""
    return AppTest.from_string(
        "import rerun_state as st\n"
        f"got = {line}\n"
        "st.text([f.name for f in (got if isinstance(got, list) else [got]) if f])"
    ).run()


def codec(types: Any = None, *, several: bool = True, directory: bool = False) -> FileCodec:
    return FileCodec(accepted(types), MEGABYTE, several=several, directory=directory)


def pieces(data: bytes, size: int) -> Iterator[tuple[int, bytes]]:
    yield from ((at, data[at : at + size]) for at in range(0, max(len(data), 1), size))


def send(codec: FileCodec, id: str, data: bytes, name: str = "a.txt", **more: Any) -> Any:
    """Upload a file in pieces; return the last reply."""
    reply = None
    for offset, piece in pieces(data, more.pop("piece", 7)):
        event = {"event": "upload", "id": id, "offset": offset, "name": name, "type": ""}
        reply, value = codec.handle({**event, "size": len(data), **more}, [memoryview(piece)])
        assert value is UNCHANGED
    return reply


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


def test_every_run_reads_a_file_from_its_beginning() -> None:
    at = AppTest.from_string(
        "import rerun_state as st\nf = st.file_uploader('F')\nst.text(f.read() if f else '-')"
    ).run()
    at.file_uploader[0].upload("a.txt", b"abc").run()
    assert at.run().text[0].value == "b'abc'"


def test_an_uploader_of_several_files_returns_a_list() -> None:
    at = app("st.file_uploader('F', accept_multiple_files=True)")
    assert at.text[0].value == "[]"
    at.file_uploader[0].upload("a", b"1").upload("b", b"2").run()
    assert at.text[0].value == "['a', 'b']"
    assert at.file_uploader[0].clear().run().text[0].value == "[]"


def test_a_file_of_another_type_is_refused() -> None:
    at = app("st.file_uploader('F', type=['png', 'jpg'])")
    at.file_uploader[0].upload("a.jpeg", b"").run()
    assert at.text[0].value == "['a.jpeg']"
    assert "'b.exe'" in at.file_uploader[0].upload("b.exe", b"").run().exception[0].message


@pytest.mark.parametrize("size", [0, -1, "5", 1.5, True])
def test_a_limit_that_is_no_whole_number_above_zero_is_refused(size: Any) -> None:
    assert app(f"st.file_uploader('F', max_upload_size={size!r})").exception


def test_code_cannot_set_the_state_of_an_uploader() -> None:
    at = AppTest.from_string(
        "import rerun_state as st\nst.session_state.f = None\nst.file_uploader('F', key='f')"
    )
    assert "cannot be set by code" in at.run().exception[0].message


def test_what_another_cell_puts_into_the_state_of_an_uploader_is_no_file() -> None:
    at = app("st.file_uploader('F', key='f')")
    at.session_state["f"] = "a.txt"
    assert at.run().text[0].value == "[]"


def test_a_camera_refuses_an_unknown_resolution() -> None:
    assert app("st.camera_input('C', resolution='8k')").exception
    assert not app("st.camera_input('C', resolution='720p')").exception


def test_a_recorder_refuses_an_unknown_sample_rate() -> None:
    assert app("st.audio_input('A', sample_rate=12345)").exception
    assert not app("st.audio_input('A', sample_rate=None)").exception


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


@pytest.mark.parametrize("wire", ["u", ["u", "u"], ["nobody"], [5], None, {"u": 1}])
def test_only_lists_of_complete_uploads_are_values(wire: Any) -> None:
    receiving = codec()
    send(receiving, "u", b"abc")
    with pytest.raises(ValueError, match=r"not a list|same upload|not uploaded"):
        receiving.decode(wire)


def test_one_file_only_where_one_is_asked_for() -> None:
    receiving = codec(several=False)
    send(receiving, "u", b"1")
    send(receiving, "v", b"2")
    assert receiving.decode(["u"]).getvalue() == b"1"
    with pytest.raises(ValueError, match="not a list"):
        receiving.decode(["u", "v"])


def test_a_file_that_was_taken_away_cannot_come_back() -> None:
    receiving = codec()
    send(receiving, "u", b"1")
    receiving.decode(["u"])
    receiving.decode([])
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


def finish(uploads: Uploads, id: str, size: int) -> None:
    uploads.begin(id, "f", "", size)
    uploads.add(id, 0, bytes(size))


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
