"""A run that takes long shows that the kernel is busy, each time."""

import pytest

from rerun_state.page import reconcile
from rerun_state.page.reconcile import PageRenderer
from rerun_state.runtime.model.tree import Tree
from rerun_state.runtime.state.session_state import SessionState


def test_every_long_run_shows_busy_and_then_idle(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[bool] = []
    renderer = PageRenderer(SessionState(), lambda widget, value: None, said.append)
    for slow in (0.0, 60.0, 0.0):
        monkeypatch.setattr(reconcile, "SLOW", -1.0 if slow == 0.0 else slow)
        renderer.start(Tree())
        renderer.flush()
        renderer.flush()
        renderer.finish()
    renderer.close()
    assert said == [True, False, True, False]
