"""What belongs to the app as a whole: the page's title and layout, links between its pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from rerun_state.elements.base.parameters import (
    Width,
    check_size,
    check_width,
    help_of,
    icon_of,
    label_of,
    one_of,
    stretched,
    truth,
    without_effect,
)
from rerun_state.elements.inputs.buttons import IconPosition, side_of
from rerun_state.errors import (
    StreamlitInvalidURLError,
    StreamlitMissingRequiredParameterError,
    StreamlitValueError,
)
from rerun_state.runtime.execution.app_page import Page, check_registered, is_address, named_page
from rerun_state.runtime.execution.pages import Pages
from rerun_state.runtime.execution.run import current
from rerun_state.runtime.grammar.block import B, put, target
from rerun_state.runtime.grammar.writes import alter
from rerun_state.runtime.state.query import Values, encode
from rerun_state.symbols.emoji import is_emoji

Layout = Literal["centered", "wide"]
SidebarState = Literal["auto", "expanded", "collapsed", "locked"] | int
_SIDEBAR = ("auto", "expanded", "collapsed", "locked")
_MENU = ("get help", "report a bug", "about")


def set_page_config(
    page_title: str | None = None,
    page_icon: Any = None,
    layout: Layout | None = None,
    initial_sidebar_state: SidebarState | None = None,
    menu_items: Mapping[Any, str | None] | None = None,
) -> None:
    """Set how the page looks as a whole; what is None stays as it is.

    Raises StreamlitValueError for a `layout`, a sidebar or a menu that there is not.

        st.set_page_config("Rainfall", page_icon=":rain_cloud:", layout="wide")
    """
    if layout is not None:
        one_of(layout, ("centered", "wide"), "layout", "set_page_config")
    if initial_sidebar_state is not None:
        check_size(initial_sidebar_state, _SIDEBAR, "initial_sidebar_state")
    if menu_items is not None:
        _check_menu(menu_items)
        without_effect("set_page_config", "menu_items", "a notebook has no app menu.")
    run = current("st.set_page_config()")
    run.insist()
    given = {
        "title": page_title,
        "icon": _favicon(page_icon),
        "layout": layout,
        "sidebar": initial_sidebar_state,
    }
    alter(run, run.tree.root, **{k: value for k, value in given.items() if value is not None})


def _check_menu(items: Mapping[Any, str | None]) -> None:
    for name, value in items.items():
        lowered = str(name).lower().strip()
        if lowered not in _MENU:
            raise StreamlitValueError(
                f"menu_items knows {', '.join(map(repr, _MENU))}, not {name!r}."
            )
        if lowered != "about" and value is not None and not re.match(r"(https?|mailto):", value):
            raise StreamlitInvalidURLError(
                f"{name!r} of menu_items must be a web or mail address, not {value!r}."
            )


def _favicon(icon: Any) -> Any:
    if not isinstance(icon, str) or is_address(icon) or Path(icon).suffix:
        return None if icon is None else str(icon)
    if icon == "random":
        return icon_of("🎈")
    return icon_of(icon) if icon.startswith(":material") or is_emoji(icon) else icon


def page_link(
    self: B,
    page: str | Path | Page,
    *,
    label: str | None = None,
    icon: str | None = None,
    icon_position: IconPosition = "left",
    help: str | None = None,
    disabled: bool = False,
    use_container_width: bool | None = None,
    width: Width = "content",
    query_params: Values | None = None,
) -> B:
    """Show a link to a page of the app, or to an address elsewhere; return a handle on it.

    Raises StreamlitPageNotFoundError for a script that is no page of the app, and
    StreamlitMissingRequiredParameterError for an address without a `label`.

        st.page_link("details.py", label="Details", icon=":material/search:")
    """
    run = current("st.page_link()")
    pages = run.app.pages
    width = stretched(width, use_container_width)
    if target(self, run)[0].root == "sidebar":
        width = "stretch"
    href, linked = _aim(page, pages)
    if linked is not None:
        label = linked.title if label is None else label
        icon = linked.icon or None if icon is None and isinstance(page, Page) else icon
        help = (linked.help or None) if help is None else help
    elif not label:
        raise StreamlitMissingRequiredParameterError(f"A link to {href!r} needs a label.")
    inside = linked if href is None else None
    return put(
        self,
        "page_link",
        label=label_of(label or ""),
        icon=icon_of(icon),
        icon_position=side_of(icon_position, "page_link"),
        help=help_of(help),
        disabled=truth(disabled, "disabled"),
        width=check_width(width, "page_link"),
        page=None if inside is None else inside.url_path,
        href=href,
        current=inside is not None and inside is (pages.shown or pages.alone),
        query=encode(query_params) if query_params else "",
    )


def _aim(page: str | Path | Page, pages: Pages[Page]) -> tuple[str | None, Page | None]:
    """Where a link leads: an address outside of the app, a page, or a page which is elsewhere."""
    if isinstance(page, str) and is_address(page):
        return page, None
    named = page if isinstance(page, Page) else named_page(pages, page)
    check_registered(named, pages)
    return named.external_url, named
