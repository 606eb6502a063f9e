"""The pages of one app: which there are, and which of them is shown.

`st.navigation` says which pages there are, in every run; `st.switch_page` and links in the page
only change the name of the current one and ask for a rerun.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Generic, NamedTuple, Protocol, TypeVar

from rerun_state.errors import StreamlitPageNotFoundError
from rerun_state.runtime.execution.home import working_folder


class Listed(Protocol):
    """A page, as far as it is told from others."""

    name: str
    file: Path | None
    is_default: bool

    @property
    def url_path(self) -> str:
        """Its name in addresses; empty for the default page."""


class Asked(NamedTuple):
    """Where the reader asked to be, by a link or an address."""

    path: str
    """The page's name in addresses; empty for the default page."""
    query: str | None = None
    """The parameters; None leaves them as they are."""
    turn: int = 0
    """How often this reader has asked, as the browser counts."""


P = TypeVar("P", bound=Listed)


class Pages(Generic[P]):
    """The pages of one app, and the name of the one to show; the empty name is the default page."""

    def __init__(self, folder: Path | None = None, main: Path | None = None) -> None:
        self.folder = folder
        self.main = main
        self.wanted = ""
        self.shown: P | None = None
        self.asked: Asked | None = None  # what has not been answered yet
        self.turn = 0  # which of the reader's wishes was answered last
        self.registered: dict[str, P] = {}
        self.alone: P | None = None  # the main script, which is the one page where there are none
        self.navigated = False
        self.show: Callable[..., object] = _nowhere
        self.magic = True  # are bare expressions of scripts shown?
        self.scripts: dict[Path, tuple[int, Callable[[], None]]] = {}  # with their times

    def base(self) -> Path:
        """The folder that relative paths are seen from."""
        return (self.folder or working_folder()).resolve()

    def by_file(self, path: str | Path) -> P:
        """The page that is this script; StreamlitPageNotFoundError without one."""
        wanted = (self.base() / path).resolve()
        for page in self._all():
            if page.file == wanted:
                return page
        raise StreamlitPageNotFoundError(
            f"There is no page {str(path)!r} in {self.base()}. Name one that "
            "st.navigation() was given, or a file in the folder pages/."
        )

    def at(self, path: str) -> P | None:
        """The page of that name in addresses."""
        return next((page for page in self._all() if page.url_path == path), None)

    def here(self) -> str:
        """The name of the page that is shown, at first the default one."""
        default = (page.name for page in self._all() if page.is_default)
        return self.wanted or next(default, "")

    def chosen(self) -> P | None:
        """The page of the folder `pages/` to run instead of the main script; None for that."""
        page = None if self.navigated else self.registered.get(self.wanted)
        return None if page is None or page.is_default else page

    def _all(self) -> Iterable[P]:
        """The pages that a program can name."""
        return self.registered.values() or (() if self.alone is None else (self.alone,))


def _nowhere(*_: object) -> None:
    raise AssertionError("st.navigation() says how a page shows bare expressions")
