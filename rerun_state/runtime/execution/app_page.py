"""A page of an app: a function, a script file, or an address elsewhere.

`st.navigation` hands out the one that is to run. An app whose script lies beside a folder `pages/`
has those files for pages, as long as it does not call `st.navigation`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Literal

from rerun_state.errors import (
    StreamlitAPIException,
    StreamlitIncompatibleParametersError,
    StreamlitMissingRequiredParameterError,
    StreamlitPageNotFoundError,
    StreamlitValueError,
)
from rerun_state.runtime.execution.home import working_folder
from rerun_state.runtime.execution.pages import Pages
from rerun_state.runtime.execution.run import current, running
from rerun_state.runtime.execution.script import Script, read_script
from rerun_state.symbols.emoji import split_emoji
from rerun_state.symbols.icons import icon_given

Visibility = Literal["visible", "hidden"]


class Page:
    """A page of the app, for `st.navigation`; what that returns has to be run.

    `page` is a function, the path of a script (seen from the app's own folder), or the address of a
    page elsewhere, which then needs a `title`. Without a `title` the name of the function or file
    serves, and an emoji in front of a file's name is its `icon`. `url_path` names the page in
    links; `default` makes it the one that is shown first. `visibility="hidden"` keeps it out of the
    menu; `help` is a tooltip there.

    Raises StreamlitPageNotFoundError for a script that does not exist, and StreamlitAPIException
    for parameters that exclude each other.

        page = st.navigation([st.Page(overview), st.Page("details.py", title="Details")])
        page.run()
    """

    def __init__(
        self,
        page: str | Path | Callable[[], object],
        *,
        title: str | None = None,
        icon: str | None = None,
        url_path: str | None = None,
        default: bool = False,
        visibility: Visibility = "visible",
        help: str | None = None,
    ) -> None:
        if visibility not in ("visible", "hidden"):
            raise StreamlitValueError(
                f"visibility of st.Page must be 'visible' or 'hidden', not {visibility!r}."
            )
        self.source = page if callable(page) else None
        self.file: Path | None = None
        self.external_url: str | None = None
        self.is_default = default
        self.visibility: Visibility = visibility
        self.help = help or ""
        self.callable_once = False
        name, icon_of_file = self._look_at(page, title, default)
        self.title = title or name.replace("_", " ")
        self.icon = icon_given(icon) or icon_of_file
        if not self.title.strip():
            raise StreamlitMissingRequiredParameterError(
                f"The title of st.Page({page!r}) is empty. Give it a `title`."
            )
        self.name = name if url_path is None else _checked_path(url_path, default)

    @property
    def url_path(self) -> str:
        """The page's name in addresses; empty for the default page."""
        return "" if self.is_default else self.name

    @property
    def is_external(self) -> bool:
        """Is it the address of something else?"""
        return self.external_url is not None

    def run(self) -> None:
        """Run the page, where `st.navigation` returned it.

        Raises StreamlitAPIException for any other page, and when it is called a second time.
        """
        if not self.callable_once:
            raise StreamlitAPIException(
                f"The page {self.title!r} cannot be run here. Run what st.navigation() returns."
            )
        self.callable_once = False
        self.show()

    def show(self) -> None:
        """Run the page, whoever asks for it; its widgets are those of no other page."""
        run = current("A page")
        outer, run.page = run.page, self.name
        try:
            if self.file is not None:
                script_of(run.app.pages, self.file)()
            elif self.source is not None:
                self.source()
        finally:
            run.page = outer

    def __repr__(self) -> str:
        return f"Page({self.title!r}, url_path={self.url_path!r})"

    def _look_at(self, page: Any, title: str | None, default: bool) -> tuple[str, str]:
        """Find out what kind of page it is; return a name and an icon that suggest themselves."""
        if isinstance(page, str) and is_address(page):
            if not (title or "").strip():
                raise StreamlitMissingRequiredParameterError(
                    f"A page that is an address needs a title: st.Page({page!r}, title=...)."
                )
            if default:
                raise StreamlitIncompatibleParametersError(
                    f"{page!r} cannot be the default page: it is not part of the app."
                )
            self.external_url = page
            return _sanitized(title or ""), ""
        if isinstance(page, (str, Path)):
            self.file = find_file(page)
            return name_of_file(self.file)
        name = getattr(page, "__name__", "")
        if not name and title is None:
            raise StreamlitMissingRequiredParameterError(
                f"st.Page cannot find a title for {page!r}. Give it a `title`."
            )
        return str(name), ""


def is_address(text: str) -> bool:
    """Does the text lead to another site?"""
    return text.startswith(("http://", "https://"))


def find_file(path: str | Path) -> Path:
    """The script of a page, seen from the app's folder."""
    run = running()
    base = run.app.pages.base() if run is not None else working_folder()
    if "\0" in str(path):
        raise StreamlitAPIException(
            f"The path of a page cannot hold a null character: {str(path)!r}."
        )
    file = (base / path).resolve()
    if not file.is_file():
        raise StreamlitPageNotFoundError(
            f"There is no file {str(path)!r} in {base} to make a page of."
        )
    return file


def name_of_file(file: Path) -> tuple[str, str]:
    """The name and the icon in a file's name: `1_🎈_Two_words.py` gives `Two_words` and `🎈`."""
    found = re.fullmatch(r"(\d*)[_ -]*(.*)", file.stem)
    number, rest = found.groups() if found else ("", file.stem)
    icon, name = split_emoji(rest or number)
    return re.sub(r"[_ ]+", "_", name).strip("_"), icon


def discover(pages: Pages[Page]) -> None:
    """Take the files of the folder `pages/` beside the main script for pages.

    Raises StreamlitAPIException for two that would have the same address.
    """
    files = sorted((pages.base() / "pages").glob("*.py")) if pages.folder else []
    files = [file for file in files if not file.name.startswith((".", "__"))]
    pages.registered = {}
    if pages.main is None or not files:
        return
    pages.registered = by_name([Page(pages.main, default=True), *map(Page, files)])


def by_name(pages: Iterable[Page]) -> dict[str, Page]:
    """The pages by their names in addresses; StreamlitAPIException if two have the same."""
    named: dict[str, Page] = {}
    for page in pages:
        if (other := named.setdefault(page.name, page)) is not page:
            raise StreamlitAPIException(
                f"The pages {_told(other)} and {_told(page)} have the same name {page.name!r} in "
                "addresses. Rename one of their files, or give one of them another url_path."
            )
    return named


def _told(page: Page) -> str:
    """A page as its app speaks of it."""
    if page.file is None:
        return repr(page.title)
    folder = "pages/" if page.file.parent.name == "pages" else ""
    return repr(folder + page.file.name)


def named_page(pages: Pages[Page], path: str | Path) -> Page:
    """The page that is this script; StreamlitPageNotFoundError without one.

    The main script is the only page of an app that has no others, and no menu shows it.
    """
    main = pages.main
    if (
        pages.alone is None
        and main is not None
        and (pages.base() / path).resolve() == main.resolve()
    ):
        pages.alone = Page(main, default=True)
    return pages.by_file(path)


def script_of(pages: Pages[Page], file: Path) -> Callable[[], None]:
    """The program of a page's file; compiled again when the file has changed."""
    stamp = file.stat().st_mtime_ns
    known = pages.scripts.get(file)
    if known is None or known[0] != stamp:
        script = Script(read_script(file), str(file), pages.show, magic=pages.magic)
        known = pages.scripts[file] = stamp, script
    return known[1]


def _checked_path(url_path: str, default: bool) -> str:
    name = url_path.strip().strip("/")
    if not name.strip() and not default:
        raise StreamlitMissingRequiredParameterError(
            "url_path of st.Page is empty, which only the default page's may be."
        )
    if "/" in name:
        raise StreamlitAPIException(
            f"url_path of st.Page must be one word without '/', not {url_path!r}."
        )
    return name


def _sanitized(title: str) -> str:
    path = re.sub(r"\s+", "_", title.lower())
    path = re.sub(r"[&#?/\\:*\"<>|']", "", path)
    return re.sub(r"_+", "_", path).strip("_")


def check_registered(page: Page, pages: Pages[Page]) -> None:
    """Raise StreamlitAPIException if another page has the same name."""
    other = pages.registered.get(page.name)
    if other is None or page.is_external:
        return
    if page.file != other.file:
        raise StreamlitAPIException(
            f"The page {page.title!r} is not the one that st.navigation() knows under the name "
            f"{page.name!r}. Pass the same st.Page, or give one of them another url_path."
        )
