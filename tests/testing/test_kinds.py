"""Which class a test sees of which element."""

import pytest

from tests.testing.programs import app


@pytest.mark.parametrize(
    ("call", "seen"),
    [
        ("st.title('x')", ("Heading", "title")),
        ("st.toggle('x')", ("Checkbox", "toggle")),
        ("st.warning('x')", ("Alert", "warning")),
        ("st.container()", ("Block", "flex_container")),
        ("st.pills('x', [1])", ("ButtonGroup", "button_group")),
        ("st.datetime_input('x')", ("DateTimeInput", "date_time_input")),
        ("st.html('x')", ("Element", "html")),
    ],
)
def test_an_element_is_seen_as_what_it_is(call: str, seen: tuple[str, str]) -> None:
    [element] = app(call).main.children.values()
    assert (type(element).__name__, element.type) == seen
