"""What `importlib.metadata` says of Streamlit."""

from importlib.metadata import distributions, version

import rerun_state
from rerun_state.testing import AppTest

PROGRAM = """
import importlib.metadata as metadata
st.text(metadata.version("streamlit"))
st.text(metadata.metadata("Streamlit")["Name"])
st.text(metadata.files("streamlit"))
"""


def test_a_package_is_told_the_version_whose_names_it_finds() -> None:
    shown = AppTest.from_string("import streamlit as st\n" + PROGRAM).run()
    assert [text.value for text in shown.text] == [rerun_state.__version__, "streamlit", "None"]


def test_other_packages_and_the_notebook_are_told_what_is_installed() -> None:
    program = "import streamlit as st\nimport importlib.metadata as m\nst.text(m.version('pytest'))"
    assert AppTest.from_string(program).run().text[0].value == version("pytest")
    named = [each.name for each in distributions() if each.name == "streamlit"]
    assert len(named) < 2
