"""`st.switch_page`: go to another page of the app."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

from rerun_state.commands import query_params as address
from rerun_state.errors import StreamlitAPIException
from rerun_state.runtime.execution.pages import Page, check_registered
from rerun_state.runtime.execution.run import RerunException, current
from rerun_state.runtime.state.query import Values


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
