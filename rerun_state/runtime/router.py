"""`st.switch_page`: go to another page of the app."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

from rerun_state.errors import StreamlitAPIException
from rerun_state.runtime import address
from rerun_state.runtime.pages import Page, Pages
from rerun_state.runtime.query import Values
from rerun_state.runtime.run import RerunException, current


def switch_page(page: str | Path | Page, *, query_params: Values | None = None) -> NoReturn:
    """End the run here and start that of another page of the app.

    `page` is one of the pages that `st.navigation` was given, or the path of its script. The query
    parameters are replaced by `query_params`, or removed. On another page all widgets have their
    defaults, also those that all pages share; `persist_state="session"` keeps a value.

    Raises StreamlitPageNotFoundError for a script that is no page, and StreamlitAPIException for a
    page outside of the app.
    """
    run = current("st.switch_page()")
    pages = run.cell.pages
    if not isinstance(page, Page):
        page = pages.by_file(page)
    elif page.is_external:
        raise StreamlitAPIException(
            f"st.switch_page() cannot leave the app for {page.external_url!r}. Use st.page_link()."
        )
    check_registered(page, pages)
    address.replace(query_params)
    run.cell.go_to(page.name, afresh=True)
    raise RerunException


def check_registered(page: Page, pages: Pages) -> None:
    """Raise StreamlitAPIException if another page has the same name."""
    other = pages.registered.get(page.name)
    if other is None or page.is_external:
        return
    if page.file != other.file and (page.file is not None or other.file is not None):
        raise StreamlitAPIException(
            f"The page {page.title!r} is not the one that st.navigation() knows under the name "
            f"{page.name!r}. Pass the same st.Page, or give one of them another url_path."
        )
