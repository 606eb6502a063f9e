"""`st.session_state`: what programs hold of the state, looked up anew at each use."""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping
from typing import Any

from rerun_state.patterns import pattern
from rerun_state.runtime.state.entry_names import uninitialised
from rerun_state.runtime.state.session_state import SessionState
from rerun_state.runtime.state.value_store import MISSING

_PROBE = pattern(r"__\w+__|_repr_\w+_|_ipython_\w+_")
"""Names by which libraries ask of any object what it can do; no program depends on the answer."""


class SessionStateProxy(MutableMapping[Any, Any]):
    """Values which outlive a rerun; shared by all `%%rerun` cells of the kernel.

    Entries are read and written as items or attributes. A widget with a `key` keeps its value here:
    set the entry before the widget is shown, or in a callback, and the widget shows it. Any
    ordinary cell may read and write as well; apps that looked at an entry rerun when it changes.

    Raises KeyError or AttributeError for an entry that was never set, and StreamlitAPIException for
    setting the state of a widget that the run has already shown, or of a button.

        if "count" not in st.session_state:
            st.session_state.count = 0
    """

    __slots__ = ("_find",)

    def __init__(self, find: Callable[[], SessionState]) -> None:
        object.__setattr__(self, "_find", find)

    def __getitem__(self, key: str | int) -> Any:
        return self._find()[key]

    def __setitem__(self, key: str | int, value: Any) -> None:
        self._find()[key] = value

    def __delitem__(self, key: str | int) -> None:
        del self._find()[key]

    def __contains__(self, key: object) -> bool:
        return key in self._find()

    def __iter__(self) -> Iterator[str]:
        return iter(self._find())

    def __len__(self) -> int:
        return len(self._find())

    def __getattr__(self, name: str) -> Any:
        state = self._find()
        try:
            if _PROBE.fullmatch(name) and state.peek(name) is MISSING:
                raise KeyError
            return state[name]
        except KeyError:
            cure = f"st.session_state.{name} = ..."
            raise AttributeError(uninitialised(name, cure)) from None

    def __setattr__(self, name: str, value: Any) -> None:
        self._find()[name] = value

    def __delattr__(self, name: str) -> None:
        try:
            del self._find()[name]
        except KeyError as error:
            raise AttributeError(error.args[0]) from None

    def __str__(self) -> str:
        return str(self.to_dict())

    def __repr__(self) -> str:
        return f"session_state({self.to_dict()!r})"

    def __eq__(self, other: object) -> bool:
        return self is other or self.to_dict() == other

    __hash__ = None  # type: ignore[assignment]  # equal to a dictionary of the same entries

    def __dir__(self) -> list[str]:
        """The entries that can be written as attributes, and what a mapping has."""
        names = self._find().names()
        return [*filter(str.isidentifier, names), *super().__dir__()]

    def _ipython_key_completions_(self) -> list[str]:
        names: list[str] = self._find().names()
        return names

    def __copy__(self) -> SessionStateProxy:
        """The same: what it stands for cannot be copied, unlike its `to_dict()`."""
        return self

    def __deepcopy__(self, memo: object) -> SessionStateProxy:
        """The same, also as a part of what is copied, such as an object that has it."""
        return self

    def clear(self) -> None:
        """Forget every entry, those of widgets with a key included."""
        self._find().clear()

    def to_dict(self) -> dict[str, Any]:
        """A plain dictionary of all entries, as they are now."""
        entries: dict[str, Any] = self._find().to_dict()
        return entries


def state_behind(proxy: SessionStateProxy) -> SessionState:
    """The state that a program's `st.session_state` stands for now."""
    state: SessionState = object.__getattribute__(proxy, "_find")()
    return state
