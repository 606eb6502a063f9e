"""What elements share: here the key of one that is refused."""

import numpy as np
import pytest

from rerun_state.elements.base import parameters
from rerun_state.elements.base.parameters import spelling, without_effect
from rerun_state.testing import AppTest
from tests.elements.calls import props, refusal, run
from tests.elements.inputs.apps import app, preset, shown

REFUSED = [
    "st.slider('W', 0, 5, 'x', key='w')",
    "st.number_input('W', 0, 5, 9, key='w')",
    "st.radio('W', ['a'], 4, key='w')",
    "st.text_input('W', max_chars=-1, key='w')",
    "st.text_area('W', max_chars=-1, key='w')",
    "st.date_input('W', 'no date', key='w')",
    "st.time_input('W', step='x', key='w')",
    "st.datetime_input('W', step='x', key='w')",
    "st.color_picker('W', 'red', key='w')",
    "st.download_button('W', 5, key='w')",
    "st.chat_input('W', max_chars=-1, key='w')",
]

UNKEPT = [
    "st.selectbox('W', ['a'], 4, key='w')",
    "st.multiselect('W', ['a'], ['x'], key='w')",
    "st.button('W', type='x', key='w')",
    "st.container(height='x', key='w')",
]

TRY = """
import rerun_state as st

try:
    {call}
except Exception:
    pass
st.checkbox("Instead", key="w")
"""


@pytest.mark.parametrize("call", REFUSED)
def test_the_key_of_a_refused_element_is_taken(call: str) -> None:
    at = AppTest.from_string(TRY.format(call=call)).run()
    assert at.exception[0].proto.type.endswith("StreamlitDuplicateElementKey")


@pytest.mark.parametrize("call", UNKEPT)
def test_what_is_checked_before_the_key_leaves_it_to_others(call: str) -> None:
    at = AppTest.from_string(TRY.format(call=call)).run()
    assert at.checkbox[0].key == "w"


def test_a_refused_slider_with_other_bounds_is_another_one() -> None:
    at = AppTest.from_string(
        "import rerun_state as st\nbad = st.checkbox('Bad')\n"
        "try: st.slider('S', 0, 5 + bad, 'x' if bad else 1, key='s')\n"
        "except st.errors.StreamlitAPIException: pass"
    ).run()
    at.checkbox[0].check().run()
    assert "s" not in at.session_state


@pytest.mark.parametrize("call", ["slider('S'", "button('B'", "text_area('T'"])
def test_a_width_that_cannot_be_is_refused_when_the_value_is_in_the_state(call: str) -> None:
    at = AppTest.from_string(f"import rerun_state as st\nst.{call}, key='k', width='x')").run()
    assert at.exception[0].proto.type.endswith("StreamlitInvalidWidthError")
    assert "k" in at.session_state


@pytest.mark.parametrize("call", ["pills('P', 'a'", "slider('S'", "text_input('T'"])
def test_an_error_names_the_function_that_was_called(call: str) -> None:
    message = app(f"st.{call}, key='')").exception[0].message
    assert message.startswith(f"The key of a {call.partition('(')[0]} is empty.")


@pytest.mark.parametrize("call", ["selectbox('S', 'a'", "multiselect('M', 'a'"])
def test_a_placeholder_is_a_text(call: str) -> None:
    assert app(f"st.{call}, placeholder=5)").exception[0].proto.type == "TypeError"


@pytest.mark.parametrize(
    "call", ["button('B', width={})", "container(height={})", "container(gap={})"]
)
def test_sizes_have_as_many_pixels_as_a_page_can_count(call: str) -> None:
    assert not app("st." + call.format(2**32 - 1)).exception
    at = app("st." + call.format(2**32))
    assert at.exception[0].proto.type.endswith("StreamlitValueOutOfRangeError")


@pytest.mark.parametrize(
    ("call", "error"),
    [
        ("st.text_input('T', bind='x', key='k')", "StreamlitValueError"),
        ("st.text_input('T', bind='query-params')", "StreamlitMissingRequiredParameterError"),
        ("st.text_input('T', persist_state='x', key='k')", "StreamlitValueError"),
        ("st.text_input('T', persist_state='page')", "StreamlitMissingRequiredParameterError"),
        ("st.text_input('T', label_visibility='x')", "StreamlitValueError"),
        ("st.text_input('T', width='x')", "StreamlitInvalidWidthError"),
        ("st.text_input('T', width='content')", "StreamlitInvalidWidthError"),
        ("st.text_input('T', width=0)", "StreamlitInvalidWidthError"),
        ("st.text_area('T', height='x')", "StreamlitInvalidHeightError"),
        ("st.text_area('T', height=0)", "StreamlitInvalidHeightError"),
        ("st.text_input('T', icon=5)", "StreamlitInvalidParameterTypeError"),
        ("st.text_input('T', icon='x')", "StreamlitAPIException"),
        ("st.button('B', on_click='x')", "StreamlitValueError"),
        ("st.button('B', width='x')", "StreamlitInvalidWidthError"),
    ],
)
def test_a_parameter_that_elements_share_is_checked(call: str, error: str) -> None:
    assert refusal(call) == error


SENSELESS = [
    "st.button('W', wrap={})",
    "st.checkbox('W', wrap={})",
    "st.pills('W', ['a'], wrap={})",
    "st.multiselect('W', ['a'], wrap={})",
    "st.popover('W', wrap={})",
    "st.container(autoscroll={})",
    "st.form('f', border={})",
    "st.table([1], hide_index={})",
    "st.table([1], hide_header={})",
    "st.markdown('a', unsafe_allow_html={})",
    "st.html('a', unsafe_allow_javascript={})",
    "st.line_chart([1], use_container_width={})",
    "st.audio(b'x', loop={})",
    "st.video(b'x', muted={})",
    "st.status('s').update(expanded={})",
]


@pytest.mark.parametrize("call", SENSELESS)
@pytest.mark.parametrize("value", ["'x'", "[]"])
def test_a_switch_is_given_a_truth_value(call: str, value: str) -> None:
    assert refusal(call.format(value)) == "TypeError"
    assert not app(call.format("1")).exception


COUNTED = [
    "st.text_input('W', max_chars={})",
    "st.text_area('W', max_chars={})",
    "st.chat_input('W', max_chars={})",
    "st.dataframe([1], row_height={})",
    "st.data_editor([1], row_height={})",
]


@pytest.mark.parametrize("call", COUNTED)
def test_a_count_is_a_whole_number_from_zero_on(call: str) -> None:
    for value in ("True", "1.5", "'x'"):
        assert refusal(call.format(value)) == "TypeError"
    assert refusal(call.format("-1")) == "ValueError"
    for value in ("None", "30", "__import__('numpy').int64(30)"):
        assert not app(call.format(value)).exception


@pytest.mark.parametrize(
    "call",
    [
        "st.selectbox('W', ['a'], placeholder={})",
        "st.multiselect('W', ['a'], placeholder={})",
        "st.code('x', language={})",
        "st.image(np.zeros((2, 2)), link={})",
        "st.dataframe([1], row_height={})",
        "st.data_editor([1], row_height={})",
        "st.video('https://a.b/c.mp4', subtitles={})",
        "st.video('https://youtu.be/dQw4w9WgXcQ', subtitles={})",
    ],
)
@pytest.mark.parametrize("value", ["0", "False", "[]", "b''"])
def test_what_is_false_is_none(call: str, value: str) -> None:
    assert props(call.format(value)) == props(call.format(None))


@pytest.mark.parametrize("call", ["st.code('x', {})", "st.selectbox('W', ['a'], placeholder={})"])
def test_what_is_true_is_a_text(call: str) -> None:
    assert refusal(call.format(1)) == "TypeError"


def test_an_empty_placeholder_stays_empty() -> None:
    assert props("st.selectbox('W', ['a'], placeholder='')")["placeholder"] == ""


@pytest.mark.parametrize(
    "call", ["st.status({})", "st.logo('🎈', link={})", "st.logo('🎈', icon_image={})"]
)
@pytest.mark.parametrize("value", ["0", "False", "''", "None"])
def test_what_is_false_may_be_given(call: str, value: str) -> None:
    assert not run(call.format(value)).exception


@pytest.mark.parametrize(
    "call",
    [
        "st.radio('W', ['a', 'b'], {})",
        "st.selectbox('W', ['a', 'b'], {})",
        "st.progress({})",
        "st.feedback(default={})",
    ],
)
@pytest.mark.parametrize("value", ["True", "False"])
def test_a_truth_value_is_no_number(call: str, value: str) -> None:
    assert refusal(call.format(value)) == "TypeError"
    assert not app(call.format(int(value == "True"))).exception


def test_a_toast_lasts_no_truth_value() -> None:
    assert refusal("st.toast('T', duration=True)") == "TypeError"


def test_of_a_parameter_without_effect_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parameters, "_warned", set[str]())
    with pytest.warns(UserWarning, match="kind of st.thing.. has no effect: no reason"):
        without_effect("thing", "kind", "no reason")
    without_effect("thing", "kind", "no reason")  # or it were an error here
    with pytest.warns(UserWarning, match="other of st.thing"):
        without_effect("thing", "other", "no reason")


@pytest.mark.parametrize(
    ("call", "name", "usual"),
    [
        ("st.data_editor([1], num_rows={!r})", "editing", "fixed"),
        ("st.metric('M', 1, chart_data=[1, 2], chart_type={!r})", "chart_type", "line"),
    ],
)
def test_a_word_that_is_unknown_is_the_usual_one_and_told_once(
    call: str, name: str, usual: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parameters, "_warned", set[str]())
    with pytest.warns(UserWarning, match="='nope' of .* has no effect: it must be one of"):
        element = app(call.format("nope")).main[0].node.element
    assert element.props[name] == usual
    app(call.format("nope"))  # or it were an error here


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (np.int64(5), "5"),
        ((np.float64(0.5), 5.0), "(0.5, 5.0)"),
        ([np.int8(1), None, "np."], "[1, None, 'np.']"),
        (np.array([1, 2]), "array([1, 2])"),
    ],
)
def test_a_number_of_numpy_is_written_as_the_one_of_python(value: object, written: str) -> None:
    assert spelling(value) == written


@pytest.mark.parametrize("kind", ["number_input", "slider"])
def test_a_bound_of_numpy_in_place_of_the_same_of_python_keeps_what_was_chosen(kind: str) -> None:
    at = AppTest.from_string(
        "import numpy as np\nimport rerun_state as st\n"
        "n = st.session_state.n = st.session_state.get('n', 0) + 1\n"
        f"st.{kind}('N', 0, np.int64(9) if n % 2 else 9)"
    ).run()
    getattr(at, kind)[0].set_value(3).run()
    assert getattr(at.run(), kind)[0].value == 3


@pytest.mark.parametrize(
    "call", ["text_input('T', 'first'", "number_input('N', 5", "selectbox('S', ['a', 'b']"]
)
def test_an_input_that_code_has_emptied_stays_empty_whatever_its_default(call: str) -> None:
    assert shown(preset("None", f"st.{call}, key='k')").run()) == "None"


def test_a_slider_without_a_value_has_the_shape_that_the_state_has() -> None:
    assert shown(preset("(2, 3)", "st.slider('S', key='k')")) == "(2, 3)"
    assert shown(preset("(2, 3)", "st.slider('S', key='other')")) == "0"
