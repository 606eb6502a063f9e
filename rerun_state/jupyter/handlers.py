"""Handlers that a run registers: with ipywidgets by `observe`, `on_click`, `on_msg` and the like,
with figures of ipympl by `mpl_connect`, with IPython's events by `register`.

They belong to the page that the run made. When the next run has made it anew, with handlers of its
own, the old ones are gone, so a click is heard once. A handler of a widget that the same run has
made stays with the widget, which a later run may find in the state; it is then the function of that
name in the latest run, so edits count. What the program itself hands over speaks into the app: it
runs on the main thread, and what it prints, raises or shows lands there. What libraries hand over,
to link widgets for instance, is called where it always was.
"""

from __future__ import annotations

import functools
import inspect
import sysconfig
from collections.abc import Callable
from types import FunctionType, MethodType
from typing import Any
from weakref import WeakMethod, WeakValueDictionary, ref

from traitlets import All, directional_link, link
from traitlets.traitlets import EventHandler
from traitlets.utils.sentinel import Sentinel

from rerun_state.runtime.model.names import Names

Answer = Callable[["Handler", tuple[Any, ...], dict[str, Any]], Any]
"""Calls a handler of an app now if that is just running, else has it called."""


class Handler:
    """Stands for a function in a widget's list of handlers."""

    def __init__(
        self,
        function: Callable[..., Any],
        answer: Answer,
        names: Names,
        lasting: bool,
        remove: Callable[[Handler], None],
    ) -> None:
        self.function = function
        self.names = names
        self.lasting = lasting  # does it stay with a widget that its run has made?
        self.ended = False
        self._answer = answer
        self._remove = remove
        self._is_programs = not is_of_library(function)

    def __call__(self, *args: Any, **keywords: Any) -> Any:
        if self.ended:
            return None
        if not self._is_programs:
            return self.function(*args, **keywords)
        return self._answer(self, args, keywords)

    def __eq__(self, other: object) -> bool:
        """A widget that is told to forget the function finds it here."""
        return other is self or (not isinstance(other, Handler) and bool(other == self.function))

    __hash__ = object.__hash__

    def end(self) -> None:
        """Be called no more."""
        if not self.ended:
            self.ended = True
            self._remove(self)

    def latest(self, names: dict[str, Any], *, edited: bool) -> Callable[..., Any] | None:
        """The function as the latest run defines it; None if its code is gone with an edit."""
        function = self.function
        if not self.lasting:
            return None if edited else function
        if isinstance(function, FunctionType) and function.__module__ == "__main__":
            found = names.get(function.__qualname__)
            if callable(found):
                return found  # type: ignore[no-any-return]
        return None if edited else function


class Handlers:
    """Those that one run has registered."""

    def __init__(self) -> None:
        # Held by the widgets alone, so that none lives longer for it.
        self.all: WeakValueDictionary[tuple[Any, ...], Handler] = WeakValueDictionary()

    def register(
        self,
        key: tuple[Any, ...],
        make: Callable[[], Handler],
        function: Callable[..., Any],
    ) -> Handler:
        """The handler for a function in one place; a second time it is the same."""
        for at, known in list(self.all.items()):
            if at[:-1] == key and known == function and not known.ended:
                return known
        handler = self.all[(*key, len(self.all))] = make()
        return handler

    def end(self, *, lasting: bool = False) -> None:
        """End them, but for those that stay with a widget."""
        for handler in list(self.all.values()):
            if lasting or not handler.lasting:
                handler.end()

    def give_way(self, newer: Handlers, *, whole: bool) -> None:
        """End those that a newer run has registered again, and after a whole run all but those that
        stay with a widget.
        """
        for key, handler in list(self.all.items()):
            if newer.has(key, handler.function) or (whole and not handler.lasting):
                handler.end()

    def has(self, key: tuple[Any, ...], function: Callable[..., Any]) -> bool:
        """Is the function, perhaps as another run has defined it, registered in a place?"""
        found = [known for at, known in list(self.all.items()) if at[:-1] == key[:-1]]
        return any(_is_same(known.function, function) for known in found)


class HeldByWidget:
    """Stands for the method of a link by which an object hears of its own trait.

    An object of the notebook would hold the widget that a run has linked it with for ever. So the
    widget alone holds the link, and both go together.
    """

    def __init__(self, method: Callable[..., Any], remove: Callable[[Any], None]) -> None:
        weak = ref(self)

        def end(_: object) -> None:
            if (itself := weak()) is not None:  # None would stand for all that hear of the trait
                remove(itself)

        self._method = WeakMethod(method, end)

    def __call__(self, *args: Any) -> None:
        if (method := self._method()) is not None:
            method(*args)

    def __eq__(self, other: object) -> bool:
        return other is self or (other is not None and other == self._method())

    __hash__ = object.__hash__


def links_widget(method: Any) -> bool:
    """Is it a method of a link, of which one end at least is a widget?"""
    owner = getattr(method, "__self__", None)
    if not isinstance(owner, link | directional_link):
        return False
    return any(hasattr(end, "comm") for end, _ in (owner.source, owner.target))


def observe(
    take: Callable[..., Any],
    original: Callable[..., None],
    traits: Any,
    handler: Any,
    names: Any = All,
    type: Any = "change",
) -> None:
    """Stand for `HasTraits.observe`, so that `take` can put a handler in a function's place."""
    given = names if isinstance(names, (str, Sentinel)) else tuple(names)

    def remove(registered: Any) -> None:
        try:
            traits.unobserve(registered, names, type)
        except ValueError:  # it was taken out by others
            return

    if not isinstance(handler, EventHandler) and not _is_own_method(handler, traits):
        handler = take(traits, handler, ("observe", id(traits), given, type), remove)
    original(traits, handler, names, type)


def register_callback(
    take: Callable[..., Any],
    original: Callable[..., None],
    dispatcher: Any,
    callback: Any,
    remove: bool = False,
) -> None:
    """Stand for `CallbackDispatcher.register_callback`, behind `on_click` and its like."""
    if not remove and callback not in dispatcher.callbacks:
        widget = _asked_by(inspect.currentframe())
        if not _is_own_method(callback, widget):
            own = functools.partial(original, dispatcher, remove=True)
            callback = take(widget, callback, ("callback", id(dispatcher)), own)
    original(dispatcher, callback, remove)


def connect(
    take: Callable[..., Any],
    original: Callable[..., int],
    canvas: Any,
    signal: str,
    function: Any,
) -> int:
    """Stand for `mpl_connect`, by which a program hears of clicks and keys in a figure of ipympl.

    The bound methods of objects are heard as long as these live, which matplotlib sees to.
    """
    if not hasattr(canvas, "comm") or isinstance(function, MethodType) or is_of_library(function):
        return original(canvas, signal, function)

    def remove(registered: Any) -> None:
        canvas.mpl_disconnect(number)

    key = ("figure", id(canvas), signal)
    number = original(canvas, signal, take(canvas, function, key, remove))
    return number


def register_event(
    take: Callable[..., Any],
    events: Any,
    original: Callable[[str, Any], None],
    event: str,
    function: Any,
) -> None:
    """Stand for the `register` of IPython's events; libraries know when theirs are to end."""
    if not is_of_library(function):
        own = functools.partial(events.unregister, event)
        function = take(None, function, ("event", event), own)
    original(event, function)


def _asked_by(frame: Any) -> Any:
    """The widget whose `on_click` or the like is being called; None if it cannot be told."""
    for _ in range(4):
        frame = frame.f_back if frame is not None else None
        if frame is not None and hasattr(frame.f_locals.get("self"), "comm"):
            return frame.f_locals["self"]
    return None


def _is_own_method(handler: Any, widget: Any) -> bool:
    return isinstance(handler, MethodType) and handler.__self__ is widget


def _is_same(one: Any, other: Any) -> bool:
    """Are two functions what the same lines of a program have defined in two runs?"""
    one, other = inspect.unwrap(one), inspect.unwrap(other)
    one, other = getattr(one, "__func__", one), getattr(other, "__func__", other)
    if isinstance(one, functools.partial) and isinstance(other, functools.partial):
        return _is_same(one.func, other.func)
    codes = [getattr(each, "__code__", None) for each in (one, other)]
    if codes[0] is None or codes[1] is None:
        return type(one) is type(other)
    names = [getattr(each, "__qualname__", "") for each in (one, other)]
    return codes[0] == codes[1] or (names[0] == names[1] and "<" not in names[0])


@functools.cache
def libraries() -> tuple[str, ...]:
    """The folders of installed code."""
    places = map(sysconfig.get_path, ("stdlib", "platstdlib", "purelib", "platlib"))
    return tuple(place for place in places if place)


def is_of_library(function: Any) -> bool:
    """Is the code of a handler a library's, not the program's?"""
    while True:
        if isinstance(function, functools.partial):
            function = function.func
        elif isinstance(function, MethodType):
            function = function.__func__
        elif hasattr(function, "__wrapped__"):
            function = function.__wrapped__
        elif hasattr(function, "cb"):  # how traitlets passes on its older kind of handlers
            function = function.cb
        else:
            break
    code = getattr(function, "__code__", None) or getattr(type(function).__call__, "__code__", None)
    return code is not None and code.co_filename.startswith(libraries())
