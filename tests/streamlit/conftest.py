"""`import streamlit` finds ours, as in an app."""

from collections.abc import Iterator

import pytest

from rerun_state.runtime.execution.alias import streamlit_alias


@pytest.fixture(autouse=True)
def alias() -> Iterator[None]:
    with streamlit_alias():
        yield
