"""Widgets within widgets, and where those that are not ours stand on a page.

Where nobody has imported ipywidgets there are none: pages are shown without it too.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Any

from rerun_state.elements.bundles import instances, is_widget, models_printed_to
from rerun_state.elements.inputs.bond import bond_of
from rerun_state.page.kinds import seen
from rerun_state.page.rows import Row
from rerun_state.runtime.model.tree import Node
from rerun_state.runtime.model.widget import Widget as Declared

REFERENCE = "IPY_MODEL_"
"""What stands before the id of a model where a trait is a widget."""


def living(id: str) -> Any:
    """The widget with that model id; None if it is closed."""
    return instances().get(id)


def is_retired(widget: Any) -> bool:
    """Has another object taken over the model of this one?"""
    return living(widget._model_id) is not widget


def parts(value: Any) -> Iterator[Any]:
    """The widgets in a trait's value: itself, or those in lists and dictionaries."""
    if is_widget(value):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from parts(each)
    elif isinstance(value, (list, tuple)) and len(value) and not isinstance(value[0], (int, float)):
        for each in value:
            yield from parts(each)


def _shown_by(widget: Any) -> Iterator[Any]:
    """The widgets that stand directly in another one, or in what an Output shows."""
    for name, value in list(widget._trait_values.items()):
        if name == "outputs" or not (isinstance(value, (dict, list, tuple)) or is_widget(value)):
            continue
        if widget.trait_metadata(name, "sync"):
            yield from parts(value)
    yield from filter(None, map(living, models_printed_to(widget)))


def below(roots: Iterable[Any]) -> Iterator[Any]:
    """Widgets, and all that stand in them, each once."""
    known: set[int] = set()
    waiting = [each for each in roots if each is not None]
    while waiting:
        widget = waiting.pop()
        if id(widget) not in known:
            known.add(id(widget))
            yield widget
            waiting += _shown_by(widget)


class Inside:
    """Which of the widgets that are not ours stand in which places of a page.

    What stands in them may change at any time: one that is not known is looked for.
    """

    def __init__(self, root: Row, foreign: Mapping[int, Row]) -> None:
        """`foreign` are the rows where such widgets stand themselves."""
        self._root = root
        self._foreign = foreign
        self._nodes: dict[str, list[Node]] = {}

    @property
    def ids(self) -> set[str]:
        """The model ids of those that are known."""
        return set(self._nodes)

    def knows(self, id: str) -> bool:
        """Did it stand on the page when last looked?"""
        return id in self._nodes

    def nodes(self, id: str) -> list[Node]:
        """The places whose widget is the one with that id, or has it inside."""
        if id not in self._nodes and living(id) is not None:
            self.look()
        return self._nodes.get(id, [])

    def look(self) -> None:
        """Look what stands on the page now."""
        found: dict[str, list[Node]] = {}
        for id, row in self.shown():
            for widget in below([living(id)]):
                if widget.comm is not None and row.node is not None:
                    found.setdefault(widget.model_id, []).append(row.node)
        self._nodes = found

    def shown(self) -> Iterator[tuple[str, Row]]:
        """The model ids of the widgets that stand on the page themselves, each with its row."""
        for row in list(self._foreign.values()):
            model = seen(row.element.kind).model
            if model is not None:
                yield model(row.element), row

    def rows(self) -> Iterator[Row]:
        """All rows of the page."""
        return self._root.walk()


class Inputs(Mapping[str, Any]):
    """The widgets of the inputs of a page, by their keys; also those that stand in no place of it.

    They are looked up anew each time, since runs change what there is.
    """

    def __init__(self, inside: Inside, owned: Mapping[Hashable, Declared]) -> None:
        """`owned` is all that the app has declared."""
        self._inside = inside
        self._owned = owned

    def __getitem__(self, key: str) -> Any:
        return self._now()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._now())

    def __len__(self) -> int:
        return len(self._now())

    def _now(self) -> dict[str, Any]:
        bonds = ((each.key, bond_of(each)) for each in list(self._owned.values()))
        found: dict[str, Any] = {key: bond.widget for key, bond in bonds if key and bond}
        for row in self._inside.rows():
            declared = row.widget
            if declared is not None and declared.key is not None:
                found[declared.key] = row.model if row.bond is None else row.bond.widget
        return found
