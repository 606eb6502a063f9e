"""The states and triggers of a mounted component: their codecs, and how programs see them.

A component's states are one widget, whose value is a dictionary; its triggers are a press beside
it, whose value lasts for one run. `session_state` shows both as one dictionary, and writing into
that changes the states.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, MutableMapping
from typing import Any, Self

from rerun_state.runtime.model.codec import Codec


class ComponentResult(dict[str, Any]):
    """What a mounted component returns: its states and triggers, as items and as attributes."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(
                f"The component has no state or trigger {name!r}. Give it on_{name}_change, and "
                "it is None until the component sets it."
            ) from None

    def __setattr__(self, name: str, value: Any) -> None:
        self[name] = value

    def __delattr__(self, name: str) -> None:
        try:
            del self[name]
        except KeyError:
            raise AttributeError(f"The component has no state or trigger {name!r}.") from None


class ComponentState(dict[str, Any]):
    """A component in `session_state`: its triggers and states; what is written are the states."""

    def __init__(
        self,
        states: dict[str, Any],
        triggers: Mapping[str, Any],
        before_change: Callable[[str], None],
        names: Collection[str] = (),
    ) -> None:
        """`names` are those of all states and triggers; as attributes they are None until set."""
        fired = {name: value for name, value in triggers.items() if value is not None}
        super().__init__({**fired, **states})
        object.__setattr__(self, "_states", states)
        object.__setattr__(self, "_before_change", before_change)
        object.__setattr__(self, "_names", frozenset(names))

    def __setitem__(self, name: str, value: Any) -> None:
        self._before_change(name)
        self._states[name] = value
        super().__setitem__(name, value)

    def __delitem__(self, name: str) -> None:
        self._before_change(name)
        self._states.pop(name, None)
        super().__delitem__(name)

    def popitem(self) -> tuple[str, Any]:
        """Remove the last state; return its name and value."""
        name = next(reversed(self))
        return name, self.pop(name)

    def clear(self) -> None:
        """Remove all states."""
        for name in list(self):
            del self[name]

    # Those of the standard library, which set and remove states one by one.
    pop = MutableMapping.pop
    setdefault = MutableMapping.setdefault
    update = MutableMapping.update

    def __ior__(self, other: Any) -> Self:  # type: ignore[override,misc]
        self.update(other)
        return self

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            if name in self.__dict__.get("_names", ()):
                return None
            raise AttributeError(f"The component has no state {name!r}.") from None

    def __setattr__(self, name: str, value: Any) -> None:
        self[name] = value

    def __reduce__(self) -> tuple[Any, ...]:
        return dict, (dict(self),)  # a copy is a plain dictionary


class StateCodec(Codec):
    """The states of one component."""

    __slots__ = ("_default",)

    def __init__(self, default: Mapping[str, Any]) -> None:
        self._default = default

    def decode(self, wire: Any) -> dict[str, Any]:
        """What the browser has set, and the defaults of what it has not."""
        return {**checked(wire), **{n: v for n, v in self._default.items() if n not in wire}}

    def encode(self, value: Any) -> dict[str, Any]:
        """What of the states a browser can hold; it merges what it sets into that."""
        if not isinstance(value, dict):
            return {}
        return {name: part for name, part in value.items() if _is_json(part)}


class TriggerCodec(Codec):
    """The triggers that a component has fired at once."""

    __slots__ = ()
    trigger, settable = True, False

    def decode(self, wire: Any) -> dict[str, Any]:
        """Their values by name."""
        if not (fired := checked(wire)):
            raise ValueError("no trigger")
        return fired

    def encode(self, value: Any) -> None:
        """Nothing: no page shows them."""
        return


def checked(wire: Any) -> dict[str, Any]:
    """Values by name; ValueError for anything else."""
    if not isinstance(wire, dict) or not all(isinstance(name, str) for name in wire):
        raise ValueError("not the values of a component")
    return dict(wire)


def _is_json(value: Any) -> bool:
    try:
        json.dumps(value, allow_nan=False)
    except (TypeError, ValueError):
        return False
    return True
