"""The class of components in frames, where packages look for it."""

from collections.abc import Callable
from typing import Any

from rerun_state.testing import AppTest
from tests.components.apps import App

Show = Callable[[Callable[[], Any]], App]


PROGRAM = """
import streamlit.components.v1 as components
from streamlit.components.v1.components import CustomComponent, declare_component
from streamlit.components.v1.custom_component import MarshallComponentException
import streamlit as st
assert components is st.components.v1
assert components.declare_component is declare_component
st.text(isinstance(components.declare_component("x", url="http://x"), CustomComponent))
"""


def test_programs_find_components_where_streamlit_has_them() -> None:
    shown = AppTest.from_string(PROGRAM).run()
    assert not shown.exception
    assert shown.text[0].value == "True"
