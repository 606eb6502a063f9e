"""The front-end code as a model."""

from pathlib import Path

import pytest

from rerun_state import static
from tests.page.browser import CHANNEL, Message

Log = list[Message]


def test_a_library_that_is_worked_on_is_that_of_the_last_build(
    messages: Log, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(static, "STATIC", tmp_path)
    monkeypatch.setenv("RERUN_STATE_DEV", "1")
    (tmp_path / "rerun_state.js").write_text("first")
    (tmp_path / "stub.js").write_text("stub")
    CHANNEL.close()
    before = CHANNEL.library.hash
    (tmp_path / "rerun_state.js").write_text("second")
    assert CHANNEL.library.get_state()["code"] == "second"  # as after a reload of the page
    assert CHANNEL.library.hash != before
    (tmp_path / "rerun_state.js").write_text("third")
    assert CHANNEL.library.code == "third"  # an app that is executed anew needs no reload
    assert messages[-1].data["state"].keys() == {"code", "hash"}


def test_a_front_end_is_read_once_where_nobody_works_on_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("RERUN_STATE_DEV", raising=False)
    before = CHANNEL.library.code
    monkeypatch.setattr(static, "STATIC", tmp_path)
    assert CHANNEL.library.get_state()["code"] == before
