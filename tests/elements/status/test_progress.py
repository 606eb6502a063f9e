"""Progress, spinners and skeletons."""

import pytest

from tests.elements.calls import refusal
from tests.testing.programs import app


def test_a_spinner_leaves_no_place_behind() -> None:
    at = app("with st.spinner('x'):\n    st.text('during')\nst.text('after')")
    assert [each.type for each in at.main.children.values()] == ["text", "text"]


def test_a_spinner_over_an_element_gives_it_back() -> None:
    at = app("slot = st.empty()\nslot.text('kept')\nwith slot:\n    with st.spinner(): pass")
    assert at.text.values == ["kept"]


def test_a_skeleton_is_replaced_by_what_comes() -> None:
    assert app("st.skeleton().text('here')").text.values == ["here"]


def shown(body: str) -> list[tuple[str, object]]:
    """The kinds of what stands on a page, with what each says of being late."""
    nodes = [node.element for node in app(body).main.node.walk()]
    return [(each.kind, each.props.get("late")) for each in nodes if each.kind != "main"]


def test_a_skeleton_around_a_block_is_late_and_gone_after_it() -> None:
    assert shown("st.skeleton()") == [("skeleton", None)]
    assert shown("st.skeleton().__enter__()") == [("skeleton", True)]
    assert shown("with st.skeleton(): pass") == [("empty", None)]


def test_what_has_taken_the_place_of_a_skeleton_stays_after_its_block() -> None:
    assert app("with st.skeleton() as place: place.text('here')").text.values == ["here"]
    body = "place = st.skeleton()\nplace.text('here')\nwith place: pass"
    assert app(body).text.values == ["here"]


@pytest.mark.parametrize(("value", "shown"), [("0", 0), ("100", 100), ("0.29", 28), ("1.0", 100)])
def test_progress_is_whole_percents(value: str, shown: int) -> None:
    assert app(f"st.progress({value})").progress[0].value == shown


@pytest.mark.parametrize("value", ["-1", "101", "1.1", "'x'", "True"])
def test_progress_refuses_what_is_no_part_of_a_whole(value: str) -> None:
    assert len(app(f"st.progress({value})").exception) == 1


@pytest.mark.parametrize(
    ("call", "error"),
    [
        ("st.progress(0, text=5)", "StreamlitInvalidParameterTypeError"),
        ("st.progress(2.5)", "StreamlitValueOutOfRangeError"),
        ("st.progress(101)", "StreamlitValueOutOfRangeError"),
        ("st.progress('x')", "StreamlitInvalidParameterTypeError"),
    ],
)
def test_what_a_bar_of_progress_cannot_be_is_refused(call: str, error: str) -> None:
    assert refusal(call) == error
