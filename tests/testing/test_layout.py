"""Places under test."""

from tests.testing.programs import app


def test_a_key_finds_any_element() -> None:
    at = app("with st.container(key='c'):\n    st.text_input('T', key='t')")
    assert at.get_by_key("t").label == "T"
    assert at.get_by_key("c").type == "flex_container"


def test_a_grid_tells_how_it_is_laid_out() -> None:
    at = app("st.grid(3, dense=True, gap='large')\nst.grid('auto', gap=('small', 'large'))")
    assert [grid.column_count for grid in at.grid] == [3, "auto"]
    assert [grid.gap for grid in at.grid] == ["large", ("small", "large")]
    assert [grid.dense for grid in at.grid] == [True, False]
