"""The cells of a kernel: what they share, and who runs when another one writes."""

from copy import copy, deepcopy

import pytest

import rerun_state as st
from rerun_state.commands.session_state import SessionStateProxy
from rerun_state.runtime.loop.session import kernel_session
from tests.runtime.apps import App


def writer() -> None:
    st.slider("N", 0, 99, key="n")


def reader() -> None:
    st.text(f"n is {st.session_state.get('n')}")


def silent() -> None:
    st.text("silent")


def test_a_cell_runs_again_when_another_changes_state_that_it_read() -> None:
    one = App(writer, name="one").run()
    two = App(reader, name="two", beside=one).run()
    one.change("N", 5)
    assert two.texts == ["n is 5"]


def test_a_cell_runs_again_when_ordinary_code_changes_state_that_it_read() -> None:
    app = App(reader).run()
    app.state["n"] = 5
    assert app.drain().texts == ["n is 5"]
    del app.state["n"]
    assert app.drain().texts == ["n is None"]


def test_the_same_value_again_runs_nothing() -> None:
    app = App(reader).run()
    app.state["n"] = None
    app.drain()
    wakes = app.host.wakes
    app.state["n"] = None
    assert (app.cell.queue.waiting, app.host.wakes) == (False, wakes)


def test_a_cell_that_did_not_read_it_stays_as_it_is() -> None:
    app = App(silent).run()
    app.state["n"] = 5
    assert not app.cell.queue.waiting


def test_a_cell_does_not_run_again_for_what_it_writes_itself() -> None:
    def program() -> None:
        st.session_state["n"] = st.session_state.get("n", 0) + 1

    app = App(program).run()
    assert app.state["n"] == 1


def test_two_cells_that_keep_each_other_busy_come_to_an_error() -> None:
    def program() -> None:
        st.session_state["n"] = st.session_state.get("n", 0) + 1

    one = App(program, name="one")
    two = App(program, name="two", beside=one)
    one.run()
    two.run()
    assert "RerunLimitError" in one.errors + two.errors


def test_one_widget_in_two_cells_has_one_value() -> None:
    one = App(writer, name="one").run()
    two = App(writer, name="two", beside=one).run()
    one.change("N", 5)
    assert two.cell.tree.root.children is not None
    assert [n.value for n in two.nodes() if n.widget is not None] == [5]


def test_a_value_stays_while_another_cell_shows_its_widget() -> None:
    def hiding() -> None:
        if not st.checkbox("Hide"):
            writer()

    one = App(writer, name="one").run()
    two = App(hiding, name="two", beside=one).run()
    one.change("N", 5)
    two.change("Hide", True)
    assert one.state["n"] == 5


def test_a_cell_that_replaces_another_finds_its_values() -> None:
    old = App(writer).run().change("N", 5)
    new = App(writer, beside=old).run()
    assert (new.state["n"], old.cell.abandoned) == (5, True)
    assert list(new.session.cells.values()) == [new.cell]


def test_closing_a_session_closes_its_cells() -> None:
    app = App(writer).run()
    app.session.close()
    assert (app.session.cells, app.cell.abandoned) == ({}, True)


def test_removing_a_cell_that_is_not_there_does_nothing() -> None:
    App(writer).session.remove("nobody")


def test_attributes_and_items_are_the_same_entries() -> None:
    state = SessionStateProxy(lambda: app.session.state)
    app = App(silent)
    state.a = 1
    assert (state["a"], state.a, "a" in state, len(state), list(state)) == (1, 1, True, 1, ["a"])
    del state.a
    assert state.to_dict() == {}


def test_copies_of_what_holds_the_state_hold_the_same_state() -> None:
    assert deepcopy([st.session_state])[0] is copy(st.session_state) is st.session_state


@pytest.mark.parametrize("name", ["missing", "other"])
def test_a_missing_attribute_says_how_to_make_it(name: str) -> None:
    with pytest.raises(AttributeError, match=f"st.session_state.{name} = "):
        getattr(st.session_state, name)
    with pytest.raises(AttributeError):
        delattr(st.session_state, name)


def test_ordinary_code_uses_the_kernels_session() -> None:
    st.session_state.shared = 1
    try:
        assert kernel_session().state["shared"] == 1
        assert repr(st.session_state) == "session_state({'shared': 1})"
    finally:
        st.session_state.clear()
