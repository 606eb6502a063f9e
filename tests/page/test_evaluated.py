"""Charts of many rows whose transforms the kernel evaluates: what travels, and when. Counted."""

from typing import Any

import altair as alt
import numpy as np
import pandas as pd
import pytest

import rerun_state as st
from rerun_state.elements.charts import evaluation
from tests.page.browser import Make, Page

pytest.importorskip("vegafusion")
pytest.importorskip("vl_convert")


def table(rows: int) -> pd.DataFrame:
    random = np.random.default_rng(0)
    return pd.DataFrame({"v": random.normal(size=rows), "w": random.random(rows), "note": "x"})


def histogram(data: pd.DataFrame) -> Any:
    return alt.Chart(data).mark_bar().encode(x=alt.X("v", bin=True), y="count()")


def size_of(page: Page) -> int:
    patches = [each for each in page.log if each.ops]  # the code that draws it apart
    return sum(len(str(each.data)) + sum(map(len, each.buffers)) for each in patches)


def wire(page: Page) -> Any:
    (row,) = page.renderer._root.children[0].children
    return row.wire


@pytest.fixture
def computed(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What VegaFusion was asked for."""
    asked: list[Any] = []
    run = evaluation._run

    def noted(*question: Any) -> Any:
        asked.append(question)
        return run(*question)

    monkeypatch.setattr(evaluation, "_run", noted)
    return asked


def test_a_histogram_of_a_million_rows_is_a_small_message(page: Make) -> None:
    data = table(1_000_000)
    made = page(lambda: st.altair_chart(histogram(data)))
    assert size_of(made) < 20_000
    (bars,) = wire(made)["datasets"].values()
    assert bars["rows"] == 10


def test_a_chart_that_did_not_change_is_neither_sent_nor_computed_again(
    page: Make, computed: list[Any]
) -> None:
    data = table(30_000)
    made = page(lambda: st.altair_chart(histogram(data)))
    made.log.clear()
    made.run()
    assert made.log == []
    assert len(computed) == 1


def test_data_that_are_changed_in_place_are_shown(page: Make) -> None:
    data = table(30_001)
    made = page(lambda: st.altair_chart(histogram(data)))
    before = wire(made)["data"]
    data.loc[:9_999, "v"] = 0.5
    made.run()
    assert wire(made)["data"] != before
    assert size_of(made) < 40_000
