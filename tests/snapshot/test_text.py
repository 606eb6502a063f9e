"""A page as text, to be read."""

import pytest

from rerun_state.snapshot.forms import Form
from tests.snapshot.programs import app


@pytest.mark.parametrize(
    ("call", "line"),
    [
        ("st.title('Hi *there*')", "# Hi *there*"),
        ("st.write('Some', 5)", "Some `5`"),
        ("st.slider('Step', 0, 10, 4)", "Step: 4"),
        ("st.select_slider('S', ['a', 'b', 'c'], ('a', 'c'))", "S: a, c"),
        ("st.selectbox('S', [1, 2], format_func='no {}'.format)", "S: no 1"),
        ("st.text_input('Name')", "Name: (empty)"),
        ("st.checkbox('Sure', True)", "[x] Sure"),
        ("st.toggle('Live')", "[ ] Live"),
        ("st.date_input('Day', '2024-01-02')", "Day: 2024-01-02"),
        ("st.button('Go')", "[Go]"),
        ("st.link_button('Docs', 'https://a.b')", "[Docs](https://a.b)"),
        ("st.metric('Sales', 3, -1)", "Sales: 3 (-1)"),
        ("st.error('Bad')", "Error: Bad"),
        ("st.progress(40, 'Loading')", "[########            ] 40% Loading"),
        ("st.expander('More').write('x')", "> More\n  x"),
        ("st.chat_message('user').write('x')", "user:\n  x"),
        ("print('printed')", None),
        ("1 / 0", "ZeroDivisionError: division by zero"),
    ],
)
def test_each_element_is_a_line_that_a_person_reads(call: str, line: str | None) -> None:
    assert app(call).snapshot() == (f"{line}\n" if line else "")


@pytest.mark.parametrize("form", ["text", "html"])
@pytest.mark.parametrize(
    "coded",
    [
        "\x1b[1;31mred\x1b[0m",
        "\x1b]0;title\x07red",
        "\x1b]8;;https://a.b\x1b\\red\x1b]8;;\x1b\\",
        "\x9bred",
        "r\x00e\x07d",
        "\x1b(Bred\x1bM",
    ],
)
def test_what_only_terminals_act_on_is_left_out(form: Form, coded: str) -> None:
    found = app(f"st.text({coded!r})").snapshot(form)
    assert "red" in found
    assert found.replace("\n", "").isprintable()


@pytest.mark.parametrize("form", ["text", "html", "json"])
def test_a_snapshot_can_be_written_to_a_file(form: Form) -> None:
    assert "bad \ufffd" in app(r"st.text('bad \udc80')").snapshot(form)


def test_a_sidebar_comes_first_and_columns_one_after_the_other() -> None:
    at = app("a, b = st.columns(2)\nb.write('right')\na.write('left')\nst.sidebar.write('side')")
    assert at.snapshot().split() == ["Sidebar:", "side", "left", "right"]


def test_a_chart_shows_its_data() -> None:
    assert "1  3" in app("st.line_chart([1, 3, 2])").snapshot()
