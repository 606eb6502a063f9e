"""What the kinds of columns share."""

import pytest

from rerun_state import column_config as columns
from rerun_state.errors import StreamlitAPIException


@pytest.mark.parametrize("make", [columns.Column, columns.NumberColumn, columns.ImageColumn])
def test_an_alignment_that_there_is_not_is_refused(make: object) -> None:
    with pytest.raises(StreamlitAPIException, match="'left', 'center' or 'right', not 'top'"):
        make(alignment="top")  # type: ignore[operator]


def test_options_keep_their_labels_in_order() -> None:
    made = columns.SelectboxColumn(options=["b", "a"], format_func=str.upper)
    assert (made["options"], made["labels"]) == (["b", "a"], ["B", "A"])
    assert "labels" not in columns.SelectboxColumn(format_func=str.upper)
