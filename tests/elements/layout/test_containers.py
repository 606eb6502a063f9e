"""Containers, columns and grids: what they take, and what they refuse."""

from typing import Any

import pytest

from tests.elements.calls import props, refusal
from tests.testing.programs import app


def sent(call: str, kind: str) -> Any:
    at = app(call)
    assert [error.message for error in at.exception] == []
    return at.get(kind)[0].node.element.props


@pytest.mark.parametrize("gap", [0, 7, "small", "xxlarge", None])
def test_a_gap_is_a_size_pixels_or_none(gap: object) -> None:
    assert sent(f"st.grid(2, gap={gap!r})", "grid")["gap"] == [gap, gap]


@pytest.mark.parametrize("gap", [-1, "huge", True, 1.5])
def test_what_is_no_gap_is_refused(gap: object) -> None:
    assert len(app(f"st.container(gap={gap!r})").exception) == 1


@pytest.mark.parametrize(
    ("call", "errors"), [("wrap=False", 1), ("wrap=False, horizontal=True", 0)]
)
def test_only_a_row_may_keep_its_elements_on_one_line(call: str, errors: int) -> None:
    assert len(app(f"st.container({call})").exception) == errors


def test_a_grid_has_as_many_columns_as_it_is_told_or_as_fit() -> None:
    assert sent("st.grid('auto', min_column_width=90)", "grid")["columns"] == "auto"
    assert sent("st.grid(3, row_height='content')", "grid")["columns"] == 3


@pytest.mark.parametrize(
    "arguments",
    ["0", "25", "'all'", "1.5", "'auto', wrap=False", "2, gap=(1, 2, 3)", "2, width='content'"],
)
def test_what_makes_no_grid_is_refused(arguments: str) -> None:
    assert len(app(f"st.grid({arguments})").exception) == 1


@pytest.mark.parametrize(("span", "errors"), [("'all'", 0), ("2", 0), ("3", 1), ("0", 1)])
def test_a_cell_spans_no_more_columns_than_there_are(span: str, errors: int) -> None:
    assert len(app(f"st.grid(2).cell(column_span={span})").exception) == errors


@pytest.mark.parametrize(
    ("call", "error"),
    [
        ("st.columns('x')", "StreamlitInvalidParameterTypeError"),
        ("st.columns([])", "StreamlitInvalidColumnSpecError"),
        ("st.columns([1, -1])", "StreamlitInvalidColumnSpecError"),
        ("st.columns([1, 'x'])", "StreamlitInvalidParameterTypeError"),
        ("st.columns(0)", "StreamlitInvalidColumnSpecError"),
        ("st.space('x')", "StreamlitValueError"),
        ("st.space(0)", "StreamlitValueError"),
        ("st.space(False)", "StreamlitValueError"),
        ("st.space(2**40)", "StreamlitValueError"),
        ("st.grid(2, border='x')", "StreamlitInvalidParameterTypeError"),
        ("st.grid(2, dense=1)", "StreamlitInvalidParameterTypeError"),
        ("st.grid(0)", "StreamlitValueOutOfRangeError"),
        ("st.grid(999)", "StreamlitValueOutOfRangeError"),
        ("st.form(5)", "TypeError"),
    ],
)
def test_what_a_container_cannot_be_is_refused(call: str, error: str) -> None:
    assert refusal(call) == error


@pytest.mark.parametrize("size", ["small", "xxlarge", "stretch", 5])
def test_a_space_is_as_large_as_asked_for(size: object) -> None:
    assert props(f"st.space({size!r})") == {"size": size}


def test_a_space_of_true_is_one_pixel() -> None:
    assert repr(props("st.space(True)")["size"]) == "1"
