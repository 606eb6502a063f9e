"""What stands above a page though no run has said it."""

from rerun_state.runtime.grammar.block import Block, put
from rerun_state.runtime.loop.notices import show_failure, show_wait
from rerun_state.runtime.model.tree import MAIN, Node
from tests.runtime.apps import App


def shown(app: App) -> list[Node]:
    return app.cell.tree.sections[MAIN].children or []


def program() -> None:
    put(Block(), "text", body="a page")


def test_an_error_of_no_run_is_shown_and_kept() -> None:
    app, error = App(program), ValueError("out of order")
    show_failure(app.cell, error)
    assert [node.element.props["message"] for node in shown(app)] == ["out of order"]
    assert app.cell.error is error


def test_an_app_that_waits_says_for_which_other() -> None:
    app, other = App(program), App(program, name="name:sales")
    show_wait(app.cell, other.cell)
    assert [node.element.props["body"] for node in shown(app)] == [
        "Waits for 'sales', which failed."
    ]


def test_a_cell_says_once_that_it_waits() -> None:
    app, other = App(program), App(program, name="name:sales")
    app.cell.wait_for(other.cell)
    said = app.cell.tree
    app.cell.wait_for(other.cell)
    assert app.cell.tree is said
