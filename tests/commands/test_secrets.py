"""Secrets: read from files, by item and by attribute."""

from pathlib import Path

import pytest

from rerun_state.commands.config import put_option
from rerun_state.commands.secrets import Secrets, SecretsFile
from rerun_state.errors import StreamlitSecretNotFoundError


@pytest.fixture
def secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Secrets:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    monkeypatch.delenv("RERUN_STATE_TOKEN", raising=False)
    return Secrets(SecretsFile(), lambda: None)


def write(text: str) -> None:
    Path(".streamlit").mkdir(exist_ok=True)
    Path(".streamlit/secrets.toml").write_text(text)


def test_sections_are_attributes(secrets: Secrets) -> None:
    write("[db]\nuser = 'me'\n")
    assert secrets.db.user == secrets["db"]["user"] == "me"


def test_top_level_texts_are_environment_variables(
    secrets: Secrets, monkeypatch: pytest.MonkeyPatch
) -> None:
    import os

    write("RERUN_STATE_TOKEN = 'x'\n")
    assert secrets["RERUN_STATE_TOKEN"] == os.environ["RERUN_STATE_TOKEN"]
    monkeypatch.delenv("RERUN_STATE_TOKEN")


def test_a_missing_file_and_a_missing_secret_say_so(secrets: Secrets) -> None:
    with pytest.raises(StreamlitSecretNotFoundError, match=r"secrets\.toml"):
        secrets["a"]
    write("a = 1\n")
    with pytest.raises(KeyError, match="nope"):
        secrets["nope"]
    assert secrets["a"] == 1


def test_nobody_sees_the_values_in_a_repr(secrets: Secrets) -> None:
    write("token = 'hidden'\n")
    assert "hidden" not in repr(secrets)


def test_an_option_names_other_files(secrets: Secrets, tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text("word = 'other'\n")
    put_option("secrets.files", [str(tmp_path / "other.toml")])
    try:
        secrets._secrets = None  # as programs say that it is to be read again
        assert secrets["word"] == "other"
    finally:
        put_option("secrets.files", [])
