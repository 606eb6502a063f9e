"""What Markdown turns into, and when a text needs no turning."""

import subprocess
import sys
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rerun_state.page.markdown import rendering
from rerun_state.page.markdown.rendering import is_plain, is_plain_line, render, render_inline, slug


def test_a_paragraph_has_bold_italics_code_and_both_strikethroughs() -> None:
    assert render("**a** *b* `c` ~~d~~ ~e~") == (
        "<p><strong>a</strong> <em>b</em> <code>c</code> <s>d</s> <s>e</s></p>\n"
    )


def test_text_is_dedented_as_a_whole() -> None:
    assert render("\n    a\n\n        b\n    ") == render("a\n\n    b")


def test_tables_keep_their_alignment() -> None:
    html = render("|a|b|\n|-|:-:|\n|1|2|")
    assert "<th>a</th>" in html
    assert '<td style="text-align:center">2</td>' in html


def test_task_lists_have_disabled_checkboxes() -> None:
    html = render("- [ ] a\n- [x] b")
    assert html.count('disabled="" type="checkbox"') == 2
    assert html.count("checked") == 1


def test_bare_addresses_become_links_but_file_names_do_not() -> None:
    html = render("https://a.org, www.b.org, c@d.org, main.py")
    assert all(
        href in html for href in ('"https://a.org"', '"http://www.b.org"', '"mailto:c@d.org"')
    )
    assert html.count("<a ") == 3


def test_links_open_beside_the_notebook_and_anchors_within_it() -> None:
    assert 'href="/x" target="_blank" rel="noopener noreferrer"' in render("[a](/x)")
    assert render("[a](#x)") == '<p><a href="#x">a</a></p>\n'


def test_footnotes_of_two_texts_have_ids_of_their_own() -> None:
    one, two = render("a[^1]\n\n[^1]: one"), render("a[^1]\n\n[^1]: two")
    assert 'class="footnotes"' in one
    assert one.split('id="')[1] != two.split('id="')[1]


def test_headings_carry_an_anchor_but_no_id() -> None:
    html = render("## Été & `code`")
    assert html.startswith('<h2 data-anchor="ete-code">Été &amp; <code>code</code>')
    assert " id=" not in html


def test_headings_have_a_link_to_themselves() -> None:
    assert '<a class="rs-anchor" href="#one" aria-label="Link to this heading"></a></h2>' in (
        render("## One")
    )
    assert "rs-anchor" not in render("## 🎈")


def test_an_anchor_in_another_script_keeps_its_letters() -> None:
    assert slug("日本 語") == "日本-語"


def test_fenced_code_is_highlighted() -> None:
    html = render("```python\nimport os\n```")
    assert 'class="language-python"' in html
    assert '<span class="kn">import</span>' in html


def test_html_is_escaped_unless_it_was_asked_for() -> None:
    assert render("<b>x</b>") == "<p>&lt;b&gt;x&lt;/b&gt;</p>\n"
    assert render("<b>x</b>", unsafe_html=True) == "<p><b>x</b></p>\n"


# -- labels ------------------------------------------------------------------------------------


def test_a_label_has_inline_markup() -> None:
    assert render_inline("**a** :red[b] ![c](c.png)") == (
        '<strong>a</strong> <span class="rs-text rs-red">b</span> <img src="c.png" alt="c" />'
    )


@pytest.mark.parametrize("label", ["# a", "- a", "1. a", "> a", "---", "| a |", "    a"])
def test_a_label_shows_block_markup_as_it_was_written(label: str) -> None:
    assert unescape(render_inline(label)) == label.strip()


def test_paragraphs_of_a_label_become_lines() -> None:
    assert render_inline("a\n\n*b*") == "a<br><em>b</em>"


# -- plain texts -------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", "# a", "1. a", "- a", "-1.5 %", "+3", "$12", "costs $5"])
def test_a_line_may_begin_with_what_begins_a_block_elsewhere(text: str) -> None:
    assert is_plain_line(text)


@pytest.mark.parametrize(
    "text", [" a", "a\nb", "$x$", "*a*", "- *a*", ":red[a]", "a ", "www.a.org"]
)
def test_lines_that_rendering_may_change_are_not_plain(text: str) -> None:
    assert not is_plain_line(text)


@given(st.text("ab w.:-=+#1)(&!'\"\\/^{}é$~*\u00a0\u2028🎉", max_size=12) | st.text(max_size=12))
def test_parsing_a_plain_line_would_change_nothing(text: str) -> None:
    if is_plain_line(text):
        assert unescape(render_inline(text)) == text
        assert rendering._inline().renderInline(text) == render_inline(text)


@pytest.mark.parametrize("text", ["", "Name", "Name:", "Items: 3 (of 5), 20 %", "a-b", "naïve 🎉"])
def test_ordinary_texts_are_plain(text: str) -> None:
    assert is_plain(text)


@pytest.mark.parametrize(
    "text", ["*a*", "# a", "1. a", "- a", "a -> b", "a -- b", ":tada:", "www.a.org", " a", "a\nb"]
)
def test_texts_that_rendering_may_change_are_not_plain(text: str) -> None:
    assert not is_plain(text)


@given(st.text("ab w.:-=+#1)(&!'\"\\/^{}é$\u00a0\u2028🎉", max_size=12) | st.text(max_size=12))
def test_parsing_a_plain_text_would_change_nothing(text: str) -> None:
    if is_plain(text):
        assert unescape(render(text)) == (f"<p>{text}</p>\n" if text else "")
        assert rendering._blocks(False).render(text) == render(text)


def test_a_plain_text_is_not_parsed() -> None:
    code = (
        "import sys; from rerun_state.page.markdown.rendering import render, render_inline; "
        "print(render_inline('7 \"a\"'), render('b'), 'markdown_it' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["7", "&quot;a&quot;", "<p>b</p>", "False"]


def test_a_text_of_letters_and_brackets_alone_is_told_to_be_plain() -> None:
    assert is_plain("Number of items in part 7 of the list (total)")
