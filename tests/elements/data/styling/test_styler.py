"""What is read of a pandas Styler by no public name."""

import pandas as pd
import pytest

from rerun_state.elements.data.styling.styler import computed, css_text, formats_of, located, steps

FRAME = pd.DataFrame({"a": [1, 2], "b": [3, 4]})


def red(value: object) -> str:
    return "color: red" if value == 2 else ""


def test_a_step_says_of_a_part_what_it_says_of_the_whole() -> None:
    (step,) = steps(FRAME.style.map(red))
    assert step(FRAME.tail(1)).to_numpy().tolist() == [["color: red", ""]]


def test_what_is_said_of_headings_is_no_step() -> None:
    assert steps(FRAME.style.map_index(red, axis="columns")) == []


@pytest.mark.parametrize(
    ("styler", "measures"),
    [(FRAME.style.background_gradient(), True), (FRAME.style.apply(lambda c: [""] * 2), False)],
)
def test_a_gradient_measures_by_the_extremes(styler: object, measures: bool) -> None:
    assert [step.measures_extremes for step in steps(styler)] == [measures]


@pytest.mark.parametrize(
    ("styler", "sees"),
    [
        (FRAME.style.highlight_null(), True),
        (FRAME.style.highlight_between(left=1), True),
        (FRAME.style.highlight_between(left=[1, 2]), False),
        (FRAME.style.highlight_max(), False),
        (FRAME.style.map(red), True),
        (FRAME.style.apply(lambda frame: frame, axis=None), False),
    ],
)
def test_what_is_said_of_values_by_themselves_needs_no_other_row(
    styler: object, sees: bool
) -> None:
    assert [step.sees_rows for step in steps(styler)] == [sees]


def test_what_a_styler_has_computed_is_read_by_row_and_column() -> None:
    said = computed(FRAME.style.map(red))
    assert {at: css_text(each) for at, each in said.items() if each} == {(1, 0): "color: red"}


def test_the_format_of_a_cell_is_the_programs() -> None:
    assert formats_of(FRAME.style.format("<{}>"))[1, 0](2) == "<2>"


def test_a_subset_is_read_as_loc_takes_it() -> None:
    assert FRAME.loc[located("a")].columns.tolist() == ["a"]
