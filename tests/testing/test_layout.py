"""Places under test."""

from tests.testing.programs import app


def test_a_key_finds_any_element() -> None:
    at = app("with st.container(key='c'):\n    st.text_input('T', key='t')")
    assert at.get_by_key("t").label == "T"
    assert at.get_by_key("c").type == "flex_container"
