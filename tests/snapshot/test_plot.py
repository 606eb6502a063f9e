"""Charts drawn as pictures, for readers who have no script."""

import re
from base64 import b64decode
from datetime import datetime

import pytest

from rerun_state.snapshot.plot import LARGEST, picture
from rerun_state.snapshot.series import Series
from tests.snapshot.programs import app


def drawn(*series: Series) -> str:
    """The SVG of a picture."""
    found = re.search(r'src="data:image/svg\+xml;base64,([^"]*)"', picture(series, "Sales"))
    return b64decode(found[1]).decode() if found else ""


def bars(svg: str) -> list[tuple[float, ...]]:
    """The left edges, tops and heights of the bars."""
    found = re.findall(r'x="([\d.]+)" y="([\d.]+)" width="[\d.]+" height="([\d.]+)"', svg)
    return [tuple(map(float, each)) for each in found if float(each[2]) != 10]


def test_a_chart_is_a_picture_with_its_data_beside_it() -> None:
    html = app("st.line_chart({'sold': [1, 3]})").snapshot("html")
    assert '<img src="data:image/svg+xml;base64,' in html
    assert "<details><summary>Data</summary><table>" in html


def test_a_line_breaks_no_order_and_stays_within_the_picture() -> None:
    svg = drawn(Series("", "line", [2.0, 0.0, 1.0], [5.0, 1.0, 3.0]))
    (line,) = re.findall(r'<polyline points="([^"]*)"', svg)
    assert line == "56.0,232.0 342.0,122.0 628.0,12.0"


def test_bars_that_are_piled_up_stand_on_each_other() -> None:
    one, two = (Series(name, "bar", ["u"], [2.0], stacked=True) for name in "ab")
    (x1, top, height), (x2, top2, _) = bars(drawn(one, two))
    assert x1 == x2
    assert top2 + height == pytest.approx(top, abs=0.2)


def test_other_bars_stand_side_by_side_from_zero_on() -> None:
    one, two = (Series(name, "bar", ["u"], [value]) for name, value in (("a", 2.0), ("b", -2.0)))
    (x1, top, height), (x2, top2, _) = bars(drawn(one, two))
    assert x1 < x2
    assert top + height == pytest.approx(top2, abs=0.2)


def test_a_value_that_is_missing_is_left_out() -> None:
    svg = drawn(Series("", "point", [0.0, 1.0, 2.0], [1.0, None, 3.0]))
    assert svg.count("<circle") == 2
    assert drawn(Series("", "line", [0.0], [None])) == ""


@pytest.mark.parametrize("values", [[5.0], [5.0, 5.0], [0.0, 1e-9], [-1e12, 1e12]])
@pytest.mark.parametrize("mark", ["line", "area", "bar", "point"])
def test_any_values_can_be_drawn(mark: str, values: list[float]) -> None:
    places = [float(n) for n in range(len(values))]
    assert "nan" not in drawn(Series("", mark, places, values))  # type: ignore[arg-type]


def test_an_axis_of_times_may_end_with_the_calendar() -> None:
    for last in (datetime.min, datetime.max):
        svg = drawn(Series("", "point", [last, last], [1.0, 2.0]))
        assert svg.count("<circle") == 2


def test_words_in_a_picture_are_no_markup() -> None:
    svg = drawn(Series("<script>", "bar", ["<b>"], [1.0]))
    assert "&lt;script&gt;" in svg
    assert "&lt;b&gt;" in svg
    assert "<script" not in svg


def test_a_picture_that_would_be_too_large_is_not_drawn() -> None:
    many = [float(n) for n in range(LARGEST)]
    assert drawn(Series("", "line", many, list(many))) == ""


def test_a_picture_takes_the_ground_of_the_page_it_stands_in() -> None:
    svg = drawn(Series("", "line", [0.0, 1.0], [1.0, 2.0]))
    assert "<rect" not in svg
    assert set(re.findall(r'(?:fill|stroke)="(#\w+)"', svg)) == {"#757985", "#0068c9"}
