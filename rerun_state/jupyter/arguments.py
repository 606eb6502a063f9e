"""The options of `%%rerun` and `%rerun`: read from a line, and described to who asks for help.

Why no `@magic_arguments`: that makes the parsers, and writes their help, for every kernel that
loads the extension. Most ask for neither help nor `%rerun`.
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from IPython.core.magic_arguments import MagicArgumentParser

Magic = TypeVar("Magic", bound=Callable[..., object])


@cache
def cell_parser() -> MagicArgumentParser:
    """Reads the line of `%%rerun`."""
    parser = _parser()
    _add_shared(parser)
    parser.add_argument(
        "--magic",
        action="store_true",
        help="Show every bare expression, as Streamlit's magic does, not only the last one.",
    )
    parser.add_argument(
        "--watch",
        nargs="*",
        metavar="NAME",
        help="Run the app again when another cell has bound these variables anew or changed them; "
        "without names, those that the code looks up. What is changed in place, such as a list "
        "that grew, counts once rerun_state.touch() names it.",
    )
    parser.add_argument(
        "--export",
        nargs="+",
        default=(),
        metavar="NAME",
        help="Bind these names in the notebook after each complete run, as an ordinary cell would.",
    )
    return parser


@cache
def file_parser() -> MagicArgumentParser:
    """Reads the line of `%rerun`."""
    parser = _parser()
    parser.add_argument(
        "file",
        nargs="*",
        help="A script (.py), or a notebook (.ipynb); with --eject, names of apps.",
    )
    parser.add_argument(
        "--eject",
        metavar="SCRIPT",
        help="Write a script for `streamlit run` from the apps of these names, or from all, with "
        "what they use of the notebook's cells. Nothing is written if something is not to be had.",
    )
    parser.add_argument(
        "--open",
        action="store_true",
        help="Show a link to the file's apps as a page of the Jupyter server; without a file, to "
        "those of this notebook, as it was saved last. It needs the server's extension.",
    )
    parser.add_argument(
        "--watch",
        action="store_true",
        dest="follow",
        help="Run it again whenever it is saved, or a module or page that it is made of.",
    )
    _add_shared(parser)
    return parser


def described_by(parser: Callable[[], ArgumentParser]) -> Callable[[Magic], Magic]:
    """Have `?` show the options of a magic below its docstring."""

    def mark(magic: Magic) -> Magic:
        def getdoc() -> str:
            made = parser()
            made.description = magic.__doc__
            return made.format_help()

        vars(magic)["getdoc"] = getdoc  # which IPython calls, if an object has it
        return magic

    return mark


def cell_options() -> list[str]:
    """The options of `%%rerun`, as they are typed."""
    return _options(cell_parser())


def file_options() -> list[str]:
    """The options of `%rerun`, as they are typed."""
    return _options(file_parser())


def _options(parser: ArgumentParser) -> list[str]:
    return sorted(name for action in parser._actions for name in action.option_strings)


def _parser() -> MagicArgumentParser:
    from IPython.core.magic_arguments import MagicArgumentParser

    return MagicArgumentParser("rerun")


def _add_shared(parser: ArgumentParser) -> None:
    """Add the options that both have."""
    parser.add_argument(
        "--name",
        help="The app's name. Executing a cell with the same name replaces the app. Without it, an "
        "app is known by its cell, or by its text where the front end does not tell which cell it "
        "is.",
    )
    parser.add_argument(
        "--trust-components",
        action="store_true",
        help="Let components in frames reach the notebook's page, and with it its cookies, files "
        "and kernels. Some need it, for cookies or the camera; use it for code that you trust.",
    )
    parser.add_argument(
        "--hide-code",
        action="store_true",
        help="Show the app without the code of its cell, in JupyterLab and Notebook. A button "
        "brings it back. Elsewhere the front end has a command for that.",
    )
    parser.add_argument(
        "--session",
        metavar="NAME",
        help="Share the state with the cells of that session only; ordinary cells reach it as "
        "rerun_state.sessions[NAME].session_state.",
    )
    parser.add_argument(
        "--isolated",
        action="store_true",
        help="A state of its own, for notebooks in which many cells use the same keys.",
    )
    parser.add_argument(
        "--widgets",
        choices=("rerun", "ignore"),
        default="rerun",
        help="What happens when the reader changes an ipywidget that the app shows: the app runs "
        "again, or what is chosen waits for a run that something else starts.",
    )
    parser.add_argument(
        "--persist",
        nargs="?",
        const="",
        metavar="NAME",
        help="Keep the state beyond the kernel: the next one goes on from it. NAME tells states "
        "apart (without it, the notebook does); they are files in the user's data folder, or in "
        "that of RERUN_STATE_KEPT. redis://HOST/DB#NAME keeps it on a Redis server.",
    )
    parser.add_argument(
        "--hidden",
        action="store_true",
        help="Do not show the app here, only where other apps place it with st.cell(NAME).",
    )
