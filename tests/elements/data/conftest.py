"""For tests of plans that read files."""

import pytest

from rerun_state.elements.data.given import origins


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files count as such that nobody has written for a while."""
    monkeypatch.setattr(origins, "_MOMENT", 0)
