"""Apps that follow the notebook's variables, and bind some of them."""

import pytest

from tests.kernel.live import Reply
from tests.kernel.reader import Reader


def app(reader: Reader, line: str, body: str) -> Reply:
    """Execute an app's cell, known by the name in its line."""
    name = line.split()[1]
    text = f"%%rerun {line}\nimport rerun_state as st\n{body}"
    return reader.kernel.run(text, cell_id=name)


def run(reader: Reader, code: str) -> None:
    assert reader.kernel.run(code, cell_id="ordinary").error is None


def texts(reader: Reader, number: int) -> list[str]:
    reader.settle()
    return reader.pages()[number].texts()


def test_an_app_follows_what_its_code_looks_up(reader: Reader) -> None:
    run(reader, "total = 1")
    app(reader, "--name show --watch", "st.text(f'total is {total}')")
    run(reader, "total = 2")
    assert texts(reader, 0) == ["total is 2"]
    run(reader, "other = 3")
    assert reader.value("__import__('rerun_state').apps['show'].snapshot()") == "total is 2\n"


def test_a_name_that_does_not_exist_yet_is_waited_for(reader: Reader) -> None:
    app(reader, "--name show --watch later", "st.text(str(globals().get('later')))")
    run(reader, "later = 5")
    assert texts(reader, 0) == ["5"]


def test_what_an_app_exports_is_bound_after_each_complete_run(reader: Reader) -> None:
    body = "level = st.slider('Level', 0, 9)\nresult = level * 10\nif level == 2: st.stop()"
    app(reader, "--name give --export result", body)
    assert reader.value("result") == 0
    reader.change("Level", [3])
    reader.settle()
    assert reader.value("result") == 30
    reader.change("Level", [2])
    reader.settle()
    assert reader.value("result") == 30


def test_an_app_follows_what_another_one_exports(reader: Reader) -> None:
    app(reader, "--name give --export result", "result = st.slider('Level', 0, 9) * 10")
    app(reader, "--name show --watch result", "st.text(str(result))")
    reader.change("Level", [4])
    assert texts(reader, 1) == ["40"]


def test_a_name_that_was_not_set_keeps_its_value_with_a_note(reader: Reader) -> None:
    app(reader, "--name give --export missing", "st.text('x')")
    assert "is to be exported, but the cell has not set it" in "".join(texts(reader, 0))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("--name a --watch 1x", "'1x' is no name of a variable"),
        ("--name a --export class", "'class' is no name of a variable"),
        ("--name a --export _dh", "'_dh' belongs to the notebook itself"),
    ],
)
def test_names_that_cannot_be_are_refused(reader: Reader, line: str, told: str) -> None:
    assert told in str(app(reader, line, "pass").content)


def test_two_apps_cannot_bind_one_name(reader: Reader) -> None:
    app(reader, "--name one --export result", "result = 1")
    reply = app(reader, "--name two --export result", "result = 2")
    assert "'one' exports 'result' already" in str(reply.content)
    assert app(reader, "--name one --export result", "result = 3").error is None


def test_what_changes_in_place_counts_once_it_is_touched(reader: Reader) -> None:
    run(reader, "import rerun_state\nrows = []")
    app(reader, "--name show --watch rows", "st.text(str(len(rows)))")
    run(reader, "rows.append(1)")
    assert texts(reader, 0) == ["0"]
    run(reader, "rerun_state.touch('rows')")
    assert texts(reader, 0) == ["1"]
