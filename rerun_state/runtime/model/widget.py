"""What a run declares of an element with a value: identity, key, default, codec, callback."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from rerun_state.runtime.model.codec import Codec
from rerun_state.runtime.model.names import Names

if TYPE_CHECKING:
    from rerun_state.runtime.model.form import Form
    from rerun_state.runtime.model.fragment import Fragment

Persist = Literal["page", "session"]


class Callback:
    """A function with the arguments that the run which showed the widget gave it.

    They are kept as they were given: what the program puts into the list or dictionary later on
    reaches the function as well, and what cannot be arguments fails in the call.
    """

    __slots__ = ("args", "function", "kwargs", "names")

    def __init__(
        self,
        function: Callable[..., object],
        args: Iterable[Any] | None = None,
        kwargs: Mapping[str, Any] | None = None,
        names: Names = nullcontext,
    ) -> None:
        self.function = function
        self.args = args
        self.kwargs = kwargs
        self.names = names

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
    by_address: bool = False  # is it kept only because the address speaks for it?
    quiet: bool = False  # a change waits for a run which something else starts
    disabled: bool = False
    form: Form | None = None
    fragment: Fragment | None = None
    page: str | None = None  # the page of the app that shows it; None for what all pages share
    presses: Widget | None = None  # of an element that has a value and can be pressed as well


def carried(widget: Widget, value: Any, former: Widget | None) -> Any:
    """A value of the widget as it was declared before, in terms of what it offers now."""
    if former is None or former is widget:
        return value
    return widget.codec.carry(value, former.codec)
