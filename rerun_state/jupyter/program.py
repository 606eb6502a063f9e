"""Code of cells as programs of the engine, on a blank slate beside the notebook's names."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from copy import copy
from time import monotonic
from typing import Any, Protocol

from IPython.display import display

from rerun_state.jupyter import kernel
from rerun_state.jupyter.captured import turn
from rerun_state.jupyter.compilation import SHOW, CellCode, number_of_cell
from rerun_state.jupyter.interrupt import run_interruptible
from rerun_state.jupyter.namespace import Namespace
from rerun_state.jupyter.variables import loaded_names
from rerun_state.runtime.execution.alias import exchange, streamlit_alias
from rerun_state.runtime.execution.expected import keep_room
from rerun_state.runtime.execution.pages import Pages
from rerun_state.runtime.execution.run import current, running
from rerun_state.runtime.grammar.block import Block
from rerun_state.runtime.model.names import Names, stepwise

EDITS = 0.5
"""Seconds between two looks for edited modules, which take longer than many a run."""


class Program(Protocol):
    """What an app of the notebook executes."""

    @property
    def title(self) -> str:
        """What the reader knows it by, if its author gave it no name; empty if nothing."""

    @property
    def latest(self) -> Mapping[str, Any]:
        """The names of the latest run."""

    @property
    def pages(self) -> Pages[Any] | None:
        """Where its pages are, if it has a folder of its own."""

    def __call__(self) -> Awaitable[object] | None:
        """Execute it once; return what is left to be awaited."""

    def twin(self, names: Mapping[str, Any]) -> Program:
        """The same for another session, whose cells see these names as the notebook's."""


class CellProgram:
    """Call it to execute the cell once."""

    pages = None

    def __init__(
        self, shell: Any, code: CellCode, text: str, show: Callable[..., object] | None = None
    ) -> None:
        """`text` is the cell's own; `show` shows all bare expressions, None for the last one."""
        self.text = text
        self.title = f"In [{number_of_cell(shell)}]"
        self.magic = show is not None
        self._names: Mapping[str, Any] | None = None  # None for the notebook's as they are
        self._shell = shell
        self._code = code
        self._show = show or show_value
        self._reload = Reloading()
        self.latest: Mapping[str, Any] = {}

    def __call__(self) -> Awaitable[object] | None:
        with streamlit_alias():  # which shows the modules that belong to the apps
            self._reload()
            namespace = Namespace(self._shell, self._names)
            exchange(namespace.globals)
        namespace.globals[SHOW] = self._show
        keep_room(running(), self._code.code)
        self.latest = namespace.globals
        rest, active = execute(self._code.run, namespace)
        return None if rest is None else run_interruptible(stepwise(rest, active))  # type: ignore[arg-type]

    def loaded_names(self) -> list[str]:
        """The notebook's variables that the cell looks up."""
        return loaded_names(self._code.code, self._shell.user_ns)

    def twin(self, names: Mapping[str, Any]) -> CellProgram:
        """The same for another session, which has a blank slate beside these names."""
        twin = copy(self)
        twin._names, twin.latest = names, {}
        return twin


class FunctionProgram:
    """Call it to call the function once; its names are its own."""

    pages, title = None, ""

    def __init__(self, shell: Any, function: Callable[[], Any]) -> None:
        self.latest: Mapping[str, Any] = {}
        self._shell = shell
        self._function = function
        self._reload = Reloading()

    def __call__(self) -> Awaitable[object] | None:
        with streamlit_alias():
            self._reload()
        rest, active = execute(lambda names: self._function(), Namespace(self._shell))
        if not isinstance(rest, Awaitable):
            return None
        return run_interruptible(stepwise(rest, active))  # type: ignore[arg-type]

    def twin(self, names: Mapping[str, Any]) -> FunctionProgram:
        """The same for another session; a function sees none of these names."""
        return FunctionProgram(self._shell, self._function)


class Reloading:
    """Reloads edited modules as `%autoreload` would, not in every run."""

    def __init__(self) -> None:
        self._last = 0.0

    def __call__(self) -> None:
        if monotonic() - self._last > EDITS:
            kernel.reload_edited_modules()
            self._last = monotonic()


def execute(
    run: Callable[[dict[str, Any]], Awaitable[object] | None],
    namespace: Namespace,
    around: Names = nullcontext,
) -> tuple[Awaitable[object] | None, Names]:
    """Let code run in a namespace, and later what it leaves; return what is to be awaited."""

    @contextmanager
    def active() -> Iterator[None]:
        with streamlit_alias(), around(), namespace.active(), turn():
            yield

    current().names = active
    with active():
        loaded = len(sys.modules)
        rest = run(namespace.globals)
        if len(sys.modules) != loaded:  # from now on edits of the new ones are noticed
            kernel.reload_edited_modules()
    return rest, active


def show_value(value: object, call: Callable[[], object] | None = None) -> None:
    """Show the value of the last expression, as a notebook cell does.

    Not None, and not what an element call returned: the page already shows that element.
    """
    if value is not None and not isinstance(value, Block) and not _is_element(call):
        display(value)


def _is_element(call: Callable[[], object] | None) -> bool:
    if call is None:
        return False
    try:
        function = call()
    except (AttributeError, NameError):  # the call itself took the name away
        return False
    return isinstance(getattr(function, "__self__", None), Block)
