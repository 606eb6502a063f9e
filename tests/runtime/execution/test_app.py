"""What lasts of an app from run to run."""

import pytest

import rerun_state as st
from rerun_state.errors import StreamlitAPIException
from rerun_state.runtime.model.renderer import NullRenderer
from rerun_state.runtime.model.tree import EVENT, Tree
from tests.runtime.apps import App, sliders


def titled() -> None:
    st.title("Sales")


def test_an_app_is_known_by_the_name_that_its_author_gave_it() -> None:
    cell = App(titled, name="name:north").run().cell
    assert (cell.title, cell.short_name) == ("north", "north")
    assert cell.goes_by("north")
    assert cell.goes_by("name:north")
    assert not cell.goes_by("Sales")


def test_an_app_without_a_name_is_known_by_its_first_heading() -> None:
    assert App(titled, name="cell:1").run().cell.title == "Sales"


def test_an_app_that_nobody_looks_at_waits() -> None:
    app = App(titled).run()
    app.cell.sleep(True)
    app.cell.ask()
    assert not app.cell.waiting
    app.cell.sleep(False)
    assert app.cell.waiting


def test_an_app_that_somebody_looks_at_again_is_answered_if_something_waits() -> None:
    app = App(titled).run()
    wakes = app.host.wakes
    app.cell.sleep(True)
    app.cell.sleep(False)
    assert app.host.wakes == wakes
    app.cell.sleep(True)
    app.cell.ask()
    wakes = app.host.wakes
    app.cell.sleep(True)
    assert app.host.wakes == wakes
    app.cell.sleep(False)
    assert app.host.wakes == wakes + 1


def test_what_asks_for_an_app_wakes_its_host() -> None:
    app = App(titled)
    app.cell.ask()
    assert app.host.wakes == 1


def test_the_page_before_is_whole_until_the_next_is_drawn() -> None:
    cell = App(titled).run().cell
    before, now = cell.tree, Tree()
    cell.show(now)
    assert len(list(before.root.walk())) > len(list(now.root.walk()))
    cell.let_go()
    assert before.root.children is None


def test_a_fragment_is_found_by_its_key() -> None:
    def program() -> None:
        st.fragment(key="part")(titled)()

    cell = App(program).run().cell
    assert [part.key for part in cell.fragments_with("part")] == ["part"]
    with pytest.raises(StreamlitAPIException, match="no fragment with the key 'other'"):
        cell.fragments_with("other")


def test_widgets_stand_on_the_page_until_a_full_run_does_not_show_them() -> None:
    cell = App(titled).cell
    cell.note_standing(["a"], alone=False, complete=True)
    cell.note_standing(["b"], alone=True, complete=True)
    assert cell.standing == {"a", "b"}
    cell.note_standing(["c"], alone=False, complete=True)
    assert cell.standing == {"c"}


def test_a_run_that_is_cut_off_has_not_come_to_the_widgets_that_the_app_owns() -> None:
    cell = App(sliders).run().cell
    cell.note_standing([], alone=False, complete=False)
    assert cell.cut_off == set(cell.owned) != set()
    cell.note_standing([], alone=False, complete=True)
    assert cell.cut_off == set()


# -- what no run has said --------------------------------------------------------------------------


class Seen(NullRenderer):
    shown = True


def toasts(app: App) -> list[str]:
    return [str(n.element.props["body"]) for n in app.cell.tree.sections[EVENT].children or ()]


def test_what_is_said_where_nobody_looks_is_said_until_somebody_does() -> None:
    app = App(titled)
    app.run()
    app.cell.say("not kept")
    app.run()
    assert toasts(app) == ["not kept"]
    app.cell.renderer = Seen()
    app.run()
    assert toasts(app) == []


def test_what_somebody_sees_is_said_once() -> None:
    app = App(titled)
    app.cell.renderer = Seen()
    app.cell.say("not kept")
    assert toasts(app) == ["not kept"]
    app.run()
    assert toasts(app) == []
