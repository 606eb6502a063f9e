"""ipywidgets' hold on what runs have made: loose while the garbage is collected, then given back.

Whoever else holds a widget has it still afterwards; what nobody has is closed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from types import MethodType
from typing import Any
from weakref import ref

from rerun_state.elements.bundles import instances, models_printed_to

Widgets = Mapping[str, ref[Any]]
"""What a run has made, by the ids of its models."""


class LooseWidget:
    """A widget that ipywidgets does not hold for the moment."""

    def __init__(self, id: str, widget: Any) -> None:
        self._id = id
        self._widget = ref(widget)
        self._comm = widget.comm
        self.is_output = bool(getattr(widget, "outputs", None))
        callback = getattr(self._comm, "_msg_callback", None)
        self._function: Any = None
        if isinstance(callback, MethodType) and callback.__self__ is widget:
            self._function = callback.__func__
        instances().pop(id, None)
        if self._function is not None:
            self._comm.on_msg(None)

    def restore(self) -> bool:
        """Let ipywidgets hold it again; say whether it is gone, since nobody else has held it."""
        widget = self._widget()
        if widget is None:
            self._comm.close()  # which a class with a finaliser of its own may have left open
            return True
        if widget.comm is self._comm:
            instances()[self._id] = widget
            if self._function is not None:
                self._comm.on_msg(MethodType(self._function, widget))
        return False


class LooseLink:
    """A link of the browser's between widgets, which lives as long as both of them."""

    def __init__(self, link: Any, ends: dict[str, tuple[Any, str]]) -> None:
        self.link = link
        self._ends = {name: (ref(widget), trait) for name, (widget, trait) in ends.items()}
        for name in ends:
            link._trait_values.pop(name)

    def restore(self) -> bool:
        """Join the ends again; if one of them is gone, close the link and say so."""
        ends = {name: (weak(), trait) for name, (weak, trait) in self._ends.items()}
        if any(widget is None for widget, _ in ends.values()):
            self.link.close()
            return True
        self.link._trait_values.update(ends)
        return False


def loose_links(widgets: Widgets) -> Iterable[LooseLink]:
    """Loosen the links among a run's widgets to something that the same run has made."""
    kind = getattr(sys.modules.get("ipywidgets.widgets.widget_link"), "Link", ())
    for weak in list(widgets.values()):
        link = weak()
        if link is None or link.comm is None or not isinstance(link, kind):
            continue
        ends = {name: link._trait_values.get(name) for name in ("source", "target")}
        if all(ends.values()) and any(model_id(end[0]) in widgets for end in ends.values() if end):
            yield LooseLink(link, ends)


def loose_widgets(widgets: Widgets, links: list[LooseLink]) -> list[LooseWidget]:
    """Loosen ipywidgets' hold on a run's widgets, but on those that are links."""
    fixed = {id(link.link) for link in links}
    return [
        LooseWidget(name, widget)
        for name, weak in list(widgets.items())
        if (widget := weak()) is not None and widget.comm is not None and id(widget) not in fixed
    ]


def mentioned() -> set[str]:
    """The ids of the widgets that stand in what Output widgets show."""
    return {id for widget in list(instances().values()) for id in models_printed_to(widget)}


def model_id(widget: Any) -> str | None:
    """The id of a widget's model; None if it has none any more."""
    return getattr(widget.comm, "comm_id", None)
