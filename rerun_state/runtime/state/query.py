"""The part of an address after the `?`, as a mapping of text to text.

A key may stand several times in an address: its item is the last value, `get_all` gives all of
them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, MutableMapping
from typing import Any
from urllib.parse import parse_qs, urlencode

from rerun_state.errors import StreamlitAPIException, StreamlitQueryParamDictValueError
from rerun_state.runtime.state.value_store import ignore

Value = str | Iterable[str]
Values = Mapping[str, Value] | Iterable[tuple[str, Value]]


class QueryParams(MutableMapping[str, str]):
    """The parameters themselves; one object in each session."""

    def __init__(self) -> None:
        self._values: dict[str, str | list[str]] = {}
        self._asked: dict[str, str | list[str]] = {}  # as they were when the run began
        self.bound: dict[str, Hashable] = {}  # parameter -> identity of the widget that it mirrors
        self.restored: set[str] = set()  # of widgets that came with a value from before
        self.follows = True  # does the address follow what the reader chooses?
        self.on_write: Callable[[], None] = ignore
        self._said = ""  # the address, which misses what is left out of it without a word

    def __getitem__(self, key: str) -> str:
        if key not in self._values or _reserved(key):
            raise KeyError(f"st.query_params has no key {key!r}.")
        value = self._values[key]
        return value if isinstance(value, str) else (value[-1] if value else "")

    def __setitem__(self, key: str, value: Any) -> None:
        self._refuse_bound([key], "set")
        self._values[key] = as_text(key, value)
        self._say()

    def __delitem__(self, key: str) -> None:
        self._refuse_bound([key], "deleted")
        if key not in self._values or _reserved(key):
            raise KeyError(f"st.query_params has no key {key!r}.")
        del self._values[key]
        self._say()

    def __iter__(self) -> Iterator[str]:
        return iter([key for key in self._values if not _reserved(key)])

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __str__(self) -> str:
        """The parameters as they were set: a list stays one, however short."""
        return str({key: self._values[key] for key in self})

    def update(self, other: Any = (), /, **values: Any) -> None:
        """Set several parameters at once."""
        given = [*_pairs(other), *values.items()]
        self._refuse_bound([key for key, _ in given], "set")
        for key, value in given:
            self._values[key] = as_text(key, value)
        self._say()

    def get_all(self, key: str) -> list[str]:
        """All the values of a key."""
        return [] if _reserved(key) else _listed(self._values.get(key, []))

    def begin(self) -> None:
        """A run begins: this is what the address asks for, whatever the run makes of it."""
        self._asked = dict(self._values)

    def asked(self, key: str) -> list[str]:
        """All the values that a key had when the run began."""
        return _listed(self._asked.get(key, []))

    def clear(self) -> None:
        """Remove all but what embeds the page."""
        self._refuse_bound([key for key in self._values if key in self.bound], "cleared")
        self._keep_reserved()
        self._say()

    def to_dict(self) -> dict[str, str]:
        """The last value of each key."""
        return {key: self[key] for key in self}

    def from_dict(self, params: Values) -> None:
        """Replace all parameters; all or nothing."""
        before = dict(self._values)
        self._keep_reserved()
        try:
            self.update(params)
        except StreamlitAPIException:
            self._values = before
            raise

    def parse(self, text: str) -> None:
        """Take over what an address says, without telling it back."""
        self._values = _parsed(text.removeprefix("?"))
        self._said = self.encoded()

    def follow(self, text: str) -> None:
        """As `parse`, but what embeds the page stays."""
        self._keep_reserved()
        self._values |= _parsed(text.removeprefix("?"))

    def take(self, values: Mapping[str, Any]) -> None:
        """Have these parameters, bound or reserved or not, as an address would say them."""
        texts = {key: _text(value) for key, value in values.items()}
        self.parse(urlencode(texts, doseq=True))

    def given(self) -> dict[str, str | list[str]]:
        """All parameters of the address, the reserved ones too; a list for several values."""
        return _parsed(self._said)

    def mirror(self, key: str, value: str | list[str] | None) -> None:
        """Let a bound parameter follow its widget; None takes it out of the address."""
        if value is None:
            if self._values.pop(key, None) is None:
                return
        elif self._values.get(key) == value:
            return
        else:
            self._values[key] = value
        self._say()

    def drop(self, key: str) -> None:
        """Forget a parameter that the page itself has taken out of the address."""
        self._values.pop(key, None)

    def release(self, ids: Iterable[Hashable]) -> None:
        """Widgets are gone: unbind their parameters, and take them out of the address."""
        gone = set(ids)
        for key in [key for key, id in self.bound.items() if id in gone]:
            del self.bound[key]
            self.mirror(key, None)

    def encoded(self) -> str:
        """What stands behind the `?` of the address."""
        return urlencode(self._values, doseq=True)

    def _say(self) -> None:
        self._said = self.encoded()
        self.on_write()

    def _keep_reserved(self) -> None:
        self._values = {key: value for key, value in self._values.items() if _reserved(key)}

    def _refuse_bound(self, keys: Iterable[str], verb: str) -> None:
        if bound := [key for key in keys if key in self.bound]:
            raise StreamlitAPIException(
                f"The query parameter {bound[0]!r} cannot be {verb}: a widget is bound to it. "
                "Change the widget's value instead."
            )


def as_text(key: str, value: Any) -> str | list[str]:
    """A parameter's value as an address can hold it."""
    if isinstance(value, dict):
        raise StreamlitQueryParamDictValueError(
            f"The query parameter {key!r} cannot be a dictionary. Give text, or a list of texts; "
            "set several parameters by st.query_params.from_dict()."
        )
    refuse_reserved(key)
    return _text(value)


def refuse_reserved(key: str) -> None:
    """Raise for a parameter by which a page is told that it is embedded."""
    if _reserved(key):
        raise StreamlitAPIException(
            f"The query parameter {key!r} is reserved for embedding the page. Take another name."
        )


def _text(value: Any) -> str | list[str]:
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [str(part) for part in value]
    return str(value)


def encode(params: Values) -> str:
    """The text of an address for parameters; keys that come several times keep all their values."""
    found: dict[str, list[str]] = {}
    for key, value in _pairs(params):
        text = as_text(key, value)
        found.setdefault(key, []).extend([text] if isinstance(text, str) else text)
    return urlencode(found, doseq=True)


def _parsed(text: str) -> dict[str, str | list[str]]:
    found = parse_qs(text, keep_blank_values=True)
    return {key: values[0] if len(values) == 1 else values for key, values in found.items()}


def _pairs(params: Any) -> list[tuple[str, Any]]:
    if hasattr(params, "keys") and hasattr(params, "__getitem__"):
        return [(key, params[key]) for key in params.keys()]  # noqa: SIM118 - any object with keys()
    return list(params)


def _reserved(key: str) -> bool:
    return key.lower() in ("embed", "embed_options")


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)
