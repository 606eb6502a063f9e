"""What a test can ask for."""

from tests.testing.programs import app


def test_places_scope_queries() -> None:
    at = app("a, b = st.columns(2)\na.text('x')\nwith b.expander('E'):\n    st.text('y')")
    assert at.columns[0].text.values == ["x"]
    assert at.columns[1].expander[0].text.values == ["y"]
