"""What `.streamlit/config.toml` says, and what follows of it."""

from pathlib import Path

import pytest

from rerun_state.testing import AppTest


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))


def settings(text: str, folder: Path | None = None) -> None:
    folder = (folder or Path.cwd()) / ".streamlit"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text(text)


def option(key: str) -> str:
    at = AppTest.from_string(f"import rerun_state as st\nst.text(st.get_option({key!r}))").run()
    return str(at.text[0].value)


def test_an_option_has_the_value_of_the_working_folder() -> None:
    settings('[theme]\nprimaryColor = "#123456"', Path.home())
    assert option("theme.primaryColor") == "#123456"
    settings('[theme]\nprimaryColor = "#abcdef"')
    assert option("theme.primaryColor") == "#abcdef"


def test_a_file_that_cannot_be_read_is_left_out(caplog: pytest.LogCaptureFixture) -> None:
    settings("[theme")
    assert option("theme.base") == "None"
    assert "cannot be read" in caplog.text


def test_entries_that_cannot_be_pickled_are_an_error_where_that_is_asked_for() -> None:
    script = "import rerun_state as st\nst.session_state.f = lambda: 1"
    assert not AppTest.from_string(script).run().exception
    settings("[runner]\nenforceSerializableSessionState = true")
    error = AppTest.from_string(script).run().exception[0]
    assert error.proto.type.endswith("UnserializableSessionStateError")
    assert "session_state['f'] cannot be pickled" in error.message


@pytest.mark.parametrize(
    ("how", "exchanged"), [("nameOnly", True), ("nameAndValue", True), ("off", False)]
)
def test_members_of_an_enum_are_exchanged_as_the_option_says(how: str, exchanged: bool) -> None:
    settings(f'[runner]\nenumCoercion = "{how}"')
    script = (
        "import enum\nimport rerun_state as st\n"
        "class Kind(enum.Enum):\n    X = 1\n    Y = 2\n"
        "st.session_state.setdefault('kept', Kind.Y)\n"
        "from rerun_state.elements.base.options import Options\n"
        "st.text(Options(Kind, str, 'radio').of_this_run(st.session_state.kept) is Kind.Y)\n"
    )
    at = AppTest.from_string(script).run().run()
    assert at.text[0].value == str(exchanged)
