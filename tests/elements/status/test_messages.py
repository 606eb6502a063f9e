"""Status, spinners, skeletons and progress: what stays on the page and what does not."""

import pytest

from rerun_state.testing import AppTest


def run(body: str) -> AppTest:
    return AppTest.from_string(f"import rerun_state as st\n{body}").run()


def test_a_status_is_complete_at_the_end_of_its_block() -> None:
    at = run("with st.status('S'):\n    st.text('step')")
    assert at.status[0].state == "complete"
    assert at.status[0].text[0].value == "step"


def test_a_status_tells_an_exception_that_leaves_it() -> None:
    assert run("with st.status('S'):\n    1 / 0").status[0].state == "error"


def test_a_stopped_run_leaves_a_status_as_it_is() -> None:
    assert run("with st.status('S'):\n    st.stop()").status[0].state == "running"


def test_an_update_keeps_what_it_does_not_name() -> None:
    at = run("s = st.status('S', expanded=True)\ns.update(label='T')")
    assert (at.status[0].label, at.status[0].state, at.status[0].proto.expanded) == (
        "T",
        "running",
        True,
    )


def test_a_spinner_leaves_no_place_behind() -> None:
    at = run("with st.spinner('x'):\n    st.text('during')\nst.text('after')")
    assert [each.type for each in at.main.children.values()] == ["text", "text"]


def test_a_spinner_over_an_element_gives_it_back() -> None:
    at = run("slot = st.empty()\nslot.text('kept')\nwith slot:\n    with st.spinner(): pass")
    assert at.text.values == ["kept"]


def test_a_skeleton_is_replaced_by_what_comes() -> None:
    assert run("st.skeleton().text('here')").text.values == ["here"]


@pytest.mark.parametrize(("value", "shown"), [("0", 0), ("100", 100), ("0.29", 28), ("1.0", 100)])
def test_progress_is_whole_percents(value: str, shown: int) -> None:
    assert run(f"st.progress({value})").progress[0].value == shown


@pytest.mark.parametrize("value", ["-1", "101", "1.1", "'x'", "True"])
def test_progress_refuses_what_is_no_part_of_a_whole(value: str) -> None:
    assert len(run(f"st.progress({value})").exception) == 1


def test_toasts_stand_in_no_column() -> None:
    at = run("with st.columns(1)[0]:\n    st.toast('hi', duration='long')")
    assert at.toast[0].proto.duration == 10
    assert at.columns[0].children == {}


def test_what_is_no_exception_is_shown_by_type_and_text() -> None:
    shown = run("st.exception('no luck')").exception[0]
    assert (shown.proto.type, shown.message) == ("str", "no luck")


def test_an_exception_that_was_never_raised_has_no_traceback() -> None:
    at = run("st.exception(ValueError('no'))")
    assert at.exception[0].message == "no"
    assert len(at.exception[0].stack_trace) == 0


def test_a_class_of_exceptions_is_shown_as_what_it_is() -> None:
    shown = run("st.exception(ValueError)").exception[0]
    assert (shown.proto.type, shown.message) == ("type", "<class 'ValueError'>")
