"""The codecs of choices among options: of `One`, and what those of several have in common."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Generic, TypeVar, cast

from rerun_state.elements.base import query_values
from rerun_state.elements.base.options import Options
from rerun_state.runtime.model.codec import Codec

T = TypeVar("T")

MAX_TEXT = 100_000  # characters of a new option that a browser may send


class One(Codec, Generic[T]):
    """The codec of a choice of one option; on the wire an index, or the text of a new option."""

    __slots__ = ("_default", "_new", "options")

    spelling = query_values.ONE

    def __init__(self, options: Options[T], default: int | None, *, new: bool = False) -> None:
        self.options = options
        self._default = default
        self._new = new

    @property
    def default(self) -> T | None:
        """The option that is chosen at first."""
        if self._default is None or not self.options.values:
            return None
        return cast(T, self.options.values[self._default])

    def decode(self, wire: Any) -> Any:
        """The option at an index; a new option's text; None where nothing need be chosen."""
        if wire is None:
            if self._default is None or not self.options.values:
                return None
            raise ValueError("a choice that cannot be undone")
        if isinstance(wire, str):
            if not self._new:
                raise ValueError("text where an index of an option belongs")
            return new_option(self.options, wire)
        return self.options.values[checked_index(wire, len(self.options.values))]

    def encode(self, value: Any) -> int | str | None:
        """The index of the option, or the text of a new one; None for neither."""
        if value is None:
            return None
        place = self.options.find(value)
        if place is not None or not self._new:
            return place
        return self.options.label(value) or str(value)

    def admit(self, value: Any) -> Any:
        """The value if it is offered, else the default."""
        if value is None or self._new or self.options.find(value) is not None:
            return value
        return self.default

    def keep(self, value: Any) -> Any:
        """The label of the option, or the text of a new one."""
        wire = self.encode(value)
        return None if wire is None else kept_options(self.options, [wire])[0]

    def restore(self, kept: Any) -> Any:
        """The option with that label."""
        if kept is None:
            return self.decode(None)
        return self.decode(*restored_options(self.options, [kept], new=self._new))

    def carry(self, value: Any, former: One[Any]) -> Any:
        """A value that the codec of the last run offered, as an option of this run."""
        return self.options.carry(value, former.options)

    def same(self, a: Any, b: Any) -> bool:
        """Are both the same choice?"""
        return self.options.same(a, b)

    def settle(self, value: Any) -> Any:
        """The option that has the value's label."""
        if value is None or (not self.options.values and not self._new):
            return self.default
        label = self.options.label(value)
        if label is None:
            label = str(value)
        return self.labelled(label)

    def labelled(self, label: str) -> Any:
        """The option with that label; the label itself where none has it."""
        place = self.options.place(label)
        return label if place is None else self.options.values[place]


def one(options: Options[T], default: int | None, *, new: bool = False) -> One[T]:
    """The codec of a choice of one option; the same one again for options that are."""
    return (_one if options.known else One)(options, default, new=new)


_one = lru_cache(maxsize=1024)(One)


class Choices(Codec, Generic[T]):
    """What codecs have in common that have lists of indices on the wire."""

    __slots__ = ("options",)

    new = False
    """May it be the texts of new options as well?"""

    def __init__(self, options: Options[T]) -> None:
        self.options = options

    def keep(self, value: Any) -> Any:
        """The labels of what is chosen."""
        return kept_options(self.options, self.encode(value))

    def restore(self, kept: Any) -> Any:
        """What is chosen, by its labels."""
        return self.decode(restored_options(self.options, kept, new=self.new))

    def carry(self, value: Any, former: Any) -> Any:
        """Values that the codec of the last run offered, as options of this run."""
        return carry_all(self.options, value, former.options)

    def same(self, a: Any, b: Any) -> bool:
        """Are both the same choices, in the same order?"""
        if isinstance(a, (list, tuple)) and type(a) is type(b) and len(a) == len(b):
            return all(map(self.options.same, a, b))
        return self.options.same(a, b)


def carry_all(options: Options[Any], value: Any, former: Options[Any]) -> Any:
    """Each part of a list or tuple as an option of this run; the value itself if all are so."""
    if not isinstance(value, (list, tuple)):
        return value
    parts = [options.carry(part, former) for part in value]
    if all(new is old for new, old in zip(parts, value, strict=True)):
        return value
    return tuple(parts) if isinstance(value, tuple) else parts


def checked_index(wire: Any, count: int) -> int:
    """`wire` as the index of one of `count` options; ValueError if it is none."""
    if type(wire) is not int or not 0 <= wire < count:
        raise ValueError(f"not an index of {count} options")
    return wire


def new_option(options: Options[Any], text: str) -> Any:
    """The option that has `text` as its label, or `text` as a new one."""
    if not text or len(text) > MAX_TEXT:
        raise ValueError("a new option that is empty or too long")
    place = options.place(text)
    return text if place is None else options.values[place]


def kept_options(options: Options[Any], wire: Iterable[Any]) -> list[str]:
    """What is kept of places, and of new options' texts: the labels that the reader saw."""
    return [part if isinstance(part, str) else options.labels[part] for part in wire]


def restored_options(options: Options[Any], kept: Any, *, new: bool = False) -> list[Any]:
    """The places of labels that were kept; ValueError for one that is neither offered nor new."""
    if not isinstance(kept, list) or not all(isinstance(label, str) for label in kept):
        raise ValueError("no list of labels")
    places = [options.place(label) for label in kept]
    if None in places and not new:
        raise ValueError("an option that is not offered")
    return [label if place is None else place for label, place in zip(kept, places, strict=True)]
