"""What the tests of mounted components share."""

from collections.abc import Callable
from typing import Any

from tests.components.apps import App

Show = Callable[[Callable[[], Any]], App]
JS = "export default () => {}"


def nothing() -> None:
    """A callback that makes a name known."""
