"""Charts of many rows: what of them is evaluated in the kernel, and what is left to the page."""

from typing import Any

import altair as alt
import numpy as np
import pandas as pd
import pytest

from rerun_state.elements.charts import evaluation
from rerun_state.elements.charts.evaluation import MANY, VEGA_LITE, lean
from rerun_state.elements.charts.vega import _from_altair
from rerun_state.elements.data.encoding.decoding import decode
from rerun_state.static import STATIC
from tests.elements.charts.drawn import chart

ROWS = MANY + 1


def table() -> pd.DataFrame:
    random = np.random.default_rng(0)
    made = {"v": random.normal(size=ROWS), "g": random.choice(["a", "b"], ROWS), "i": range(ROWS)}
    return pd.DataFrame({**made, "t": pd.date_range("2020", periods=ROWS, freq="min")})


DATA = table()
CHART = alt.Chart(DATA)
BARS = CHART.mark_bar()
COUNTED = BARS.encode(x="g", y="count()")


def sent(chart: Any) -> tuple[dict[str, Any], Any]:
    spec, tables, *_ = _from_altair(chart)
    return lean(spec, tables)[:2]


def test_the_compiler_is_asked_for_the_version_that_the_page_has() -> None:
    package = STATIC.parent / "frontend" / "package.json"
    assert f'"vega-lite": "{VEGA_LITE}.' in package.read_text("utf-8")


def test_without_the_libraries_all_rows_travel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evaluation, "_is_possible", lambda: False)
    datasets, evaluated = sent(COUNTED)
    assert evaluated is None
    assert [(each["rows"], len(each["columns"])) for each in datasets.values()] == [(ROWS, 4)]


class TestWithTheLibraries:
    @pytest.fixture(autouse=True)
    def libraries(self) -> None:
        pytest.importorskip("vegafusion")
        pytest.importorskip("vl_convert")

    def test_groups_travel_in_the_place_of_rows(self) -> None:
        datasets, evaluated = sent(COUNTED)
        frame = decode(**datasets["data_0"])
        assert dict(zip(frame["g"], frame["__count"], strict=True)) == dict(
            DATA["g"].value_counts()
        )
        assert evaluated == {"signals": {}, "domains": {}, "dropped": ["table-0"]}

    def test_the_page_is_told_where_bins_begin_and_end(self) -> None:
        _, evaluated = sent(BARS.encode(x=alt.X("v", bin=alt.Bin(step=1)), y="count()"))
        (bins,) = evaluated["signals"].values()
        low, high = np.floor(DATA["v"].min()), np.ceil(DATA["v"].max())
        assert bins == {"start": low, "stop": high, "step": 1}

    def test_names_are_in_the_order_of_their_values_without_the_rows(self) -> None:
        datasets, evaluated = sent(BARS.encode(x=alt.X("g", sort="-y"), y="mean(v)"))
        assert evaluated["domains"]["x"]["data"] == "x-order"
        frame = decode(**datasets["x-order"])
        means = DATA.groupby("g")["v"].mean()
        assert dict(zip(frame["g"], frame["by"], strict=True)) == pytest.approx(dict(means))

    def test_a_small_table_beside_a_large_one_travels_as_it_is(self) -> None:
        rule = alt.Chart(pd.DataFrame({"at": [0.0]})).mark_rule().encode(x="at:Q")
        datasets, evaluated = sent(BARS.encode(x=alt.X("v", bin=True), y="count()") + rule)
        assert evaluated is not None
        assert sum(each["rows"] for each in datasets.values()) < 20
        assert [1, ["at"]] in [
            [each["rows"], [c["name"] for c in each["columns"]]] for each in datasets.values()
        ]

    @pytest.mark.parametrize(
        "made",
        [
            COUNTED.add_params(alt.selection_point("pick")),
            COUNTED.add_params(alt.selection_interval("brush", encodings=["x"])),
            COUNTED.add_params(alt.param("least", value=1, bind=alt.binding_range(max=9))),
            BARS.encode(x="month(t):O", y="count()"),
            BARS.transform_calculate(r="random()").encode(x="g", y="mean(r):Q"),
            CHART.transform_density("v", as_=["v", "d"]).mark_line().encode(x="v:Q", y="d:Q"),
            CHART.mark_point().encode(x="v", y="i"),
        ],
    )
    def test_what_only_the_page_can_know_is_left_to_it(self, made: Any) -> None:
        datasets, evaluated = sent(made)
        assert evaluated is None
        assert [each["rows"] for each in datasets.values()] == [ROWS]

    def test_a_chart_to_select_in_has_all_its_rows_and_columns(self) -> None:
        made = chart(f"""
import altair as alt, pandas as pd
bars = alt.Chart(pd.DataFrame({{"g": "a", "v": range({ROWS})}})).mark_bar()
picked = bars.encode(x="g", y="count()").add_params(alt.selection_point("pick"))
st.altair_chart(picked, on_select="rerun")
""")
        rows = made["datasets"]["table-0"]
        assert (rows["rows"], len(rows["columns"]), made["evaluated"]) == (ROWS, 2, None)

    def test_zooming_needs_no_rows(self) -> None:
        assert sent(COUNTED.interactive())[1] is not None

    def test_columns_that_a_chart_does_not_read_stay_away(self) -> None:
        datasets, _ = sent(CHART.mark_point(tooltip=True).encode(x="v", y="i"))
        assert [c["name"] for c in datasets["table-0"]["columns"]] == ["v", "i"]

    def test_a_chart_that_shows_whole_rows_has_all_columns(self) -> None:
        datasets, _ = sent(CHART.mark_point(tooltip={"content": "data"}).encode(x="v", y="i"))
        assert len(datasets["table-0"]["columns"]) == 4

    def test_a_few_rows_are_left_as_they_are(self) -> None:
        few = alt.Chart(DATA.head(9)).mark_bar().encode(x="g", y="count()")
        datasets, evaluated = sent(few)
        assert evaluated is None
        assert len(datasets["table-0"]["columns"]) == 4

    def test_a_specification_that_the_compiler_refuses_is_left_to_the_page(self) -> None:
        datasets, evaluated, _ = lean({"mark": "nothing", "encoding": 3}, {"source": DATA})
        assert evaluated is None
        assert datasets["source"]["rows"] == ROWS

    def test_no_threads_and_no_rows_stay_behind(self) -> None:
        from vegafusion import runtime

        sent(BARS.encode(x="g", y="median(v)"))
        assert not runtime.size
