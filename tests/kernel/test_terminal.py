"""Apps where somebody types in a terminal, such as Jupyter's console: they are read as text."""

from tests.kernel.live import Reply
from tests.kernel.reader import Reader, cell

COUNT = "st.title('Visits')\nst.text(f\"{st.session_state.get('n', 0)} so far\")"
MORE = "import rerun_state as st\nst.session_state.n = 3"


def type_in(reader: Reader, code: str) -> Reply:
    """Execute a cell as a terminal does, which can be asked and numbers no cells."""
    return reader.kernel.finish(reader.kernel.start(code, allow_stdin=True))


def test_an_app_is_printed(reader: Reader) -> None:
    (shown,) = type_in(reader, cell(COUNT)).outputs
    assert "Visits" in shown.content["data"]["text/plain"]
    assert "0 so far" in shown.content["data"]["text/plain"]


def test_what_a_change_of_the_state_makes_of_it_is_printed(reader: Reader) -> None:
    type_in(reader, cell(COUNT))
    printed = type_in(reader, MORE).text  # before the terminal asks for the next cell
    assert sorted(printed.splitlines()) == ["+ 3 so far", "- 0 so far"]


def test_where_nobody_can_be_asked_nothing_is_printed(reader: Reader) -> None:
    reader.app(COUNT, cell_id=None)
    reader.kernel.run(MORE)
    reader.kernel.settle()
    reader.kernel.run("pass")
    types = [m.type for m in reader.kernel.messages]
    assert "update_display_data" in types
    assert "stream" not in types
