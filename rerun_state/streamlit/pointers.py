"""What names of Streamlit's inner modules stand for here.

By name alone, since hardly any name means two things: programs import `UploadedFile` from wherever
it lay when they were written. Exceptions and what `import streamlit` offers itself need no entry.
"""

from __future__ import annotations

SAME = {
    "components": "rerun_state.components",
    "components.v1": "rerun_state.components.v1",
    "components.v1.components": "rerun_state.components.v1.components",
    "components.v1.custom_component": "rerun_state.components.v1.custom_component",
    "components.v2": "rerun_state.components.v2",
    "column_config": "rerun_state.commands.column_config",
    "errors": "rerun_state.errors",
    "testing": "rerun_state.testing",
    "testing.v1": "rerun_state.testing",
    "testing.v1.app_test": "rerun_state.testing.apptest",
}
"""Modules of the package that offer what Streamlit's module does."""

_OURS: dict[str, tuple[str, ...]] = {
    "rerun_state.commands.connections": ("BaseConnection", "SQLConnection"),
    "rerun_state.commands.context": ("ContextProxy",),
    "rerun_state.commands.query_params": ("QueryParamsProxy",),
    "rerun_state.commands.secrets": ("AttrDict", "Secrets"),
    "rerun_state.commands.session_state": ("SessionStateProxy",),
    "rerun_state.commands.snowflake": ("SnowflakeConnection",),
    "rerun_state.components.v1.components": ("MarshallComponentException", "declare_component"),
    "rerun_state.components.v2.mount": ("ComponentRenderer",),
    "rerun_state.components.v2.state": ("ComponentResult",),
    "rerun_state.elements.base.selections": ("DataframeState",),
    "rerun_state.elements.charts.maps": ("PydeckState",),
    "rerun_state.elements.charts.plots": ("EChartsState", "PlotlyState"),
    "rerun_state.elements.charts.vega": ("VegaLiteState",),
    "rerun_state.elements.data.columns.column_buttons": ("ButtonColumnClickState",),
    "rerun_state.elements.data.editing.edits": ("DataEditorState",),
    "rerun_state.elements.inputs.chat": ("ChatInputValue",),
    "rerun_state.elements.inputs.uploads": ("UploadedFile",),
    "rerun_state.elements.text.streams": ("StreamingOutput",),
    "rerun_state.runtime": ("exists",),
    "rerun_state.runtime.execution.run": ("RerunException", "StopException"),
    "rerun_state.streamlit.addresses": ("LayoutConfig", "image_to_url"),
    "rerun_state.streamlit.call_keys": ("CacheType", "_make_value_key"),
    "rerun_state.streamlit.contexts": (
        *("RerunData", "ScriptRunContext", "add_script_run_ctx", "get_script_run_ctx"),
    ),
    "rerun_state.streamlit.dataframes": (
        *("convert_anything_to_arrow_bytes", "convert_anything_to_list"),
        *("convert_anything_to_pandas_df", "convert_arrow_bytes_to_pandas_df"),
        *("convert_arrow_table_to_arrow_bytes", "convert_pandas_df_to_arrow_bytes"),
        *("convert_pandas_df_to_arrow_table", "has_range_index", "is_dask_object"),
        *("is_dataframe_like", "is_duckdb_relation", "is_modin_data_object"),
        *("is_pandas_data_object", "is_polars_dataframe", "is_polars_lazyframe"),
        *("is_polars_series", "is_pyspark_data_object", "is_snowpark_data_object"),
        *("is_unevaluated_data_object", "is_xarray_data_array", "is_xarray_dataset"),
    ),
    "rerun_state.streamlit.demos": ("show_code",),
    "rerun_state.streamlit.formats": (
        *("DataFormat", "convert_pandas_df_to_data_format", "determine_data_format"),
    ),
    "rerun_state.streamlit.config_options": (
        *("ConfigOption", "get_config_options", "get_options_for_section"),
    ),
    "rerun_state.streamlit.page_files": ("get_random_emoji", "page_icon_and_name"),
    "rerun_state.streamlit.server": (
        *("Runtime", "gather_metrics", "get_instance", "show_deprecation_warning"),
    ),
    "rerun_state.streamlit.session_infos": ("AppSession", "SessionClient", "SessionInfo"),
}
"""Modules whose names are Streamlit's."""

POINTERS = {name: f"{module}:{name}" for module, names in _OURS.items() for name in names} | {
    "ActiveSessionInfo": "rerun_state.streamlit.session_infos:SessionInfo",
    "BaseCustomComponent": "rerun_state.components.v1.components:CustomComponent",
    "BidiComponentResult": "rerun_state.components.v2.state:ComponentResult",
    "DeltaGenerator": "rerun_state.vocabulary:Container",
    "ExpanderContainer": "rerun_state.vocabulary:Panel",
    "ExperimentalBaseConnection": "rerun_state.commands.connections:BaseConnection",
    "GridContainer": "rerun_state.vocabulary:Grid",
    "PopoverContainer": "rerun_state.vocabulary:Panel",
    "STREAMLIT_VERSION_STRING": "rerun_state:__version__",
    "ScriptControlException": "rerun_state.runtime.execution.run:RunEnded",
    "SkeletonPlaceholder": "rerun_state.vocabulary:Skeleton",
    "StatusContainer": "rerun_state.vocabulary:Status",
    "StreamlitCookies": "rerun_state.commands.context:Texts",
    "StreamlitHeaders": "rerun_state.commands.context:Headers",
    "StreamlitPage": "rerun_state:Page",
    "StreamlitTheme": "rerun_state.commands.context:Theme",
    "TabContainer": "rerun_state.vocabulary:Panel",
    "UserInfoProxy": "rerun_state.commands.context:UserProxy",
    "config.set_option": "rerun_state.commands.config:put_option",
    "dialog_decorator": "rerun_state:dialog",
    "get_logger": "logging:getLogger",
    "is_dbapi_cursor": "rerun_state.elements.data.given.plans:is_cursor",
    "is_emoji": "rerun_state.symbols.emoji:is_emoji",
    "is_in_form": "rerun_state.runtime.grammar.block:in_form",
    "is_pandas_styler": "rerun_state.elements.data.given.makes:is_styler",
    "open_python_file": "tokenize:open",
    "secrets_singleton": "rerun_state:secrets",
}
