"""No ipywidget of another package outlives the tests that made it."""

from collections.abc import Iterator

import pytest
from ipywidgets import Widget


@pytest.fixture(autouse=True, scope="module")
def others_are_closed() -> Iterator[None]:
    """pydeck makes a widget for each deck, which nobody shows and nobody closes."""
    yield
    Widget.close_all()
