"""Links that browsers keep between traits (`jslink`): what they set is no reader's doing.

Each browser sets the target to what the source is when the link is made, or when code sets the
source. Once a reader has moved either end, what comes of it is told like any other move.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

from rerun_state.elements.bundles import instances
from rerun_state.page.inside import living
from rerun_state.runtime.model.sameness import equal


class Links:
    """The links, and which of them have an end that readers have moved."""

    def __init__(self) -> None:
        self._moved: set[str] = set()  # the model ids of links

    def moved(self, id: str, changed: dict[str, Any]) -> bool:
        """Has a reader moved the widget with that id, to whose traits a browser gives values?"""
        links = list(_open())
        moved = {name for name in changed if not self._explain(links, (id, name), changed[name])}
        ends = {(id, name) for name in moved}
        new = {k.model_id for k in links if not ends.isdisjoint((_at(k.source), _at(k.target)))}
        if not new <= self._moved:
            self._moved = {each for each in self._moved | new if living(each) is not None}
        return bool(moved)

    def _explain(self, links: list[Any], trait: tuple[str, str], value: Any) -> bool:
        """Is that value what a link, or a chain of them, brings a trait by itself?"""
        links = [link for link in links if link.model_id not in self._moved]
        waiting, known = [trait], set[tuple[str, str]]()
        while waiting:
            target = waiting.pop()
            known.add(target)
            for source in (_at(link.source) for link in links if _at(link.target) == target):
                if source is None or source in known:
                    continue
                if _has(*source, value):
                    return True
                waiting.append(source)
        return False


def _open() -> Iterator[Any]:
    """All links that are open, whoever has made them."""
    module: Any = sys.modules.get("ipywidgets.widgets.widget_link")
    for each in list(instances().values()) if module is not None else ():
        if isinstance(each, module.Link) and each.comm is not None:
            yield each


def _at(end: Any) -> tuple[str, str] | None:
    """The id of the widget, and the name of its trait; None if the widget is closed."""
    widget, name = end
    return None if widget.comm is None else (widget.model_id, name)


def _has(id: str, name: str, value: Any) -> bool:
    widget = living(id)
    try:
        return widget is not None and equal(widget.get_state([name])[name], value)
    except Exception:  # of a trait that has no value yet
        return False
