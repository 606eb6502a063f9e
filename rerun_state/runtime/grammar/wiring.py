"""What a change of a widget does, and how long its value lasts, as programs say it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from rerun_state.errors import (
    StreamlitInvalidFormCallbackError,
    StreamlitMissingRequiredParameterError,
    StreamlitValueError,
    an,
)
from rerun_state.runtime.execution.run import current
from rerun_state.runtime.grammar.block import Block, form_at, target
from rerun_state.runtime.model.widget import Callback, Persist


class Wiring(NamedTuple):
    """The parameters that say so, of which most inputs have all."""

    key: str | int | None
    on_change: Callable[..., object] | str | None = "rerun"
    args: Sequence[Any] | None = None
    kwargs: Mapping[str, Any] | None = None
    bind: str | None = None
    persist_state: Persist | None = None

    @property
    def quiet(self) -> bool:
        """Does a change wait for a run which something else starts?"""
        return self.on_change == "ignore"

    def check(self, kind: str) -> None:
        """Raise for words that mean nothing, and for what needs a key and has none."""
        if self.bind is not None:
            if self.bind != "query-params":
                raise StreamlitValueError(
                    f"bind of {kind} must be 'query-params', not {self.bind!r}."
                )
            if self.key is None:
                raise StreamlitMissingRequiredParameterError(
                    f"bind={self.bind!r} of {kind} needs a `key`, the name of the query parameter. "
                    "Give one."
                )
        if self.persist_state is not None:
            if self.persist_state not in ("page", "session"):
                raise StreamlitValueError(
                    f"persist_state of {kind} must be one of 'page', 'session', not "
                    f"{self.persist_state!r}."
                )
            if self.key is None:
                raise StreamlitMissingRequiredParameterError(
                    f"persist_state={self.persist_state!r} of {kind} needs a `key` to find the "
                    "value again. Give one."
                )

    def callback(self, block: Block, kind: str) -> Callback | None:
        """The function to call, with its arguments."""
        if isinstance(self.on_change, Callback):
            return self.on_change
        return bound(block, self.on_change, self.args, self.kwargs, kind=kind)


def bound(
    block: Block,
    function: Callable[..., object] | str | None,
    args: Sequence[Any] | None,
    kwargs: Mapping[str, Any] | None,
    *,
    kind: str,
    submits: bool = False,
) -> Callback | None:
    """The callback of a widget, with its arguments; None for "rerun", "ignore" and None.

    Raises StreamlitInvalidFormCallbackError in a form for any widget but its submit buttons, and
    StreamlitValueError for what cannot be called.
    """
    if function is None or function == "rerun" or function == "ignore":
        return None
    if not callable(function):
        raise StreamlitValueError(
            f"The callback of {an(kind)} must be a function, 'rerun', 'ignore' or None, not "
            f"{function!r}."
        )
    run = current(f"st.{kind}()")
    if not submits and form_at(block, *target(block, run)) is not None:
        raise StreamlitInvalidFormCallbackError(
            f"{an(kind, capital=True)} inside a form cannot have a callback, because its changes "
            "wait for the form's submit button. Give the callback to "
            "st.form_submit_button(on_click=...)."
        )
    return Callback(function, args, kwargs, run.names)
