"""What a run has taken for its own so far: identities, keys, and what there can be but one of."""

from __future__ import annotations

from collections.abc import Hashable

from rerun_state.errors import (
    StreamlitDuplicateElementId,
    StreamlitDuplicateElementKey,
    an,
)
from rerun_state.runtime.model.widget import Widget


class Claims:
    """What a run has shown, by all that must not stand on a page twice."""

    def __init__(self) -> None:
        self.widgets: dict[Hashable, Widget] = {}  # that it shows, by identity
        self.keys: dict[str, str] = {}  # user key -> kind of element that took it
        self.forms: set[str] = set()
        self.dialogs: set[Hashable] = set()  # what tells apart those that it has called
        self._replayed: set[Hashable] = set()  # widgets that only hits of caches have shown
        self._alone: set[Hashable] = set()  # the identities of elements without values
        self._fragments: dict[str, str] = {}  # the definition that each of their keys belongs to

    def take(self, widget: Widget) -> None:
        """Take a widget's identity; two elements cannot share one."""
        if widget.id in self.widgets and widget.id not in self._replayed:
            raise _two_of(widget.kind)
        self._replayed.discard(widget.id)
        self.widgets[widget.id] = widget

    def show_again(self, widget: Widget) -> None:
        """A cached function shows a widget without being executed, which claims nothing."""
        if widget.id not in self.widgets:
            self.widgets[widget.id] = widget
            self._replayed.add(widget.id)

    def take_alone(self, kind: str, identity: Hashable) -> None:
        """Take the identity of an element without a value, of which there can be but one."""
        if identity in self._alone:
            raise _two_of(kind)
        self._alone.add(identity)

    def take_key(self, key: str, kind: str) -> None:
        """Take a user's key."""
        if key in self.keys:
            other = "another" if kind == self.keys[key] else an(kind)
            raise StreamlitDuplicateElementKey(
                f"The key {key!r} is used twice in this run, by {an(self.keys[key])} and {other}. "
                "Give each element its own key."
            )
        self.keys[key] = kind

    def take_form(self, key: str) -> None:
        """Take a form's key; widgets may have the same."""
        if key in self.forms:
            raise StreamlitDuplicateElementKey(
                f"Two forms of this run have the key {key!r}. Give each form its own key."
            )
        self.forms.add(key)

    def take_fragment(self, key: str, definition: str) -> None:
        """Take the key of a fragment, which all calls of its function share."""
        if self._fragments.setdefault(key, definition) != definition:
            raise StreamlitDuplicateElementKey(
                f"Two fragments of this run have the key {key!r}. Give each of them its own key."
            )


def _two_of(kind: str) -> StreamlitDuplicateElementId:
    return StreamlitDuplicateElementId(
        f"This run shows two {kind} elements with the same parameters, so they cannot be told "
        "apart. Give each of them its own `key`."
    )
