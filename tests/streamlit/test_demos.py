"""What the pages of `streamlit hello` use."""

from tests.streamlit.programs import ran


def test_a_page_of_the_demo_shows_its_code() -> None:
    at = ran("""
import streamlit as st
from streamlit.hello.utils import show_code

def demo():
    st.text("shown")

demo()
show_code(demo)
""")
    assert at.code[0].value.strip() == 'st.text("shown")'
    assert not at.sidebar.checkbox[0].uncheck().run().code
