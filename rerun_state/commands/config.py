"""Options of the kernel's apps, by Streamlit's names."""

from __future__ import annotations

from copy import copy
from typing import Any

from rerun_state.errors import StreamlitAPIException
from rerun_state.runtime.execution.run import running
from rerun_state.runtime.loop.current import current_session

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
    "server.headless": (True, False),
    "server.maxUploadSize": (200, False),
    "browser.gatherUsageStats": (False, False),
    "logger.level": ("info", False),
}

SERVER: dict[str, Any] = {
    "browser.serverAddress": "localhost",
    "browser.serverPort": None,
    "client.allowedOrigins": [],
    "client.disableDataExport": False,
    "client.showErrorLinks": "auto",
    "global.appTest": False,
    "global.disableWidgetStateDuplicationWarning": False,
    "global.e2eTest": False,
    "global.maxCachedMessageAge": 2,
    "global.minCachedMessageSize": 10_000.0,
    "global.showWarningOnDirectExecution": True,
    "global.suppressDeprecationWarnings": False,
    "global.unitTest": False,
    "logger.enableRich": False,
    "logger.hideWelcomeMessage": False,
    "logger.messageFormat": "%(asctime)s %(message)s",
    "runner.cacheBackgroundRefreshMaxWorkers": 4,
    "runner.cacheBackgroundRefreshTTLMultiplier": 2.0,
    "runner.cacheHashSeed": 0,
    "runner.connectionDefaultTTL": None,
    "runner.parallelMaxWorkers": None,
    "runner.postScriptGC": True,
    "secrets.files": [],
    "server.address": None,
    "server.agentMaxSessions": 100,
    "server.agentPreviewRows": 100,
    "server.agentSessionTTL": 900,
    "server.agentWaitTimeout": 30,
    "server.allowRunOnSave": True,
    "server.allowedHosts": [],
    "server.baseUrlPath": "",
    "server.cookieSecret": "",
    "server.corsAllowedOrigins": [],
    "server.customComponentBaseUrlPath": "",
    "server.disconnectedSessionTTL": 120,
    "server.enableAgentApi": False,
    "server.enableCORS": True,
    "server.enableExpensiveMemoryStats": False,
    "server.enableStaticServing": False,
    "server.enableWebsocketCompression": False,
    "server.enableXsrfProtection": True,
    "server.fileWatcherType": "auto",
    "server.folderWatchBlacklist": [],
    "server.folderWatchList": [],
    "server.maxCacheDataSize": None,
    "server.maxMessageSize": 200,
    "server.maxWidgetStateSize": 25,
    "server.port": None,
    "server.runOnSave": False,
    "server.scriptHealthCheckEnabled": False,
    "server.showEmailPrompt": True,
    "server.sslCertFile": None,
    "server.sslKeyFile": None,
    "server.trustedUserHeaders": {},
    "server.unsafeMetricsUserAttributes": [],
    "server.websocketPingInterval": None,
    "server.xsrfCookieSameSite": "lax",
    "ui.hideTopBar": False,
}
"""What programs may ask for, and nothing in a kernel acts on."""

THEME = frozenset(
    [
        *("backgroundColor", "base", "baseFontSize", "baseFontWeight", "baseRadius"),
        *("blueBackgroundColor", "blueColor", "blueTextColor", "borderColor", "buttonRadius"),
        *("chartCategoricalColors", "chartDivergingColors", "chartSequentialColors"),
        *("codeBackgroundColor", "codeFont", "codeFontSize", "codeFontWeight", "codeTextColor"),
        *("dataframeBorderColor", "dataframeHeaderBackgroundColor", "dataframeHeaderTextColor"),
        *("font", "fontFaces", "grayBackgroundColor", "grayColor", "grayTextColor"),
        *("greenBackgroundColor", "greenColor", "greenTextColor", "headingFont"),
        *("headingFontSizes", "headingFontWeights", "linkColor", "linkUnderline"),
        *("metricValueFontSize", "metricValueFontWeight", "orangeBackgroundColor", "orangeColor"),
        *("orangeTextColor", "paddingBottom", "paddingTop", "primaryColor", "redBackgroundColor"),
        *("redColor", "redTextColor", "secondaryBackgroundColor", "showSidebarBorder"),
        *("showWidgetBorder", "textColor", "violetBackgroundColor", "violetColor"),
        *("violetTextColor", "yellowBackgroundColor", "yellowColor", "yellowTextColor"),
    ]
)
"""Of the theme, which here is the front end's: each is None, also those of its parts."""
_MAIN_ONLY = frozenset(
    [
        *("base", "baseFontSize", "baseFontWeight", "fontFaces", "metricValueFontSize"),
        *("metricValueFontWeight", "showSidebarBorder"),
    ]
)
_PARTS = frozenset(["sidebar", "light", "dark", "light.sidebar", "dark.sidebar"])


def get_option(key: str) -> Any:
    """The value of an option; RuntimeError for one that does not exist.

    What code has set counts, then `.streamlit/config.toml` of the app's folder (the working folder,
    where the app is no file) and of the home directory. Those that configure Streamlit's server
    have the values they have there at first.

        st.get_option("theme.base")
    """
    run, session = running(), current_session()
    settings = session.settings() if run is None else run.app.settings
    default = _default(key)  # which says so if there is no such option
    return copy(session.options.get(key, settings.get(key, default)))


def set_option(key: str, value: Any) -> None:
    """Set an option for the apps of this kernel.

    Raises StreamlitAPIException for an option that code cannot set, or that does not exist.

        st.set_option("client.showErrorDetails", False)
    """
    if key not in DEFAULTS:
        _known(key)
    if not DEFAULTS.get(key, (None, False))[1]:
        raise StreamlitAPIException(
            f"The option {key!r} cannot be set while apps run. Set it in .streamlit/config.toml."
        )
    current_session().options[key] = value


def put_option(key: str, value: Any, *_: object) -> None:
    """Set any option there is, as Streamlit's own module `config` lets its server do."""
    _known(key)
    current_session().options[key] = value


def option_names() -> list[str]:
    """The names of all options that there are."""
    parts = ["", *(f"{part}." for part in sorted(_PARTS))]
    theme = [f"theme.{part}{name}" for part in parts for name in sorted(THEME)]
    return [*DEFAULTS, *SERVER, *filter(_is_of_theme, theme)]


def _known(key: str) -> None:
    try:
        _default(key)
    except RuntimeError as error:
        raise StreamlitAPIException(*error.args) from None


def _default(key: str) -> Any:
    if key in DEFAULTS:
        return DEFAULTS[key][0]
    if key in SERVER:
        return SERVER[key]
    if _is_of_theme(key):
        return None
    from difflib import get_close_matches  # slow to import, and rarely needed

    close = get_close_matches(key, [*DEFAULTS, *SERVER], n=1)
    cure = f" Did you mean {close[0]!r}?" if close else ""
    raise RuntimeError(f"There is no option {key!r}.{cure}")


def _is_of_theme(key: str) -> bool:
    section, _, rest = key.partition(".")
    part, _, name = rest.rpartition(".")
    if section != "theme" or name not in THEME:
        return False
    return not part or (part in _PARTS and name not in _MAIN_ONLY)
