"""Between an app and an ipywidget that is not ours: its traits are values, its events presses.

The trait is the truth. What the reader, or code outside of a run, does to it is an event of the
app; what the app's own runs do to it is kept in the state at once, and asks for nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from contextvars import Context
from threading import RLock, get_ident
from typing import Any, TypeGuard
from weakref import finalize, ref

from rerun_state.errors import StreamlitValueError, an
from rerun_state.runtime.execution.app import App
from rerun_state.runtime.execution.run import Run, running
from rerun_state.runtime.model.codec import Codec
from rerun_state.runtime.model.sameness import same
from rerun_state.runtime.model.widget import Widget

Listen = Callable[[Any, Callable[..., None]], object]

_TAKING = RLock()  # held while a run gives a widget its value, which the widget's observers hear
_HEARD: list[tuple[str, frozenset[str], int]] = []  # of which traits of a model, and the thread


class Bond:
    """What joins one ipywidget to one app, as long as the app shows it."""

    def __init__(
        self, maker: tuple[Hashable, ...], widget: Any, names: tuple[str, ...], app: App
    ) -> None:
        self.maker = maker
        self.widget = widget
        self.names = names
        self.app = app
        self.model_id: str = widget.model_id
        self.default = self._known = self.value
        self.declared: Widget | None = None  # by the latest run
        self._speak: Callable[[Any], None] | None = None
        self._listens = False
        self._left: ref[Run] | None = None  # the run that has left it as it is
        self._taking: int | None = None  # the thread that gives it what the app has already
        if names:
            changed = _Weak(self)
            # In no context of a run, or the handler would end with the run.
            Context().run(widget.observe, changed, list(names))
            finalize(self, _unobserve, ref(widget), changed, list(names))

    @property
    def is_open(self) -> bool:
        """Is the widget still one that can be shown?"""
        return self.widget.comm is not None

    @property
    def value(self) -> Any:
        """The trait's value; for several traits, all values by their names."""
        if len(self.names) == 1:
            return getattr(self.widget, self.names[0])
        return {name: getattr(self.widget, name) for name in self.names}

    def succeed(self, before: Bond) -> None:
        """Take over from the bond with the widget whose model this one's has become."""
        self.default = before.default
        self.declared = before.declared
        self._speak = before._speak

    def listen(self, listen: Listen) -> None:
        """Have the program register what it wants to hear, once."""
        if self._listens:
            return
        self._listens = True
        heard = _Weak(self)
        Context().run(listen, self.widget, heard.press)

    def join(self, speak: Callable[[Any], None]) -> None:
        """A page shows the widget: tell it what happens."""
        self._speak = speak

    def settle(self, declared: Widget, value: Any) -> Any:
        """A run has declared it: let the widget have the value of the state; return that."""
        self.declared = declared
        if declared.form is None or declared.id not in declared.form.held:
            self.take(value)
        self.show_held()
        return value

    def show_held(self) -> None:
        """Let the widget show what a form is to show until it is submitted."""
        widget = self.declared
        held = None if widget is None or widget.form is None else widget.form.held.get(widget.id)
        if held is not None and self.names:
            self.take(held.value)

    def part(self) -> None:
        """No page shows the widget any more: nobody is told."""
        self._speak = None

    def changed(self) -> None:
        """A trait has another value."""
        if self._taking == get_ident():
            return
        value = self._known = self.value
        self._left, run = None, running()
        if run is None or run.app is not self.app:
            self.tell(value)
        elif self.declared is not None:
            run.state.receive(self.declared, value)

    def tell(self, value: Any) -> None:
        """Something happened to the widget, which no run of the app has done."""
        if self._speak is not None:
            self._speak(value)

    def take(self, value: Any) -> Any:
        """Give the traits a value of the state; return what they have made of it.

        What the reader has done since, and no run has seen, stays. Raises traitlets' TraitError for
        what a trait does not take.
        """
        with _TAKING:
            return value if self._has_more() else self._give(value)

    def _has_more(self) -> bool:
        """Does the reader do something to it now, or has, which no run has seen?"""
        if self.declared is not None and self.app.queue.holds(self.declared.id):
            return True
        return any(
            id == self.model_id and thread != get_ident() and not names.isdisjoint(self.names)
            for id, names, thread in _HEARD
        )

    def _give(self, value: Any) -> Any:
        given, now = self._parts(value), self.value
        run = running()
        if run is not None and not same(now, self._known) and self._left in (None, ref(run)):
            self._left = ref(run)  # another thread has set it, and is about to tell
            return value
        others = {n: part for n, part in given.items() if not same(getattr(self.widget, n), part)}
        # Only where traits are judged together: meanwhile nothing is heard of other threads' doing.
        together = self.widget.hold_trait_notifications if len(others) > 1 else nullcontext
        self._taking = get_ident()
        try:
            with together():
                for name, part in others.items():
                    setattr(self.widget, name, part)
        finally:
            self._taking = None
        now = self._known = self.value
        self._left = None
        return value if same(now, value) else now

    def _parts(self, value: Any) -> dict[str, Any]:
        if len(self.names) == 1:
            return {self.names[0]: value}
        if not isinstance(value, dict) or not value.keys() <= set(self.names):
            raise StreamlitValueError(
                f"The state of {an(type(self.widget).__name__)} that is bound by several traits is "
                f"a dictionary with the keys {', '.join(map(repr, self.names))}, not {value!r}."
            )
        return value


@contextmanager
def hearing(model_id: str, names: Iterable[str]) -> Iterator[None]:
    """What a browser says of traits of a widget is handed over in the block, maybe beside a run.

    A value that a run gives them comes before or after it, never in between.
    """
    heard = model_id, frozenset(names), get_ident()
    with _TAKING:
        _HEARD.append(heard)
    try:
        yield
    finally:
        with _TAKING:
            _HEARD.remove(heard)


class _Weak:
    """A handler that a widget may keep: it does not keep the app alive."""

    def __init__(self, bond: Bond) -> None:
        self._bond = ref(bond)

    def __call__(self, change: Any) -> None:
        bond = self._bond()
        # Traits cannot tell whether arrays are the same.
        if bond is not None and not same(change.old, change.new):
            bond.changed()

    def press(self, *args: Any, **kwargs: Any) -> None:
        """Whatever the widget tells: its only argument, else all of them."""
        if (bond := self._bond()) is None:
            return
        run = running()
        if run is None or run.app is not bond.app:
            bond.tell(_told(args, kwargs))


def _told(args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    if args and kwargs:
        return *args, kwargs
    if kwargs:
        return kwargs
    return args if len(args) > 1 else args[0] if args else True


def _unobserve(widget: Callable[[], Any], handler: _Weak, names: list[str]) -> None:
    if (alive := widget()) is not None:
        try:
            alive.unobserve(handler, names)
        except ValueError:  # unobserve_all() has taken it out
            return


class Bound(Codec):
    """The codec of an ipywidget's traits, or of its events if it has none."""

    __slots__ = ("bond", "settable", "trigger")
    shares = True

    def __init__(self, bond: Bond, *, trigger: bool = False) -> None:
        self.bond = bond
        self.trigger, self.settable = trigger, not trigger

    def decode(self, wire: Any) -> Any:
        """Nothing: the traits of the widget judge what a browser sends."""
        raise ValueError("its values come by its own model")

    def encode(self, value: Any) -> None:
        """Nothing: the widget's own model travels."""
        return

    def admit(self, value: Any) -> Any:
        """The value as the traits have it."""
        return self.bond.take(value) if self.bond.names else value

    @property
    def lasts(self) -> bool:
        """Events are over; traits can be set again."""
        return bool(self.bond.names)

    def keep(self, value: Any) -> Any:
        """The value of the traits itself."""
        return value

    def restore(self, kept: Any) -> Any:
        """The value as the traits have it."""
        return self.admit(kept)

    def release(self) -> None:
        """The app is gone."""
        self.bond.part()


def bond_to(run: Run, maker: tuple[Hashable, ...], widget: Any, names: tuple[str, ...]) -> Bond:
    """What joins a widget that exists to the app.

    Each run may make it anew: it is the same one if it has the model of the one before.
    """
    before = next((b for b in bonds_of(run) if b.maker == maker and b.names == names), None)
    if before is not None and before.widget is widget and before.is_open:
        return before
    bond = Bond(maker, widget, names, run.app)
    if before is not None and before.model_id == bond.model_id:
        bond.succeed(before)
    return bond


def bonds_of(run: Run) -> Iterator[Bond]:
    """What joins ipywidgets to the app of a run, as it was executed last."""
    for declared in run.app.owned.values():
        bond = bond_of(declared)
        if bond is not None and bond.app is run.app:
            yield bond


def is_bound(codec: Codec) -> TypeGuard[Bound]:
    """Is it the codec of somebody else's ipywidget?"""
    return isinstance(codec, Bound)


def bond_of(widget: Widget | None) -> Bond | None:
    """What joins a declared widget to an ipywidget; None for those that are ours."""
    return widget.codec.bond if widget is not None and is_bound(widget.codec) else None
