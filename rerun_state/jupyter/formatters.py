"""What IPython shows of objects: by whom their types are known to, and in which forms."""

from __future__ import annotations

from types import FrameType
from typing import Any

from IPython.display import display

from rerun_state.jupyter.kernel import shell


def has_formatter(value: object) -> bool:
    """Is there a formatter for objects of that type, beside those that make text?"""
    formatters = getattr(getattr(shell(), "display_formatter", None), "formatters", {})
    return any(
        _takes(formatter, value) for kind, formatter in formatters.items() if kind != "text/plain"
    )


def _takes(formatter: Any, value: object) -> bool:
    try:
        formatter.lookup(value)
    except KeyError:
        return False
    return True


def mime_bundle(value: object) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """What IPython's `display` publishes of an object; None outside IPython."""
    formatter = getattr(shell(), "display_formatter", None)
    return None if formatter is None else formatter.format(value)


_DISPLAY = display.__module__


def wants_display(frame: FrameType | None) -> bool:
    """Is it `display`, or the hook for results, that calls from that frame for what to show?

    Not code that wants a bundle for itself, nor pyplot: its figures have the size that they have in
    a notebook.
    """
    asking = _module(frame)
    while frame is not None and _module(frame) == _DISPLAY:
        frame = frame.f_back
    if asking == _DISPLAY:
        return _module(frame) != "matplotlib_inline.backend_inline"
    return asking == "IPython.core.displayhook"


def _module(frame: FrameType | None) -> object:
    return None if frame is None else frame.f_globals.get("__name__")
