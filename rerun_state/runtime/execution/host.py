"""What the loop needs of the world around the engine, and what it gets where there is no kernel."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Protocol

from rerun_state.runtime.execution.failure import frames
from rerun_state.runtime.execution.run import Run
from rerun_state.runtime.execution.world import Hearing, World
from rerun_state.runtime.model.renderer import Renderer
from rerun_state.runtime.model.tree import Element


class Host(World, Protocol):
    """Jupyter's kernel as the engine sees it: the world of runs, and what is around them."""

    async def breathe(self) -> None:
        """Between two cells' runs: let what has arrived be handed over."""

    def surround(self, run: Run) -> AbstractContextManager[None]:
        """What has to be true while user code executes: captured output, armed interrupts."""


class PlainHost:
    """Plain Python around the engine: nothing arrives by itself, output goes its usual way.

    Pages show errors, and neither SystemExit nor its like, as Streamlit's do.
    """

    rerun_limit: int | None = None
    shown: type[BaseException] = Exception

    def wake(self) -> None:
        """Whoever sends the events starts the run."""

    def poll(self, page: Renderer) -> bool:
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

    def listen(self, tell: Callable[[Sequence[Element]], None]) -> Hearing:
        """What tasks print goes its usual way, too."""
        return _Passing()


class _Passing:
    """Lets what tasks print go its usual way."""

    def here(self) -> AbstractContextManager[None]:
        return nullcontext()

    def stream(self, name: str, text: str) -> None:
        getattr(sys, name).write(text)
