"""How long widgets keep their values: to the end of a run, of a page, or for good.

What a complete run no longer showed is gone, and with it whatever was known of it. What is to
persist stays, and waits under its key for what another page shows there.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable
from typing import Any

from rerun_state.runtime.model.widget import Widget
from rerun_state.runtime.state.defaults import Defaults
from rerun_state.runtime.state.persistent import Persistent
from rerun_state.runtime.state.presses import Presses
from rerun_state.runtime.state.settling import Settling
from rerun_state.runtime.state.value_store import MISSING, ValueStore

REMEMBERED = 1000
"""Keys of widgets that are gone of which it is known that a widget stood there."""


class Lifetimes:
    """Those of the values in one store."""

    def __init__(
        self, store: ValueStore, presses: Presses, defaults: Defaults, settling: Settling
    ) -> None:
        self.persistent = Persistent()
        self.views: dict[Hashable, Callable[[Any], Any]] = {}  # how programs see some values
        self.away: set[Hashable] = set()  # whose values, or entries from before, no page holds now
        self._store = store
        self._presses = presses
        self._defaults = defaults
        self._settling = settling
        self._former: dict[str, set[Hashable]] = {}  # widgets before, which kept their values

    def succeed(self, key: str, id: Hashable) -> None:
        """A widget stands under a key from now; the one before it keeps its value for a while."""
        former = self._store.ids.pop(key, id)
        if former != id and former in self._store.values:
            self._former.setdefault(key, set()).add(former)
        self._store.ids[key] = id

    def former(self, key: str) -> set[Hashable]:
        """The widgets that stood under a key before, and may again after runs cut short."""
        return self._former.get(key, set()).intersection(self._store.values)

    def forget(self, ids: Iterable[Hashable]) -> None:
        """Drop the values of widgets that a complete run no longer showed.

        What is to persist has to have been there when the app was last answered; it is kept for
        what stands under its key instead, from the next answer on.
        """
        store = self._store
        ids = set(ids)
        self.persistent.end(ids & self._defaults.started)
        lasting = self.persistent.among(ids)
        for id, widget in lasting.items():
            key = widget.key
            if key is not None and store.ids.get(key, id) != id and id in store.values:
                store.assigned[key] = store.values[id]
        self._drop(ids - lasting.keys())
        self.leave_out(ids)
        self._former = {
            key: kept for key, all in self._former.items() if (kept := all & store.values.keys())
        }
        if len(store.ids) - len(store.values) > REMEMBERED:
            gone = [key for key, id in store.ids.items() if id not in store.values]
            for key in gone[: -REMEMBERED // 2]:  # the oldest: a key shown again comes last
                self._presses.forget(store.ids.pop(key))

    def leave_out(self, ids: Collection[Hashable]) -> None:
        """The page shows these widgets no more: it does not hold what they keep, or get again."""
        ids_of = self._store.ids
        self.away.update(self.persistent.among(ids))
        self.away.update(id for key in self._store.entries if (id := ids_of.get(key)) in ids)

    def leave_page(self, belongs: Callable[[Widget], bool], *, afresh: bool) -> None:
        """Another page is shown: what is to persist waits for what it shows under the same keys.

        What the page before this one has left is over, though no run of this one was complete.
        With `afresh` so does what was to be kept as long as its page, of all pages' widgets.
        """
        store = self._store
        self.complete_page((), ())
        self.persistent.end(self._defaults.started)
        for id, key in self.persistent.leave(belongs, afresh=afresh):
            if id in store.values and store.ids.get(key) == id:
                store.entries[key] = self._defaults.original(id, store.values[id])
                del store.ids[key]
            self._drop([id])

    def complete_page(self, shown: Collection[Hashable], held: Collection[Hashable]) -> None:
        """A complete run is over: drop what the page before has left for it alone.

        It stays with a widget that lasts as long as its page, or that a browser has `held`.
        """
        store = self._store
        for key, left in self.persistent.complete(shown).items():
            old, entry = store.under(key), store.entries.pop(key, MISSING)
            id = store.ids.setdefault(key, left)
            if entry is not MISSING and id in shown and id in {*held, *self.persistent.of_page()}:
                store.values.setdefault(id, entry)
            store.tell(key, old)

    def end(self) -> None:
        """Drop the values of all widgets: no app is left. What code stored stays."""
        self.persistent.clear()
        self.away.clear()
        self._drop(list(self._store.values))

    def _drop(self, ids: Collection[Hashable]) -> None:
        """Drop values, and whatever is known of them."""
        store = self._store
        keys = [key for key, id in store.ids.items() if id in ids and id in store.values]
        before = [(key, store.under(key)) for key in keys]
        for id in ids:
            self.away.discard(id)
            for known in (self._settling, store.values, self.views, self._defaults):
                known.pop(id, None)
        for key, old in before:
            store.tell(key, old)
