"""The `%%rerun` cell magic."""

from __future__ import annotations

import argparse
import hashlib
from typing import Any

from IPython.core.error import UsageError
from IPython.core.magic import Magics, cell_magic, magics_class
from IPython.core.magic_arguments import argument, magic_arguments, parse_argstring

from rerun_state.jupyter.apps import Apps, Options
from rerun_state.jupyter.source import compile_cell


@magics_class
class RerunMagics(Magics):
    """Turns cells into apps."""

    def __init__(self, shell: Any, apps: Apps) -> None:
        super().__init__(shell)
        self._apps = apps

    @magic_arguments()
    @argument(
        "--name",
        help="The app's name. Executing a cell with the same name replaces the app. Without it, an "
        "app is known by its cell, or by its text where the front end does not tell which cell it "
        "is.",
    )
    @argument(
        "--magic",
        action="store_true",
        help="Show every bare expression, as Streamlit's magic does, not only the last one.",
    )
    @argument(
        "--trust-components",
        action="store_true",
        help="Let components in frames reach the notebook's page, and with it its cookies, files "
        "and kernels. Some need it, for cookies or the camera; use it for code that you trust.",
    )
    @argument(
        "--session",
        metavar="NAME",
        help="Share the state with the cells of that session only; ordinary cells reach it as "
        "rerun_state.sessions[NAME].session_state.",
    )
    @argument(
        "--isolated",
        action="store_true",
        help="A state of its own, for notebooks in which many cells use the same keys.",
    )
    @argument(
        "--hidden",
        action="store_true",
        help="Do not show the app here, only where other apps place it with st.cell(NAME).",
    )
    @argument(
        "--watch",
        nargs="*",
        metavar="NAME",
        help="Run the app again when another cell has bound these variables anew or changed them; "
        "without names, those that the code looks up. What is changed in place, such as a list "
        "that grew, counts once rerun_state.touch() names it.",
    )
    @argument(
        "--export",
        nargs="+",
        default=(),
        metavar="NAME",
        help="Bind these names in the notebook after each complete run, as an ordinary cell would.",
    )
    @cell_magic
    def rerun(self, line: str, cell: str) -> None:
        """Run the cell as an app: now, and again whenever one of its widgets changes.

        Each run starts from a blank slate beside the notebook's own names. State which is to
        outlive a run belongs into `session_state`.
        """
        options = self._options(line)
        code = compile_cell(self.shell, cell, self._apps.current_text(), magic=options.magic)
        self._apps.launch(self._name(options, cell), code, _asked(options))

    async def rerun_awaiting(self, line: str, cell: str) -> None:
        """As `%%rerun`, for a cell that awaits at its top level."""
        options = self._options(line)
        code = compile_cell(self.shell, cell, self._apps.current_text(), magic=options.magic)
        await self._apps.launch_async(self._name(options, cell), code, _asked(options))

    def _options(self, line: str) -> argparse.Namespace:
        options: argparse.Namespace = parse_argstring(self.rerun, line)
        for given in ("name", "session"):
            text = getattr(options, given)
            if text is not None and not text.strip():
                raise UsageError(f"--{given} needs a name.")
        if options.isolated and options.session is not None:
            raise UsageError("--isolated is a session of its own. Leave --session out.")
        if options.hidden and not options.name:
            raise UsageError("--hidden needs --name NAME, by which st.cell(NAME) finds the app.")
        return options

    def _name(self, options: argparse.Namespace, cell: str) -> str:
        if options.name:
            return f"name:{options.name}"
        return self._apps.current_cell() or "text:" + hashlib.sha256(cell.encode()).hexdigest()[:16]


def _asked(options: argparse.Namespace) -> Options:
    return Options(
        magic=options.magic,
        trust_components=options.trust_components,
        watch=None if options.watch is None else tuple(options.watch),
        export=tuple(options.export),
        session=options.session,
        isolated=options.isolated,
        hidden=options.hidden,
    )


def option_names() -> list[str]:
    """The options of the magic, as they are typed."""
    parser = RerunMagics.rerun.parser
    return sorted(name for action in parser._actions for name in action.option_strings)
