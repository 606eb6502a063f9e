"""The renderer of a page: it shows what changed since the last run, as one patch.

A run that takes longer than a moment is flushed while it goes on: what it has not reached yet
stays, marked as stale; what it has shown itself, and taken away again, goes at once.

One model holds the whole page, not one each container: so a run sends one message however many
containers changed, and an unchanged page none.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Iterator, Sequence
from pathlib import Path
from time import monotonic
from typing import Any

from rerun_state.page.channel import Channel, Input, log
from rerun_state.page.clock import look, unwatch, watch
from rerun_state.page.details import Details
from rerun_state.page.gate import Gate
from rerun_state.page.inside import Inside
from rerun_state.page.opening import Opening, Send
from rerun_state.page.reconcile import reconcile
from rerun_state.page.rows import Patch
from rerun_state.page.static_files import StaticFiles
from rerun_state.page.viewers import Viewers
from rerun_state.page.windows import Windows
from rerun_state.page.wire import Buffers, pack
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
        channel: Channel,
        on_slow: Callable[[bool], None] = lambda slow: None,
        hear: Callable[[dict[str, Any]], None] = lambda content: None,
        on_shown: Callable[[bool], None] = lambda shown: None,
        waits: Callable[[Hashable], bool] = lambda id: False,
        on_look: Callable[[], None] = lambda: None,
    ) -> None:
        """Show what `state` holds, `send` what the reader does; say when a run takes long.

        `channel` is the way to those who look at it.
        `hear` is given what the page says of itself, `on_shown` whether anybody looks at it.
        `waits` tells whether a change of a widget's waits for a run.
        `on_look` is called each time that a run which takes long is shown so far.
        """
        self._channel = channel
        self._on_slow = on_slow
        self._on_look = on_look
        self._hear = hear
        self._viewers = Viewers(on_shown)
        self._slow = False
        self._running = False
        self._began = 0.0
        self._runs = 0
        self._lock = threading.RLock()
        self._noting = threading.RLock()  # held for moments: what is to be shown, and of which run
        self._opening = Opening(state, self._on_input_event, send, channel, waits)
        self._root = self._opening.root()
        self._rows_by_model = self._opening.rows
        self.inside = Inside(self._root, self._opening.foreign)
        self._parts: Sequence[Node] = ()
        self._tree: Tree | None = None
        self._dirty = False
        self._stale: list[int] = []
        self._broken = False  # is there something that the views were not told?
        self._kept = False  # were rows left that the last run did not come to show?
        self.saved_by_state = False
        """Does, until it is shown, somebody save the page who passes over patches, as nbclient?"""
        self.hosted = False
        """Does its host take messages only when it calls, and show none that came before a view?"""
        self.model = channel.open_page(self._snapshot, self._on_page_event)
        self._gate = Gate(self._opening, send, self.model.patch, self._lock)
        self._windows = Windows(self._root, self._tell, self._lock)
        self._details = Details(self._root, self._tell, self._lock)

    def serve_static(self, folder: Path) -> None:
        """Let `app/static/...` mean the files of a folder."""
        self._opening.static = StaticFiles(folder)

    @property
    def shown(self) -> bool:
        """Does anybody look at the page, as far as front ends have told?"""
        return self._viewers.present

    @property
    def was_shown(self) -> bool:
        """Has anybody ever looked at it?"""
        return self._viewers.met

    @property
    def address(self) -> str:
        """The id of the page's model; empty once that is closed."""
        return str(self.model.model_id) if self.model.is_open else ""

    # -- as the run goes ---------------------------------------------------------------------------

    def start(self, tree: Tree, parts: Sequence[Node] = ()) -> None:
        """A run begins; show its progress if it takes long."""
        with self._lock, self._noting:
            self._dirty = self._dirty and tree is self._tree
            # What a thread has changed elsewhere on the page may not have been shown yet.
            self._tree, self._parts = tree, () if self._dirty else parts
            self._runs += 1
            if not self._running:
                self._running, self._began = True, monotonic()
            self._watch()

    def touched(self, node: Node) -> None:
        """Something changed there, perhaps by a thread that outlives its run."""
        if self._dirty and self._running and not self._parts:
            look()  # whoever shows the page says that it is clean before looking at the tree
            return
        with self._noting:
            self._dirty = True
            if self._parts and not _is_below(node, self._parts):
                self._parts = ()  # the app itself changed, not only what is in fragments of it
            if not self._running:
                self._watch()
        look()

    def _watch(self) -> None:
        if not self.hosted:
            watch(self)

    def flush(self) -> None:
        """Show what the run has put on the page so far, and keep the rest as stale."""
        with self._noting:
            if not self._running:  # before it looks: what comes meanwhile has it watched again
                unwatch(self)
        if monotonic() - self._began > SLOW:
            self._show_slow(True)
            self._on_look()
        if self._dirty:
            self._reconcile()

    def finish(self, *, keep: bool = False) -> None:
        """Show what is left to show, and drop or keep as stale what the run did not show again."""
        unwatch(self)
        with self._noting:
            self._running, self._kept = False, keep
        self._reconcile(at_end=True)
        self._show_slow(False)

    def _show_slow(self, slow: bool) -> None:
        with self._lock:  # or its end might be told before it
            if slow != self._slow and (self._running or not slow):
                self._slow = slow
                self._on_slow(slow)

    def awaits(self, input: str) -> bool:
        """Would a run answer a message to that model? Not one that a form holds back."""
        row = self._rows_by_model.get(self._channel.model_at(input))
        widget = None if row is None else row.widget
        if widget is None or widget.quiet or widget.disabled:
            return False
        return widget.trigger or widget.form is None

    def embedded(self) -> Iterator[str]:
        """The ids of the other widgets that the page shows."""
        return (id for id, _ in self.inside.shown())

    def record(self) -> None:
        """Send as states what only patches have told so far, where they are all that is saved."""
        with self._lock:
            if self.saved_by_state and not self.shown:
                self.model.record()
                for row in self._rows_by_model.values():
                    if row.model is not None:
                        row.model.record()

    def rest(self) -> None:
        """The cell is gone: the page stays as it is, for the cell that may go on with it."""
        unwatch(self)
        with self._lock, self._noting:
            self._running, self._dirty, self._tree, self._parts = False, False, None, ()
            self._show_slow(False)
            self._viewers.met = False

    def close(self) -> None:
        """Close every model; views of the page are removed by the front end."""
        unwatch(self)
        with self._lock:
            self._opening.drop(self._root)
            self._opening.sweep(self._root)
            self.model.close()

    def _reconcile(self, *, at_end: bool = False) -> None:
        """Show what there is to show, if nobody has done that meanwhile or a run is `at_end`."""
        with self._lock:
            with self._noting:
                tree, parts, runs = self._tree, self._parts, self._running
                if tree is None or not (self._dirty or at_end) or not self.model.is_open:
                    return
                self._dirty = False
                if not runs:
                    self._parts = ()
                keep_stale = runs or self._kept
            whole, self._broken = self._broken, True  # until all of it is told
            patch = reconcile(
                self._root,
                tree,
                parts,
                self._opening,
                self._runs,
                keep_stale=keep_stale,
                is_over=not runs,
            )
            self._send_patch(patch)
            if whole:  # nobody was told what the last comparison had come to
                self._send_whole()
                self._opening.sweep(self._root)
            self._broken = False
            for row in patch.gone:  # after the patch: no view may be left without its model
                self._opening.drop(row)
            if not keep_stale:
                self.inside.look()
            self._windows.check()
            self._details.check()

    def _send_patch(self, patch: Patch) -> None:
        """Tell the views what there is to tell; those that miss a patch ask for the whole page."""
        patch.ops += patch.secrets
        if patch.stale != self._stale:
            patch.ops.append(["stale", patch.stale])
            self._stale = patch.stale
        if not patch.ops:
            return
        number = self.model.version + 1
        try:
            self.model.patch(patch.ops, patch.buffers, patch.libraries)
        except Exception:  # neither the run nor the clock may end because of what one row holds
            self.model.version = number  # the views miss it, however far it came
            log.exception("A change of the page could not be sent.")

    # -- what the browser says ---------------------------------------------------------------------

    def answers_anywhere(self, data: Any) -> bool:
        """Is that message a question which any thread may answer, even while others are busy?

        Whoever hands messages over asks: it is not to wait for a lock. Rows that move meanwhile may
        be missed, and then it is not known.
        """
        content = data.get("content") if isinstance(data, dict) else None
        if not isinstance(content, dict) or content.get("event") not in ("rows", "points"):
            return False
        row = self._root.find(content.get("row"))
        if row is None:
            return False
        asked = self._windows if content["event"] == "rows" else self._details
        return asked.answer_anywhere(row)

    def _snapshot(self) -> dict[str, Any]:
        with self._lock:
            return self._root.describe(None)

    def _on_page_event(self, content: dict[str, Any]) -> None:
        event = content.get("event")
        if event == "rows":
            self._windows.hear(content)
        elif event == "points":
            self._details.hear(content)
        elif event == "resync":
            self._send_whole()
        else:
            self._viewers.hear(content)
            if event == "context":
                if self.hosted:
                    self._send_whole()
                self._tell_secrets()
            self._hear(content)

    def _send_whole(self) -> None:
        with self._lock:
            buffers: Buffers = []
            whole = {
                "event": "snapshot",
                "v": self.model.version,
                "rows": self._root.describe(buffers),
                "inputs": {
                    id: pack({"props": now.props, "value": now.value, "ack": now.ack}, buffers)
                    for id, row in self._rows_by_model.items()
                    if (now := row.model) is not None
                },
            }
            self.model.send(whole, buffers)

    def _tell(self, content: dict[str, Any]) -> None:
        buffers: Buffers = []
        self.model.tell(pack(content, buffers), buffers)

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

    def _on_input_event(self, model: Input, content: dict[str, Any], buffers: list[Any]) -> None:
        self._gate.hear(model, content, buffers)


def _is_below(node: Node, parts: Sequence[Node]) -> bool:
    return node.parent is not None and any(a in parts for a in node.parent.ancestors())
