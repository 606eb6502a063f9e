"""What elements share: the types of common parameters, and their checks.

What they mean is described once, in `reference`.
"""

from __future__ import annotations

import operator
import textwrap
import warnings
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, Never

from typing_extensions import TypeVar

from rerun_state.errors import (
    StreamlitInvalidHeightError,
    StreamlitInvalidParameterTypeError,
    StreamlitInvalidWidthError,
    StreamlitValueError,
    StreamlitValueOutOfRangeError,
)
from rerun_state.runtime.execution.run import current
from rerun_state.runtime.model.tree import Icon, Label, Markdown
from rerun_state.runtime.model.widget import Persist as Persist
from rerun_state.symbols.icons import icon_given

Key = str | int
Width = int | Literal["stretch", "content"]
WidthWithoutContent = int | Literal["stretch"]
Height = int | Literal["stretch", "content"]
LabelVisibility = Literal["visible", "hidden", "collapsed"]
OnChange = Callable[..., object] | Literal["rerun", "ignore"]
Args = Sequence[Any]
Kwargs = Mapping[str, Any]
Bind = Literal["query-params"]
TextAlignment = Literal["left", "center", "right", "justify"]

MOST_PIXELS = 2**32 - 1

# What an input with the default None returns besides its type of value; nothing without one.
Empty = TypeVar("Empty", bound=None, default=Never)

_warned: set[str] = set()


def one_of(value: Any, allowed: Sequence[Any], name: str, kind: str) -> None:
    """Raise StreamlitValueError unless `value` is one of `allowed`."""
    if value not in allowed:
        raise StreamlitValueError(f"{name} of {kind} must be {_any_of(allowed)}, not {value!r}.")


def bool_or_one_of(value: Any, words: Sequence[str], name: str, kind: str) -> None:
    """Raise StreamlitValueError unless `value` is one of the words, True or False; 1 is not."""
    if not isinstance(value, bool) and (not isinstance(value, str) or value not in words):
        allowed = _any_of((True, False, *words))
        raise StreamlitValueError(f"{name} of {kind} must be {allowed}, not {value!r}.")


def one_bool(value: Any, name: str, kind: str) -> bool:
    """The value, True or False; StreamlitValueError for anything else."""
    if not isinstance(value, bool):
        raise StreamlitValueError(f"{name} of {kind} must be True or False, not {value!r}.")
    return value


def check_width(width: Any, kind: str, *, content: bool = True) -> Any:
    """A width as given; StreamlitInvalidWidthError for one that cannot be."""
    words = ("stretch", "content") if content else ("stretch",)
    if width in words:
        return width
    if isinstance(width, int) and width > 0:
        return check_pixels(width, "width", kind)
    raise StreamlitInvalidWidthError(
        f"width of {kind} must be pixels above zero or {_any_of(words)}, not {width!r}."
    )


def stretched(width: Any, use_container_width: bool | None) -> Any:
    """A width as given, or what the old parameter `use_container_width` says instead."""
    return width if use_container_width is None else "stretch" if use_container_width else "content"


def chart_width(width: Any, use_container_width: bool | None) -> Any:
    """A width as `stretched`; TypeError for a `use_container_width` that is neither."""
    return stretched(width, truth_or_none(use_container_width, "use_container_width"))


def check_height(height: Any, kind: str, *, words: Sequence[str] = ("stretch", "content")) -> Any:
    """A height as given; StreamlitInvalidHeightError for one that cannot be."""
    if height in words or (isinstance(height, int) and height > 0):
        return check_pixels(height, "height", kind)
    raise StreamlitInvalidHeightError(
        f"height of {kind} must be pixels above zero or {_any_of(words)}, not {height!r}."
    )


def check_pixels(size: Any, name: str, kind: str) -> Any:
    """A size as given; StreamlitValueOutOfRangeError for more pixels than a page can have."""
    if isinstance(size, int) and size > MOST_PIXELS:
        raise StreamlitValueOutOfRangeError(
            f"{name} of {kind} must be at most {MOST_PIXELS} pixels, not {size}."
        )
    return size


def check_size(size: Any, words: Sequence[str], what: str) -> Any:
    """A size by name or in pixels, as given; StreamlitValueError for one that cannot be."""
    pixels = isinstance(size, int) and not isinstance(size, bool) and 0 < size <= MOST_PIXELS
    if size not in words and not pixels:
        raise StreamlitValueError(
            f"{what} must be {_any_of(words)} or pixels above zero, not {size!r}."
        )
    return size


def check_tab_index(tab_index: Any, kind: str) -> None:
    """Raise for what is no place in the order of the tab key."""
    if tab_index is None:
        return
    if isinstance(tab_index, bool) or not isinstance(tab_index, int):
        raise StreamlitInvalidParameterTypeError(
            f"tab_index of {kind} must be an int, not {tab_index!r}."
        )
    if tab_index < -1:
        raise StreamlitValueError(f"tab_index of {kind} must be -1 or more, not {tab_index}.")


def _any_of(choices: Sequence[Any]) -> str:
    """The choices in words."""
    listed = ", ".join(map(repr, choices))
    return f"one of {listed}" if len(choices) > 1 else listed


def spelling(value: Any) -> str:
    """How a number, or a tuple of them, is written: 5 is not 5.0, but NumPy's 5 is Python's."""
    written = repr(value)
    return repr(_pythons(value)) if "np." in written else written


def _pythons(value: Any) -> Any:
    if type(value) in (tuple, list):
        return type(value)(map(_pythons, value))
    return value.item() if type(value).__module__ == "numpy" and not value.shape else value


def text(body: object) -> str:
    """What a text element shows for an object: its `str`, without the source's indentation."""
    shown = body if type(body) is str else str(body)
    return (textwrap.dedent(shown) if "\n" in shown else shown).strip()


def markdown(body: object) -> Markdown:
    """`body` as Markdown source."""
    return Markdown(text(body))


def help_of(help: str | None) -> Markdown | None:
    """A help text as Markdown source; its indentation taken off, its empty lines not."""
    if help is None:
        return None
    shown = help if type(help) is str else str(help)
    return Markdown(textwrap.dedent(shown) if "\n" in shown else shown)


def line(body: object) -> Label:
    """`body` as Markdown of one line, in which a "1." or a "#" is no list and no heading."""
    return Label(text(body))


class noted:
    """Let an error that Python itself raises pass, with a note on what would be right.

    Why: for state of a senseless type Streamlit raises whatever its code runs into, and programs
    and tests may know that error. Why a class: inputs pass through several of these in each call,
    and those of contextlib take four times as long.
    """

    __slots__ = ("_cure",)

    def __init__(self, cure: str) -> None:
        self._cure = cure

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _traceback: object) -> None:
        if isinstance(error, Exception):
            error.add_note(self._cure)


def truth(value: Any, what: str) -> bool:
    """`value`, an int or a bool of Python's or NumPy's, as a bool; TypeError for anything else."""
    if isinstance(value, int) or type(value).__name__ in ("bool_", "bool"):
        return bool(value)
    with noted(f"{what} must be True or False, not {value!r}."):
        return bool(operator.index(value))


def truth_or_none(value: Any, what: str) -> bool | None:
    """`value` as `truth` takes it, or None."""
    return None if value is None else truth(value, what)


def whole(value: Any, what: str) -> int:
    """`value`, an int of Python's or NumPy's; TypeError for anything else, True and False too."""
    if isinstance(value, bool):
        raise TypeError(f"{what}, not {value!r}.")
    with noted(f"{what}, not {value!r}."):
        return operator.index(value)


def count_or_none(value: Any, name: str, kind: str) -> int | None:
    """`value` as `whole` takes it, or None; ValueError for what is below zero."""
    if value is None:
        return None
    what = f"{name} of {kind} must be an int from zero on or None"
    count = whole(value, what)
    if count < 0:
        raise ValueError(f"{what}, not {count}.")
    return count


def text_or_none(value: Any, name: str, kind: str) -> str | None:
    """`value`, a text or None; TypeError for anything else."""
    if value is not None and not isinstance(value, str):
        raise TypeError(f"{name} of {kind} must be a str or None, not {value!r}.")
    return value


def text_if_any(value: Any, name: str, kind: str) -> str | None:
    """`value` as `text_or_none` takes it; 0, False and what is empty are None, but for a text.

    Why: where Streamlit asks whether there is one, it takes these for none.
    """
    return text_or_none(value if value or isinstance(value, str) else None, name, kind)


def file_word(value: Any, name: str, kind: str) -> str:
    """`value`, a text that names or describes a file; AttributeError for anything else."""
    if not isinstance(value, str):
        raise AttributeError(f"{name} of {kind} must be a str, not {value!r}.")
    return value


def label_of(label: Any) -> Label:
    """A label as Markdown source; None is no label."""
    return Label("" if label is None else plain_text(label) if isinstance(label, str) else label)


def text_label(label: Any, kind: str) -> Label:
    """The label of a place, which must be a text, as Markdown source."""
    if not isinstance(label, str):
        raise TypeError(f"The label of {kind} must be a str, not {label!r}.")
    return Label(plain_text(label))


def plain_text(text: str) -> str:
    """A text of a class of its own, as members of a StrEnum are, as a plain one."""
    return str.__str__(text)


def icon_of(icon: str | None) -> Icon | None:
    """An icon as the page knows it; None for none.

    Raises StreamlitAPIException for what is neither an emoji nor an icon that exists, and
    StreamlitInvalidParameterTypeError for what is no text.
    """
    name = icon_given(icon)
    return Icon(name) if name else None


def emptied(key: Key | None) -> bool:
    """Has the program (or the reader) set the state under `key` to None?

    A field stays empty then: for this run its default is None, whatever the program gives.
    """
    return has_state(key) and current().state[str(key)] is None


def has_state(key: Key | None) -> bool:
    """Is there something under `key` in the state already?"""
    return key is not None and key != "" and str(key) in current().state


def without_effect(kind: str, name: str, why: str, *, above: int = 4) -> None:
    """Warn, once, about a parameter that has no meaning; the program's line is `above` this one."""
    said = f"{name} of st.{kind}() has no effect: {why}"
    warn_once(f"{kind}.{name}", said, above=above + 1)


def warn_once(mark: str, said: str, *, above: int) -> None:
    """Warn of what the mark names, if nobody has yet; the program's line is `above` this one."""
    if mark not in _warned:
        _warned.add(mark)
        warnings.warn(said, UserWarning, stacklevel=above)


def known_or_usual(value: Any, allowed: Sequence[str], name: str, kind: str) -> str:
    """`value` as given; the first of the `allowed` words, with a warning, if it is none of them.

    Why: where Streamlit takes any word for the usual one, programs with another one run.
    """
    if isinstance(value, str) and value in allowed:
        return value
    without_effect(kind, f"{name}={value!r}", f"it must be {_any_of(allowed)}.", above=5)
    return allowed[0]
