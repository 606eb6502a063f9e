"""The vocabulary of containers."""

from typing import Any

import pytest

import rerun_state as st
from rerun_state.errors import StreamlitAPIException
from rerun_state.runtime.grammar.block import Block
from rerun_state.vocabulary import Container


def test_completion_offers_the_vocabulary_and_no_grammar() -> None:
    offered = {name for name in dir(Container) if not name.startswith("_")}
    assert {"button", "slider", "columns", "write"} <= offered
    assert not {"put", "nest", "place"} & offered


def test_every_element_of_the_package_is_bound_to_the_main_container() -> None:
    assert isinstance(st.button.__self__, Container)  # type: ignore[attr-defined]
    assert st.button.__func__ is Container.button  # type: ignore[attr-defined]
    assert isinstance(st.sidebar, Block)


def test_what_is_no_element_cannot_be_called() -> None:
    column: Any = Container()
    assert not hasattr(column, "_repr_html_")
    with pytest.raises(StreamlitAPIException, match="not a valid Streamlit command"):
        column.nonsense()
    with pytest.raises(StreamlitAPIException, match="use data_editor instead"):
        column.experimental_data_editor({})
