"""The frame of an input: what every one with a label has."""

from __future__ import annotations

from typing import Any, get_args

from rerun_state.elements.base.parameters import (
    LabelVisibility,
    check_width,
    help_of,
    label_of,
    one_of,
    truth,
)
from rerun_state.errors import StreamlitInvalidWidthError
from rerun_state.runtime.grammar.judgements import unfit

_VISIBILITIES = get_args(LabelVisibility)


def frame(
    kind: str,
    label: str,
    help: str | None,
    disabled: bool,
    label_visibility: LabelVisibility,
    width: Any,
    *,
    content: bool = True,
    strict: bool = False,
) -> dict[str, Any]:
    """The properties that every labelled input has, checked; the width as by `width_of`."""
    one_of(label_visibility, _VISIBILITIES, "label_visibility", kind)
    return {
        "label": label_of(label),
        "help": help_of(help),
        "disabled": truth(disabled, "disabled"),
        "label_visibility": label_visibility,
        **width_of(width, kind, content=content, strict=strict),
    }


def width_of(
    width: Any, kind: str, *, content: bool = True, strict: bool = False
) -> dict[str, Any]:
    """The property for a width.

    As Streamlit's, most inputs refuse one that cannot be only when their value is in the state
    already; `strict` ones refuse it at once.
    """
    try:
        return {"width": check_width(width, kind, content=content)}
    except StreamlitInvalidWidthError as error:
        if strict:
            raise
        return unfit(error)
