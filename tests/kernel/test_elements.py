"""Every element in a real kernel: it is shown, and a rerun that leaves it alone says nothing."""

from collections.abc import Iterator

import pytest

from tests.kernel.conftest import kept, start
from tests.kernel.live import LiveKernel, patches

PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ"
    "AAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)

SHOWN = {
    "title": "st.title('T', icon=':material/bolt:')",
    "markdown": "st.markdown('**b** :red[c] $x$', help='h')",
    "text": "st.text('t')",
    "code": "st.code('x = 1', line_numbers=True)",
    "latex": "st.latex('x^2')",
    "json": "st.json({'a': [1, 2]})",
    "html": "st.html('<i>i</i>')",
    "badge": "st.badge('b')",
    "divider": "st.divider()",
    "metric": "st.metric('M', 5, 1, chart_data=[1, 2, 3])",
    "table": "st.table({'a': [1, 2]})",
    "dataframe": "st.dataframe({'a': [1, 2], 'b': ['x', 'y']})",
    "data_editor": "st.data_editor([{'a': 1}])",
    "line_chart": "st.line_chart([1, 2, 3])",
    "map": "st.map({'lat': [60.4], 'lon': [5.3]})",
    "graphviz_chart": "st.graphviz_chart('digraph { a -> b }')",
    "plotly_chart": "import plotly.graph_objects as go; st.plotly_chart(go.Figure(go.Bar(y=[1])))",
    "image": f"import base64; st.image(base64.b64decode('{PIXEL}'))",
    "audio": "st.audio(bytes(100), sample_rate=None)",
    "video": "st.video('https://example.org/film.mp4')",
    "tabs": "a, b = st.tabs(['A', 'B']); a.text('in a'); b.text('in b')",
    "expander": "st.expander('more').text('inside')",
    "popover": "st.popover('open').text('inside')",
    "columns": "[column.text(i) for i, column in enumerate(st.columns(3))]",
    "container": "st.container(height=100, border=True).text('inside')",
    "status": "st.status('s', state='complete').text('inside')",
    "progress": "st.progress(40, 'working')",
    "success": "st.success('done', icon='✅')",
    "exception": "st.exception(ValueError('v'))",
    "chat_message": "st.chat_message('user').text('hello')",
    "checkbox": "st.checkbox('c')",
    "toggle": "st.toggle('t')",
    "radio": "st.radio('r', ['a', 'b'], captions=['x', 'y'])",
    "selectbox": "st.selectbox('s', ['a', 'b'])",
    "multiselect": "st.multiselect('m', ['a', 'b'], ['a'])",
    "pills": "st.pills('p', ['a', 'b'])",
    "segmented_control": "st.segmented_control('s', ['a', 'b'])",
    "select_slider": "st.select_slider('s', ['a', 'b'])",
    "slider": "st.slider('s', 0.0, 1.0, (0.25, 0.75))",
    "number_input": "st.number_input('n')",
    "text_input": "st.text_input('t')",
    "text_area": "st.text_area('t')",
    "color_picker": "st.color_picker('c')",
    "date_input": "import datetime; st.date_input('d', datetime.date(2020, 1, 1))",
    "time_input": "import datetime; st.time_input('t', datetime.time(8, 45))",
    "datetime_input": "import datetime; st.datetime_input('d', datetime.datetime(2020, 1, 1))",
    "file_uploader": "st.file_uploader('f')",
    "camera_input": "st.camera_input('c')",
    "audio_input": "st.audio_input('a')",
    "chat_input": "st.chat_input('say')",
    "download_button": "st.download_button('d', b'data')",
    "link_button": "st.link_button('l', 'https://example.org')",
    "menu_button": "st.menu_button('m', ['a', 'b'])",
    "feedback": "st.feedback('stars')",
    "pagination": "st.pagination(9)",
    "form": "form = st.form('f'); form.text_input('t'); form.form_submit_button('send')",
}


@pytest.fixture(scope="module")
def kernel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveKernel]:
    live = start(tmp_path_factory.mktemp("ipython"))
    live.run("%load_ext rerun_state")
    yield from kept(live)


@pytest.mark.parametrize("name", sorted(SHOWN))
def test_is_shown_once_and_costs_no_message_afterwards(kernel: LiveKernel, name: str) -> None:
    app = f"%%rerun --name {name}\nimport rerun_state as st\nst.button('again')\n{SHOWN[name]};"
    before = len(kernel.messages)
    assert kernel.run(app).error is None
    assert patches(kernel.messages[before:])
    opened = kernel.messages[before:]
    button = next(
        m.content["comm_id"]
        for m in opened
        if m.type == "comm_open" and m.data["state"].get("props", {}).get("label") == "again"
    )
    with kernel.recording() as seen:
        kernel.send_custom(button, {"event": "change", "value": True, "seq": "test"})
    assert [(m.type, m.content) for m in seen if m.type != "status"] == []
