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


def test_a_component_in_a_form_is_no_button_of_it() -> None:
    at = app("""
component = st.components.v2.component("shown", html="x")
with st.form("form"):
    component(key="c")
    st.form_submit_button("Send")
""")
    assert [element.type for element in at.main.children[0].children.values()] == [
        "bidi_component",
        "button",
    ]
    assert [button.label for button in at.get("form_submit_button")] == ["Send"]
