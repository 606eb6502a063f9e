"""The seam between a run and what makes its tree visible.

Two calls carry a run over it: `touched` as the run goes, and `finish` at its end.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from rerun_state.runtime.model.tree import Node, Tree


class Renderer(Protocol):
    """Makes a tree visible. Every call comes from the thread that executes the run."""

    @property
    def address(self) -> str:
        """By what another page finds this one; empty where there are no pages."""

    @property
    def shown(self) -> bool:
        """Does anybody look at the page, as far as is known?"""

    def start(self, tree: Tree, parts: Sequence[Node] = ()) -> None:
        """A run begins to write into `tree`: below `parts` only, or anywhere if there are none."""

    def touched(self, node: Node) -> None:
        """Something changed at `node`, or below it: it is new, altered, or has lost what it had."""

    def flush(self) -> None:
        """Show what is there by now: of a run that goes on, or altered without one."""

    def finish(self, *, keep: bool = False) -> None:
        """The run is over: show what is left to show, drop what it no longer shows.

        With `keep` that stays, as it was: the run was stopped before it could show it.
        """

    def awaits(self, input: str) -> bool:
        """Would a run answer what the reader does at that input? Their ids are the renderer's."""

    def rest(self) -> None:
        """The cell is gone: show what there is, until another one goes on here, or nobody does."""

    def close(self) -> None:
        """Nobody goes on here: release everything."""


class NullRenderer:
    """Shows nothing: the tree itself is all a test needs."""

    address = ""
    shown = False

    def _pass_over(self, *_: object, **__: object) -> None:
        """Nothing is drawn, or held."""

    start = touched = flush = finish = rest = close = _pass_over

    def awaits(self, input: str) -> bool:
        """Nothing is shown that a reader could use."""
        return False
