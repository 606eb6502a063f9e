"""Rows come and go: what a node needs to be seen is opened, and closed with its row."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import partial
from itertools import count
from typing import Any

from rerun_state.elements.inputs.bond import Bond, bond_of
from rerun_state.page.channel import Channel, EventHandler, log
from rerun_state.page.kinds import needed, seen
from rerun_state.page.rows import Patch, Row, input_props, meet
from rerun_state.page.static_files import StaticFiles
from rerun_state.page.wire import encode, encode_value
from rerun_state.runtime.execution.failure import describe
from rerun_state.runtime.model.tree import Element, Node
from rerun_state.runtime.model.widget import Widget
from rerun_state.runtime.state.session_state import SessionState

Send = Callable[[Widget, Any], None]


class Opening:
    """Makes the rows of one page, with their models, and closes them."""

    def __init__(
        self,
        state: SessionState,
        on_event: EventHandler,
        send: Send,
        channel: Channel,
        waits: Callable[[Hashable], bool],
    ) -> None:
        self.rows: dict[str, Row] = {}
        """Those that have a model, by its id."""
        self.foreign: dict[int, Row] = {}
        """Those where a user's ipywidget stands, by their keys."""
        self.static: StaticFiles | None = None
        """What the app serves beside itself."""
        self.waits = waits
        """Does a change of the widget with that identity wait for a run?"""
        self._state = state
        self._on_event = on_event
        self._send = send
        self._channel = channel
        self._keys = count()

    def root(self) -> Row:
        """The row of the page itself."""
        return Row(next(self._keys), Element("app", {}))

    def value(self, node: Node) -> Any:
        """The value that the reader sees: that which a form holds back, else the state's."""
        widget = node.widget
        assert widget is not None
        held = widget.form.held.get(widget.id) if widget.form is not None else None
        return held.value if held is not None else self._state.value(widget)

    def wire_value(self, node: Node) -> Any:
        """The value that the reader sees, as it travels."""
        assert node.widget is not None
        return encode_value(node.widget, self.value(node))

    def wire(self, element: Element) -> dict[str, Any]:
        """The properties of an element as they travel."""
        return self._placed(element.kind, encode(element.kind, element.props))

    def input_props(self, node: Node) -> dict[str, Any]:
        """The properties of an element with a value as they travel."""
        return self._placed(node.element.kind, input_props(node))

    def _placed(self, kind: str, wire: dict[str, Any]) -> dict[str, Any]:
        return wire if self.static is None else self.static.place(kind, wire)

    def make(self, node: Node, run: int, patch: Patch) -> Row:
        """A row for a node that the page does not show yet, with all that is below it."""
        row = Row(next(self._keys), node.element)
        meet(row, node, run)
        try:
            self._open(row, node, patch)
        except Exception as error:
            row.element = say_undrawable(node, error)
            row.wire = self.wire(row.element)
        patch.libraries.update(needed(row.element.kind, row.wire))
        if node.children:
            row.children = [self.make(child, run, patch) for child in list(node.children)]
        return row

    def _open(self, row: Row, node: Node, patch: Patch) -> None:
        """Make what a new row needs: a model for an element with a value, else what travels."""
        element, kind = node.element, seen(node.element.kind)
        if kind.model is not None:
            self._channel.check_widget()
            self.foreign[row.key] = row
            self.join(row, node)
        elif node.widget is not None:
            row.model = self._channel.open_input(
                element.kind, self.input_props(node), self.wire_value(node), self._on_event
            )
            self.rows[row.model.model_id] = row
            if row.model.secret:
                patch.secrets.append(["input", row.model.model_id, {"value": row.model.value}])
        elif kind.outputs is not None:
            row.mime = self._channel.open_outputs(kind.outputs(element))
        else:
            row.wire = self.wire(element)

    def join(self, row: Row, node: Node) -> None:
        """Let what happens to a user's ipywidget be an event, if the program has bound it."""
        bond = bond_of(node.widget)
        if bond is not None:
            bond.show_held()
        if bond is row.bond:
            return
        if row.bond is not None:
            self._part(row, row.bond)
        row.bond = bond
        if bond is None:
            return
        id = bond.model_id
        self.rows[id] = row
        self._channel.join(id)
        bond.join(partial(self._pass_on, row))

    def _pass_on(self, row: Row, value: Any) -> None:
        if (widget := row.widget) is not None:
            self._send(widget, value)

    def _part(self, row: Row, bond: Bond) -> None:
        if self.rows.get(bond.model_id) is row:
            del self.rows[bond.model_id]
            self._channel.part(bond.model_id)
            bond.part()

    def drop(self, row: Row) -> None:
        """Close what a row that is gone has opened, with all that is below it."""
        self._release(row)
        for child in row.children:
            self.drop(child)

    def sweep(self, root: Row) -> None:
        """Close what stands nowhere below `root`, as after a comparison that failed midway."""
        kept = {id(row) for row in root.walk()}
        for row in [*self.rows.values(), *self.foreign.values()]:
            if id(row) not in kept:
                self._release(row)

    def _release(self, row: Row) -> None:
        if row.model is not None:
            self.rows.pop(row.model.model_id, None)
            row.model.close()
        self.foreign.pop(row.key, None)
        if row.bond is not None:
            self._part(row, row.bond)
        if row.mime is not None:
            row.mime.close()
        if row.node is not None and row.node.row is row:
            row.node.row = None
        row.node = None  # what knows each other would wait for the garbage collector


def say_undrawable(node: Node, error: Exception) -> Element:
    """Let a node show why its element cannot be shown."""
    log.warning("A %s could not be drawn.", node.element.kind, exc_info=error)
    node.widget, node.children = None, None
    node.element = Element("exception", describe(error, []))
    return node.element
