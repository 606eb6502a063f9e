"""Files from the reader."""

from typing import Any

import pytest

from rerun_state.testing import AppTest
from tests.elements.inputs.sending import codec, send


def app(line: str) -> AppTest:
    """An app of one element, which shows the names of its files."""
    return AppTest.from_string(
        "import rerun_state as st\n"
        f"got = {line}\n"
        "st.text([f.name for f in (got if isinstance(got, list) else [got]) if f])"
    ).run()


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


def test_the_app_does_not_run_for_a_file_that_is_refused() -> None:
    at = app("st.file_uploader('F', type='png', key='f', on_change=st.session_state.clear)")
    at.session_state.n = 1
    at.file_uploader[0].upload("b.exe", b"").run()
    assert (len(at.exception), len(at.text)) == (1, 0)
    assert (at.session_state.f, at.session_state.n) == (None, 1)
    assert at.run().text[0].value == "[]"


@pytest.mark.parametrize("size", [0, -1, "5", 1.5, True])
def test_a_limit_that_is_no_whole_number_above_zero_is_refused(size: Any) -> None:
    assert app(f"st.file_uploader('F', max_upload_size={size!r})").exception


@pytest.mark.parametrize("name", ["file_uploader", "camera_input", "audio_input"])
def test_code_cannot_set_the_state_of_what_takes_files(name: str) -> None:
    at = AppTest.from_string(
        f"import rerun_state as st\nst.session_state.f = None\nst.{name}('F', key='f')"
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
