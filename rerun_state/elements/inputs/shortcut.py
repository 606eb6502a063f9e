"""Shortcuts of buttons: a key, and the modifiers to hold while it is pressed."""

from __future__ import annotations

import re
from typing import Any

from rerun_state.errors import StreamlitAPIException, StreamlitInvalidParameterTypeError

_MODIFIERS = {"ctrl", "control", "cmd", "command", "meta", "mod", "alt", "option", "shift"}
_NAMED = {
    *("enter", "return", "space", "tab", "esc", "escape", "backspace", "delete", "del"),
    *("home", "end", "pageup", "pagedown", "up", "down", "left", "right"),
    *("arrowup", "arrowdown", "arrowleft", "arrowright"),
}
_TAKEN = {"c", "r"}  # by Streamlit's own page, to clear the cache and to rerun


def shortcut_of(shortcut: str | None, kind: str) -> str | None:
    """A shortcut such as "Ctrl+K" as given; None for none.

    Raises StreamlitAPIException for what is no key, more than one, or one of C and R;
    StreamlitInvalidParameterTypeError for what is no text.
    """
    if shortcut is None:
        return None
    if not isinstance(shortcut, str):
        raise StreamlitInvalidParameterTypeError(
            f"shortcut of {kind} must be a str or None, not {type(shortcut).__name__}."
        )
    parts = [part for part in map(str.strip, shortcut.lower().split("+")) if part]
    keys = [part for part in parts if part not in _MODIFIERS]
    if len(keys) != 1:
        raise _refusal(shortcut, kind, "must have one key besides its modifiers")
    if not _is_key(keys[0]):
        raise _refusal(shortcut, kind, "must be a letter, a digit or a named key such as Enter")
    if keys[0] in _TAKEN:
        raise _refusal(shortcut, kind, "cannot be C or R, with or without modifiers")
    return shortcut


def _is_key(key: str) -> bool:
    return (len(key) == 1 and key.isalnum()) or key in _NAMED or bool(re.fullmatch(r"f\d+", key))


def _refusal(shortcut: Any, kind: str, rule: str) -> StreamlitAPIException:
    return StreamlitAPIException(
        f"shortcut of {kind} {rule}, not {shortcut!r}. Choose another, such as 'Ctrl+K'."
    )
