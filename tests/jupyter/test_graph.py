"""The graph of the kernel's apps."""

import pytest

import rerun_state as st
from rerun_state.errors import NoRunError
from tests.runtime.apps import App


def test_without_a_notebook_there_is_nothing_to_draw() -> None:
    with pytest.raises(NoRunError, match="%load_ext rerun_state first"):
        st.graph()


def test_an_app_says_that_there_is_no_other() -> None:
    app = App(st.graph).run()
    said = [str(node.element.props.get("body")) for node in app.nodes()]
    assert any("There is no app yet" in each for each in said)
