"""What a run declares of an element with a value: identity, key, default, codec, callback."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol

from rerun_state.runtime.model.names import Names

if TYPE_CHECKING:
    from rerun_state.runtime.grammar.fragment import Fragment
    from rerun_state.runtime.model.form import Form

UNCHANGED: Any = object()
"""What a codec returns for a message that changes no value."""

Persist = Literal["page", "session"]


class Codec(Protocol):
    """Between the values that programs use and those that a browser sends.

    More methods are asked for where they exist. `vet(value)` raises for a value or a default that
    code has just given and `admit` would let pass later. `settle(value)` says what becomes of a
    value once a browser has shown it: the next run gets that. `handle(event, buffers)` answers
    what a browser says besides changes: it returns a reply for it or None, and a new value or
    UNCHANGED. `adopt(codec)` takes over what the codec of the last run has received so far.
    `carry(value, codec)` is the value that the other codec offered, as this one has it, and
    `same(a, b)` tells whether a reader sees any difference between two values.
    """

    def decode(self, wire: Any) -> Any:
        """The value for what a browser sent; ValueError for what the widget did not offer."""

    def encode(self, value: Any) -> Any:
        """What a browser is to show for a value."""

    def admit(self, value: Any) -> Any:
        """The value to use for one that code put into the state; raises where it makes no sense."""


@dataclass(slots=True)
class Callback:
    """A function with the arguments that the run which showed the widget gave it.

    They are kept as they were given: what the program puts into the list or dictionary later on
    reaches the function as well, and what cannot be arguments fails in the call.
    """

    function: Callable[..., object]
    args: Iterable[Any] | None = None
    kwargs: Mapping[str, Any] | None = None
    names: Names = nullcontext

    def __call__(self) -> object:
        return self.function(*(self.args or ()), **(self.kwargs or {}))


@dataclass(slots=True, eq=False)
class Widget:
    """An element with a value, as it was last declared."""

    id: Hashable
    kind: str
    key: str | None
    default: Any
    codec: Codec
    callback: Callback | None = None
    trigger: bool = False  # a press: its value lasts for one run
    settable: bool = True  # may code assign its state?
    persist: Persist | None = None  # how long to keep the value while it is not shown
    quiet: bool = False  # a change waits for a run which something else starts
    disabled: bool = False
    form: Form | None = None
    fragment: Fragment | None = None
    page: str | None = None  # the page of the app that shows it; None for what all pages share
    presses: Widget | None = None  # of an element that has a value and can be pressed as well


def carried(widget: Widget, value: Any, former: Widget | None) -> Any:
    """A value of the widget as it was declared before, in terms of what it offers now."""
    carry = getattr(widget.codec, "carry", None)
    if carry is None or former is None or former is widget:
        return value
    return carry(value, former.codec)
