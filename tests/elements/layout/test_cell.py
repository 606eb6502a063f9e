"""The app of another cell as an element."""

import pytest

from tests.testing.programs import app


@pytest.mark.parametrize(
    "place", ["st.columns(2)[1]", "st.tabs(['a', 'b'])[1]", "st.sidebar", "st.expander('E')"]
)
def test_it_stands_in_any_place(place: str) -> None:
    at = app(f"with {place}:\n    st.cell('chart')")
    assert [cell.value for cell in at.get("cell")] == ["chart"]


def test_its_place_can_be_written_over() -> None:
    at = app("slot = st.cell('chart')\nslot.write('no chart today')")
    assert at.get("cell") == []
    assert at.markdown[0].value == "no chart today"


@pytest.mark.parametrize("name", ["", " ", None, 3])
def test_a_name_that_is_none_is_an_error_with_its_cure(name: object) -> None:
    at = app(f"st.cell({name!r})")
    assert "takes the name of another app" in at.exception[0].message
    assert "%%rerun --name" in at.exception[0].message
