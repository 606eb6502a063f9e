"""Options, beside those that Streamlit 1.67 knows."""

from typing import Any

import pytest

from rerun_state import get_option, set_option
from rerun_state.commands.config import DEFAULTS, SERVER
from rerun_state.errors import StreamlitAPIException
from rerun_state.runtime.loop.current import kernel_session
from rerun_state.testing import AppTest

SETTABLE = {
    "client.showErrorDetails",
    "client.showSidebarNavigation",
    "client.toolbarMode",
}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("client.showErrorDetails", "full"),
        ("client.showSidebarNavigation", True),
        ("client.toolbarMode", "auto"),
        ("runner.magicEnabled", True),
        ("runner.fastReruns", True),
        ("runner.enumCoercion", "nameOnly"),
        ("magic.displayRootDocString", False),
        ("magic.displayLastExprIfNoSemicolon", False),
        ("global.developmentMode", False),
        ("server.headless", True),
        ("server.maxUploadSize", 200),
        ("server.maxMessageSize", 200),
        ("server.enableStaticServing", False),
        ("server.enableCORS", True),
        ("server.baseUrlPath", ""),
        ("server.port", None),
        ("browser.gatherUsageStats", False),
        ("logger.level", "info"),
        ("ui.hideTopBar", False),
        ("theme.base", None),
        ("theme.primaryColor", None),
        ("theme.dark.sidebar.textColor", None),
    ],
)
def test_an_option_has_the_value_of_a_server_without_a_window(key: str, value: Any) -> None:
    assert get_option(key) == value
    assert type(get_option(key)) is type(value)


@pytest.mark.parametrize("key", ["server.enableStatic", "theme.colour", "theme.dark.base", "x", ""])
def test_an_option_that_does_not_exist_is_an_error(key: str) -> None:
    with pytest.raises(RuntimeError, match="There is no option"):
        get_option(key)
    with pytest.raises(StreamlitAPIException, match="There is no option"):
        set_option(key, 1)


def test_an_option_that_is_misspelt_is_told_the_right_one() -> None:
    with pytest.raises(RuntimeError, match=r"Did you mean 'server\.enableStaticServing'"):
        get_option("server.enableStaticServings")
    with pytest.raises(StreamlitAPIException, match=r"Did you mean 'client\.toolbarMode'"):
        set_option("client.toolbarModes", "auto")


@pytest.mark.parametrize("key", sorted({*DEFAULTS, *SERVER} - SETTABLE))
def test_most_options_cannot_be_set_by_code(key: str) -> None:
    with pytest.raises(StreamlitAPIException, match=r"Set it in \.streamlit/config\.toml"):
        set_option(key, 1)


def test_what_an_app_sets_holds_for_its_session() -> None:
    at = AppTest.from_string("""
import rerun_state as st
for key in ("client.showErrorDetails", "client.showSidebarNavigation", "client.toolbarMode"):
    st.set_option(key, "none")
    st.text(st.get_option(key))
""").run()
    assert [text.value for text in at.text] == ["none"] * 3
    assert kernel_session().options == {}


def test_nobody_can_change_what_an_option_is_at_first() -> None:
    get_option("server.folderWatchList").append("x")
    assert get_option("server.folderWatchList") == []
