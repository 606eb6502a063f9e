"""A page as one self-contained piece of HTML."""

import re

import pytest

from tests.snapshot.programs import app


def test_html_carries_the_meaning_without_scripts() -> None:
    html = app("st.header('H')\nst.dataframe({'a': [1]})\nst.code('x = 1')").snapshot("html")
    assert "<h2>H</h2>" in html
    assert "<th>a</th>" in html
    assert "<script" not in html


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("st.metric('Sales', 3, -1)", "<p>Sales<br><big><b>3</b></big> <small>-1</small></p>"),
        ("st.link_button('Go', 'https://a.b')", '<a href="https://a.b" rel="noopener">Go</a>'),
        ("st.link_button('Go', 'javascript:a()')", "<p>Go</p>"),
        ("st.video('https://a.b/c.mp4')", "<p>[video: https://a.b/c.mp4]</p>"),
        ("st.checkbox('On', True)", "<p>☑ On</p>"),
        ("st.toggle('Off')", "<p>☐ Off</p>"),
        ("st.exception(KeyError('k'))", "KeyError: &#x27;k&#x27;"),
        ("st.progress(40, 'Far')", 'Far <progress max="100" value="40">40%</progress>'),
        ("st.help(len)", "Return the number of items in a container."),
    ],
)
def test_html_says_what_an_element_shows(call: str, said: str) -> None:
    assert said in app(call).snapshot("html")


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
