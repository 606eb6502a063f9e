"""The comparison of the rows that the browser has with the nodes that a run shows.

Both are walked, container by container; the operations that turn the one into the other make a
patch.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rerun_state.page.channel import Input, log
from rerun_state.page.kinds import needed, seen
from rerun_state.page.match import goes_on, match, stationary
from rerun_state.page.opening import Opening, say_undrawable
from rerun_state.page.rows import UNSENT, Patch, Row, meet
from rerun_state.page.splices import splice
from rerun_state.page.wire import encode_value, pack, same
from rerun_state.runtime.model.sameness import judge
from rerun_state.runtime.model.tree import Node, Tree
from rerun_state.runtime.state.defaults import UNCHANGEABLE


def reconcile(
    root: Row,
    tree: Tree,
    parts: Sequence[Node],
    opening: Opening,
    run: int,
    *,
    keep_stale: bool,
    is_over: bool = False,
) -> Patch:
    """Bring the rows of a page in step with the tree, or with those parts of it that have run.

    `opening` makes the rows that are missing, as of that run. With `keep_stale`, rows that the run
    has not come to show yet stay, and the patch names them; but for the errors of earlier runs,
    once it is over. Rows that are gone are in the patch: they are to be closed once it has been
    sent.
    """
    comparison = _Comparison(opening, run, keep_stale, is_over)
    comparison.compare(root, tree, parts)
    if comparison.undrawable:
        comparison.patch.stale = []
        comparison.compare(root, tree, parts)
    return comparison.patch


class _Comparison:
    """One walk over rows and nodes, and what it has noted so far."""

    def __init__(self, opening: Opening, run: int, keep_stale: bool, is_over: bool) -> None:
        self.patch = Patch()
        self.undrawable = False  # was there a row that cannot show what its node had come to hold?
        self._opening = opening
        self._run = run
        self._keep_stale = keep_stale
        self._is_over = is_over

    def compare(self, root: Row, tree: Tree, parts: Sequence[Node]) -> None:
        """Bring the rows in step with the tree, or with the parts of it that have run."""
        if parts:
            for part in parts:
                if part.row is not None and part.row.node is part:  # it still stands there
                    self._children(part.row, part)
            return
        # While it runs, an app may not have said yet what it always says.
        if not self._keep_stale or tree.root.element.props.keys() >= root.wire.keys():
            self._update(root, tree.root)
        else:
            self._children(root, tree.root)

    def _children(self, row: Row, node: Node) -> None:
        """Bring the rows below `row` in step with the nodes below `node`."""
        nodes = list(node.children or ())
        start = self._in_step(row.children, nodes)
        rows, nodes = row.children[start:], nodes[start:]
        if not rows and not nodes:
            return
        found = match(rows, [child.element for child in nodes])
        kept = {id(old) for old in found if old is not None}
        if len(kept) < len(rows):
            leftover = [old for old in rows if id(old) not in kept]
            if self._keep_stale:
                passed = [old for old in leftover if self._has_passed(old)]
                self.patch.stale += [old.key for old in leftover if old not in passed]
                leftover = passed
            self._remove(row, leftover)
        self._arrange(row, start, nodes, found)

    def _in_step(self, rows: Sequence[Row], nodes: Sequence[Node]) -> int:
        """Update the first rows, as long as each stands where its node does; return how many.

        Most reruns of most pages are this loop and nothing else.
        """
        run, at = self._run, 0
        for row, node in zip(rows, nodes, strict=False):
            element = node.element
            same = row.element == element
            if not same and not goes_on(rows, nodes, at):
                break
            if same and row.wire is not UNSENT and not row.children and not node.children:
                row.node, node.row, row.run = node, row, run  # as `meet`, a thousand times
                row.element = element  # its data are read again by whoever asks
            else:
                self._update(row, node)
            at += 1
        return at

    def _has_passed(self, row: Row) -> bool:
        """Is it nothing to wait for: what this run has taken away again, or an earlier error?"""
        return row.run == self._run or (self._is_over and seen(row.element.kind).passes)

    def _remove(self, row: Row, leftover: list[Row]) -> None:
        """Take rows out, adjacent ones at once, from the end so that indices hold."""
        doomed = {id(old) for old in leftover}
        rows = row.opened()
        end = len(rows)
        while end > 0:
            if id(rows[end - 1]) not in doomed:
                end -= 1
                continue
            start = end - 1
            while start > 0 and id(rows[start - 1]) in doomed:
                start -= 1
            self.patch.ops.append(["remove", row.key, start, end - start])
            del rows[start:end]
            end = start
        self.patch.gone += leftover

    def _arrange(self, row: Row, start: int, nodes: list[Node], found: list[Row | None]) -> None:
        """Put the rows from `start` on into the order of the nodes, and make the missing ones."""
        rows = list(row.children[start:])
        if rows == found:
            for old, node in zip(rows, nodes, strict=True):
                self._update(old, node)
            return
        rows = row.opened()
        place = {id(old): i for i, old in enumerate(rows)}
        still = stationary([place[id(old)] for old in found if old is not None])
        moving = {id(old) for old in found if old is not None and place[id(old)] not in still}
        at = start
        fresh: list[Row] = []  # new rows next to each other travel in one operation
        for kept, node in zip(found, nodes, strict=True):
            if kept is None:
                made = self._opening.make(node, self._run, self.patch)
                rows.insert(at + len(fresh), made)
                fresh.append(made)
                continue
            at = self._insert(row, at, fresh)
            here = _index_of(rows, kept, at)
            at = (self._move(row, here, at) if id(kept) in moving else here) + 1
            self._update(kept, node)
        self._insert(row, at, fresh)

    def _move(self, row: Row, here: int, at: int) -> int:
        """Put the row that stands `here` where the next one is to stand; return the place.

        It does not stand there yet, or it would be one of those that stay.
        """
        at -= here < at
        rows = row.opened()
        rows.insert(at, rows.pop(here))
        self.patch.ops.append(["move", row.key, here, at])
        return at

    def _insert(self, row: Row, at: int, fresh: list[Row]) -> int:
        """Note rows that were made where the next one is to stand; return the place after them."""
        if fresh:
            described = [made.describe(self.patch.buffers) for made in fresh]
            self.patch.ops.append(["insert", row.key, at, described])
            at += len(fresh)
            fresh.clear()
        return at

    def _update(self, row: Row, node: Node) -> None:
        """Bring one row in step with the node that it shows."""
        meet(row, node, self._run)
        try:
            self._redraw(row, node)
        except Exception as error:
            if node.parent is not None:
                say_undrawable(node, error)
                self.undrawable = True
                return
            log.exception("What is said of the app as a whole could not be told.")
        else:
            row.element = node.element
        if node.children or row.children:
            self._children(row, node)

    def _redraw(self, row: Row, node: Node) -> None:
        """Note what differs between a row and its node."""
        if row.model is not None:
            self._update_input(row, row.model, node)
        elif seen(node.element.kind).model is not None:
            self._opening.join(row, node)
        elif row.mime is not None:
            outputs = seen(node.element.kind).outputs
            if outputs and judge(row.element.props, node.element.props) is not True:  # as of NaN
                row.mime.outputs = outputs(node.element)
        elif row.element != node.element:
            wire = self._opening.wire(node.element)
            self.patch.libraries.update(needed(node.element.kind, wire))
            changed, removed = _changed(row.wire, wire), _gone(row.wire, wire)
            splices = _spliced(row.wire, changed)
            if changed or removed:
                changed = pack(changed, self.patch.buffers)
                self.patch.ops.append(["set", row.key, changed, removed])
            if splices:
                self.patch.ops.append(["splice", row.key, pack(splices, self.patch.buffers)])
            row.wire = wire  # at last: what failed before was not told

    def _update_input(self, row: Row, model: Input, node: Node) -> None:
        """Tell the views of an element with a value what differs from what they have."""
        change: dict[str, Any] = {}
        props = None
        if row.element.props != node.element.props:
            before, props = model.props, self._opening.input_props(node)
            changed = _changed(before, props)
            splices = _spliced(before, changed)
            change = {"props": changed, "gone": _gone(before, props), "splices": splices}
            change = {name: value for name, value in change.items() if value}
        if props is None and model.touched and self._opening.waits(node.element.id):
            return  # the reader was faster, and keeps what the run to come will know
        assert node.widget is not None
        codec, held = node.widget.codec, self._opening.value(node)
        if props is None and not model.touched and row.told is not None:
            by, value = row.told
            if by is codec and value is held and type(held) in UNCHANGEABLE:
                return
        value = encode_value(node.widget, held)
        if model.touched or value != model.value or type(value) is not type(model.value):
            change["value"] = value
            change["ack"] = model.ack
        if change:
            self.patch.ops.append(["input", model.model_id, pack(change, self.patch.buffers)])
        if change or props is not None:
            model.keep(props=props, value=value)
        model.touched, row.told = False, (codec, held)


def _changed(before: Mapping[str, Any], now: dict[str, Any]) -> dict[str, Any]:
    """The properties that are new, or not what they were."""
    return {
        name: value
        for name, value in now.items()
        if name not in before or not same(before[name], value)
    }


def _spliced(before: Mapping[str, Any], changed: dict[str, Any]) -> dict[str, Any]:
    """Take the bytes out of `changed` that differ in a few places only; return these places."""
    splices = {
        name: told
        for name, value in changed.items()
        if type(value) is bytes
        and type(old := before.get(name)) is bytes
        and (told := splice(old, value)) is not None
    }
    for name in splices:
        del changed[name]
    return splices


def _gone(before: Mapping[str, Any], now: dict[str, Any]) -> list[str]:
    return [name for name in before if name not in now]


def _index_of(rows: Sequence[Row], row: Row, start: int) -> int:
    """Where a row is; it is the very next one nearly always."""
    for i in range(start, len(rows)):
        if rows[i] is row:
            return i
    return next(i for i, other in enumerate(rows) if other is row)
