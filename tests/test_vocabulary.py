"""The vocabulary of containers."""

import rerun_state as st
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
