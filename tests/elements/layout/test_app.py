"""What belongs to an app as a whole."""

from pathlib import Path
from typing import Any

import pytest

from rerun_state.elements.base import parameters
from rerun_state.testing import AppTest
from tests.elements.calls import refusal
from tests.testing.programs import app


def test_what_is_not_given_anew_stays() -> None:
    at = app("st.set_page_config('T', '🎈')\nst.set_page_config(layout='wide')")
    props: Any = at.main.node.parent
    assert props.element.props == {"title": "T", "icon": "🎈", "layout": "wide"}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("layout='narrow'", "layout"),
        ("initial_sidebar_state=-5", "or pixels above zero, not -5"),
        ("initial_sidebar_state=True", "not True"),
        ("menu_items={'Help': 'x'}", "not 'Help'"),
        ("menu_items={'Get help': 'javascript:x'}", "must be a web or mail address"),
    ],
)
def test_what_no_page_looks_like_is_refused(arguments: str, told: str) -> None:
    [error] = app(f"st.set_page_config({arguments})").exception
    assert told in error.message


def test_a_link_elsewhere_needs_a_label() -> None:
    assert "needs a label" in app("st.page_link('https://a.b')").exception[0].message
    [link] = app("st.page_link('https://a.b', label='A')").page_link
    assert (link.value, link.href, link.page) == ("A", "https://a.b", None)


def test_a_link_to_a_page_is_labelled_by_its_title() -> None:
    at = app(
        "def one(): st.page_link(page)\n"
        "page = st.Page(one, title='One', icon='🎈')\nst.navigation([page]).run()"
    )
    assert (at.page_link[0].value, at.page_link[0].icon) == ("One", "🎈")


def test_a_link_to_a_page_by_its_path_has_the_help_of_the_page_and_no_icon(tmp_path: Path) -> None:
    (tmp_path / "two.py").write_text("")
    (tmp_path / "app.py").write_text(
        "import rerun_state as st\n"
        "st.navigation([st.Page('two.py', title='Two', icon='🎈', help='H')])\n"
        "st.page_link('two.py')"
    )
    [link] = AppTest.from_file(tmp_path / "app.py").run().page_link
    assert (link.value, link.icon or None, link.help) == ("Two", None, "H")


@pytest.mark.parametrize(
    "items",
    [
        {"About": "any **text**"},
        {"Get help": "https://a.b", "Report a bug": "mailto:a@b.c"},
        {"GET HELP ": None, "Report a Bug": "http://a.b", "About": None},
    ],
)
def test_a_menu_leads_to_addresses_and_tells_any_text_about_the_app(
    items: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parameters, "_warned", {"set_page_config.menu_items"})
    assert not app(f"st.set_page_config(menu_items={items})").exception


@pytest.mark.parametrize(
    ("call", "error"),
    [
        ("st.page_link('https://example.org')", "StreamlitMissingRequiredParameterError"),
        ("st.set_page_config(menu_items={'x': 'y'})", "StreamlitValueError"),
        ("st.set_page_config(layout='x')", "StreamlitValueError"),
    ],
)
def test_what_an_app_cannot_be_is_refused(call: str, error: str) -> None:
    assert refusal(call) == error
