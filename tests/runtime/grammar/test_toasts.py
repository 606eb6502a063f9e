"""What no run has said stays until somebody has seen it."""

from rerun_state.runtime.grammar.block import Block, put
from rerun_state.runtime.grammar.toasts import show_toast
from rerun_state.runtime.model.renderer import NullRenderer
from rerun_state.runtime.model.tree import EVENT
from tests.runtime.apps import App


def program() -> None:
    put(Block(), "text", body="a page")


class Seen(NullRenderer):
    shown = True


def toasts(app: App) -> list[str]:
    return [str(n.element.props["body"]) for n in app.cell.tree.sections[EVENT].children or ()]


def test_what_is_said_where_nobody_looks_is_said_until_somebody_does() -> None:
    app = App(program)
    app.run()
    show_toast(app.cell, "not kept")
    app.run()
    assert toasts(app) == ["not kept"]
    app.cell.renderer = Seen()
    app.run()
    assert toasts(app) == []


def test_what_somebody_sees_is_said_once() -> None:
    app = App(program)
    app.cell.renderer = Seen()
    show_toast(app.cell, "not kept")
    assert toasts(app) == ["not kept"]
    app.run()
    assert toasts(app) == []
