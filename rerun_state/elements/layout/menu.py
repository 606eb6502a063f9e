"""The menu of an app's pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from rerun_state.elements.base.parameters import help_of, icon_of, label_of
from rerun_state.runtime.execution.app_page import Page
from rerun_state.runtime.execution.run import Run
from rerun_state.runtime.grammar.writes import alter


def menu(
    run: Run,
    position: Literal["sidebar", "top"],
    sections: Mapping[str, Sequence[Page]],
    chosen: Page,
    expanded: bool | int,
) -> None:
    """Show the menu: a property of the app, so that it stands above all that the program shows."""
    alter(
        run,
        run.tree.root,
        navigation={
            "position": position,
            "expanded": expanded,
            "current": chosen.url_path,
            "sections": [
                {
                    "title": title,
                    "pages": [_entry(page) for page in pages if page.visibility == "visible"],
                }
                for title, pages in sections.items()
            ],
        },
    )


def _entry(page: Page) -> dict[str, Any]:
    return {
        "name": page.url_path,
        "href": page.external_url,
        "label": label_of(page.title),
        "icon": icon_of(page.icon or None),
        "help": help_of(page.help or None),
    }
