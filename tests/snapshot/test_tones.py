"""Streamlit's colours in a snapshot."""

import re

import pytest

from tests.snapshot.programs import app


@pytest.mark.parametrize(
    "call",
    [
        "st.markdown('a :red[word]')",
        "st.markdown('a :red[word] <b>b</b>', unsafe_allow_html=True)",
        "st.button('a :red[word]')",
        "st.header(':red[word]')",
        "st.info('a :red[word]')",
        "st.expander(':red[word]')",
    ],
)
def test_a_coloured_text_keeps_its_colour_without_a_style_sheet(call: str) -> None:
    html = app(call).snapshot("html")
    assert '<span style="color: rgb(217, 58, 61)">word</span>' in html


@pytest.mark.parametrize(
    "color", ["orange", "yellow", "green", "blue", "violet", "grey", "primary"]
)
def test_every_colour_has_its_text_ground_and_badge(color: str) -> None:
    text = " ".join(f":{color}{role}[x]" for role in ("", "-background", "-badge"))
    html = app(f"st.markdown({text!r})").snapshot("html")
    styles = [set(style.split("; ")) for style in re.findall(r'<span style="([^"]*)">x', html)]
    text_style, ground, badge = styles
    assert ground | text_style == badge
    assert "rs-" not in html.replace("rerun-state-snapshot", "")


def test_a_badge_and_small_print_keep_their_look() -> None:
    html = app("st.badge('New', color='green')\nst.markdown(':small[print]')").snapshot("html")
    assert re.search(r'style="color: rgb\(31, 138, 67\); background-color: [^"]*">New', html)
    assert '<span style="font-size: 0.875em">print</span>' in html


def test_a_text_that_looks_like_a_coloured_one_stays_as_it_was_written() -> None:
    written = '<span class="rs-text rs-red">'
    html = app(f"st.text({written!r})\nst.code({written!r})").snapshot("html")
    assert "color: rgb" not in html
