"""A page read without a browser: as text, as HTML, as JSON."""

import json
import re
from typing import Any

import pytest

from rerun_state.errors import StreamlitValueError
from rerun_state.testing import AppTest


def app(script: str) -> AppTest:
    return AppTest.from_string(f"import rerun_state as st\n{script}").run()


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


def test_a_sidebar_comes_first_and_columns_one_after_the_other() -> None:
    at = app("a, b = st.columns(2)\nb.write('right')\na.write('left')\nst.sidebar.write('side')")
    assert at.snapshot().split() == ["Sidebar:", "side", "left", "right"]


def test_a_table_shows_its_first_rows_and_counts_the_others() -> None:
    text = app("st.dataframe({'a': range(30), 'b': ['x'] * 30}, hide_index=True)").snapshot()
    assert text.splitlines()[:3] == ["a  b", "-  -", "0  x"]
    assert text.splitlines()[-1] == "... 20 more rows"


def test_a_chart_shows_its_data() -> None:
    assert "1  3" in app("st.line_chart([1, 3, 2])").snapshot()


def test_what_the_reader_chose_is_in_it() -> None:
    at = app("st.radio('R', ['a', 'b'])")
    assert at.radio[0].set_value("b").run().snapshot() == "R: b\n"


@pytest.mark.parametrize("form", ["text", "html", "json"])
def test_a_password_is_in_no_snapshot(form: Any) -> None:
    at = app("st.text_input('P', 'hunter2', type='password')")
    assert "hunter2" not in at.snapshot(form)


def test_json_has_the_function_the_properties_the_key_and_the_value() -> None:
    page = json.loads(app("st.slider('S', 0, 9, 4, key='s')").snapshot("json"))
    assert page[0]["type"] == "slider"
    assert (page[0]["key"], page[0]["value"], page[0]["props"]["max"]) == ("s", 4, 9)


def test_html_carries_the_meaning_without_scripts() -> None:
    html = app("st.header('H')\nst.dataframe({'a': [1]})\nst.code('x = 1')").snapshot("html")
    assert "<h2>H</h2>" in html
    assert "<th>a</th>" in html
    assert "<script" not in html


@pytest.mark.parametrize(
    "call",
    [
        "st.markdown({!r}, unsafe_allow_html=True)",
        "st.html({!r})",
        "st.markdown({!r})",
        "st.text({!r})",
        "st.error({!r})",
        "st.selectbox({!r}, [{!r}])",
        "st.dataframe({{{!r}: [{!r}]}})",
        "st.tabs([{!r}])",
        "st.chat_message({!r})",
        "st.button({!r})",
    ],
)
def test_no_markup_of_the_apps_acts_in_html(call: str) -> None:
    evil = "<img src=x onerror=a()><script>a()</script><a href='java\tscript:a()' style='x'>b</a>"
    html = app(call.format(evil, evil)).snapshot("html")
    tags = re.findall(r"<[^>]*>", html)
    assert [tag for tag in tags if "onerror" in tag or "script" in tag or "href" in tag] == []


def test_a_picture_is_kept_in_html() -> None:
    at = app("import numpy as np\nst.image(np.zeros((2, 2, 3), 'u1'), caption='Black')")
    assert re.search(r'<img src="data:image/\w+;base64,[^"]+" alt="Black"', at.snapshot("html"))


def test_an_app_of_many_elements_stays_small() -> None:
    at = app("for n in range(100): st.slider(f'S{n}'); st.dataframe({'a': range(10_000)})")
    assert len(at.snapshot("html")) < 100_000


def test_other_forms_are_refused() -> None:
    with pytest.raises(StreamlitValueError, match="'text', 'html' or 'json', not 'pdf'"):
        app("").snapshot("pdf")  # type: ignore[arg-type]
