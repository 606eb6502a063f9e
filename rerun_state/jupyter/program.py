"""A cell's code as a program of the engine, on a blank slate beside the notebook's names."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any

from IPython.display import display

from rerun_state.jupyter import kernel
from rerun_state.jupyter.interrupt import run_interruptible
from rerun_state.jupyter.namespace import Namespace
from rerun_state.jupyter.source import SHOW, CellCode
from rerun_state.runtime.execution.alias import exchange, streamlit_alias
from rerun_state.runtime.execution.run import current
from rerun_state.runtime.grammar.block import Block
from rerun_state.runtime.model.names import stepwise

EDITS = 0.5
"""Seconds between two looks for edited modules, which take longer than many a run."""


class CellProgram:
    """Call it to execute the cell once."""

    def __init__(
        self, shell: Any, code: CellCode, show: Callable[..., object] | None = None
    ) -> None:
        self._shell = shell
        self._code = code
        self._show = show or show_value
        self._reloaded = 0.0
        self.latest: dict[str, Any] = {}
        """The names of the latest run."""

    def __call__(self) -> Awaitable[object] | None:
        with streamlit_alias():  # which shows the modules that belong to the apps
            if monotonic() - self._reloaded > EDITS:
                kernel.reload_edited_modules()
                self._reloaded = monotonic()
            namespace = Namespace(self._shell)
            exchange(namespace.globals)
        namespace.globals[SHOW] = self._show
        self.latest = namespace.globals

        @contextmanager
        def active() -> Iterator[None]:
            with streamlit_alias(), namespace.active():
                yield

        current().names = active
        with active():
            loaded = len(sys.modules)
            rest = self._code.run(namespace.globals)
            if len(sys.modules) != loaded:  # from now on edits of the new ones are noticed
                kernel.reload_edited_modules()
        return None if rest is None else run_interruptible(stepwise(rest, active))  # type: ignore[arg-type]


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
