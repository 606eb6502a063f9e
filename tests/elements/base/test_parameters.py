"""What elements share: here the key of one that is refused."""

import pytest

from rerun_state.testing import AppTest

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
