"""Dialogs: a function whose elements stand in a window over the page.

The function is a fragment: what the reader does in the window reruns it alone, and `st.rerun()` in
it closes the window, since the app then runs without the call that opened it.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, Literal, ParamSpec, TypeVar, get_args, overload

from rerun_state.elements.base.codecs import PRESS
from rerun_state.elements.base.parameters import check_size, icon_of, label_of, one_of
from rerun_state.errors import (
    StreamlitDuplicateElementId,
    StreamlitInvalidLayoutContextError,
    StreamlitMissingRequiredParameterError,
    StreamlitValueError,
)
from rerun_state.runtime.execution.run import Run, current
from rerun_state.runtime.grammar.block import Block, nest, within
from rerun_state.runtime.grammar.fragment import show_as_fragment
from rerun_state.runtime.grammar.widgets import field
from rerun_state.runtime.grammar.wiring import Wiring, bound
from rerun_state.runtime.grammar.writes import take_out
from rerun_state.runtime.model.tree import EVENT

P = ParamSpec("P")
R = TypeVar("R")

DialogWidth = Literal["small", "medium", "large"] | int
DialogPosition = Literal["left", "center", "right"]
OnDismiss = Callable[..., object] | Literal["rerun", "ignore"]


@overload
def dialog(
    title: str,
    *,
    width: DialogWidth = "small",
    position: DialogPosition = "center",
    dismissible: bool = True,
    icon: str | None = None,
    on_dismiss: OnDismiss = "ignore",
) -> Callable[[Callable[P, R]], Callable[P, None]]: ...
@overload
def dialog(title: Callable[P, R]) -> Callable[P, None]: ...
def dialog(
    title: str | Callable[..., Any],
    *,
    width: DialogWidth = "small",
    position: DialogPosition = "center",
    dismissible: bool = True,
    icon: str | None = None,
    on_dismiss: OnDismiss = "ignore",
) -> Any:
    """Make a function a dialog: calling it opens a window with what the function shows.

    A run opens one dialog at most. The function's return value is lost; put results into
    `st.session_state`, and call `st.rerun()` to close the window.

    Raises StreamlitMissingRequiredParameterError without a title, and
    StreamlitInvalidLayoutContextError for a second dialog of a run or one within another.

        @st.dialog("New item")
        def ask():
            name = st.text_input("Name")
            if st.button("Add"):
                st.session_state.items.append(name)
                st.rerun()
    """
    if not isinstance(title, str):
        raise StreamlitMissingRequiredParameterError('A dialog needs a title: @st.dialog("Title").')

    def decorate(func: Callable[P, R]) -> Callable[P, None]:
        if not title:
            raise StreamlitMissingRequiredParameterError(
                'The title of a dialog is empty: @st.dialog("Title").'
            )

        @functools.wraps(func)
        def show(*args: P.args, **kwargs: P.kwargs) -> None:
            window = _window(title, width, position, dismissible, icon, on_dismiss)
            with window:
                show_as_fragment(func, functools.partial(func, *args, **kwargs), lasting=True)

        return show

    return decorate


def _window(
    title: str,
    width: DialogWidth,
    position: DialogPosition,
    dismissible: bool,
    icon: str | None,
    on_dismiss: OnDismiss,
) -> Block:
    """Open the window of a dialog."""
    run = current("A dialog")
    if within(Block(), "dialog") is not None:
        raise StreamlitInvalidLayoutContextError("A dialog cannot be opened inside of another one.")
    section = Block(section=EVENT)
    if on_dismiss is None:
        raise StreamlitValueError(
            "on_dismiss of a dialog must be a function, 'rerun' or 'ignore', not None."
        )
    one_of(position, get_args(DialogPosition), "position", "dialog")
    props: dict[str, Any] = {
        "title": label_of(title),
        "width": check_size(width, ("small", "medium", "large"), "width of a dialog"),
        "position": position,
        "dismissible": bool(dismissible),
        "icon": icon_of(icon),
    }
    identity = (title, dismissible, width, position, icon, callable(on_dismiss) or on_dismiss)
    callback = bound(section, on_dismiss, None, None, kind="dialog")
    _refuse_second(run, (run.page, identity), title)
    if run.scoped:
        _close_last(run)
    # A call opens the window again which the reader has closed.
    props["opened"] = next(run.app.shots)
    if on_dismiss == "ignore":
        return nest(section, "dialog", **props)
    node = field(
        section,
        "dialog",
        props,
        Wiring(None, callback),
        identity=identity,
        default=False,
        codec=PRESS,
        opens=True,
    )
    return Block(node)


def _refuse_second(run: Run, identity: tuple[Any, ...], title: str) -> None:
    """A run opens one dialog; the same once more is an element that stands there twice."""
    if identity in run.claims.dialogs:
        raise StreamlitDuplicateElementId(
            f"The dialog {title!r} is opened twice in this run. Call it under a condition."
        )
    run.claims.dialogs.add(identity)
    if len(run.claims.dialogs) > 1:
        raise StreamlitInvalidLayoutContextError(
            f"The dialog {title!r} cannot be opened, because this run has opened another. "
            "A run opens one dialog at most: call it under a condition."
        )


def _close_last(run: Run) -> None:
    """Take out the dialog of an earlier run, which a fragment's rerun leaves on the page."""
    for node in run.tree.sections[EVENT].below("dialog"):
        take_out(run, node)
