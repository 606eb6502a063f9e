"""Charts as a screen with a tenth of the pixels shows them, where tables are drawn at random."""

import pytest

from rerun_state.elements.charts import reduction


@pytest.fixture
def coarse(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw a tenth of the points, from a tenth of the rows on."""
    for name in ("MANY", "_STRIPS", "_FEWEST", "_ACROSS", "_DOWN"):
        monkeypatch.setattr(reduction, name, getattr(reduction, name) // 10)
