"""Apps whose pages are read."""

from rerun_state.snapshot.piece import Piece
from rerun_state.snapshot.pieces import page_of
from rerun_state.testing import AppTest


def app(script: str) -> AppTest:
    """An app that has run once."""
    return AppTest.from_string(f"import rerun_state as st\n{script}", default_timeout=60).run()


def piece(script: str) -> Piece:
    """The first piece of an app's page."""
    at = app(script)
    return page_of(at._cell.tree, at.session)[0]
