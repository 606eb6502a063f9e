"""What ordinary cells say of how a page, or an input of it, looks: as they may of any ipywidget.

A `Layout` is a model of its own. There is one for those alone of which somebody has asked for it.
"""

from __future__ import annotations

from contextvars import Context
from typing import Any

from ipywidgets import DOMWidget, Layout, widget_serialization
from ipywidgets.widgets.trait_types import InstanceDict, TypedTuple
from traitlets import Bool, Unicode, default

from rerun_state.page.lean import Lean
from rerun_state.runtime.execution.run import running

LOOKS = frozenset({"layout", "tabbable", "tooltip", "_dom_classes"})


class Looked(Lean):
    """A lean model that has a layout, classes and a tooltip, once somebody gives it some.

    Why no DOMWidget: those are what ipywidgets shows, and not every input has a view.
    """

    layout = InstanceDict(Layout)
    tabbable = Bool(None, allow_none=True)
    tooltip = Unicode(None, allow_none=True)
    _dom_classes = TypedTuple(trait=Unicode())

    add_class = DOMWidget.add_class
    remove_class = DOMWidget.remove_class

    _own_layout: Layout | None = None

    @default("layout")
    def _open_layout(self) -> Layout:
        """A layout, for the first who asks."""
        # Not as one that a run makes, which would open it, and close it, by its own rules.
        self._own_layout = Layout() if running() is None else Context().run(Layout)
        if self.is_open:
            state = {"layout": f"IPY_MODEL_{self._own_layout.model_id}"}
            self._send({"method": "update", "state": state, "buffer_paths": []})
        return self._own_layout

    def close(self) -> None:
        """Close the model, and the layout made for it."""
        if self._own_layout is not None:
            self._own_layout.close()
        super().close()

    def get_state(self, key: Any = None, drop_defaults: bool = False) -> dict[str, Any]:
        """The state that a front end gets, with what was said of its looks, if it was."""
        state = super().get_state(key, drop_defaults)
        if not LOOKS.isdisjoint(self._trait_values):
            names = LOOKS if key is None else {key} if isinstance(key, str) else set(key)
            for name in LOOKS.intersection(names, self._trait_values):
                looks = self._trait_values[name]
                if key is not None or looks not in (None, ()):
                    state[name] = widget_serialization["to_json"](looks, self)
        return state

    def notify_change(self, change: Any) -> None:
        """Tell observers of a change, and views of one to the looks."""
        super().notify_change(change)
        if change["name"] in LOOKS and self.is_open:
            self.send_state(change["name"])
