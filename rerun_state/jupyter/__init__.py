"""rerun_state in IPython: `%load_ext rerun_state` and back.

- `magic`, `apps`: `%%rerun` and `%rerun`, and the apps that are launched; `arguments`: what their
  lines may say; `offers`: what is asked for, and the cell that is made of it
- `compilation`, `namespace`, `program`: a cell's code, its names, and its execution as a program
  of the engine; `files`: scripts and notebooks as such programs
- `host`: the kernel as the engine sees it; `scheduler`: when it runs; `arrivals`: what waits for
  that, `urgent`: and what need not; `message_order`: which of several threads' messages count;
  `late_busy`: when the kernel says that it handles one; `cells`: what it executes; `kernel`:
  private names; `requests`: who asked for what runs
- `capture`: what runs print and display is taken, by hooks; `captured`: whose it is, and whose turn
  where several runs await; `wrappers`: what the hooks do; `formatters`: in which forms IPython
  shows objects
- `sink`, `outputs`, `tasks`: where output goes; `figures`: pyplot's, by who opened them
- `persistence`: sessions whose state outlives the kernel
- `keepsake`: what a notebook keeps of an app for readers without a kernel; `unattended`: and how
  those hear of apps who execute it without a front end
- `belongings`: what runs make, and its end, for which `loosening` lets go of it for a moment;
  `handlers`, `handler_calls`: functions that they give to widgets, and how those are called;
  `interactions`: `interact` calls once for a change
- `succession`: each run's ipywidgets take the places of those before; `sites`: by where the
  program makes them, `kept_widgets`: unless somebody keeps them
- `touches`: what the reader does to ipywidgets that are not ours; `jslinks`: and what browsers set
  by themselves
- `executed`: which apps are gone when a cell is executed, `deletions`: as others are not there
  any more; `placing`: an app as one ipywidget
- `completion`: what Tab offers
- `eject`: from a notebook to a script for Streamlit
- `graph`: what apps read and write, drawn
- `changes`: an ordinary cell that waits for an entry of the state
- `visiting`: those who come through a server, each with a session of the apps that are offered
- `origin`: a process that has executed the ordinary cells, and forks a kernel for each visitor
- `variables`: the notebook's variables that apps follow and bind
- `interrupt`, `questions`, `tracebacks`: the interrupt button, input(), tracebacks
"""

from __future__ import annotations

import gc
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

from IPython.core.error import UsageError

from rerun_state.commands.session_state import SessionStateProxy
from rerun_state.jupyter import files, kernel
from rerun_state.jupyter.apps import Apps
from rerun_state.jupyter.arguments import cell_options, file_options
from rerun_state.jupyter.capture import remove_hooks
from rerun_state.jupyter.compilation import awaits
from rerun_state.jupyter.completion import Completion
from rerun_state.jupyter.magic import History, RerunMagics
from rerun_state.jupyter.offers import Offer
from rerun_state.jupyter.questions import allow_questions
from rerun_state.runtime.loop.current import kernel_session

if TYPE_CHECKING:
    from rerun_state.jupyter.visiting.visitors import Visitors

_CELL = "%%rerun"


class _Loaded(NamedTuple):
    """The apps of a kernel, and what takes away again all that was put in for them."""

    apps: Apps
    undo: ExitStack


_loaded: _Loaded | None = None


def load(shell: Any) -> None:
    """Offer `%%rerun` and `%rerun`; loading twice changes nothing. UsageError in a terminal."""
    global _loaded
    if _loaded is not None:
        return
    if not kernel.has_loop(shell):
        raise UsageError(
            "Apps need a Jupyter kernel, which this terminal is not; here "
            "rerun_state.testing.AppTest runs them."
        )
    kernel.show_all_widgets()
    apps, undo = Apps(shell, kernel_session()), ExitStack()
    if is_new := _is_new(shell):
        undo.callback(gc.unfreeze)
    for last in (allow_questions, remove_hooks, apps.close):
        undo.callback(last)
    _register_magics(shell, apps, undo)
    _await_in_cells(shell, undo)
    completion = Completion(shell, cell_options, file_options)
    completion.install()
    undo.callback(completion.remove)
    formatter = shell.display_formatter.formatters["text/html"]
    formatter.for_type(SessionStateProxy, apps.state_table)
    undo.callback(formatter.pop, SessionStateProxy)
    for event, heed in (("pre_run_cell", apps.before_cell), ("post_run_cell", apps.after_cell)):
        shell.events.register(event, heed)
        undo.callback(shell.events.unregister, event, heed)
    if is_new:
        gc.freeze()  # collections look through what is made from now on: a third of their time
    _loaded = _Loaded(apps, undo)


def _register_magics(shell: Any, apps: Apps, undo: ExitStack) -> None:
    manager = shell.magics_manager
    undo.callback(_restore_history, manager)
    shell.register_magics(RerunMagics(shell, apps, partial(_history, manager)))
    for known in (manager.magics["cell"], manager.magics["line"]):
        undo.callback(known.pop, "rerun", None)
    undo.callback(manager.registry.pop, "RerunMagics", None)


def _history(manager: Any) -> History | None:
    """IPython's own `%rerun`, which newer ones load when somebody asks for its magics by name."""
    try:
        found: History = manager.registry["HistoryMagics"].magics["line"]["rerun"]
    except KeyError:
        return None
    return found


def _restore_history(manager: Any) -> None:
    if (history := _history(manager)) is not None:
        manager.magics["line"]["rerun"] = history


def _await_in_cells(shell: Any, undo: ExitStack) -> None:
    """Let a `%%rerun` cell with top-level await be awaited as any other cell is.

    So is one whose imports are fetched first.
    """

    def await_in_cell(lines: list[str]) -> list[str]:
        if not lines or not lines[0].startswith(_CELL):
            return lines
        first, body = lines[0][len(_CELL) :].strip(), "".join(lines[1:])
        if not kernel.loads_packages() and not awaits(shell, body):
            return lines
        magics = "get_ipython().magics_manager.registry['RerunMagics']"
        return [f"await {magics}.rerun_awaiting({first!r}, {body!r})\n"]

    shell.input_transformers_cleanup.append(await_in_cell)
    undo.callback(shell.input_transformers_cleanup.remove, await_in_cell)


def receive(shell: Any) -> Visitors:
    """Let visitors come: apps are offered to them from now on, and run for nobody else."""
    load(shell)
    assert _loaded is not None
    return _loaded.apps.receive()


def offer_script(file: str, arguments: list[str], *, watch: bool = False) -> None:
    """Offer a script to visitors, whose apps run again when it is saved if `watch` says so."""
    shell, path = kernel.shell(), Path(file)
    saves = files.saves.Saves(path) if watch else None
    program = files.scripts.ScriptProgram(shell, path, arguments, saves)
    receive(shell).offer(Offer("name:app", program))


def count_offers() -> int:
    """How many apps visitors get to see."""
    return sum(not offer.options.hidden for offer in receive(kernel.shell()).offers.values())


def unload(_shell: Any) -> None:
    """Close all apps and take the magics away again; `%rerun` is IPython's own then."""
    global _loaded
    if _loaded is not None:
        loaded, _loaded = _loaded, None
        loaded.undo.close()


def _is_new(shell: Any) -> bool:
    """Has the notebook made nothing yet that a collection may have to find?"""
    own = (value for name, value in shell.user_ns.items() if name not in shell.user_ns_hidden)
    return not shell.user_ns.get("Out") and all(
        isinstance(value, ModuleType) or not gc.is_tracked(value) for value in own
    )
