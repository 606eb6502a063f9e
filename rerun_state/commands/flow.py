"""The flow of a program: `stop`, `rerun`, `switch_page`, and a yield point of its own."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import NoReturn

from rerun_state.commands import query_params as address
from rerun_state.errors import (
    StreamlitAPIException,
    StreamlitInvalidLayoutContextError,
    StreamlitInvalidParameterTypeError,
    StreamlitValueError,
)
from rerun_state.runtime.execution.app_page import Page, check_registered, named_page
from rerun_state.runtime.execution.run import RerunException, StopException, current, running
from rerun_state.runtime.loop.turning import turn_to
from rerun_state.runtime.state.query import Values


def switch_page(page: str | Path | Page, *, query_params: Values | None = None) -> NoReturn:
    """End the run here and start that of another page of the app.

    `page` is one of the pages that `st.navigation` was given, or the path of its script. The query
    parameters are replaced by `query_params`, or removed. On another page all widgets have their
    defaults, also those that all pages share; `persist_state="session"` keeps a value.

    Raises StreamlitPageNotFoundError for a script that is no page, and StreamlitAPIException for a
    page outside of the app.

        if st.button("Details"):
            st.switch_page("details.py")
    """
    run = current("st.switch_page()")
    pages = run.app.pages
    to: Page = page if isinstance(page, Page) else named_page(pages, page)
    if to.is_external:
        raise StreamlitAPIException(
            f"st.switch_page() cannot leave the app for {to.external_url!r}. Use st.page_link()."
        )
    check_registered(to, pages)
    address.replace(query_params)
    part = run.part
    alone = part if run.scoped else None
    leave = partial(turn_to, run.app, to.name, afresh=True, shown=run.claims.widgets, alone=alone)
    raise RerunException(prepare=leave)


def stop() -> NoReturn:
    """End the run here; what it has shown stays on the page.

    Nothing below the call is executed. Values of widgets that the run did not reach are kept.

        if not st.text_input("Name"):
            st.stop()
    """
    current("st.stop()").stopped = True
    raise StopException


def rerun(scope: str | int | Sequence[str | int] = "app") -> NoReturn:
    """End the run here and start the next one at once.

    `scope` says what runs again: "app" all of the cell; "fragment" the fragment that is being
    rerun; the key of a fragment, or several, just those (in callbacks only, where the whole cell
    would run otherwise).

    Raises StreamlitInvalidLayoutContextError for "fragment" outside of a fragment's own rerun, and
    StreamlitAPIException for keys outside of a callback, or keys that no fragment has.

        if st.button("Start again"):
            st.session_state.clear()
            st.rerun()
    """
    names = _scope_names(scope)
    run = current("st.rerun()")
    run.insist()
    if names == ["app"]:
        raise RerunException
    if names == ["fragment"]:
        part = run.part
        if part is None or not run.scoped:
            raise StreamlitInvalidLayoutContextError(
                'st.rerun(scope="fragment") works only while a fragment reruns on its own; '
                "here the whole app is running. Use st.rerun()."
            )
        raise RerunException([part])
    if not run.in_callback:
        raise StreamlitAPIException(
            f"st.rerun({scope!r}) names fragments, which only a callback may do. "
            "Call it in an on_change or on_click function, or rerun the whole app by st.rerun()."
        )
    parts = [part for name in names for part in run.app.fragments_with(name)]
    raise RerunException(parts)


def _scope_names(scope: object) -> list[str]:
    """The scope of a rerun as a list of words; raises for what can be none."""
    several = isinstance(scope, Sequence) and not isinstance(scope, (str, bytes, bytearray))
    given = list(scope) if several else [scope]  # type: ignore[call-overload]
    for name in given:
        if not isinstance(name, (str, int)):
            raise StreamlitInvalidParameterTypeError(
                f"scope of st.rerun() takes 'app', 'fragment', or keys of fragments, not {name!r}."
            )
    names = [str(name) for name in given]
    if not names or "" in names:
        raise StreamlitValueError(
            f"scope of st.rerun() is empty: {scope!r}. Give 'app', 'fragment', or keys of "
            "fragments."
        )
    if several and ("app" in names or "fragment" in names):
        raise StreamlitValueError(
            "scope of st.rerun() cannot list 'app' or 'fragment' among keys of fragments, as "
            f"{scope!r} does. Give that word alone, or the keys."
        )
    return list(dict.fromkeys(names))


def checkpoint() -> None:
    """Let a newer event end this run here, as element calls do.

    For loops without elements.

        for path in paths:
            st.checkpoint()
            total += count(path)
    """
    run = running()
    if run is not None:
        run.check()
