"""Status, toasts and exceptions: what stays on the page and what does not."""

from pathlib import Path

import pytest

from rerun_state.runtime.model.tree import EVENT
from rerun_state.testing import AppTest, run_fragment
from tests.elements.calls import props, refusal
from tests.testing.programs import app


def test_a_status_is_complete_at_the_end_of_its_block() -> None:
    at = app("with st.status('S'):\n    st.text('step')")
    assert at.status[0].state == "complete"
    assert at.status[0].text[0].value == "step"


def test_a_status_tells_an_exception_that_leaves_it() -> None:
    assert app("with st.status('S'):\n    1 / 0").status[0].state == "error"


def test_a_stopped_run_leaves_a_status_as_it_is() -> None:
    assert app("with st.status('S'):\n    st.stop()").status[0].state == "running"


def test_an_update_keeps_what_it_does_not_name() -> None:
    at = app("s = st.status('S', expanded=True)\ns.update(label='T')")
    assert (at.status[0].label, at.status[0].state, at.status[0].proto.expanded) == (
        "T",
        "running",
        True,
    )


def test_toasts_stand_in_no_column() -> None:
    at = app("with st.columns(1)[0]:\n    st.toast('hi', duration='long')")
    assert at.toast[0].proto.duration == 10
    assert at.columns[0].children == {}


def test_what_is_no_exception_is_shown_by_type_and_text() -> None:
    shown = app("st.exception('no luck')").exception[0]
    assert (shown.proto.type, shown.message) == ("str", "no luck")


def test_an_exception_that_was_never_raised_has_no_traceback() -> None:
    at = app("st.exception(ValueError('no'))")
    assert at.exception[0].message == "no"
    assert len(at.exception[0].stack_trace) == 0


def test_a_warning_is_shown_as_one_raised_or_not() -> None:
    at = app("st.exception(UserWarning('old'))\nst.exception(ValueError('no'))\nraise UserWarning")
    assert [shown.is_warning for shown in at.exception] == [True, False, True]


def test_a_class_of_exceptions_is_shown_as_what_it_is() -> None:
    shown = app("st.exception(ValueError)").exception[0]
    assert (shown.proto.type, shown.message) == ("type", "<class 'ValueError'>")


@pytest.mark.parametrize(
    ("script", "place"),
    [
        ("def f():\n    1 / 0\nf()", "line 2: 1 / 0"),
        ("import json\n\njson.loads('{')", "line 3: json.loads('{')"),
    ],
)
def test_an_error_names_the_innermost_line_of_the_program(
    tmp_path: Path, script: str, place: str
) -> None:
    (tmp_path / "app.py").write_text(script)
    shown = AppTest.from_file(tmp_path / "app.py").run().exception[0]
    assert shown.node.element.props["where"] == f"app.py, {place}"


def toasts(at: AppTest) -> list[str]:
    """What the page says in toasts, be it of the last run or of one before that."""
    return [node.element.props["body"] for node in at._cell.tree.sections[EVENT].below("toast")]


def test_a_toast_of_a_run_that_asked_for_another_is_told() -> None:
    at = app("if st.button('Go'):\n    st.toast('once')\n    st.rerun()")
    assert toasts(at.button[0].click().run()) == ["once"]
    assert toasts(at.run()) == []


def test_a_toast_of_a_fragment_that_asked_for_another_run_is_told() -> None:
    body = "@st.fragment\ndef part():\n    if st.button('Go'):\n        st.toast('once')\n"
    at = app(f"{body}        st.rerun(scope='fragment')\npart()")
    run_fragment(at, at.button[0].click())
    assert [toast.value for toast in at.toast] == ["once"]


def test_a_message_takes_the_icon_that_it_begins_with() -> None:
    def app() -> None:
        import rerun_state as st

        st.warning("⚠️ Mind the gap")
        st.info("🔗 both", icon="🚨")

    at = AppTest.from_function(app).run()
    assert (at.warning[0].icon, at.warning[0].value) == ("⚠️", "Mind the gap")
    assert (at.info[0].icon, at.info[0].value) == ("🚨", "🔗 both")


@pytest.mark.parametrize(
    ("call", "error"),
    [
        ("st.toast('')", "StreamlitMissingRequiredParameterError"),
        ("st.toast('x', duration=0)", "StreamlitValueError"),
        ("st.toast('x', duration='x')", "StreamlitValueError"),
        ("st.status(5)", "TypeError"),
    ],
)
def test_what_a_message_cannot_be_is_refused(call: str, error: str) -> None:
    assert refusal(call) == error


@pytest.mark.parametrize(
    ("duration", "seconds"), [("'short'", 4), ("'long'", 10), ("'infinite'", 0), ("7", 7)]
)
def test_a_toast_stays_as_long_as_asked_for(duration: str, seconds: int) -> None:
    at = app(f"st.toast('x', duration={duration})")
    assert at.toast[0].node.element.props["duration"] == seconds


@pytest.mark.parametrize("name", ["balloons", "snow"])
def test_each_celebration_is_one_of_its_own(name: str) -> None:
    at = app(f"st.{name}()\nst.{name}()")
    first, second = (node.element for node in at.main.node.below(name))
    assert first.props["shot"] != second.props["shot"]


def test_a_status_is_updated_in_what_is_given() -> None:
    made = props("s = st.status('a', expanded=True)\ns.update(state='complete')")
    assert (made["label"], made["state"], made["expanded"]) == ("a", "complete", True)
    made = props("s = st.status('a')\ns.update(label='b', expanded=True)")
    assert (made["label"], made["state"], made["expanded"]) == ("b", "running", True)
