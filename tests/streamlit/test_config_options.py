"""The options as Streamlit's own module lists them."""

import rerun_state as st
from rerun_state.streamlit.config_options import get_config_options, get_options_for_section
from rerun_state.testing import AppTest


def test_all_options_are_listed_with_their_values() -> None:
    options = get_config_options()
    assert options["server.maxUploadSize"].value == st.get_option("server.maxUploadSize")
    dark = options["theme.dark.sidebar.textColor"]
    assert (dark.section, dark.name, dark.value) == ("theme", "dark.sidebar.textColor", None)
    assert "theme.sidebar.base" not in options


def test_a_section_is_listed_by_the_names_within_it() -> None:
    assert get_options_for_section("magic").keys() == {
        "displayRootDocString",
        "displayLastExprIfNoSemicolon",
    }


def test_programs_find_them_where_streamlit_has_them() -> None:
    program = """
import streamlit as st
from streamlit.config import get_config_options
st.set_option("client.showErrorDetails", "none")
st.text(get_config_options()["client.showErrorDetails"].value)
"""
    assert AppTest.from_string(program).run().text[0].value == "none"
