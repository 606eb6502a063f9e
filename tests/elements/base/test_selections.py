"""What can be selected in tables and charts, and what comes back."""

import copy
import pickle
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from rerun_state.elements.base.selections import (
    AttributeDict,
    ChartSelection,
    TableSelection,
    table_modes,
)
from rerun_state.elements.charts import maps, plots, vega
from rerun_state.elements.data.encoding.decoding import decode
from rerun_state.errors import (
    StreamlitAPIException,
    StreamlitIncompatibleParametersError,
    StreamlitValueError,
)
from rerun_state.testing import AppTest


def test_selection_modes_of_one_part_exclude_each_other() -> None:
    assert table_modes(["multi-row", "single-cell"]) == ("multi-row", "single-cell")
    with pytest.raises(StreamlitIncompatibleParametersError):
        table_modes(["multi-row", "single-row"])


def test_a_selection_mode_is_one_of_those_that_there_are() -> None:
    with pytest.raises(StreamlitValueError, match="one or several of"):
        table_modes(["multi-row", "rows"])
    assert table_modes("single-row-required") == ("single-row-required",)


def test_where_a_row_is_required_the_first_is_selected_at_first() -> None:
    required = TableSelection(("single-row-required",), 2, ["a"])
    assert required.offered({"selection": {"rows": []}})["selection"]["rows"] == [0]
    assert required.decode({"rows": []}).selection.rows == [0]
    none = TableSelection(("single-row-required",), 0, ["a"])
    assert none.offered({"selection": {"rows": []}})["selection"]["rows"] == []


def test_cells_are_pairs_of_a_row_and_a_name() -> None:
    cells = TableSelection(("multi-cell",), 2, ["a"])
    assert cells.decode({"cells": [[1, "a"]]}).selection.cells == [(1, "a")]
    for wrong in ([2, "a"], [0, "b"], [0], 5, "0a"):
        with pytest.raises(ValueError, match="cell"):
            cells.decode({"cells": [wrong]})


def test_names_of_several_levels_travel_joined_and_are_told_by_their_last_one() -> None:
    names = TableSelection(("multi-column", "multi-cell"), 2, ["A_x", "B_A_x"], ["x", "A_x"])
    wire = {"rows": [], "columns": ["B_A_x", "A_x"], "cells": [[1, "A_x"]]}
    chosen = names.decode(wire)
    assert chosen.selection.columns == ["A_x", "x"]
    assert chosen.selection.cells == [(1, "x")]
    assert names.encode(chosen) == wire
    assert names.encode({"selection": {"columns": ["B_A_x"]}})["columns"] == ["B_A_x"]


SELECTION = TableSelection(("multi-row", "single-column"), 3, ["a", "b"])


@pytest.mark.parametrize(
    "change",
    [
        "state.rows = [2]",
        "state['rows'] = [2]",
        "state.selection['rows'] = [2]",
        "state['selection'].rows = [2]",
        "del state['selection']",
        "del state.selection",
        "state.clear()",
        "state.pop('selection')",
        "state.popitem()",
        "state.setdefault('more', 1)",
        "state.update(more=1)",
        "state |= {'more': 1}",
    ],
)
def test_what_the_reader_selected_cannot_be_changed_in_place(change: str) -> None:
    state = SELECTION.decode({"rows": [1], "columns": [], "cells": []})
    with pytest.raises(TypeError, match="what the reader did"):
        exec(change, {"state": state})
    assert state.selection.rows == [1]


def test_what_the_reader_selected_can_be_copied_and_pickled() -> None:
    state = SELECTION.decode({"rows": [1], "columns": [], "cells": []})
    for copied in (copy.copy(state), copy.deepcopy(state), pickle.loads(pickle.dumps(state))):
        assert (type(copied), copied) == (type(state), state)
    deep = copy.deepcopy(state)
    assert deep["selection"]["rows"] is not state["selection"]["rows"]
    assert {**state, "more": 1}["more"] == 1


def test_copies_of_a_selection_share_no_list_whatever_is_in_it() -> None:
    state = AttributeDict(rows=[1, 2], points=[{"x": [1]}], none=[], cells=[(0, "a")])
    deep = copy.deepcopy(state)
    assert deep == state
    deep["rows"].append(3)
    deep["points"][0]["x"].append(2)
    assert (state["rows"], state["points"]) == ([1, 2], [{"x": [1]}])


@pytest.mark.parametrize(
    "wire",
    [
        None,
        [],
        {"rows": 1},
        {"rows": [3]},
        {"rows": [-1]},
        {"rows": [True]},
        {"rows": [0.0]},
        {"columns": ["c"]},
        {"columns": ["a", "b"]},
        {"columns": [[]]},
        {"cells": [[0, "a"]]},
    ],
)
def test_a_selection_that_the_table_does_not_offer_is_refused(wire: Any) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        SELECTION.decode(wire)


@given(
    some.lists(some.integers(0, 2), unique=True).map(sorted),
    some.lists(some.sampled_from("ab"), max_size=1),
)
def test_a_selection_comes_back_as_it_was(rows: list[int], columns: list[str]) -> None:
    state = SELECTION.offered({"selection": {"rows": rows, "columns": columns}})
    assert SELECTION.decode(SELECTION.encode(state)) == state
    assert (state.selection.rows, state.selection["columns"]) == (rows, columns)


def test_code_may_select_and_what_is_not_there_is_left_out() -> None:
    offered = SELECTION.offered({"selection": {"rows": [1, 9], "columns": ["b", "a"]}})
    assert offered == {"selection": {"rows": [1], "columns": ["b"], "cells": []}}
    with pytest.raises(StreamlitAPIException):
        SELECTION.vet({"rows": [1]})


def test_the_state_keeps_what_code_selects_as_it_is() -> None:
    at = AppTest.from_string("""
    import rerun_state as st
    if st.button("Set"):
        st.session_state.k = {"selection": {"rows": [9]}}
    st.text(st.dataframe([1, 2], on_select="rerun", key="k").selection.rows)
    """).run()
    assert at.button[0].click().run().text[0].value == "[]"
    assert at.session_state.k == {"selection": {"rows": [9]}}
    assert at.run().text[0].value == "[]"


def test_a_selection_is_what_is_left_of_it_in_data_that_have_become_fewer() -> None:
    at = AppTest.from_string("""
    import rerun_state as st
    rows = st.number_input("Rows", 0, 9, 9)
    data = {"a": range(rows)} if rows != 5 else {"b": range(rows)}
    modes = ["multi-row", "multi-column", "multi-cell"]
    event = st.dataframe(data, on_select="rerun", key="k", selection_mode=modes)
    st.write(str(event))
    """).run()
    chosen = {"rows": [0, 6], "columns": ["a"], "cells": [(0, "a"), (6, "a")]}
    at.session_state.k = {"selection": chosen}
    some = {"rows": [0], "columns": ["a"], "cells": [(0, "a")]}
    other = {"rows": [0], "columns": [], "cells": []}
    none = {"rows": [], "columns": ["a"], "cells": []}
    for rows, left in [(9, chosen), (6, some), (5, other), (0, none), (9, chosen)]:
        at.number_input[0].set_value(rows).run()
        assert at.markdown[0].value == str({"selection": left})


def test_of_rows_that_a_reader_has_selected_those_are_left_that_are_there() -> None:
    selected = SELECTION.decode({"rows": [0, 1]})
    fewer = TableSelection(("multi-row",), 1, ["a"])
    assert fewer.offered(selected).selection.rows == [0]
    required = TableSelection(("single-row-required",), 1, ["a"])
    assert required.offered(SELECTION.decode({"rows": [1]})).selection.rows == [0]


def test_what_is_no_selection_is_sent_to_the_page_as_an_empty_one() -> None:
    assert SELECTION.encode({"bad": 1}) == {"rows": [], "columns": [], "cells": []}


def points(props: dict[str, Any]) -> dict[str, list[Any]]:
    table = props["datasets"]["source"]
    return decode(**table).to_dict("list")  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("codec", "good", "bad"),
    [
        (ChartSelection(partial(vega.selection_of, ["p"])), {"p": [{"a": 1}]}, {"q": {}}),
        (ChartSelection(partial(vega.selection_of, ["p"])), {"p": {"a": [1, 2]}}, {"p": 5}),
        (
            ChartSelection(plots.plotly_selection),
            {"points": [{"x": 1}], "point_indices": [0], "box": [], "lasso": []},
            {"points": [1]},
        ),
        (
            ChartSelection(plots.echarts_selection),
            {"selected": [{"seriesIndex": 0}], "areas": []},
            {"selected": 1},
        ),
        (
            ChartSelection(maps.selection_of),
            {"indices": {"l": [0]}, "objects": {"l": [{}]}},
            {"indices": {"l": [-1]}},
        ),
    ],
)
def test_a_selection_comes_back_as_it_was_and_others_are_refused(
    codec: Any, good: Any, bad: Any
) -> None:
    assert codec.encode(codec.decode(good)) == good
    others: list[Any] = [bad, None, [], "text"]
    for wire in others:
        with pytest.raises(ValueError, match=r"\w"):
            codec.decode(wire)


@pytest.mark.parametrize(
    "read", [maps.selection_of, plots.plotly_selection, plots.echarts_selection]
)
def test_what_a_chart_does_not_offer_is_no_selection_of_it(read: Any) -> None:
    read({})
    with pytest.raises(ValueError, match="not a selection of the chart"):
        read({"others": []})


def test_many_rows_in_succession_travel_as_their_ends() -> None:
    codec = TableSelection(["multi-row"], 5000, [])
    rows = [1, 3, *range(10, 4000)]
    value = codec.decode({"rows": [1, 3, [10, 3999]]})
    assert value.selection.rows == rows
    assert codec.encode(value)["rows"] == [1, 3, [10, 3999]]


@pytest.mark.parametrize("span", [[0], [0, 1, 2], [2, 1], [-1, 2], [0, 5], [0, True], [0, 1.0]])
def test_a_span_that_the_table_does_not_have_is_refused(span: list[object]) -> None:
    with pytest.raises(ValueError, match="not rows of the table"):
        TableSelection(["multi-row"], 5, []).decode({"rows": [span]})


def test_spans_of_more_rows_than_the_table_has_are_refused() -> None:
    with pytest.raises(ValueError, match="too many rows"):
        TableSelection(["multi-row"], 5, []).decode({"rows": [[0, 4], [0, 4]]})
