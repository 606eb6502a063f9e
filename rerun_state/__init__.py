"""Streamlit's rerun model in Jupyter: turn a notebook cell into an app.

%load_ext rerun_state

%%rerun
import rerun_state as st
st.button("Hello")
"""

import sys as _sys
import typing as _typing
from importlib.machinery import PathFinder as _PathFinder
from typing import Any as _Any

from rerun_state.rooms import uncollected as _uncollected

with _uncollected():
    from rerun_state import commands as _commands
    from rerun_state import components, errors
    from rerun_state import vocabulary as _vocabulary
    from rerun_state.caching.decorators import cache_data, cache_resource
    from rerun_state.commands.config import get_option, set_option
    from rerun_state.commands.connections import connection
    from rerun_state.commands.context import ContextProxy as _ContextProxy
    from rerun_state.commands.context import UserProxy as _UserProxy
    from rerun_state.commands.context import login, logout
    from rerun_state.commands.flow import checkpoint as checkpoint
    from rerun_state.commands.flow import rerun, stop, switch_page
    from rerun_state.commands.navigation import navigation
    from rerun_state.commands.query_params import QueryParamsProxy as _QueryParamsProxy
    from rerun_state.commands.secrets import Secrets as _Secrets
    from rerun_state.commands.secrets import SecretsFile as _SecretsFile
    from rerun_state.commands.session_state import SessionStateProxy as _SessionStateProxy
    from rerun_state.commands.sessions import Sessions as _Sessions
    from rerun_state.elements.layout.app import set_page_config
    from rerun_state.elements.layout.dialog import dialog
    from rerun_state.reference.weaving import weave as _weave
    from rerun_state.runtime.execution.app_page import Page
    from rerun_state.runtime.grammar.fragment import fragment
    from rerun_state.runtime.loop.current import current_session as _current_session
    from rerun_state.runtime.loop.current import session_to_use as _session_to_use
    from rerun_state.runtime.model.tree import BOTTOM as _BOTTOM
    from rerun_state.runtime.model.tree import SIDEBAR as _SIDEBAR
    from rerun_state.vocabulary import *
    from rerun_state.vocabulary import Container as _Container
    from rerun_state.vocabulary import Grid as _Grid
    from rerun_state.vocabulary import Status as _Status

__all__ = [
    "Page",
    "altair_chart",
    "area_chart",
    "audio",
    "audio_input",
    "badge",
    "balloons",
    "bar_chart",
    "bottom",
    "button",
    "cache_data",
    "cache_resource",
    "camera_input",
    "caption",
    "chat_input",
    "chat_message",
    "checkbox",
    "code",
    "color_picker",
    "column_config",
    "columns",
    "components",
    "connection",
    "container",
    "context",
    "data_editor",
    "dataframe",
    "date_input",
    "datetime_input",
    "dialog",
    "divider",
    "download_button",
    "echarts_chart",
    "echo",
    "empty",
    "error",
    "errors",
    "exception",
    "expander",
    "feedback",
    "file_uploader",
    "form",
    "form_submit_button",
    "fragment",
    "get_option",
    "graphviz_chart",
    "grid",
    "header",
    "help",
    "html",
    "iframe",
    "image",
    "info",
    "json",
    "latex",
    "line_chart",
    "link_button",
    "login",
    "logo",
    "logout",
    "map",
    "markdown",
    "menu_button",
    "mermaid_chart",
    "metric",
    "multiselect",
    "navigation",
    "number_input",
    "page_link",
    "pagination",
    "pdf",
    "pills",
    "plotly_chart",
    "popover",
    "progress",
    "pydeck_chart",
    "pyplot",
    "query_params",
    "radio",
    "rerun",
    "scatter_chart",
    "secrets",
    "segmented_control",
    "select_slider",
    "selectbox",
    "session_state",
    "set_option",
    "set_page_config",
    "sidebar",
    "skeleton",
    "slider",
    "snow",
    "space",
    "spinner",
    "status",
    "stop",
    "subheader",
    "success",
    "switch_page",
    "table",
    "tabs",
    "text",
    "text_area",
    "text_input",
    "time_input",
    "title",
    "toast",
    "toggle",
    "user",
    "vega_lite_chart",
    "video",
    "warning",
    "write",
    "write_stream",
]

_BESIDE = (
    *("app", "apps", "changed", "checkpoint", "graph", "sessions", "touch"),
    *sorted(set(vars(_vocabulary)["__all__"]) - set(__all__)),
)
"""What programs use of this package that Streamlit does not have, elements among it."""

__version__ = "1.67.0"
"""The version of Streamlit whose API this is."""

session_state = _SessionStateProxy(lambda: _session_to_use().state)
sessions = _Sessions()
query_params = _QueryParamsProxy()
context = _ContextProxy()
user = _UserProxy()
secrets = _Secrets(_SecretsFile(), lambda: _current_session().secrets)

sidebar = _Container(section=_SIDEBAR)
bottom = _Container(section=_BOTTOM)

_LATER = {
    "app": "rerun_state.jupyter.placing:app",
    "apps": "rerun_state.snapshot.apps:apps",
    "changed": "rerun_state.jupyter.changes:changed",
    "column_config": "rerun_state.commands.column_config",
    "graph": "rerun_state.jupyter.graph:graph",
    "touch": "rerun_state.jupyter.variables:touch",
}
"""What few programs need, and where it is: it is loaded when somebody asks for it."""

if _typing.TYPE_CHECKING:
    from rerun_state import runtime as runtime
    from rerun_state.commands import column_config as column_config
    from rerun_state.jupyter.changes import changed as changed
    from rerun_state.jupyter.graph import graph as graph
    from rerun_state.jupyter.placing import app as app
    from rerun_state.jupyter.variables import touch as touch
    from rerun_state.snapshot.apps import apps as apps
else:  # a type checker would take any name for one that exists

    def __getattr__(name: str) -> _Any:
        """What few programs need; of a name that Streamlit once had, what to use instead."""
        if name in _LATER:
            from pkgutil import resolve_name

            return globals().setdefault(name, resolve_name(_LATER[name]))
        if _PathFinder.find_spec(f"{__name__}.{name}", __path__):  # it is being imported
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        raise AttributeError(_commands.removed.explain_missing(__name__, name, __all__))


def __dir__() -> list[str]:
    return [*__all__, "__doc__", "__file__", "__name__", "__path__", "__version__"]


def load_ipython_extension(shell: _Any) -> None:
    """`%load_ext rerun_state`: offer the `%%rerun` cell magic."""
    with _uncollected():
        from rerun_state.jupyter import load

        load(shell)


def unload_ipython_extension(shell: _Any) -> None:
    """`%unload_ext rerun_state`: close all apps and take the magic away."""
    from rerun_state.jupyter import unload

    unload(shell)


def _jupyter_server_extension_points() -> list[dict[str, _Any]]:
    """`jupyter server extension enable rerun_state`: pages of apps for who is signed in."""
    from rerun_state.serve.extension import Extension

    return [{"module": "rerun_state.serve.extension", "app": Extension}]


@_uncollected()
def _describe_parameters() -> None:
    """Complete the docstrings; an element's is that of the containers' method as well."""
    here = globals()
    for name in (*__all__, *_BESIDE):
        if callable(here.get(name)):
            _weave(name, here[name])
    _weave("Grid.cell", _Grid.cell)
    _weave("Status.update", _Status.update)


def _offer_magics() -> None:
    """Offer `%%rerun` where there is a kernel: who imports this package there wants it."""
    ipython = _sys.modules.get("IPython")
    shell = None if ipython is None else ipython.get_ipython()
    manager = getattr(shell, "extension_manager", None)  # Solara's stand-in has none
    if manager is not None and getattr(shell, "kernel", None) is not None:
        manager.load_extension(__name__)


_describe_parameters()
_offer_magics()
