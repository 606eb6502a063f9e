"""What a pandas Styler says about cells: their CSS, and the text to show instead of the value."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from rerun_state.elements.data.styling.styler import formats_of, loose_text, precision_of
from rerun_state.patterns import pattern

if TYPE_CHECKING:
    import pandas as pd

_TAG = pattern("<[^>]*>")


def table_styles(styler: Any) -> dict[str, Any]:
    """`hidden` are the columns that it hides, `caption` a text on the whole.

    `precision` is how many decimals numbers have that have no text of their own.
    """
    return {
        "hidden": [int(at) for at in styler.hidden_columns],
        "caption": _caption(styler.caption),
        "precision": precision_of(styler),
    }


def formatted(styler: Any, frame: pd.DataFrame, rows: Iterable[int]) -> dict[str, str]:
    """The cells whose text the program formatted; `frame` has the rows of these positions.

    And numbers among Python objects: of the others, the page is told the precision.
    """
    formats = formats_of(styler)
    loose = {at for at, dtype in enumerate(frame.dtypes) if getattr(dtype, "kind", "") in "Oc"}
    if not formats and not loose:
        return {}
    texts = {}
    values = frame.to_numpy(dtype=object)
    for at, row in enumerate(rows):
        for column, value in enumerate(values[at]):
            if (row, column) in formats:
                text = _TAG.sub("", str(formats[row, column](value)))
            elif column in loose:
                text = loose_text(styler, value) or str(value)
            else:
                continue
            # What no format has changed is shown as in other tables: as a box, or as missing. But
            # a table has its own way with numbers: 20.0 in a column of "{:.1f}" is not to be 20.
            if text != str(value) or _is_number(value):
                texts[f"{row},{column}"] = text
    return texts


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and value == value


def _caption(caption: Any) -> str | None:
    """The caption for a page; the first of a pair, of which the other is for LaTeX's lists."""
    first = caption[0] if isinstance(caption, tuple) else caption
    return None if first is None else str(first)
