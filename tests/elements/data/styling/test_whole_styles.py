"""What a Styler says of a whole table is what pandas says of it now."""

from collections.abc import Callable
from operator import itemgetter
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from rerun_state.elements.base.memory import Memory
from rerun_state.elements.data.sameness.remembered import remembered
from rerun_state.elements.data.styling import whole_styles
from rerun_state.elements.data.styling.styles import formatted
from rerun_state.elements.data.styling.whole_styles import cell_styles
from rerun_state.testing import AppTest
from tests.elements.data.styled import CASES, FRAME, OUTSIDE, STEPS, css_by_pandas

pytest.importorskip("jinja2")


def styles(styler: Any) -> dict[str, Any]:
    return cell_styles(styler, remembered(styler.data))


def by_pandas(styler: Any) -> dict[str, Any]:
    texts = formatted(styler, styler.data, range(len(styler.data)))
    return {"css": css_by_pandas(styler), "texts": texts}


@pytest.mark.parametrize("name", CASES)
def test_all_cells_are_styled_as_pandas_does_and_so_again(name: str) -> None:
    if "gradient" in name:
        pytest.importorskip("matplotlib")
    for _ in range(2):
        styler = CASES[name](FRAME.style)
        assert styles(styler).items() >= by_pandas(styler).items()


@pytest.mark.parametrize(
    "style",
    [
        lambda s: s.highlight_max(color="red").format("{:.2f}"),
        lambda s: s.apply(lambda column: ["a: b"] * len(column)),
        lambda s: s.map(lambda value: f"a: {value}").format(str),
    ],
)
def test_the_same_table_styled_in_the_same_way_is_not_styled_again(
    style: Callable[[Any], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = pd.DataFrame({"x": np.arange(20), "y": 0.5})
    before = styles(style(frame.style))
    monkeypatch.setattr(whole_styles, "css_of", None)
    now = styles(style(frame.copy().style))
    assert now["css"] is before["css"]
    assert now["texts"] is before["texts"]


def test_functions_of_a_program_are_called_once_in_each_run() -> None:
    calls: list[int] = []

    def said(column: Any) -> list[str]:
        calls.append(len(column))
        return ["a: b"] * len(column)

    styler = pd.DataFrame({"x": np.arange(20)}).style.apply(said)
    for _ in range(3):
        styles(styler)
    assert calls == [20, 20, 20]


CELL = some.tuples(some.integers(0, 7), some.sampled_from("xyz"))
VALUE = some.one_of(some.sampled_from([0.0, -0.0, 1.0, float("nan"), 1e9]), some.floats(-9, 9))
OF_ALL: dict[str, Any] = STEPS | {
    "bars": lambda s, _: s.bar(subset=["x"], align="zero"),
    "columns by values": lambda s, _: s.apply(
        lambda column: [f"a: {value}" for value in column], subset=["y", "z"]
    ),
}


@given(
    some.lists(some.sampled_from(sorted(OF_ALL)), max_size=3, unique=True),
    some.lists(
        some.one_of(
            some.tuples(CELL, VALUE),
            OUTSIDE,
            some.tuples(some.just("step"), some.sampled_from(sorted(OF_ALL))),
            some.tuples(some.just("list"), some.integers(0, 9)),
        ),
        max_size=4,
    ),
    some.booleans(),
)
def test_whatever_changes_between_two_runs_is_in_the_styles_of_the_next(
    chosen: list[str], changes: list[tuple[Any, Any]], has_list: bool
) -> None:
    buffer, inside = np.arange(8) / 4, [0]
    last = inside if has_list else True
    objects = pd.Series([1, "a", None, "c", 2.5, "b", 1, last], dtype=object)
    frame = pd.DataFrame({"x": np.arange(8.0)})
    frame["y"] = pd.Series(buffer, copy=False)
    frame["z"] = objects
    said = {"css": "color: red", "text": "said"}
    styler = frame.style
    for name in chosen:
        styler = OF_ALL[name](styler, said)
    for place, value in [("nothing", None), *changes]:
        if isinstance(place, tuple):
            frame.loc[place] = value
        elif place in said:
            said[place] = value
        elif place == "buffer":
            buffer[value] += 1
        elif place == "list":
            inside[0] = value
        elif place == "step":
            styler = OF_ALL[value](styler, said)
        assert styles(styler).items() >= by_pandas(styler).items()


def test_styles_of_many_cells_push_out_those_of_before(monkeypatch: pytest.MonkeyPatch) -> None:
    memory = Memory[Any](250, itemgetter(0))
    monkeypatch.setattr(whole_styles, "_styles", memory)
    frames = [pd.DataFrame({"x": np.arange(100) + at}) for at in range(3)]
    for frame in frames:
        styles(frame.style.highlight_max())
    assert memory.size == 200


def test_more_cells_than_pandas_styles_are_an_error() -> None:
    at = AppTest.from_string("""
    import pandas as pd
    import rerun_state as st
    with pd.option_context("styler.render.max_elements", 2):
        st.dataframe(pd.DataFrame([1, 2, 3]).style)
    """).run()
    assert "3 cells" in at.exception[0].message
