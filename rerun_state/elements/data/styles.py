"""What a pandas Styler says about cells: their CSS, and the text to show instead of the value."""

from __future__ import annotations

import re
from typing import Any

from rerun_state.elements.data.frames import pandas
from rerun_state.errors import StreamlitAPIException

_CELL = re.compile(r"row(\d+)_col(\d+)")
_TAG = re.compile("<[^>]*>")


def cell_styles(styler: Any) -> dict[str, Any]:
    """CSS and texts by cell, as "row,column"; `hidden` are the columns that it hides, `caption`
    a text on the whole.
    """
    _check_size(styler.data)
    styler._compute()
    # pandas has no public way to read what a Styler computed; this is what its own writers use.
    table = styler._translate(False, False, styler.data.shape[0], styler.data.shape[1])
    css: dict[str, str] = {}
    for style in table.get("cellstyle", ()):
        text = "; ".join(f"{name}: {value}" for name, value in style["props"])
        for selector in style["selectors"]:
            if (match := _CELL.fullmatch(selector)) and text:
                css[f"{match[1]},{match[2]}"] = text
    return {
        "css": css,
        "texts": _texts(styler),
        "hidden": [int(at) for at in styler.hidden_columns],
        "caption": _caption(styler.caption),
    }


def _check_size(frame: Any) -> None:
    """StreamlitAPIException for more cells than pandas is to style."""
    limit = pandas().get_option("styler.render.max_elements")
    if frame.size > limit:
        raise StreamlitAPIException(
            f"The table has {frame.size:,} cells, and pandas styles {limit:,} at most. Show it "
            f'without its style, or set pd.set_option("styler.render.max_elements", {frame.size}).'
        )


def _caption(caption: Any) -> str | None:
    """The caption for a page; the first of a pair, of which the other is for LaTeX's lists."""
    first = caption[0] if isinstance(caption, tuple) else caption
    return None if first is None else str(first)


def _texts(styler: Any) -> dict[str, str]:
    """The cells whose text the program formatted."""
    formats = styler._display_funcs
    if not formats:
        return {}
    texts = {}
    values = styler.data.to_numpy(dtype=object)
    for (row, column), show in formats.items():
        value = values[row, column]
        text = _TAG.sub("", str(show(value)))
        # What no format has changed is shown as in other tables: as a box, or as missing.
        if text != str(value):
            texts[f"{row},{column}"] = text
    return texts
