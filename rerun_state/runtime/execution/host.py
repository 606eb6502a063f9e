"""What the engine needs of the world around it: a kernel, or a test."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any, Protocol

from rerun_state.runtime.execution.failure import frames

if TYPE_CHECKING:
    from rerun_state.runtime.execution.app import App
    from rerun_state.runtime.execution.run import Run


class Host(Protocol):
    """Jupyter's kernel as the engine sees it."""

    rerun_limit: int | None  # how many reruns in a row an app may ask for; None for no limit
    shown: type[BaseException]  # what an app has to end with for the page to show it

    def wake(self) -> None:
        """Have `Session.drain` called soon, on the main thread. Any thread may call this."""

    def poll(self, cell: App) -> bool:
        """A yield point of a run: is an event for its cell on its way, but not handed over?"""

    def call_later(self, delay: float, function: Callable[[], None]) -> Callable[[], None]:
        """Call `function` on the main thread after `delay` seconds; return what cancels it."""

    async def breathe(self) -> None:
        """Between two cells' runs: let what has arrived be handed over."""

    def surround(self, run: Run) -> AbstractContextManager[None]:
        """What has to be true while user code executes: captured output, armed interrupts."""

    def traceback(self, error: BaseException) -> list[str]:
        """The error as lines of text, the user's own frames only."""

    def knows(self, value: object) -> bool:
        """Has it been told how objects of that type are shown, beyond text?"""

    def represent(self, value: object) -> tuple[dict[str, Any], dict[str, Any]] | None:
        """What it shows of an object, by MIME type, and what it says of each; None: ask the object.

        Empty if the object has shown itself.
        """


class PlainHost:
    """Plain Python around the engine: nothing arrives by itself, output goes its usual way.

    Pages show errors, and neither SystemExit nor its like, as Streamlit's do.
    """

    rerun_limit: int | None = None
    shown: type[BaseException] = Exception

    def wake(self) -> None:
        """Whoever sends the events starts the run."""

    def poll(self, cell: App) -> bool:
        """Nothing arrives during a run."""
        return False

    async def breathe(self) -> None:
        """Nothing arrives by itself."""

    def call_later(self, delay: float, function: Callable[[], None]) -> Callable[[], None]:
        """There is no clock: fragments with `run_every` run with the app only."""
        return lambda: None

    def surround(self, run: Run) -> AbstractContextManager[None]:
        """Nothing has to be prepared."""
        return nullcontext()

    def traceback(self, error: BaseException) -> list[str]:
        """The error as Python prints it, less the frames of this package."""
        return frames(error)

    def knows(self, value: object) -> bool:
        """Nobody has told."""
        return False

    def represent(self, value: object) -> None:
        """Objects are asked themselves."""
