"""What names of Streamlit's inner modules stand for here.

By name alone, since hardly any name means two things: programs import `UploadedFile` from wherever
it lay when they were written. Exceptions and what `import streamlit` offers itself need no entry.
"""

from __future__ import annotations

_CONTEXTS = "rerun_state.streamlit.contexts"
_FRAMES = "rerun_state.streamlit.dataframes"
_FORMATS = "rerun_state.streamlit.formats"
_UPLOADS = "rerun_state.elements.inputs.uploads"
_SERVER = "rerun_state.streamlit.server"

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

POINTERS = {
    "AttrDict": "rerun_state.commands.secrets:AttrDict",
    "BaseConnection": "rerun_state.commands.connections:BaseConnection",
    "ButtonColumnClickState": "rerun_state.elements.data.column_buttons:ButtonColumnClickState",
    "ChatInputValue": "rerun_state.elements.inputs.chat:ChatInputValue",
    "ContextProxy": "rerun_state.commands.context:ContextProxy",
    "DataFormat": f"{_FORMATS}:DataFormat",
    "DataEditorState": "rerun_state.elements.data.edits:DataEditorState",
    "DataframeState": "rerun_state.elements.base.selections:DataframeState",
    "DeltaGenerator": "rerun_state.vocabulary:Container",
    "EChartsState": "rerun_state.elements.charts.plots:EChartsState",
    "ExpanderContainer": "rerun_state.vocabulary:Panel",
    "ExperimentalBaseConnection": "rerun_state.commands.connections:BaseConnection",
    "GridContainer": "rerun_state.vocabulary:Grid",
    "PlotlyState": "rerun_state.elements.charts.plots:PlotlyState",
    "PopoverContainer": "rerun_state.vocabulary:Panel",
    "PydeckState": "rerun_state.elements.charts.maps:PydeckState",
    "QueryParamsProxy": "rerun_state.commands.query_params:QueryParamsProxy",
    "RerunException": "rerun_state.runtime.execution.run:RerunException",
    "Runtime": f"{_SERVER}:Runtime",
    "SQLConnection": "rerun_state.commands.connections:SQLConnection",
    "STREAMLIT_VERSION_STRING": "rerun_state:__version__",
    "ScriptControlException": "rerun_state.runtime.execution.run:RunEnded",
    "ScriptRunContext": f"{_CONTEXTS}:ScriptRunContext",
    "Secrets": "rerun_state.commands.secrets:Secrets",
    "SessionStateProxy": "rerun_state.commands.session_state:SessionStateProxy",
    "SkeletonPlaceholder": "rerun_state.vocabulary:Skeleton",
    "StatusContainer": "rerun_state.vocabulary:Status",
    "StopException": "rerun_state.runtime.execution.run:StopException",
    "StreamingOutput": "rerun_state.elements.text.streams:StreamingOutput",
    "StreamlitCookies": "rerun_state.commands.context:Texts",
    "StreamlitHeaders": "rerun_state.commands.context:Headers",
    "StreamlitPage": "rerun_state:Page",
    "StreamlitTheme": "rerun_state.commands.context:Theme",
    "TabContainer": "rerun_state.vocabulary:Panel",
    "UploadedFile": f"{_UPLOADS}:UploadedFile",
    "UserInfoProxy": "rerun_state.commands.context:UserProxy",
    "VegaLiteState": "rerun_state.elements.charts.vega:VegaLiteState",
    "add_script_run_ctx": f"{_CONTEXTS}:add_script_run_ctx",
    "config.set_option": "rerun_state.commands.config:put_option",
    "convert_anything_to_arrow_bytes": f"{_FRAMES}:convert_anything_to_arrow_bytes",
    "convert_anything_to_list": f"{_FRAMES}:convert_anything_to_list",
    "convert_anything_to_pandas_df": f"{_FRAMES}:convert_anything_to_pandas_df",
    "convert_arrow_bytes_to_pandas_df": f"{_FRAMES}:convert_arrow_bytes_to_pandas_df",
    "convert_arrow_table_to_arrow_bytes": f"{_FRAMES}:convert_arrow_table_to_arrow_bytes",
    "convert_pandas_df_to_arrow_table": f"{_FRAMES}:convert_pandas_df_to_arrow_table",
    "convert_pandas_df_to_data_format": f"{_FORMATS}:convert_pandas_df_to_data_format",
    "determine_data_format": f"{_FORMATS}:determine_data_format",
    "convert_pandas_df_to_arrow_bytes": f"{_FRAMES}:convert_pandas_df_to_arrow_bytes",
    "dialog_decorator": "rerun_state:dialog",
    "exists": "rerun_state.runtime:exists",
    "gather_metrics": f"{_SERVER}:gather_metrics",
    "get_instance": f"{_SERVER}:get_instance",
    "get_logger": "logging:getLogger",
    "get_script_run_ctx": f"{_CONTEXTS}:get_script_run_ctx",
    "has_range_index": f"{_FRAMES}:has_range_index",
    "is_dataframe_like": f"{_FRAMES}:is_dataframe_like",
    "is_dbapi_cursor": "rerun_state.elements.data.frames:is_cursor",
    "is_duckdb_relation": f"{_FRAMES}:is_duckdb_relation",
    "is_dask_object": f"{_FRAMES}:is_dask_object",
    "is_modin_data_object": f"{_FRAMES}:is_modin_data_object",
    "is_pyspark_data_object": f"{_FRAMES}:is_pyspark_data_object",
    "is_snowpark_data_object": f"{_FRAMES}:is_snowpark_data_object",
    "is_xarray_dataset": f"{_FRAMES}:is_xarray_dataset",
    "is_xarray_data_array": f"{_FRAMES}:is_xarray_data_array",
    "is_pandas_data_object": f"{_FRAMES}:is_pandas_data_object",
    "is_pandas_styler": "rerun_state.elements.data.frames:is_styler",
    "is_polars_dataframe": f"{_FRAMES}:is_polars_dataframe",
    "is_polars_lazyframe": f"{_FRAMES}:is_polars_lazyframe",
    "is_polars_series": f"{_FRAMES}:is_polars_series",
    "is_unevaluated_data_object": f"{_FRAMES}:is_unevaluated_data_object",
    "open_python_file": "tokenize:open",
    "secrets_singleton": "rerun_state:secrets",
    "show_deprecation_warning": f"{_SERVER}:show_deprecation_warning",
    "show_code": "rerun_state.streamlit.demos:show_code",
}
