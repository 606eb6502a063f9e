"""What is under way: progress bars, spinners, skeletons."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal, Protocol, TypeVar, cast

from rerun_state.elements.base.parameters import (
    Width,
    WidthWithoutContent,
    check_height,
    check_width,
    line,
    markdown,
)
from rerun_state.errors import StreamlitInvalidParameterTypeError, StreamlitValueOutOfRangeError
from rerun_state.runtime.execution.run import running
from rerun_state.runtime.grammar.block import B, Block, change, place, place_for_now, put
from rerun_state.runtime.grammar.writes import replace
from rerun_state.runtime.model.tree import Element, Node

S = TypeVar("S", bound=Block)
S_co = TypeVar("S_co", bound=Block, covariant=True)

_SKELETON = "skeleton"


class HasSkeletons(Protocol[S_co]):
    """A container, which knows the class of its skeletons."""

    @property
    def _skeletons(self) -> type[S_co]: ...


def progress(
    self: B, value: float, text: str | None = None, width: WidthWithoutContent = "stretch"
) -> B:
    """Show a bar that is filled so far; return a handle, whose `progress()` moves it.

    Raises StreamlitValueOutOfRangeError for an int beyond 0 to 100, or a float beyond 0.0 to 1.0.

        bar = st.progress(0, "Counting")
        for done in range(100):
            bar.progress(done + 1)
        bar.empty()
    """
    if text is not None and not isinstance(text, str):
        raise StreamlitInvalidParameterTypeError(f"text of progress must be a text, not {text!r}.")
    return put(
        self,
        "progress",
        value=percent(value),
        text=None if text is None else line(text),
        width=check_width(width, "progress", content=False),
    )


def percent(value: float) -> int:
    """The whole percent of a progress; StreamlitValueOutOfRangeError for what is none."""
    if isinstance(value, bool):
        raise TypeError(f"progress takes an int or a float, not {value!r}.")
    if isinstance(value, int):
        if not 0 <= value <= 100:
            raise StreamlitValueOutOfRangeError(
                f"progress goes from 0 to 100, or from 0.0 to 1.0 in fractions, not to {value!r}."
            )
        return int(value)
    if not isinstance(value, float):
        raise StreamlitInvalidParameterTypeError(
            f"progress takes an int or a float, not {value!r}."
        )
    near = math.isclose(value, 0.0, abs_tol=1e-9) or math.isclose(value, 1.0, rel_tol=1e-9)
    if not (0.0 <= value <= 1.0 or near):
        raise StreamlitValueOutOfRangeError(
            f"progress goes from 0.0 to 1.0 in fractions, or from 0 to 100, not to {value!r}."
        )
    return int(value * 100)


@contextmanager
def spinner(
    self: Block,
    text: str = "In progress...",
    *,
    show_time: bool = False,
    _cache: bool = False,
    width: Width = "content",
) -> Iterator[None]:
    """Show a sign of work while the `with` block lasts, if that takes more than half a second.

    Nothing of it stays on the page.

        with st.spinner("Training"):
            model.fit(x, y)
    """
    props = {
        "text": markdown(text),
        "show_time": show_time,
        "cache": _cache,
        "width": check_width(width, "spinner"),
    }
    restore = place_for_now(self, Element("spinner", props))
    try:
        yield
    finally:
        restore()


def skeleton(
    self: HasSkeletons[S],
    height: int | Literal["stretch"] | None = None,
    *,
    width: WidthWithoutContent = "stretch",
) -> S:
    """Show a grey shape where something is to come; return the handle that fills the place.

    By `with` it shows only while the block lasts, if that takes more than half a second; what the
    block shows stands where it would without it.

        place = st.skeleton(height=300)
        place.line_chart(load())
    """
    props = {
        "height": None if height is None else check_height(height, "skeleton", words=("stretch",)),
        "width": check_width(width, "skeleton", content=False),
    }
    return self._skeletons(place(cast(Block, self), Element(_SKELETON, props)), single=True)


def await_content(skeleton: Block) -> None:
    """Show a skeleton from now on only if what is to come takes its time."""
    if _stands(skeleton) is not None:
        change(skeleton, late=True)


def give_up(skeleton: Block) -> None:
    """Take a skeleton away; its place stays, for nothing yet."""
    if (node := _stands(skeleton)) is not None:
        replace(running(), node, Element("empty", {}))


def _stands(skeleton: Block) -> Node | None:
    """The place of a skeleton, if nothing has come there yet."""
    node = skeleton._node
    return node if node is not None and node.element.kind == _SKELETON else None
