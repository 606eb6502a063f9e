"""`st.navigation`: which pages the app has, and which of them runs now."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Literal

from rerun_state.elements.layout.menu import menu
from rerun_state.elements.write import write
from rerun_state.errors import (
    StreamlitAPIException,
    StreamlitInvalidParameterTypeError,
    StreamlitMissingRequiredParameterError,
    StreamlitValueError,
)
from rerun_state.runtime.execution.app_page import Page, by_name
from rerun_state.runtime.execution.run import current
from rerun_state.runtime.grammar.block import Block
from rerun_state.runtime.loop.turning import settle, tell_page

Listed = str | Path | Callable[[], object] | Page


def navigation(
    pages: Sequence[Listed] | Mapping[str, Sequence[Listed]],
    *,
    position: Literal["sidebar", "hidden", "top"] = "sidebar",
    expanded: bool | int = False,
) -> Page:
    """Say which pages the app has, show their menu, and return the one to run.

    `pages` is a list of them, or one list for each heading of the menu. A page is an `st.Page`, or
    what one can be made of. The menu stands in the sidebar, at the top, or nowhere. `expanded`
    shows all pages of a long menu at once; a number says how many.

    What stands around the call of `run()` is shared by all pages. Call this once in each run.

    A page has an address of its own before visitors (`rerun-state run`): `/details`.

    Raises StreamlitAPIException for two pages of one name, for two default pages, and for none that
    is part of the app.

        def overview(): ...
        def details(): ...

        st.navigation([overview, details]).run()
    """
    if position not in ("sidebar", "hidden", "top"):
        raise StreamlitValueError(
            f"position of navigation must be 'sidebar', 'hidden' or 'top', not {position!r}."
        )
    sections = _sections(pages)
    listed = [page for each in sections.values() for page in each]
    default = _default(listed)
    _check_expanded(expanded)
    run = current("st.navigation()")
    known = run.app.pages
    known.registered = by_name(listed)
    settle(run.app)
    known.navigated = True
    known.show = partial(write, Block())
    chosen = known.registered.get(known.wanted) if known.wanted else None
    if chosen is None or chosen.is_external:
        chosen = default
    known.wanted, known.shown = chosen.name, chosen
    chosen.callable_once = True
    tell_page(run, chosen)
    if position != "hidden":
        menu(run, position, sections, chosen, expanded)
    elif "navigation" in run.tree.root.element.props:  # that of the files in pages/
        menu(run, "sidebar", {}, chosen, expanded)
    return chosen


def _sections(pages: Any) -> dict[str, list[Page]]:
    given = pages if isinstance(pages, Mapping) else {"": pages}
    sections = {str(title): [_page(page) for page in listed] for title, listed in given.items()}
    if not any(sections.values()):
        raise StreamlitMissingRequiredParameterError("st.navigation() needs at least one page.")
    return sections


def _page(page: Any) -> Page:
    if isinstance(page, (str, Path)) or callable(page):
        page = Page(page)
    if isinstance(page, Page):
        return page
    raise StreamlitInvalidParameterTypeError(
        f"A page is a function, the path of a script or an st.Page, not {page!r}."
    )


def _default(pages: list[Page]) -> Page:
    marked = [page for page in pages if page.is_default]
    if len(marked) > 1:
        raise StreamlitAPIException(
            f"{marked[0].title!r} and {marked[1].title!r} are both marked as the default page. "
            "Mark one of them."
        )
    inside = [page for page in pages if not page.is_external]
    if not inside:
        raise StreamlitAPIException(
            "st.navigation() needs a page that is part of the app: all of these are addresses. Add "
            "a function or a script."
        )
    default = marked[0] if marked else inside[0]
    default.is_default = True
    return default


def _check_expanded(expanded: Any) -> None:
    if not isinstance(expanded, int):
        raise StreamlitInvalidParameterTypeError(
            f"expanded of navigation must be True, False or a number of pages, not {expanded!r}."
        )
    if expanded < 0:
        raise StreamlitValueError(f"expanded of navigation cannot be below zero: {expanded!r}.")
