"""Text under test."""

from tests.testing.programs import app


def test_a_heading_tells_its_anchor_and_its_divider() -> None:
    at = app("st.title('T', anchor='t')\nst.header('H', anchor=False, divider='red')")
    assert (at.title[0].anchor, at.title[0].hide_anchor, at.title[0].divider) == ("t", False, "")
    assert (at.header[0].anchor, at.header[0].hide_anchor) == ("", True)
    assert at.header[0].divider == "red"


def test_markdown_tells_whether_it_may_hold_html() -> None:
    at = app("st.markdown('a')\nst.markdown('b', unsafe_allow_html=True)\nst.caption('c')")
    assert [text.allow_html for text in at.markdown] == [False, True]
    assert (at.markdown[0].is_caption, at.caption[0].is_caption) == (False, True)


def test_code_tells_its_language_and_lines() -> None:
    at = app("st.code('x', line_numbers=True)\nst.code('y', None)")
    assert [code.language for code in at.code] == ["python", "plaintext"]
    assert [code.show_line_numbers for code in at.code] == [True, False]


def test_the_documentation_of_an_object_tells_its_name_and_docstring() -> None:
    [shown] = app("st.help(len)").help
    assert (shown.value, "number of items" in shown.doc_string) == ("len", True)


def test_a_divider_is_a_line_of_markdown() -> None:
    [divider] = app("st.divider()").divider
    assert divider.value == divider.body == "---"
