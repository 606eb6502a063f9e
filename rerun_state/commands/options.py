"""Options of the kernel's apps, by Streamlit's names; those of its server do not exist here."""

from __future__ import annotations

from typing import Any

from rerun_state.errors import StreamlitAPIException
from rerun_state.runtime.loop.session import current_session

# What each option is at first, and whether code may set it.
DEFAULTS: dict[str, tuple[Any, bool]] = {
    "client.showErrorDetails": ("full", True),
    "client.showSidebarNavigation": (True, True),
    "client.toolbarMode": ("auto", True),
    "runner.magicEnabled": (True, False),
    "runner.fastReruns": (True, False),
    "runner.enumCoercion": ("nameOnly", False),
    "magic.displayRootDocString": (False, False),
    "magic.displayLastExprIfNoSemicolon": (False, False),
    "global.developmentMode": (False, False),
    "theme.base": (None, False),
    "theme.primaryColor": (None, False),
    "theme.backgroundColor": (None, False),
    "theme.secondaryBackgroundColor": (None, False),
    "theme.textColor": (None, False),
    "theme.font": (None, False),
    "server.headless": (True, False),
    "server.maxUploadSize": (200, False),
    "server.maxMessageSize": (200, False),
    "server.port": (None, False),
    "server.address": (None, False),
    "server.baseUrlPath": ("", False),
    "browser.gatherUsageStats": (False, False),
    "logger.level": ("info", False),
}


def get_option(key: str) -> Any:
    """The value of an option; RuntimeError for one that does not exist.

    Most of Streamlit's options configure its server and do not exist in a kernel.
    """
    return current_session().options.get(key, _known(key)[0])


def set_option(key: str, value: Any) -> None:
    """Set an option for the apps of this kernel.

    Raises StreamlitAPIException for an option that code cannot set, or that does not exist.
    """
    if key not in DEFAULTS:
        raise StreamlitAPIException(f"There is no option {key!r} in a notebook.")
    if not DEFAULTS[key][1]:
        raise StreamlitAPIException(f"The option {key!r} cannot be set while apps run.")
    current_session().options[key] = value


def _known(key: str) -> tuple[Any, bool]:
    try:
        return DEFAULTS[key]
    except KeyError:
        raise RuntimeError(
            f"There is no option {key!r} in a notebook. There are: {', '.join(sorted(DEFAULTS))}."
        ) from None
