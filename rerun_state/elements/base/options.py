"""What the elements that offer a choice share: options, their labels, and the way between the two.

An option is known again by its label. The objects themselves may be made anew in every run, be of a
class that the run defines, or not compare at all; the label is what the reader saw and chose. So a
value counts as offered if an option has its label, and what a reader chose in the last run is an
option of that run.

The label of an option is the one that the run made which offered it: this run's `format_func` need
not know the objects of the last one, nor the last one's the names of this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from enum import Enum, EnumMeta
from functools import lru_cache
from typing import Any, Generic, NoReturn, TypeVar, cast

from rerun_state.elements.base.listing import listed
from rerun_state.elements.base.parameters import noted
from rerun_state.errors import (
    StreamlitAPIException,
    StreamlitDefaultNotInOptionsError,
    StreamlitInvalidParameterTypeError,
    StreamlitValueOutOfRangeError,
)
from rerun_state.runtime.execution.run import running
from rerun_state.runtime.model.sameness import equal

T = TypeVar("T")

_FEW = 100  # options that are worth keeping
_LASTING: Set[type] = {str, bool, int, float, type(None), bytes}  # the same in every run


class Options(Generic[T]):
    """The options of one element with their labels, in order."""

    __slots__ = ("_exchanges", "_own", "_places", "enum", "format", "known", "labels", "values")

    def __init__(
        self,
        options: Iterable[T] | None,
        format_func: Callable[[Any], Any],
        kind: str,
        *,
        icons: bool = False,
    ) -> None:
        """With `icons`, labels may begin with one. See `offered`."""
        self.known = False  # is it the same object for the same options?
        self.values = listed(options)
        self.format = format_func
        self.labels = [format_func(value) for value in self.values]
        self._places: dict[str, int] | None = None
        self._own: dict[int, int] | None = None  # the places of the objects, by their id
        self.enum = _enum(options, self.values)
        self._exchanges = "nameOnly" if self.enum is None else _coercion()
        _refuse_incomparable(self.values, kind)
        for label in self.labels:
            if not isinstance(label, str):
                _refuse_label(label, kind, icons)

    def place(self, label: str) -> int | None:
        """Where the option with that label is, the last one of several; None if nowhere."""
        if self._places is None:
            self._places = dict(zip(self.labels, range(len(self.labels)), strict=True))
        return self._places.get(label)

    def named(self, value: Any) -> Any:
        """The label that `value` has or would have; raises what `format_func` raises."""
        value = self.of_this_run(value)
        place = self._place_of(value)
        return self.format(value) if place is None else self.labels[place]

    def label(self, value: Any) -> str | None:
        """The label that `value` has or would have; None for what cannot be an option."""
        try:
            label = self.named(value)
            return label if isinstance(label, str) else None
        except Exception:  # format_func is the user's, and the value may be anything at all
            return None

    def find(self, value: Any) -> int | None:
        """Where the option that `value` stands for is; None if it is not offered."""
        label = self.label(value)
        return None if label is None else self.place(label)

    def carry(self, value: Any, former: Options[Any]) -> Any:
        """A value that `former` may have offered: the option of this run with the same label.

        The value itself where this run's `format_func` knows it, or where nobody does.
        """
        if type(value) in _LASTING:
            return value
        place = self.find(value)
        if place is not None and any(type(value) is type(option) for option in self.values):
            return value
        there = former._label_of(value)
        found = None if there is None else self.place(there)
        return value if found is None or found == place else self.values[found]

    def same(self, a: Any, b: Any) -> bool:
        """Are both the same choice? Objects that runs make anew are if they are one option."""
        if equal(a, b):
            return True
        if type(a) in _LASTING or type(b) in _LASTING:
            return False
        return (place := self.find(a)) is not None and place == self.find(b)

    def _place_of(self, value: Any) -> int | None:
        """Where that very object is; None for one which is none of the options, or like any."""
        if type(value) in _LASTING:
            return None
        if self._own is None:
            self._own = {id(option): place for place, option in enumerate(self.values)}
        return self._own.get(id(value))

    def _label_of(self, value: Any) -> str | None:
        """The label of an option, or of one that is equal to it; None for anything else."""
        place = self._place_of(value)
        if place is None:
            found = (n for n, option in enumerate(self.values) if equal(option, value))
            place = next(found, None)
        return None if place is None else self.labels[place]

    def indices(self, default: Any, kind: str) -> list[int]:
        """Where the default is, one option or several.

        Raises StreamlitDefaultNotInOptionsError for one that is not offered.
        """
        for value in (wanted := [self.of_this_run(value) for value in listed(default)]):
            if value not in self.values:
                raise StreamlitDefaultNotInOptionsError(
                    f"The default {value!r} of {kind} is not among its options."
                )
        return [self.values.index(value) for value in wanted]

    def of_this_run(self, value: Any) -> Any:
        """`value`, with members of an enum that was defined anew exchanged for their namesakes."""
        if self.enum is None:
            return value
        if isinstance(value, (list, tuple)):
            if not all(isinstance(part, Enum) for part in value):
                return value
            return type(value)(map(self._member, value))
        return self._member(value) if isinstance(value, Enum) else value

    def _member(self, value: Enum) -> Any:
        enum, old = self.enum, type(value)
        assert enum is not None
        if (
            isinstance(value, enum)
            or enum.__qualname__ != old.__qualname__
            or set(enum._member_names_) != set(old._member_names_)
        ):
            return value
        how = self._exchanges
        if how == "off" or (how == "nameAndValue" and _values(enum) != _values(old)):
            return value
        return enum[value._name_]


def offered(
    options: Iterable[T] | None, format_func: Callable[[Any], Any], kind: str
) -> Options[T]:
    """The options of an element; of a few texts as they are the same object in every run."""
    if format_func is str and type(options) in (list, tuple):
        given = cast("Sequence[Any]", options)
        if len(given) <= _FEW and all(type(option) is str for option in given):
            return cast("Options[T]", _texts(tuple(given)))
    return Options(options, format_func, kind)


@lru_cache(maxsize=1024)
def _texts(texts: tuple[str, ...]) -> Options[str]:
    options = Options(texts, str, "")
    options.known = True
    return options


def _coercion() -> str:
    """When members of an enum that was defined anew count as their namesakes."""
    run = running()
    settings = {} if run is None else run.app.settings
    return str(settings.get("runner.enumCoercion", "nameOnly"))


def _values(enum: type[Enum]) -> list[Any]:
    return [enum[name].value for name in sorted(enum._member_names_)]


def check_index(index: Any, count: int, kind: str) -> None:
    """Raise unless `index` is None or points at an option; an element without options takes any."""
    if index is None:
        return
    if isinstance(index, bool):
        raise TypeError(f"index of {kind} must be an int or None, not {index!r}.")
    if not isinstance(index, int):
        raise StreamlitInvalidParameterTypeError(
            f"index of {kind} must be an int or None, not {type(index).__name__}."
        )
    if count and not 0 <= index < count:
        raise StreamlitValueOutOfRangeError(
            f"index of {kind} must be from 0 to {count - 1}, for {count} options, not {index}."
        )


def _enum(options: Any, values: Sequence[Any]) -> type[Enum] | None:
    """The one enum whose members the options are."""
    if isinstance(options, EnumMeta):
        return cast(type[Enum], options)
    if not values or not isinstance(values[0], Enum):
        return None
    first = type(values[0])
    return first if all(type(value) is first for value in values) else None


def _refuse_label(label: Any, kind: str, icons: bool) -> NoReturn:
    rule = f"format_func of {kind} must return a str for every option, not {label!r}."
    with noted(rule):
        hash(label)
        if icons:
            label.split  # noqa: B018 - it raises what Streamlit would
    raise TypeError(rule)


def _refuse_incomparable(values: Sequence[Any], kind: str) -> None:
    try:
        if values:
            bool(values[0] == values[0])
    except ValueError:
        raise StreamlitAPIException(
            f"The options of {kind} cannot be compared with ==, as they are of type "
            f"{type(values[0]).__name__}. Offer indices, or names, in their place."
        ) from None
