"""What a small table shows of its data."""

import pytest

from rerun_state.runtime.model.tree import Label
from rerun_state.testing import AppTest


def test_headings_of_a_table_are_markdown() -> None:
    at = AppTest.from_string("import rerun_state as st; st.table({'**a**': [1]})").run()
    assert Label("**a**") in at.table[0].node.element.props["heads"]


@pytest.mark.parametrize(
    ("data", "hidden"),
    [
        ("{'a': 1}", True),
        ("{'a': [1]}", False),
        ("{'value': [1]}", False),
        ("[1, 2]", True),
        ("pd.Series([1])", False),
    ],
)
def test_headings_that_the_data_did_not_bring_are_left_out(data: str, hidden: bool) -> None:
    at = AppTest.from_string(f"import pandas as pd, rerun_state as st\nst.table({data})").run()
    assert at.table[0].proto.hide_header is hidden


@pytest.mark.parametrize(
    ("size", "shown"), [((50_000, 1), None), ((50_001, 1), 50_000), ((200, 500), 100)]
)
def test_a_table_shows_no_more_cells_than_a_page_can_hold(
    size: tuple[int, int], shown: int | None
) -> None:
    program = f"import numpy as np, rerun_state as st\nst.table(np.zeros({size}))"
    (table,) = AppTest.from_string(program, default_timeout=20).run().table
    props = table.node.element.props
    assert (props["rows"], props.get("window")) == (size[0], shown)
    assert table.value.shape == (shown or size[0], size[1])


def test_the_rows_of_a_large_table_are_styled_as_parts_of_it() -> None:
    at = AppTest.from_string("""
    import pandas as pd, rerun_state as st
    df = pd.DataFrame({"a": range(300_000), "b": 0}).iloc[::-1]
    st.table(df.style.apply(lambda c: [f"order: {v}" for v in c < c.max()], subset="a"))
    """).run(timeout=20)
    styles = at.table[0].node.element.props["styles"]
    assert [styles["css"][place] for place in ("0,0", "1,0")] == ["order: False", "order: True"]
    assert len(styles["css"]) == 25_000


def test_a_small_table_of_a_plan_says_how_many_rows_the_plan_has() -> None:
    at = AppTest.from_string("""
    import polars as pl, rerun_state as st
    st.table(pl.LazyFrame({"n": range(30_000)}))
    """).run()
    props = at.table[0].node.element.props
    assert (props["window"], props["rows"]) == (10_000, 30_000)
