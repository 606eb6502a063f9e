"""The renderer of a page: what changed since the last run, as one patch.

Rows are what the browser has; nodes are what the run shows. A flush walks both, container by
container, notes the operations that turn the one into the other, and sends them in one message. A
run that takes longer than a moment is flushed while it goes on: what it has not reached yet stays,
marked as stale; what it has shown itself, and taken away again, goes at once.

One model holds the whole page, not one each container: so a run sends one message however many
containers changed, and an unchanged page none.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from time import monotonic
from typing import Any

from rerun_state.page.clock import unwatch, watch
from rerun_state.page.gate import Gate, Send
from rerun_state.page.libraries import needed
from rerun_state.page.match import match, stationary
from rerun_state.page.models import InputModel, PageModel, log
from rerun_state.page.opening import Opening, say_undrawable
from rerun_state.page.rows import Patch, Row, index_of, input_props, meet, outputs
from rerun_state.page.viewers import Viewers
from rerun_state.page.wire import Buffers, encode, pack, same
from rerun_state.runtime.model.sameness import judge
from rerun_state.runtime.model.tree import Node, Tree
from rerun_state.runtime.state.session_state import SessionState

SLOW = 0.1
"""Seconds after which a run counts as one that the reader should see going on."""


class PageRenderer:
    """Keeps one page in step with the tree of its cell."""

    def __init__(
        self,
        state: SessionState,
        send: Send,
        on_slow: Callable[[bool], None] = lambda slow: None,
        hear: Callable[[dict[str, Any]], None] = lambda content: None,
        on_shown: Callable[[bool], None] = lambda shown: None,
    ) -> None:
        """Show what `state` holds, `send` what the reader does; say when a run takes long.

        `hear` is given what the page says of itself, `on_shown` whether anybody looks at it.
        """
        self._on_slow = on_slow
        self._hear = hear
        self._viewers = Viewers(on_shown)
        self._slow = False
        self._running = False
        self._began = 0.0
        self._runs = 0
        self._lock = threading.RLock()
        self._opening = Opening(state, self._on_input_event)
        self._root = self._opening.root()
        self._rows_by_model = self._opening.rows
        self._gate = Gate(self._rows_by_model, send, self._set_right, self._lock)
        self._parts: Sequence[Node] = ()
        self._tree: Tree | None = None
        self._dirty = False
        self._stale: list[int] = []
        self._patch = Patch()
        self._broken = False  # was a comparison left before its end?
        self._again = False  # must the rows be compared once more?
        self._kept = False  # were rows left that the last run did not come to show?
        self.saved_by_state = False
        """Does, until it is shown, somebody save the page who passes over patches, as nbclient?"""
        self.model = PageModel(self._snapshot, self._on_page_event)

    @property
    def shown(self) -> bool:
        """Does anybody look at the page, as far as front ends have told?"""
        return self._viewers.present

    # -- as the run goes ---------------------------------------------------------------------------

    def start(self, tree: Tree, parts: Sequence[Node] = ()) -> None:
        """A run begins; show its progress if it takes long."""
        with self._lock:
            self._tree, self._parts = tree, parts
            self._runs += 1
        if not self._running:
            self._running, self._began = True, monotonic()
        watch(self)

    def touched(self, node: Node) -> None:
        """Something changed there, perhaps by a thread that outlives its run."""
        self._dirty = True
        if self._parts and not _is_below(node, self._parts):
            self._parts = ()  # the app itself changed, not only what is in fragments of it
        if not self._running:
            watch(self)

    def flush(self) -> None:
        """Show what the run has put on the page so far, and keep the rest as stale."""
        if self._running and not self._slow and monotonic() - self._began > SLOW:
            self._slow = True
            self._on_slow(True)
        if self._dirty and self._tree is not None:
            self._dirty = False
            self._reconcile(keep_stale=self._running or self._kept)
        if not self._running:
            unwatch(self)

    def finish(self, *, keep: bool = False) -> None:
        """Show what is left to show, and drop or keep as stale what the run did not show again."""
        unwatch(self)
        self._running = self._dirty = False
        self._kept = keep
        self._reconcile(keep_stale=keep)
        self._parts = ()
        if self._slow:
            self._slow = False
            self._on_slow(False)

    def awaits(self, input: str) -> bool:
        """Would a run answer a message to that model? Not one that a form holds back."""
        row = self._rows_by_model.get(input)
        widget = row.node.widget if row is not None and row.node is not None else None
        if widget is None or widget.quiet or widget.disabled:
            return False
        return widget.trigger or widget.form is None

    def embedded(self) -> Iterator[str]:
        """The ids of the other widgets that the page shows."""
        waiting = [self._root]
        while waiting:
            row = waiting.pop()
            waiting += row.children
            if row.element.kind == "widget":
                yield row.element.props["model_id"]

    def record(self) -> None:
        """Send as states what only patches have told so far, where they are all that is saved."""
        with self._lock:
            if self.saved_by_state and not self.shown:
                self.model.record()
                for row in self._rows_by_model.values():
                    if row.model is not None:
                        row.model.record()

    def close(self) -> None:
        """Close every model; views of the page are removed by the front end."""
        unwatch(self)
        with self._lock:
            self._opening.drop(self._root)
            self.model.close()

    # -- the difference ----------------------------------------------------------------------------

    def _reconcile(self, *, keep_stale: bool) -> None:
        tree = self._tree
        if tree is None or self.model.comm is None:
            return
        with self._lock:
            self._patch = patch = Patch()
            self._again = False
            whole, self._broken = self._broken, True  # until it is compared to the end
            self._compare(tree, keep_stale)
            if self._again:  # a row could not show what its node has come to hold
                patch.stale = []
                self._compare(tree, keep_stale)
            self._broken = False
            patch.ops += patch.secrets
            if patch.stale != self._stale:
                patch.ops.append(["stale", patch.stale])
                self._stale = patch.stale
            if patch.ops:
                self._send_patch(patch)
            if whole:  # nobody was told what the last comparison had come to
                self._send_whole()
            for row in patch.gone:  # after the patch: no view may be left without its model
                self._opening.drop(row)

    def _compare(self, tree: Tree, keep_stale: bool) -> None:
        """Bring the rows in step with the tree, or with the parts of it that have run."""
        if self._parts:
            for part in self._parts:
                if part.row is not None and part.row.node is part:  # it still stands there
                    self._children(part.row, part, keep_stale)
            return
        # While it runs, an app may not have said yet what it always says.
        if not keep_stale or tree.root.element.props.keys() >= self._root.wire.keys():
            self._update(self._root, tree.root, keep_stale)
        else:
            self._children(self._root, tree.root, keep_stale)

    def _send_patch(self, patch: Patch) -> None:
        """Tell the views; those that miss a patch ask for the whole page."""
        try:
            self.model.patch(patch.ops, patch.buffers, patch.libraries)
        except Exception:  # neither the run nor the clock may end because of what one row holds
            log.exception("A change of the page could not be sent.")

    def _children(self, row: Row, node: Node, keep_stale: bool) -> None:
        """Bring the rows below `row` in step with the nodes below `node`."""
        nodes = list(node.children or ())
        rows = row.children
        found = match(rows, [child.element for child in nodes])
        kept = {id(old) for old in found if old is not None}
        if len(kept) < len(rows):
            leftover = [old for old in rows if id(old) not in kept]
            if keep_stale:  # but for what this run has shown itself, and taken away again
                self._patch.stale += [old.key for old in leftover if old.run != self._runs]
                leftover = [old for old in leftover if old.run == self._runs]
            rows = self._remove(row, leftover)
        self._arrange(row, rows, nodes, found, keep_stale)

    def _remove(self, row: Row, leftover: list[Row]) -> list[Row]:
        """Take rows out, adjacent ones at once, from the end so that indices hold."""
        doomed = {id(old) for old in leftover}
        rows = row.children
        end = len(rows)
        while end > 0:
            if id(rows[end - 1]) not in doomed:
                end -= 1
                continue
            start = end - 1
            while start > 0 and id(rows[start - 1]) in doomed:
                start -= 1
            self._patch.ops.append(["remove", row.key, start, end - start])
            del rows[start:end]
            end = start
        self._patch.gone += leftover
        return rows

    def _arrange(
        self,
        row: Row,
        rows: list[Row],
        nodes: list[Node],
        found: list[Row | None],
        keep_stale: bool,
    ) -> None:
        """Put the rows into the order of the nodes, and make those that are missing."""
        if len(rows) == len(found) and all(a is b for a, b in zip(rows, found, strict=True)):
            for same, node in zip(rows, nodes, strict=True):
                self._update(same, node, keep_stale)
            return
        place = {id(old): i for i, old in enumerate(rows)}
        still = stationary([place[id(old)] for old in found if old is not None])
        moving = {id(old) for old in found if old is not None and place[id(old)] not in still}
        at = 0
        fresh: list[Row] = []  # new rows next to each other travel in one operation
        for old, node in zip(found, nodes, strict=True):
            if old is None:
                made = self._opening.make(node, self._runs, self._patch)
                rows.insert(at + len(fresh), made)
                fresh.append(made)
                continue
            at = self._insert(row, at, fresh)
            if id(old) in moving:
                here = index_of(rows, old, at)
                rows.pop(here)
                at -= here < at
                rows.insert(at, old)
                if here != at:
                    self._patch.ops.append(["move", row.key, here, at])
                at += 1
            else:
                at = index_of(rows, old, at) + 1
            self._update(old, node, keep_stale)
        self._insert(row, at, fresh)

    def _insert(self, row: Row, at: int, fresh: list[Row]) -> int:
        if fresh:
            described = [made.describe(self._patch.buffers) for made in fresh]
            self._patch.ops.append(["insert", row.key, at, described])
            at += len(fresh)
            fresh.clear()
        return at

    def _update(self, row: Row, node: Node, keep_stale: bool) -> None:
        """Bring one row in step with the node that it shows."""
        meet(row, node, self._runs)
        try:
            self._redraw(row, node)
        except Exception as error:
            say_undrawable(node, error)
            self._again = True
            return
        row.element = node.element
        if node.children is not None or row.children:
            self._children(row, node, keep_stale)

    def _redraw(self, row: Row, node: Node) -> None:
        """Note what differs between a row and its node."""
        if row.model is not None:
            self._update_input(row, row.model, node)
        elif row.mime is not None:
            if judge(row.element.props, node.element.props) is not True:  # NaN may be among them
                row.mime.outputs = outputs(node.element)
        elif row.element != node.element:
            wire = encode(node.element.kind, node.element.props)
            self._patch.libraries.update(needed(node.element.kind, wire))
            changed, removed = _changed(row.wire, wire), _gone(row.wire, wire)
            row.wire = wire
            if changed or removed:
                changed = pack(changed, self._patch.buffers)
                self._patch.ops.append(["set", row.key, changed, removed])

    def _update_input(self, row: Row, model: InputModel, node: Node) -> None:
        """Tell the views of an element with a value what differs from what they have."""
        change: dict[str, Any] = {}
        if row.element.props != node.element.props:
            before, props = model.props, input_props(node)
            change = {"props": _changed(before, props), "gone": _gone(before, props)}
            change = {name: value for name, value in change.items() if value}
            model.keep(props=props, value=model.value)
        value = self._opening.wire_value(node)
        if model.touched or value != model.value or type(value) is not type(model.value):
            change["value"] = value
            change["ack"] = model.ack
            model.touched = False
        if change:
            model.keep(value=value)
            self._patch.ops.append(["input", model.model_id, pack(change, self._patch.buffers)])

    # -- what the browser says ---------------------------------------------------------------------

    def _snapshot(self) -> dict[str, Any]:
        with self._lock:
            return self._root.describe(None)

    def _on_page_event(self, content: dict[str, Any]) -> None:
        if content.get("event") != "resync":
            self._viewers.hear(content)
            if content.get("event") == "context":
                self._tell_secrets()
            self._hear(content)
        else:
            self._send_whole()

    def _send_whole(self) -> None:
        with self._lock:
            buffers: Buffers = []
            rows = self._root.describe(buffers)
            self.model.send({"event": "snapshot", "v": self.model.version, "rows": rows}, buffers)

    def _tell_secrets(self) -> None:
        """Tell who has just come what no state may hold."""
        with self._lock:
            ops = [
                ["input", id, {"value": row.model.value}]
                for id, row in self._rows_by_model.items()
                if row.model is not None and row.model.secret
            ]
            if ops:
                self.model.patch(ops, [])

    def ask_viewers(self) -> None:
        """Ask who still looks: a window that was closed at once has not said so."""
        self._viewers.forget()
        self.model.send({"event": "who"})

    def _on_input_event(
        self, model: InputModel, content: dict[str, Any], buffers: list[Any]
    ) -> None:
        self._gate.hear(model, content, buffers)

    def _set_right(self, row: Row, model: InputModel) -> None:
        """Show again what the element really has."""
        with self._lock:
            if row.node is None or model.comm is None:
                return
            model.ack = ""
            value = self._opening.wire_value(row.node)
            model.keep(value=value)
            self.model.patch([["input", model.model_id, {"value": value}]], [])


def _changed(before: dict[str, Any], now: dict[str, Any]) -> dict[str, Any]:
    """The properties that are new, or not what they were."""
    return {
        name: value
        for name, value in now.items()
        if name not in before or not same(before[name], value)
    }


def _gone(before: dict[str, Any], now: dict[str, Any]) -> list[str]:
    return [name for name in before if name not in now]


def _is_below(node: Node, parts: Sequence[Node]) -> bool:
    return node.parent is not None and any(a in parts for a in node.parent.ancestors())
