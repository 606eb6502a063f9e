"""Streamlit's rerun model in Jupyter: turn a notebook cell into an app.

%load_ext rerun_state

%%rerun
import rerun_state as st
st.button("Hello")
"""

from __future__ import annotations

from typing import Any

from rerun_state import errors as errors
from rerun_state.caching import cache_data as cache_data
from rerun_state.caching import cache_resource as cache_resource
from rerun_state.commands.connections import connection as connection
from rerun_state.commands.context import ContextProxy, UserProxy
from rerun_state.commands.context import login as login
from rerun_state.commands.context import logout as logout
from rerun_state.commands.flow import checkpoint as checkpoint
from rerun_state.commands.flow import rerun as rerun
from rerun_state.commands.flow import stop as stop
from rerun_state.commands.flow import switch_page as switch_page
from rerun_state.commands.navigation import navigation as navigation
from rerun_state.commands.options import get_option as get_option
from rerun_state.commands.options import set_option as set_option
from rerun_state.commands.query_params import QueryParamsProxy
from rerun_state.commands.secrets import Secrets, SecretsFile
from rerun_state.commands.session_state import SessionStateProxy
from rerun_state.container import Container
from rerun_state.elements.data import column_config as column_config
from rerun_state.elements.layout.app import set_page_config as set_page_config
from rerun_state.elements.layout.dialog import dialog as dialog
from rerun_state.runtime.execution.pages import Page as Page
from rerun_state.runtime.grammar.fragment import fragment as fragment
from rerun_state.runtime.loop.session import current_session, session_to_use
from rerun_state.runtime.model.tree import BOTTOM, EVENT, SIDEBAR

session_state = SessionStateProxy(lambda: session_to_use().state)
query_params = QueryParamsProxy()
context = ContextProxy()
user = UserProxy()
secrets = Secrets(SecretsFile(), lambda: current_session().secrets)

_main = Container()
sidebar = Container(section=SIDEBAR)
bottom = Container(section=BOTTOM)
_event = Container(section=EVENT)

title = _main.title
header = _main.header
subheader = _main.subheader
markdown = _main.markdown
caption = _main.caption
text = _main.text
code = _main.code
divider = _main.divider
write = _main.write
write_stream = _main.write_stream
latex = _main.latex
json = _main.json
html = _main.html
iframe = _main.iframe
badge = _main.badge
help = _main.help
echo = _main.echo
metric = _main.metric
table = _main.table
dataframe = _main.dataframe
data_editor = _main.data_editor
line_chart = _main.line_chart
area_chart = _main.area_chart
bar_chart = _main.bar_chart
scatter_chart = _main.scatter_chart
altair_chart = _main.altair_chart
vega_lite_chart = _main.vega_lite_chart
plotly_chart = _main.plotly_chart
echarts_chart = _main.echarts_chart
pyplot = _main.pyplot
map = _main.map
pydeck_chart = _main.pydeck_chart
graphviz_chart = _main.graphviz_chart
mermaid_chart = _main.mermaid_chart
image = _main.image
logo = _main.logo
audio = _main.audio
video = _main.video
pdf = _main.pdf
button = _main.button
form_submit_button = _main.form_submit_button
checkbox = _main.checkbox
toggle = _main.toggle
radio = _main.radio
selectbox = _main.selectbox
multiselect = _main.multiselect
pills = _main.pills
segmented_control = _main.segmented_control
select_slider = _main.select_slider
feedback = _main.feedback
pagination = _main.pagination
number_input = _main.number_input
slider = _main.slider
text_input = _main.text_input
text_area = _main.text_area
color_picker = _main.color_picker
date_input = _main.date_input
time_input = _main.time_input
datetime_input = _main.datetime_input
file_uploader = _main.file_uploader
camera_input = _main.camera_input
audio_input = _main.audio_input
chat_input = _main.chat_input
chat_message = _main.chat_message
download_button = _main.download_button
link_button = _main.link_button
menu_button = _main.menu_button
container = _main.container
columns = _main.columns
empty = _main.empty
form = _main.form
tabs = _main.tabs
expander = _main.expander
popover = _main.popover
grid = _main.grid
space = _main.space
page_link = _main.page_link
success = _main.success
info = _main.info
warning = _main.warning
error = _main.error
exception = _main.exception
status = _main.status
progress = _main.progress
spinner = _main.spinner
skeleton = _main.skeleton
toast = _event.toast
balloons = _main.balloons
snow = _main.snow


def load_ipython_extension(shell: Any) -> None:
    """`%load_ext rerun_state`: offer the `%%rerun` cell magic."""
    from rerun_state.jupyter import load

    load(shell)


def unload_ipython_extension(shell: Any) -> None:
    """`%unload_ext rerun_state`: close all apps and take the magic away."""
    from rerun_state.jupyter import unload

    unload(shell)
