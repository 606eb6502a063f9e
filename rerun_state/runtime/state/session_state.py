"""Values which outlive a run: `st.session_state` and the widgets whose values it mirrors.

Four dictionaries hold everything. `_entries` has what code stored under a key; `_values` the value
of each widget by identity; `_ids` which widget last stood under a key; `_assigned` what code has
set since the app began to answer the reader. An assignment is settled with the next answer: it
becomes the value of the widget that stands under that key, or a plain entry where none ever did.
Looking up a key asks `_assigned`, then the widget's value, then the entries.

Why settle so late: a widget has to see that code set it in this very run, or in the one before it
that asked for a rerun (to refuse it, or to show it), and a value set for a widget which is not
shown must last exactly until the end of the run that could have shown it. Streamlit behaves so, and
programs rely on it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, MutableMapping
from typing import Any

from rerun_state.errors import (
    StreamlitAPIException,
    StreamlitWidgetAlreadyInstantiatedError,
)
from rerun_state.runtime.model.sameness import equal
from rerun_state.runtime.model.widget import Widget, carried
from rerun_state.runtime.state.defaults import Defaults, copied
from rerun_state.runtime.state.entry_names import assignment_refused, uninitialised, valid_key
from rerun_state.runtime.state.persistent import Persistent
from rerun_state.runtime.state.presses import Presses
from rerun_state.runtime.state.restored import Restored
from rerun_state.runtime.state.settling import MISSING as MISSING
from rerun_state.runtime.state.settling import Settling

REMEMBERED = 1000
"""Keys of widgets that are gone of which it is known that a widget stood there."""
ALL_KEYS = ""
"""The name, which no entry can have, under which a look at which entries there are is noted."""


class SessionState(MutableMapping[str, Any]):
    """All the values of a kernel's cells; what `st.session_state` stands for."""

    def __init__(self) -> None:
        self._entries: dict[str, Any] = {}
        self._values: dict[Hashable, Any] = {}
        self._ids: dict[str, Hashable] = {}
        self._assigned: dict[str, Any] = {}
        self._presses = Presses(self._values)
        self._defaults = Defaults()
        self._before: dict[Hashable, Any] = {}  # the old values of what the reader has just changed
        self._orphans: set[Hashable] = set()  # given a value by code; is there a widget to show it?
        self._shown: set[Hashable] = set()  # widgets and form keys the current run has shown
        self.persistent = Persistent()
        self._settling = Settling()
        self._former: dict[str, set[Hashable]] = {}  # widgets before, which kept their values
        self._views: dict[Hashable, Callable[[Any], Any]] = {}  # how programs see some values
        self.restored = Restored()
        self.on_change: Callable[[], None] = _ignore  # told that something is another now
        self.on_read: Callable[[str], None] = _ignore  # told of each key that is looked up
        self.on_set: Callable[[str], None] = _ignore  # told of each key that code sets
        self.on_write: Callable[[str, Any, Any], None] = _ignore  # a key, its old and new value

    # -- as a mapping ------------------------------------------------------------------------------

    def __getitem__(self, key: Any) -> Any:
        name = valid_key(key)
        self.on_read(name)
        value = self._peek(name)
        if value is MISSING:
            raise KeyError(uninitialised(name, f"st.session_state[{name!r}] = ..."))
        return self._presented(name, value)

    def __setitem__(self, key: Any, value: Any) -> None:
        name = valid_key(key)
        if self._ids.get(name, MISSING) in self._shown or ("form", name) in self._shown:
            raise StreamlitWidgetAlreadyInstantiatedError(
                f"session_state[{name!r}] cannot be set after the widget or form with that key is "
                "shown. Set it earlier in the run, or in a callback."
            )
        old = self._peek(name)
        self._assigned[name] = value
        self.on_set(name)
        self._tell(name, old)

    def __delitem__(self, key: Any) -> None:
        name = valid_key(key)
        self.on_read(name)
        if (old := self._peek(name)) is MISSING:
            raise KeyError(uninitialised(name, f"st.session_state[{name!r}] = ..."))
        self._assigned.pop(name, None)
        self._entries.pop(name, None)
        id = self._ids.pop(name, None)
        self._values.pop(id, None)
        self._before.pop(id, None)
        self._presses.forget(id)
        self._tell(name, old)

    def __contains__(self, key: object) -> bool:
        name = valid_key(key)
        self.on_read(name)
        return self._peek(name) is not MISSING

    def __iter__(self) -> Iterator[str]:
        self.on_read(ALL_KEYS)
        return iter(self._keys())

    def __len__(self) -> int:
        self.on_read(ALL_KEYS)
        return len(self._keys())

    def __eq__(self, other: object) -> bool:
        return self is other

    __hash__ = object.__hash__

    def contents(self) -> Iterator[Any]:
        """All that is kept here, whatever it is called, but for presses, which a run forgets."""
        yield from [*self._entries.values(), *self._assigned.values()]
        yield from [value for id, value in list(self._values.items()) if id not in self._presses]

    def clear(self) -> None:
        """Forget every entry; what widgets without a key have is no entry, and stays."""
        for name in self._keys():
            del self[name]

    def to_dict(self) -> dict[str, Any]:
        """A plain dictionary of all entries, as they are now."""
        return {key: self[key] for key in self}

    def peek(self, key: str) -> Any:
        """The entry, or MISSING, without a note that anybody has looked."""
        return self._peek(valid_key(key))

    def names(self) -> list[str]:
        """The keys of all entries, without a note that anybody has looked."""
        return list(self._keys())

    def _keys(self) -> dict[str, None]:
        keys = dict.fromkeys(self._entries)
        keys.update((key, None) for key, id in self._ids.items() if id in self._values)
        keys.update(dict.fromkeys(self._assigned))
        return keys

    def _tell(self, key: str | None, old: Any) -> None:
        """Say what has become of an entry that was `old`."""
        self.on_change()
        if key is None:
            return
        if (new := self._peek(key)) is MISSING and old is MISSING:
            return
        self.on_write(key, old, new)
        if (old is MISSING) != (new is MISSING):
            self.on_write(ALL_KEYS, old, new)

    def _presented(self, name: str, value: Any) -> Any:
        """What programs see of a value."""
        view = self._views.get(self._ids.get(name)) if self._views else None
        return value if view is None else view(value)

    def _peek(self, name: str) -> Any:
        if name in self._assigned:
            return self._assigned[name]
        value = self._values.get(self._ids.get(name, MISSING), MISSING)
        return value if value is not MISSING else self._entries.get(name, MISSING)

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
        for name, value in self._assigned.items():
            id = self._ids.get(name)
            if id is None:
                self._entries[name] = value
            else:
                self._values[id] = value
                self._orphans.add(id)
                self._settling.again(id, name)
                for other in self._former.get(name, set()).intersection(self._values):
                    self._values[other] = value  # it may stand there again, after runs cut short
                self._presses.await_run(id)
        self._assigned.clear()
        self._presses.rest()
        return self._settling.held(self._look)

    def _look(self, id: Hashable, key: str | None) -> tuple[Any, Any]:
        value = self._value_of(id, key)
        return value, self._defaults.original(id, value)

    def settle(self, id: Hashable, value: Any) -> None:
        """Keep the form in which a page holds a value that code gave to a widget."""
        self._values[id] = value

    def begin(self) -> None:
        """A run begins, and any key may be assigned until its widget is shown."""
        self.release()
        self._presses.begin()
        self._shown.clear()

    def press(self, id: Hashable, value: Any, rest: Any) -> None:
        """Let a press in another cell hold for the run that begins."""
        self._values[id] = value
        self._presses.hold(id, rest)

    def end(self) -> None:
        """The run is over: any key may be assigned again."""
        self._shown.clear()

    def receive(self, widget: Widget, value: Any) -> bool:
        """Keep what the reader chose; True if that differs from what the widget had."""
        entry = MISSING if widget.key is None else self._entries.get(widget.key, MISSING)
        old = self._values.get(widget.id, entry)
        self._values[widget.id] = value
        self._settling.keep(widget.id, widget.codec, value)
        if widget.trigger:
            self._presses.hold(widget.id, widget.default)
            return True
        changed = not widget.codec.same(self._defaults.original(widget.id, old), value)
        if old is not MISSING and old is not value:
            self._before.setdefault(widget.id, old)
        if changed:
            self._tell(widget.key, old)
        return changed

    def declare(self, widget: Widget, before: Widget | None = None) -> Any:
        """The run shows `widget`: give it its identity's value, and return a copy of that.

        What takes the place of a value that makes no sense is returned itself. `before` is the
        widget as the app has declared it before, whose codec may know the value better.
        """
        if widget.key is None:
            return self._declare(widget, before)
        old = self._peek(widget.key)
        try:
            return self._declare(widget, before)
        finally:
            self._tell(widget.key, old)

    def _declare(self, widget: Widget, before: Widget | None) -> Any:
        id, key = widget.id, widget.key
        by_code = key is not None and key in self._assigned
        self.refuse_assignment(widget)
        if key is not None:
            if (former := self._ids.pop(key, id)) != id and former in self._values:
                self._former.setdefault(key, set()).add(former)
            self._ids[key] = id
            if widget.trigger:
                self._presses.declare(id, widget.default)
            self.on_read(key)
        self._shown.add(id)
        if self.restored.waiting:
            self.restored.hand_over(widget, self._values, self._entries, self._assigned)
        before = before or self.persistent.get(id)
        if key is not None and self.persistent.note(widget):
            self._entries.pop(key, None)
        self._settling.refuse(id)
        restored = widget.disabled and id in self._before
        if restored:  # the reader's value came too late
            self._values[id] = self._before.pop(id)
        value = self._value_of(id, key)
        given = by_code or restored or id not in self._values
        pressed = id in self._presses
        anew = pressed or (id in self._defaults.started and not by_code)
        start = value is MISSING or (widget.disabled and anew)
        if start:
            value = self._values[id] = self._defaults.start(widget)
        result = copied(value, widget.codec)
        if given:
            widget.codec.vet(result)
        if not start:
            original = self._defaults.original(id, value)
            kept = carried(widget, original, before)
            result = result if kept is original else self._replace(widget, kept)
            if by_code or not pressed:  # a press comes from the codec
                result = self._admit(widget, result)
        if widget.trigger and not pressed and result is not widget.default:
            self._presses.hold_by_code(id, result, widget.default)
        self._settling.expect(id, key, widget.codec, self._values.get(id, MISSING))
        return result

    def restore(self, key: str, value: Any) -> None:
        """Let an entry be what an earlier kernel has kept."""
        self._entries[valid_key(key)] = value
        self._tell(key, MISSING)

    def show(self, id: Hashable) -> None:
        """The run has reached the widget with that identity: its key cannot be assigned."""
        self._shown.add(id)

    def refuse_assignment(self, widget: Widget) -> None:
        """Raise if code has set, in this run, what only the reader may set."""
        if not widget.settable and widget.key is not None and widget.key in self._assigned:
            raise assignment_refused(widget.kind, widget.key)

    def present(self, widget: Widget, view: Callable[[Any], Any]) -> None:
        """Let programs see what `view` makes of the widget's value under its key."""
        self._views[widget.id] = view

    def change_within(self, widget: Widget, part: str) -> None:
        """A part of a value is about to be changed; refused as an assignment would be."""
        if widget.id in self._shown:
            raise StreamlitAPIException(
                f"session_state[{widget.key!r}][{part!r}] cannot be changed after the "
                f"{widget.kind} with that key is shown. Change it earlier in the run, or in a "
                "callback."
            )
        if widget.key is not None:
            self.on_write(widget.key, MISSING, self._peek(widget.key))

    def show_form(self, key: str) -> None:
        """The run shows a form: its key cannot be assigned."""
        if key in self._assigned:
            raise assignment_refused("form", key)
        self._shown.add(("form", key))

    def assigned(self, key: str | None) -> bool:
        """Has code set that entry since the last thing that was answered?"""
        return key in self._assigned

    def pressed_by_code(self, widget: Widget) -> bool:
        """Does code hold a trigger pressed, of which no event has told?"""
        if widget.key is None:
            return False
        held = self._values.get(widget.id) if self._presses.by_code(widget.id) else widget.default
        return not equal(self._assigned.get(widget.key, held), widget.default)

    def holds(self, id: Hashable) -> bool:
        """Has the widget with that identity been shown, and kept its value?"""
        return id in self._values

    def lost(self, widget: Widget) -> bool:
        """Has code deleted the value of a widget that was shown, and maybe set another?"""
        key = widget.key if widget.key in self._ids else None
        return self._value_of(widget.id, key) is MISSING

    def id_under(self, key: str) -> Hashable:
        """The identity of the widget that last stood under a key; None if none ever did."""
        return self._ids.get(key)

    def value(self, widget: Widget) -> Any:
        """What the widget has now; its default before it is first shown."""
        value = self._value_of(widget.id, widget.key)
        return widget.default if value is MISSING else self._defaults.original(widget.id, value)

    def release(self) -> None:
        """Presses are over."""
        self._presses.release()

    def reset(self, widget: Widget) -> None:
        """Give a widget its default again (`clear_on_submit`)."""
        self._values[widget.id] = widget.default

    def forget(self, ids: Iterable[Hashable]) -> None:
        """Drop the values of widgets that a complete run no longer showed.

        What is to persist has to have been there when the app was last answered; it is kept for
        what stands under its key instead, from the next answer on.
        """
        ids = set(ids)
        self.persistent.end(ids & self._defaults.started)
        lasting = self.persistent.among(ids)
        for id, widget in lasting.items():
            if widget.key is not None and self._ids.get(widget.key, id) != id and self.holds(id):
                self._assigned[widget.key] = self._values[id]
        self._drop(ids - lasting.keys())
        self._former = {
            key: kept for key, all in self._former.items() if (kept := all & self._values.keys())
        }
        if len(self._ids) - len(self._values) > REMEMBERED:
            gone = [key for key, id in self._ids.items() if id not in self._values]
            for key in gone[: -REMEMBERED // 2]:  # the oldest: a key shown again comes last
                self._presses.forget(self._ids.pop(key))

    def leave_page(self, belongs: Callable[[Widget], bool], *, afresh: bool) -> None:
        """Another page is shown: what is to persist waits for what it shows under the same keys.

        With `afresh` so does what was to be kept as long as its page, of all pages' widgets.
        """
        self.persistent.end(self._defaults.started)
        for id, key in self.persistent.leave(belongs, afresh=afresh):
            if id in self._values and self._ids.get(key) == id:
                self._entries[key] = self._defaults.original(id, self._values[id])
                del self._ids[key]
            self._drop([id])

    def complete_page(self, shown: Collection[Hashable], held: Collection[Hashable]) -> None:
        """A complete run is over: drop what the page before has left for it alone.

        It stays with a widget that lasts as long as its page, or that a browser has `held`.
        """
        for key, left in self.persistent.complete(shown).items():
            old, entry = self._peek(key), self._entries.pop(key, MISSING)
            id = self._ids.setdefault(key, left)
            if entry is not MISSING and id in shown and id in {*held, *self.persistent.of_page()}:
                self._values.setdefault(id, entry)
            self._tell(key, old)

    def forget_widgets(self) -> None:
        """Drop the values of all widgets: no app is left. What code stored stays."""
        self.persistent.clear()
        self._drop(list(self._values))

    def _drop(self, ids: Collection[Hashable]) -> None:
        """Drop values, and whatever is known of them."""
        keys = [key for key, id in self._ids.items() if id in ids and id in self._values]
        before = [(key, self._peek(key)) for key in keys]
        for id in ids:
            self._settling.pop(id)
            for known in (self._values, self._views, self._defaults):
                known.pop(id, None)
        for key, old in before:
            self._tell(key, old)

    def orphans(self) -> set[Hashable]:
        """The widgets which code has given a value since a complete run last asked."""
        found, self._orphans = self._orphans, set()
        return found

    def _value_of(self, id: Hashable, key: str | None) -> Any:
        if key is not None and key in self._assigned:
            return self._assigned[key]
        value = self._values.get(id, MISSING)
        if value is not MISSING or key is None:
            return value
        return self._entries.get(key, MISSING)

    def _admit(self, widget: Widget, value: Any) -> Any:
        """The value if the widget can have it, else what takes its place, in the state as well."""
        admitted = widget.codec.admit(value)
        return value if admitted is value else self._replace(widget, admitted)

    def _replace(self, widget: Widget, value: Any) -> Any:
        """Give a widget the value that takes the place of what it had."""
        if widget.key is not None:
            self._assigned.pop(widget.key, None)
        self._values[widget.id] = value
        return value


def _ignore(*_: Any) -> None:
    return None
