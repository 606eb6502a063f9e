"""What to say of a name that does not exist: Streamlit removed it, or it is misspelt.

The names and what replaced them are those that Streamlit 1.67 tells of.
"""

from __future__ import annotations

from collections.abc import Collection

REMOVED = {
    "beta_color_picker": "st.color_picker",
    "beta_columns": "st.columns",
    "beta_container": "st.container",
    "beta_expander": "st.expander",
    "beta_secrets": "st.secrets",
    "beta_set_page_config": "st.set_page_config",
    "bokeh_chart": "st.plotly_chart or st.altair_chart",
    "cache": "st.cache_data or st.cache_resource",
    "experimental_audio_input": "st.audio_input",
    "experimental_connection": "st.connection",
    "experimental_data_editor": "st.data_editor",
    "experimental_dialog": "st.dialog",
    "experimental_fragment": "st.fragment",
    "experimental_get_query_params": "st.query_params",
    "experimental_memo": "st.cache_data",
    "experimental_rerun": "st.rerun",
    "experimental_set_query_params": "st.query_params",
    "experimental_show": "st.write",
    "experimental_singleton": "st.cache_resource",
    "experimental_user": "st.user",
}


def explain_no_command(name: str) -> str:
    """The message of an error for an element of a container that does not exist."""
    instead = REMOVED.get(name)
    cure = f" It was removed, use {instead.replace('st.', '')} instead." if instead else ""
    return f"`{name}()` is not a valid Streamlit command.{cure}"


def explain_missing(module: str, name: str, names: Collection[str]) -> str:
    """The message of an AttributeError for a name that is none of `names`."""
    message = f"module {module!r} has no attribute {name!r}"
    if (instead := REMOVED.get(name)) is not None:
        return f"{message}. st.{name} was removed, use {instead} instead."
    from difflib import get_close_matches  # slow to import, and rarely needed

    if close := get_close_matches(name, [each for each in names if each[:1] != "_"], n=1):
        return f"{message}. Did you mean st.{close[0]}?"
    return message
