"""Every element with all that it can be told, so that each property of the contract is sent once.

Each statement is a program of its own; what several of them need is in `NAMES`.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import altair
import pandas as pd
from plotly import graph_objects

import rerun_state as st
import rerun_state.components.v1 as v1

PIXEL = b"\x89PNG\r\n\x1a\n"
FIELD = "help='*h*', disabled=True, label_visibility='hidden', width=300, key='k'"
SHORT = "help='*h*', disabled=True, label_visibility='hidden', key='k'"
BUTTON = (
    "help='*h*', type='primary', icon=':material/home:', disabled=True, width=300, key='k',"
    " wrap=True"
)
FULL = f"{BUTTON}, icon_position='right', shortcut='Ctrl+K'"
TABLE = pd.DataFrame(
    {
        "whole": [1, 2],
        "half": [1.5, None],
        "name": ["a", "b"],
        "kind": pd.Categorical(["x", "y"]),
        "seen": pd.to_datetime(["2020-01-01", "2020-01-02"]).tz_localize("Europe/Berlin"),
        "born": [dt.date(2020, 1, 1)] * 2,
        "ways": [["a"], ["b"]],
        "chart": [[1, 2], [3, 4]],
        "any": [1, "x"],
        "link": ["https://a.b", "https://c.d"],
        "ok": [True, False],
    }
)
LOOKS = TABLE[["whole", "name"]].style.highlight_max(["whole"]).set_caption("C").hide(axis="index")


class Plan:
    """What is computed elsewhere, and has more rows than are shown."""

    def limit(self, rows: int) -> Plan:
        return self

    def toPandas(self) -> pd.DataFrame:
        return pd.DataFrame({"lat": [1.0] * 10_000, "lon": [2.0] * 10_000})


PLAN = Plan()
C = st.column_config
COLUMNS: dict[str, Any] = {
    "whole": C.NumberColumn(
        "N",
        width=99,
        help="h",
        required=True,
        pinned=True,
        alignment="left",
        default=1,
        format="%d",
        min_value=0,
        max_value=9,
        step=1,
    ),
    "name": C.TextColumn("T", help="*more* of it", disabled=True, max_chars=5, validate="a+"),
    "seen": C.DatetimeColumn(timezone="UTC"),
    "ways": C.MultiselectColumn(
        options=["a", "b"], accept_new_options=True, color=["red", "blue"], format_func=str.upper
    ),
    "chart": C.LineChartColumn(y_min=0, y_max=9),
    "link": C.LinkColumn(display_text="here"),
    "born": None,
}


class Drawn:
    """An object that shows itself as HTML."""

    def _repr_html_(self) -> str:
        return "<p>a</p>"


NAMES = {**globals(), "alt": altair, "go": graph_objects, "v1": v1}
GALLERY = [
    "st.header('*a*', 'there', help='*h*', icon=':material/home:', divider='red', width=300,"
    " text_alignment='center', wrap=False)",
    "st.markdown('*a*', help='*h*', width=300, text_alignment='center', wrap=False, anchors=False)",
    "st.latex('x')",
    "st.caption('a')",
    "st.text('a', help='*h*', width=300, text_alignment='center', wrap=False)",
    "st.code('a', line_numbers=True, wrap_lines=True, height=300, width=300)",
    "st.divider(width=300)",
    "st.html('<p>a</p><script>1</script>', width=300, unsafe_allow_javascript=True)",
    "st.write(Drawn())",
    "st.help(dict); st.help(3)",
    "st.json({'a': 1}, expanded=2, width=300)",
    "st.metric('a', '*3*', '+*1*', delta_description='*b*')",
    "st.metric('*a*', 3, 1, help='*h*', icon='🎈', label_visibility='hidden', border=True,"
    " width=300, height=300, chart_data=[1, 2], format='compact', delta_description='d')",
    "st.table(TABLE[['whole', 'name']], border='horizontal', width=300, height=300,"
    " hide_index=True, hide_header=True, alt='a')",
    "st.table(LOOKS)",
    "st.table(pd.DataFrame({'a': range(50_001)}))",
    "st.dataframe(TABLE, column_order=['name'], column_config=COLUMNS, width=300, height=300,"
    " hide_index=True, row_height=30, placeholder='-', alt='a', on_select='rerun', key='k')",
    "st.dataframe(LOOKS)",
    "st.dataframe(pd.DataFrame({'a': range(200_000)}))",
    "st.data_editor(TABLE, column_order=['name'], column_config=COLUMNS, width=300, height=300,"
    " hide_index=True, row_height=30, placeholder='-', alt='a', disabled=True, key='k')",
    "st.data_editor(LOOKS)",
    "st.dataframe(PLAN); st.data_editor(PLAN); st.map(PLAN)",
    "st.data_editor(pd.DataFrame({'a': range(200_000)}))",
    "st.dataframe({'a': ['x']}, key='k', on_select='rerun',"
    " column_config={'a': C.ButtonColumn(type='primary', on_click=print, key='b')})",
    "st.altair_chart(alt.Chart(TABLE[['whole', 'half']]).mark_bar().encode(x='whole:Q')"
    ".add_params(alt.selection_point('p')), width=300, height=300, alt='a', on_select='rerun',"
    " key='k')",
    "st.plotly_chart(go.Figure(), width=300, height=300, alt='a', on_select='rerun', key='k',"
    " config={'a': 1})",
    "st.echarts_chart({}, width=300, height=300, alt='a', on_select='rerun', key='k')",
    "st.graphviz_chart('digraph {}', width=300, height=300, alt='a')",
    "st.map(pd.DataFrame({'lat': [1.0], 'lon': [2.0]}), zoom=3, width=300, height=300, alt='a')",
    "st.image(PIXEL, '*c*', link='https://a.b', width=300, alt='a')",
    "st.image('https://a.b/c.png')",
    "st.audio(PIXEL, alt='a', end_time=3, width=300)",
    "st.audio('https://a.b/c.wav')",
    "st.video(PIXEL, alt='a', end_time=3, subtitles='WEBVTT\\n', width=300)",
    "st.video('https://youtu.be/abcdefghijk'); st.video('https://a.b/c.mp4')",
    "st.pdf(b'%PDF-', alt='a'); st.pdf('https://a.b/c.pdf')",
    "st.iframe('https://a.b', width=300, height=300, tab_index=1, alt='a')",
    "st.iframe('<p>a</p>'); v1.html('<p>a</p>', scrolling=True)",
    f"st.button('*a*', {FULL})",
    "st.form('f').form_submit_button('a')",
    f"st.download_button('*a*', PIXEL, 'a.png', {FULL})",
    f"st.link_button('*a*', 'https://a.b', {FULL})",
    f"st.menu_button('*a*', ['*b*'], {BUTTON})",
    f"st.toggle('*a*', wrap=True, {FIELD})",
    f"st.radio('*a*', ['*b*'], horizontal=True, captions=['*c*'], {FIELD})",
    f"st.pills('*a*', [':material/home: b'], required=True, default=':material/home: b',"
    f" wrap=True, {FIELD})",
    f"st.selectbox('*a*', ['*b*'], None, placeholder='-', required=True, icon='🎈',"
    f" accept_new_options=True, filter_mode='prefix', {FIELD})",
    "st.selectbox('*a*', ['b'], None)",
    f"st.multiselect('*a*', ['*b*'], max_selections=2, placeholder='-', accept_new_options=True,"
    f" filter_mode='prefix', select_all=False, wrap=True, {FIELD})",
    f"st.select_slider('*a*', ['*b*', 'c'], {FIELD})",
    f"st.slider('*a*', 0.0, 1.0, step=0.25, format='%.2f', {FIELD})",
    f"st.number_input('*a*', 0.0, 1.0, None, step=0.25, format='%.2f', placeholder='-',"
    f" required=True, icon='🎈', {FIELD})",
    "st.number_input('*a*', value=None)",
    f"st.text_input('*a*', None, max_chars=5, type='email', autocomplete='on', placeholder='-',"
    f" required=True, icon='🎈', validate=('a+', 'no'), live='500ms', {FIELD})",
    "st.text_input('*a*', None)",
    f"st.text_area('*a*', None, height=300, max_chars=5, placeholder='-', required=True, {FIELD})",
    "st.text_area('*a*', None)",
    f"st.date_input('*a*', (), dt.date(2020, 1, 1), dt.date(2021, 1, 1), required=True, {FIELD})",
    "st.date_input('*a*', None)",
    f"st.time_input('*a*', None, required=True, {FIELD})",
    "st.time_input('*a*', None)",
    f"st.datetime_input('*a*', None, dt.datetime(2020, 1, 1), dt.datetime(2021, 1, 1),"
    f" required=True, {FIELD})",
    "st.datetime_input('*a*', None)",
    f"st.color_picker('*a*', {FIELD})",
    "st.feedback('faces', disabled=True, width=300, key='k')",
    "st.pagination(9, disabled=True, width=300, key='k')",
    f"st.file_uploader('*a*', ['png'], accept_multiple_files=True, {FIELD})",
    f"st.camera_input('*a*', resolution='720p', {FIELD})",
    f"st.audio_input('*a*', {FIELD})",
    "st.chat_input('a', max_chars=5, accept_file='multiple', file_type=['png'], accept_audio=True,"
    " disabled=True, width=300, height=300, key='k')",
    "st.container(border=True, key='k', width=300, height=300, horizontal=True, wrap=False,"
    " horizontal_alignment='right', vertical_alignment='bottom', gap='large', autoscroll=True)",
    "st.columns(2, gap='large', vertical_alignment='bottom', border=True, width=300, wrap=False)",
    "st.grid(2, key='k').container(); st.space('large'); st.empty()",
    "st.form('f', enter_to_submit=False, border=False, width=300, height=300)",
    "st.tabs(['*a*', 'b'], default='b', width=300, height=300, key='k', on_change='rerun')",
    "st.expander('*a*', True, icon='🎈', type='compact', width=300, key='k', on_change='rerun')",
    "st.status('*a*', width=300)",
    "st.popover('*a*', type='primary', help='*h*', icon='🎈', disabled=True, width=300, wrap=True,"
    " key='k', on_change='rerun')",
    "st.dialog('*a*', icon='🎈', on_dismiss='rerun')(lambda: st.text('in'))()",
    "st.info('*a*', icon='🎈', width=300, title='*t*')",
    "st.exception(ValueError('*a*'), width=300)",
    "st.exception(DeprecationWarning('a'))",
    "st.progress(0.5, '*a*', width=300)",
    "with st.spinner('*a*', show_time=True): st.text('in')",
    "st.skeleton(300)",
    "toast = st.toast('*a*', icon='🎈'); toast.toast('b')",
    "st.balloons(); st.snow()",
    "st.mermaid_chart('graph TD; a --> b', alt='a picture')",
    "st.set_page_config('a', '🎈', 'wide', 'collapsed')",
    "st.logo(PIXEL, size='large', link='https://a.b', icon_image='https://a.b/c.png')",
    "st.logo(':material/home:', icon_image=PIXEL)",
    "home = st.Page(lambda: st.page_link(home, label='*a*', icon='🎈', help='*h*', width=300,"
    " icon_position='right', disabled=True), title='*a*', icon='🎈', help='*h*', url_path='p')\n"
    "st.query_params['a'] = '1'\nst.navigation([home, st.Page(print, title='b')]).run()",
    "st.page_link('https://a.b', label='a')",
    "st.chat_message('a', avatar=':material/home:', width=300).text('b')",
    "st.chat_message('a', avatar='https://a.b/c.png')",
    "st.markdown('<b>a</b>', unsafe_allow_html=True)",
    "st.session_state.k = 'x'; st.chat_input(key='k')",
    "st.table({'*a*': ['*b*']})",
    "st.logo('https://a.b/c.png')",
    "st.toast('a', icon='🎈')",
    "st.line_chart({'a': [1, 2], 'b': [3, 4]})",
    "st.scatter_chart({'a': range(200_000)})",
]
