"""Small whole numbers that one clicks: feedback and pagination."""

from __future__ import annotations

import operator
from numbers import Integral
from typing import Any, Literal

from rerun_state.elements.base import query_values
from rerun_state.elements.base.frame import width_of
from rerun_state.elements.base.parameters import (
    Args,
    Bind,
    Key,
    Kwargs,
    OnChange,
    Persist,
    Width,
    check_width,
    noted,
    one_of,
    truth,
)
from rerun_state.errors import (
    StreamlitAPIException,
    StreamlitInvalidParameterTypeError,
    StreamlitValueOutOfRangeError,
)
from rerun_state.runtime.grammar.block import Block
from rerun_state.runtime.grammar.widgets import field
from rerun_state.runtime.grammar.wiring import Wiring
from rerun_state.runtime.model.codec import Codec
from rerun_state.runtime.model.tree import Icon

Scale = Literal["thumbs", "faces", "stars"]
_COUNTS = {"thumbs": 2, "faces": 5, "stars": 5}
_ICONS = {  # the browser draws the stars itself
    "thumbs": ["thumb_down", "thumb_up"],
    "faces": [
        *("sentiment_sad", "sentiment_dissatisfied", "sentiment_neutral"),
        *("sentiment_satisfied", "sentiment_very_satisfied"),
    ],
    "stars": [],
}


def feedback(
    self: Block,
    options: Scale = "thumbs",
    *,
    key: Key | None = None,
    default: int | None = None,
    disabled: bool = False,
    on_change: OnChange | None = "rerun",
    args: Args | None = None,
    kwargs: Kwargs | None = None,
    width: Width = "content",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> int | None:
    """Show thumbs, faces or stars to click; return the number of the chosen one, None for none.

    Thumbs are 0 (down) and 1 (up), faces and stars 0 to 4, from the worst to the best. Another
    click on what is chosen takes the choice back.

    Raises StreamlitValueOutOfRangeError for a `default` beyond these.

        stars = st.feedback("stars")
    """
    one_of(options, tuple(_COUNTS), "options", "feedback")
    last = _COUNTS[options] - 1
    if isinstance(default, bool):
        raise TypeError(f"default of feedback must be an int or None, not {default!r}.")
    if default is not None:
        with noted(f"default of feedback must be an int or None, not {default!r}."):
            fits = 0 <= default <= last and operator.index(default) == default
    if default is not None and not fits:
        raise StreamlitValueOutOfRangeError(
            f"default of feedback must be from 0 to {last} with {options}, not {default}."
        )
    props = {
        "options": options,
        "icons": [Icon(f":material/{name}:") for name in _ICONS[options]],
        "disabled": truth(disabled, "disabled"),
        "width": check_width(width, "feedback"),
    }
    chosen: int | None = field(
        self,
        "feedback",
        props,
        Wiring(key, on_change, args, kwargs, bind, persist_state),
        identity=(options, default, width),
        bounds=(options,),
        default=default,
        codec=Steps(0, last, default, optional=True),
    ).value
    return chosen


def pagination(
    self: Block,
    num_pages: int,
    *,
    default: int = 1,
    max_visible_pages: int | None = 7,
    width: Width = "content",
    key: Key | None = None,
    on_change: OnChange | None = "rerun",
    args: Args | None = None,
    kwargs: Kwargs | None = None,
    disabled: bool = False,
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> int:
    """Show page numbers with arrows at both sides; return the number of the chosen page, from 1.

    Raises StreamlitAPIException for less than one page, StreamlitValueOutOfRangeError for a
    `default` that is no page.

        page = st.pagination(20)
        st.dataframe(data[(page - 1) * 50 : page * 50])
    """
    if not _is_int(num_pages) or num_pages < 1:
        raise StreamlitAPIException(
            f"num_pages of pagination must be an int above zero, not {num_pages!r}."
        )
    if not _is_int(default):
        raise StreamlitInvalidParameterTypeError(
            f"default of pagination must be an int, not {type(default).__name__}."
        )
    if not 1 <= default <= num_pages:
        raise StreamlitValueOutOfRangeError(
            f"default of pagination must be from 1 to {num_pages}, not {default}."
        )
    if max_visible_pages is not None and (not _is_int(max_visible_pages) or max_visible_pages < 0):
        raise StreamlitAPIException(
            "max_visible_pages of pagination must be None or an int from zero on, "
            f"not {max_visible_pages!r}."
        )
    props = {
        "num_pages": num_pages,
        "default": default,
        "max_visible_pages": max_visible_pages,
        "disabled": truth(disabled, "disabled"),
        **width_of(width, "pagination"),
    }
    chosen: int = field(
        self,
        "pagination",
        props,
        Wiring(key, on_change, args, kwargs, bind, persist_state),
        identity=(num_pages, default, max_visible_pages, width),
        default=default,
        codec=Steps(1, num_pages, default, optional=False),
    ).value
    return chosen


class Steps(Codec):
    """The codec of a whole number between two others, or of None where that is allowed."""

    __slots__ = ("_default", "_first", "_last", "_optional")

    spelling = query_values.STEP

    def __init__(self, first: int, last: int, default: int | None, *, optional: bool) -> None:
        self._first, self._last = first, last
        self._default = default
        self._optional = optional

    def decode(self, wire: Any) -> int | None:
        """The number itself; None where nothing need be chosen."""
        if wire is None and self._optional:
            return None
        if type(wire) is not int or not self._first <= wire <= self._last:
            raise ValueError(f"not a whole number from {self._first} to {self._last}")
        return wire

    def encode(self, value: Any) -> int | None:
        """The number itself."""
        return None if value is None else int(value)

    def admit(self, value: Any) -> Any:
        """The number if it is one of the offered, else the default."""
        if value is None and self._optional:
            return None
        fits = isinstance(value, Integral) and not isinstance(value, bool)
        return value if fits and self._first <= int(value) <= self._last else self._default

    def settle(self, value: Any) -> Any:
        """As `admit`, for the next run, which gets a plain int for one of NumPy's."""
        admitted = self.admit(value)
        return None if admitted is None else int(admitted)


def _is_int(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
