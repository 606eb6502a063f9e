"""The page as one run left it, which a test reads and operates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rerun_state.runtime.model.tree import Node
from rerun_state.testing import kinds
from rerun_state.testing.element import Element
from rerun_state.testing.layout import Block

if TYPE_CHECKING:
    from rerun_state.testing.apptest import AppTest


class Tree(Block):
    """The root of all elements that were read together.

    An element which a test has kept belongs to the page that it was read from. So what is set there
    is sent by the element's own `run()`, again with each call, but not by that of a newer page or
    of the AppTest.
    """

    def __init__(self, node: Node, app: AppTest) -> None:
        self.app = app
        self.session = app.session
        super().__init__(node, self)

    def view(self, node: Node) -> Element:
        """What a test sees of a place of the page."""
        return kinds.view(node, self)

    def run(self, *, timeout: float | None = None) -> AppTest:
        """Send what was set on this page, run the app, and return it."""
        return self.app.answer(self, timeout)
