"""Ordinary cells that wait for what the reader does."""

import pytest

from tests.kernel.reader import Reader
from tests.kernel.test_variables import app, run

WAIT = "import rerun_state\nprint('waiting')\nprint('got', await rerun_state.changed('chosen'))"


def wait(reader: Reader, code: str = WAIT) -> str:
    """Start a cell that waits; return the request once it does."""
    request = reader.kernel.start(code, cell_id="waits")
    reader.kernel.wait_for(lambda m: m.content.get("text", "").startswith("waiting"))
    return request


@pytest.mark.subshell
def test_a_cell_waits_for_what_the_reader_chooses(reader: Reader) -> None:
    app(reader, "--name a", "st.slider('Chosen', 0, 9, key='chosen')")
    request = wait(reader)
    reader.change("Chosen", [4])
    assert "got 4" in reader.kernel.finish(request).text


@pytest.mark.subshell
def test_a_press_is_a_change(reader: Reader) -> None:
    app(reader, "--name a", "st.button('Go on', key='chosen')")
    request = wait(reader)
    reader.press("Go on")
    assert "got True" in reader.kernel.finish(request).text


@pytest.mark.subshell
def test_a_cell_waits_for_what_an_app_derives_and_each_value_ends_one_wait(reader: Reader) -> None:
    app(reader, "--name a", "x = st.slider('X', 0, 9)\nst.session_state.chosen = x // 5")
    request = wait(reader, f"{WAIT}\n{WAIT}")
    reader.change("X", [3])  # the same, so no change
    reader.change("X", [6])
    reader.kernel.wait_for(lambda m: "got 1" in m.content.get("text", ""))
    reader.change("X", [0])
    assert "got 0" in reader.kernel.finish(request).text


@pytest.mark.subshell
def test_a_cell_waits_for_the_state_of_named_cells(reader: Reader) -> None:
    app(reader, "--name a", "st.slider('Chosen', 0, 9, key='chosen')")
    app(reader, "--name b --session lesson", "st.slider('Other', 0, 9, key='chosen')")
    request = wait(reader, WAIT.replace("('chosen')", "('chosen', session='lesson')"))
    reader.change("Chosen", [4])
    reader.change("Other", [7])
    assert "got 7" in reader.kernel.finish(request).text


def test_a_session_that_there_is_not_is_refused(reader: Reader) -> None:
    reply = reader.kernel.run("import rerun_state\nawait rerun_state.changed('a', session='b')")
    assert reply.error == "KeyError"
    assert "no session 'b'" in reply.content["evalue"].replace("\\", "")


@pytest.mark.parametrize("key", ["", 3, None])
def test_what_is_no_key_is_refused(reader: Reader, key: object) -> None:
    reply = reader.kernel.run(f"import rerun_state\nawait rerun_state.changed({key!r})")
    assert "takes the key of an entry" in str(reply.content)


def test_within_an_app_it_says_what_to_do(reader: Reader) -> None:
    app(reader, "--name a", "await st.changed('x')")
    run(reader, "pass")
    assert "An app runs again by itself" in reader.settle()[0]
