"""What is said of an app by nobody's run: above or over its last page, which stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rerun_state.runtime.execution.app import App, alert
from rerun_state.runtime.execution.run import Run
from rerun_state.runtime.grammar.writes import write, write_error
from rerun_state.runtime.model.tree import MAIN


def show_failure(app: App, error: Exception) -> None:
    """Show an error that no run has raised."""
    with _above(app) as run:
        write_error(run, error, run.tree.sections[MAIN])


def show_wait(app: App, other: App) -> None:
    """Say that another app has to work first."""
    with _above(app) as run:
        said = alert(f"Waits for {other.title!r}, which failed.")
        write(run, run.tree.sections[MAIN], False, said)


@contextmanager
def _above(app: App) -> Iterator[Run]:
    """What is written in the block stands above the last page."""
    run = Run(app, app.blank())
    app.show(run.tree)
    app.renderer.start(run.tree)
    yield run
    app.renderer.finish(keep=True)
