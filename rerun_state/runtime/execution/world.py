"""What a run asks of the world around it: a kernel, or a test."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from rerun_state.runtime.model.renderer import Renderer
from rerun_state.runtime.model.tree import Element


class Hearing(Protocol):
    """Takes what a task prints and displays, wherever it works."""

    def here(self) -> AbstractContextManager[None]:
        """Within the block, what this thread prints and displays is the task's."""

    def stream(self, name: str, text: str) -> None:
        """Take what another process has printed to stdout or stderr."""


class World(Protocol):
    """Jupyter's kernel as a run sees it."""

    rerun_limit: int | None  # how many reruns in a row an app may ask for; None for no limit
    shown: type[BaseException]  # what an app has to end with for the page to show it

    def wake(self) -> None:
        """Have `Session.drain` called soon, on the main thread. Any thread may call this."""

    def poll(self, page: Renderer) -> bool:
        """A yield point of a run: is an event for its page on its way, but not handed over?"""

    def call_later(self, delay: float, function: Callable[[], None]) -> Callable[[], None]:
        """Call `function` on the main thread after `delay` seconds; return what cancels it."""

    def traceback(self, error: BaseException) -> list[str]:
        """The error as lines of text, the user's own frames only."""

    def knows(self, value: object) -> bool:
        """Has it been told how objects of that type are shown, beyond text?"""

    def represent(self, value: object) -> tuple[dict[str, Any], dict[str, Any]] | None:
        """What it shows of an object, by MIME type, and what it says of each; None: ask the object.

        Empty if the object has shown itself.
        """

    def listen(self, tell: Callable[[Sequence[Element]], None]) -> Hearing:
        """Take what a task says; `tell` is given all of it as elements, whenever there is more."""
