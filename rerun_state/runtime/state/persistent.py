"""`persist_state`: widgets whose values stay while they are not shown, and how they leave a page.

A value outlives its widget as an entry under the key, for whatever the next page shows there; what
is to last as long as its page is seen by one complete run of the next, and is gone after it. There
the same widget, if all pages share it, starts anew; and what code sets under the key meanwhile is
the value of a widget that is gone, no entry.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator

from rerun_state.runtime.model.widget import Widget


class Persistent:
    """The widgets of one state that keep their values."""

    def __init__(self) -> None:
        self._widgets: dict[Hashable, Widget] = {}
        self._leaving: set[Hashable] = set()  # of a page that was left
        self._passing: dict[str, Hashable] = {}  # keys of entries that end with a run, and whose

    def get(self, id: Hashable) -> Widget | None:
        """The widget with that identity, if it keeps its value."""
        return self._widgets.get(id)

    def note(self, widget: Widget) -> bool:
        """A run shows a widget; True if the entry under its key is none for it.

        So is what the page before has left, to the same widget and to all that last as a page does.
        """
        if widget.persist:
            self._widgets[widget.id] = widget
        if widget.key not in self._passing:
            return False
        return widget.persist == "page" or self._passing[widget.key] == widget.id

    def end(self, ids: Collection[Hashable]) -> None:
        """Let these keep their values no longer."""
        for id in ids:
            self._widgets.pop(id, None)

    def clear(self) -> None:
        """Let none keep its value."""
        self._widgets.clear()

    def among(self, ids: Collection[Hashable]) -> dict[Hashable, Widget]:
        """Those of the widgets that keep their values."""
        return {id: self._widgets[id] for id in ids if id in self._widgets}

    def of_page(self) -> list[Hashable]:
        """The widgets whose values last as long as their page."""
        return [id for id, widget in self._widgets.items() if widget.persist == "page"]

    def leave(
        self, belongs: Callable[[Widget], bool], *, afresh: bool
    ) -> Iterator[tuple[Hashable, str]]:
        """The page is left to which widgets belong: yield those whose values become entries.

        With `afresh` they are all that last as long as their page as well.
        """
        for id, widget in list(self._widgets.items()):
            of_page = widget.persist == "page"
            if belongs(widget) or (afresh and of_page):
                del self._widgets[id]
                assert widget.key is not None
                if of_page:
                    self._passing[widget.key] = id
                yield id, widget.key

    def turn_page(self) -> None:
        """Another page is shown instead, without a word of the app."""
        self._leaving.update(self.of_page())

    def complete(self, shown: Collection[Hashable]) -> dict[str, Hashable]:
        """A complete run is over: end what was of the page before.

        Return the keys of entries, and the widgets that they came from.
        """
        self.end(self._leaving.difference(shown))
        self._leaving.clear()
        passed, self._passing = self._passing, {}
        return passed
