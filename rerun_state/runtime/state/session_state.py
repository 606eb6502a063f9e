"""Values which outlive a run: `st.session_state` and the widgets whose values it mirrors.

The `value_store` has them all, and `lifetimes` says when they go. Here is what programs see of
them, and what becomes of them in a run: what code sets is settled with the next answer to the
reader.

Why settle so late: a widget has to see that code set it in this very run, or in the one before it
that asked for a rerun (to refuse it, or to show it), and a value set for a widget which is not
shown must last exactly until the end of the run that could have shown it. Streamlit behaves so, and
programs rely on it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, MutableMapping
from typing import Any

from rerun_state.errors import StreamlitAPIException, StreamlitWidgetAlreadyInstantiatedError
from rerun_state.runtime.model.sameness import equal
from rerun_state.runtime.model.widget import Widget, carried
from rerun_state.runtime.state.defaults import Defaults, copied
from rerun_state.runtime.state.entry_names import assignment_refused, uninitialised, valid_key
from rerun_state.runtime.state.lifetimes import Lifetimes
from rerun_state.runtime.state.presses import Presses
from rerun_state.runtime.state.restored import Restored
from rerun_state.runtime.state.settling import Settling
from rerun_state.runtime.state.value_store import ALL_KEYS, MISSING, ValueStore, ignore


class SessionState(MutableMapping[str, Any]):
    """All the values of a kernel's cells; what `st.session_state` stands for."""

    def __init__(self) -> None:
        self.store = ValueStore()
        self._presses = Presses(self.store.values)
        self._defaults = Defaults()
        self._settling = Settling()
        self.lifetimes = Lifetimes(self.store, self._presses, self._defaults, self._settling)
        self.restored = Restored()
        self._before: dict[Hashable, Any] = {}  # the old values of what the reader has just changed
        self._orphans: set[Hashable] = set()  # given a value by code; is there a widget to show it?
        self._shown: set[Hashable] = set()  # widgets and form keys the current run has shown
        self.on_read: Callable[[str], None] = ignore  # told of each key that is looked up
        self.on_set: Callable[[str], None] = ignore  # told of each key that code sets

    # -- as a mapping ------------------------------------------------------------------------------

    def __getitem__(self, key: Any) -> Any:
        name = valid_key(key)
        self.on_read(name)
        value = self.store.under(name)
        if value is MISSING:
            raise KeyError(uninitialised(name, f"st.session_state[{name!r}] = ..."))
        return self._presented(name, value)

    def __setitem__(self, key: Any, value: Any) -> None:
        name = valid_key(key)
        if self.store.ids.get(name, MISSING) in self._shown or ("form", name) in self._shown:
            raise StreamlitWidgetAlreadyInstantiatedError(
                f"session_state[{name!r}] cannot be set after the widget or form with that key is "
                "shown. Set it earlier in the run, or in a callback."
            )
        old = self.store.under(name)
        self.store.assigned[name] = value
        self.on_set(name)
        self.store.tell(name, old)

    def __delitem__(self, key: Any) -> None:
        name = valid_key(key)
        self.on_read(name)
        if (old := self.store.under(name)) is MISSING:
            raise KeyError(uninitialised(name, f"st.session_state[{name!r}] = ..."))
        self.store.assigned.pop(name, None)
        self.store.entries.pop(name, None)
        id = self.store.ids.pop(name, None)
        self.store.values.pop(id, None)
        self._before.pop(id, None)
        self._presses.forget(id)
        self.store.tell(name, old)

    def __contains__(self, key: object) -> bool:
        name = valid_key(key)
        self.on_read(name)
        return self.store.under(name) is not MISSING

    def __iter__(self) -> Iterator[str]:
        self.on_read(ALL_KEYS)
        return iter(self.store.names())

    def __len__(self) -> int:
        self.on_read(ALL_KEYS)
        return len(self.store.names())

    def __eq__(self, other: object) -> bool:
        return self is other

    __hash__ = object.__hash__

    def contents(self) -> Iterator[Any]:
        """All that is kept here, whatever it is called, but for presses, which a run forgets."""
        yield from [*self.store.entries.values(), *self.store.assigned.values()]
        yield from [
            value for id, value in list(self.store.values.items()) if id not in self._presses
        ]

    def clear(self) -> None:
        """Forget every entry; what widgets without a key have is no entry, and stays."""
        for name in self.store.names():
            del self[name]

    def to_dict(self) -> dict[str, Any]:
        """A plain dictionary of all entries, as they are now."""
        return {key: self[key] for key in self}

    def peek(self, key: str) -> Any:
        """The entry, or MISSING, without a note that anybody has looked."""
        return self.store.under(valid_key(key))

    def names(self) -> list[str]:
        """The keys of all entries, without a note that anybody has looked."""
        return list(self.store.names())

    def _presented(self, name: str, value: Any) -> Any:
        """What programs see of a value."""
        views = self.lifetimes.views
        view = views.get(self.store.ids.get(name)) if views else None
        return value if view is None else view(value)

    # -- the life of a run -------------------------------------------------------------------------

    def begin_answer(self) -> dict[Hashable, Any]:
        """Something new is to be answered: settle what code assigned since the last time.

        The runs that the program itself asks for with `st.rerun()` belong to the same answer.
        Return the values of widgets that a page holds in another form than code gave them, by
        identity: it sends them along, as if the reader had changed them.
        """
        self.release()
        self._before.clear()
        self._defaults.started.clear()
        assigned = self.store.assigned
        for name, value in list(assigned.items()):
            self._keep_assigned(name, value)
            while (latest := assigned.pop(name, value)) is not value:  # a thread has set it since
                value = latest
                self._keep_assigned(name, value)
        self._presses.rest()
        return self._settling.held(self._look)

    def _keep_assigned(self, name: str, value: Any) -> None:
        """Let a value that code has set be that of the widget under its key, or an entry."""
        id = self.store.ids.get(name)
        if id is None:
            self.store.entries[name] = value
            return
        self.store.values[id] = value
        self._orphans.add(id)
        self._settling.again(id, name)
        for other in self.lifetimes.former(name):
            self.store.values[other] = value
        self._presses.await_run(id)

    def _look(self, id: Hashable, key: str | None) -> tuple[Any, Any]:
        value = self.store.of(id, key)
        return value, self._defaults.original(id, value)

    def settle(self, id: Hashable, value: Any) -> None:
        """Keep the form in which a page holds a value that code gave to a widget."""
        self.store.values[id] = value

    def begin(self) -> None:
        """A run begins, and any key may be assigned until its widget is shown."""
        self.release()
        self._presses.begin()
        self._shown.clear()

    def press(self, id: Hashable, value: Any, rest: Any) -> None:
        """Let a press in another cell hold for the run that begins."""
        self.store.values[id] = value
        self._presses.hold(id, rest)

    def end(self) -> None:
        """The run is over: any key may be assigned again."""
        self._shown.clear()

    def receive(self, widget: Widget, value: Any) -> bool:
        """Keep what the reader chose; True if that differs from what the widget had."""
        entry = MISSING if widget.key is None else self.store.entries.get(widget.key, MISSING)
        old = self.store.values.get(widget.id, entry)
        self.store.values[widget.id] = value
        self._settling.keep(widget.id, widget.codec, value)
        if widget.trigger:
            self._presses.hold(widget.id, widget.default)
            return True
        changed = not widget.codec.same(self._defaults.original(widget.id, old), value)
        if old is not MISSING and old is not value:
            self._before.setdefault(widget.id, old)
        if changed:
            self.store.tell(widget.key, old)
        return changed

    def declare(self, widget: Widget, before: Widget | None = None) -> Any:
        """The run shows `widget`: give it its identity's value, and return a copy of that.

        What takes the place of a value that makes no sense is returned itself. `before` is the
        widget as the app has declared it before, whose codec may know the value better.
        """
        if widget.key is None:
            return self._declare(widget, before)
        old = self.store.under(widget.key)
        try:
            return self._declare(widget, before)
        finally:
            self.store.tell(widget.key, old)

    def _declare(self, widget: Widget, before: Widget | None) -> Any:
        id, key, persistent = widget.id, widget.key, self.lifetimes.persistent
        by_code = key is not None and key in self.store.assigned
        self.refuse_assignment(widget)
        if key is not None:
            self.lifetimes.succeed(key, id)
            if widget.trigger:
                self._presses.declare(id, widget.default)
            self.on_read(key)
        self._shown.add(id)
        if self.restored.waiting:
            self.restored.hand_over(widget, self.store)
        before = before or persistent.get(id)
        if key is not None and persistent.note(widget):
            self.store.entries.pop(key, None)
        if before is not None and not by_code and self._as_it_was(widget, before):
            return self.store.values[id]
        self._settling.refuse(id)
        result = self._judged(widget, before, by_code)
        self._settling.expect(id, key, widget.codec, self.store.values.get(id, MISSING))
        return result

    def _judged(self, widget: Widget, before: Widget | None, by_code: bool) -> Any:
        """What the widget has now, as far as its codec lets it have that, else its default."""
        id, presses = widget.id, self._presses
        restored = widget.disabled and id in self._before
        if restored:  # the reader's value came too late
            self.store.values[id] = self._before.pop(id)
        value = self.store.of(id, widget.key)
        given = restored or id not in self.store.values or id in self.lifetimes.away
        pressed = id in presses
        anew = pressed or (id in self._defaults.started and not by_code)
        start = value is MISSING or (widget.disabled and anew)
        if start:
            value = self.store.values[id] = self._defaults.start(widget)
        given = given or by_code
        result = copied(value, widget.codec, strict=given and not start)
        if given:
            self._vet(widget, result)
        if not start:
            result = self._carry(widget, before, value, result)
            if by_code or not pressed:  # a press comes from the codec
                result = self._admit(widget, result)
        if widget.trigger and not pressed and result is not widget.default:
            presses.hold_by_code(id, result, widget.default)
        return result

    def _vet(self, widget: Widget, value: Any) -> None:
        """Let the codec refuse a value that code, or an earlier widget, has given."""
        away = self.lifetimes.away
        if widget.key in self.store.entries or (widget.persist and not widget.by_address):
            away.add(widget.id)  # no page shows what is refused
        widget.codec.vet(value)
        away.discard(widget.id)

    def _carry(self, widget: Widget, before: Widget | None, value: Any, result: Any) -> Any:
        """Let the value be what the codec makes of it that the widget had before."""
        original = self._defaults.original(widget.id, value)
        kept = carried(widget, original, before)
        return result if kept is original else self.store.replace(widget, kept)

    def _admit(self, widget: Widget, value: Any) -> Any:
        """What the codec lets the widget have; in the state it has no other value neither."""
        admitted = widget.codec.admit(value)
        return value if admitted is value else self.store.replace(widget, admitted)

    def _as_it_was(self, widget: Widget, before: Widget) -> bool:
        """Has the widget a value which nobody can change, and which its codec has judged before?"""
        id, codec = widget.id, widget.codec
        return (
            codec is before.codec
            and not widget.disabled
            and self._settling.done(id, codec, self.store.values.get(id, MISSING))
            and id not in self.lifetimes.away
        )

    def restore(self, key: str, value: Any) -> None:
        """Let an entry be what an earlier kernel has kept."""
        self.store.entries[valid_key(key)] = value
        self.store.tell(key, MISSING)

    def show(self, id: Hashable) -> None:
        """The run has reached the widget with that identity: its key cannot be assigned."""
        self._shown.add(id)

    def refuse_assignment(self, widget: Widget) -> None:
        """Raise if code has set, in this run, what only the reader may set."""
        if not widget.settable and widget.key is not None and widget.key in self.store.assigned:
            raise assignment_refused(widget.kind, widget.key)

    def present(self, widget: Widget, view: Callable[[Any], Any]) -> None:
        """Let programs see what `view` makes of the widget's value under its key."""
        self.lifetimes.views[widget.id] = view

    def change_within(self, widget: Widget, part: str) -> None:
        """A part of a value is about to be changed; refused as an assignment would be."""
        if widget.id in self._shown:
            raise StreamlitAPIException(
                f"session_state[{widget.key!r}][{part!r}] cannot be changed after the "
                f"{widget.kind} with that key is shown. Change it earlier in the run, or in a "
                "callback."
            )
        if widget.key is not None:
            self.store.on_write(widget.key, MISSING, self.store.under(widget.key))

    def show_form(self, key: str) -> None:
        """The run shows a form: its key cannot be assigned."""
        if key in self.store.assigned:
            raise assignment_refused("form", key)
        self._shown.add(("form", key))

    def assigned(self, key: str | None) -> bool:
        """Has code set that entry since the last thing that was answered?"""
        return key in self.store.assigned

    def entered(self, key: str) -> bool:
        """Is there an entry that no widget had before, or one that was left for the next?"""
        return key in self.store.entries

    def pressed_by_code(self, widget: Widget) -> bool:
        """Does code hold a trigger pressed, of which no event has told?"""
        if widget.key is None:
            return False
        held = (
            self.store.values.get(widget.id) if self._presses.by_code(widget.id) else widget.default
        )
        return not equal(self.store.assigned.get(widget.key, held), widget.default)

    def holds(self, id: Hashable) -> bool:
        """Has the widget with that identity been shown, and kept its value?"""
        return id in self.store.values

    def lost(self, widget: Widget) -> bool:
        """Has code deleted the value of a widget that was shown, and maybe set another?"""
        key = widget.key if widget.key in self.store.ids else None
        return self.store.of(widget.id, key) is MISSING

    def id_under(self, key: str) -> Hashable:
        """The identity of the widget that last stood under a key; None if none ever did."""
        return self.store.ids.get(key)

    def value(self, widget: Widget) -> Any:
        """What the widget has now; its default before it is first shown."""
        value = self.store.of(widget.id, widget.key)
        return widget.default if value is MISSING else self._defaults.original(widget.id, value)

    def release(self) -> None:
        """Presses are over."""
        self._presses.release()

    def orphans(self) -> set[Hashable]:
        """The widgets which code has given a value since a complete run last asked."""
        found, self._orphans = self._orphans, set()
        return found
