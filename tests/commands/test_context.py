"""What is known of the browser, and of who sits in front of it."""

import pytest

from rerun_state.commands.context import Headers
from rerun_state.testing import AppTest


def texts(body: str, **context: object) -> list[str]:
    """What a program says of a browser."""
    at = AppTest.from_string(f"import rerun_state as st\nc = st.context\n{body}")
    at.context = context
    return list(at.run().text.values)


def test_what_the_browser_tells_is_known() -> None:
    body = "st.text([c.timezone, c.timezone_offset, c.locale, c.url, c.theme.type])"
    told = {"timezone": "Europe/Oslo", "timezone_offset": -60, "locale": "nb", "theme": "dark"}
    assert texts(body, **told) == ["['Europe/Oslo', -60, 'nb', None, 'dark']"]


def test_what_no_browser_has_told_is_none() -> None:
    assert texts("st.text([c.locale, c.is_embedded, c.theme.type])") == ["[None, None, None]"]


def test_headers_have_their_names_in_any_case(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_X_TEAM", "blue")
    assert texts("st.text(c.headers['x-team'] + c.headers.get_all('X-TEAM')[0])") == ["blueblue"]
    with pytest.raises(KeyError, match="x-other"):
        Headers({"x-team": "blue"})["x-other"]
