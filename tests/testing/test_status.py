"""Messages, exceptions and progress under test."""

from tests.testing.programs import app


def test_an_exception_tells_its_message_and_where_it_was_raised() -> None:
    [error] = app("def fail(): raise LookupError('no *such*')\nfail()").exception
    assert (error.value, error.message, error.is_markdown) == (*["no *such*"] * 2, False)
    assert "fail()" in "".join(error.stack_trace)


def test_errors_of_parameters_are_written_in_markdown() -> None:
    assert app("st.columns(0)").exception[0].is_markdown


def test_a_bar_tells_how_far_it_is() -> None:
    [bar] = app("st.progress(0.4, 'Loading')").get("progress")
    assert (bar.value, bar.text) == (40, "Loading")


def test_a_message_tells_its_icon() -> None:
    at = app("st.error('Bad', icon='🔥')\nst.success('Good')")
    assert (at.error[0].value, at.error[0].icon, at.success[0].icon) == ("Bad", "🔥", "")


def test_a_toast_takes_the_place_of_one_before_the_rerun_as_in_streamlits_test() -> None:
    code = "n = st.session_state.n = st.session_state.get('n', 0) + 1\nst.toast(str(n))"
    at = app(f"{code}\nif n == 1:\n    st.toast('more')\n    st.rerun()")
    assert [toast.value for toast in at.toast] == ["2", "more"]


def test_a_test_sees_a_toast_before_a_rerun() -> None:
    at = app("if st.button('B'):\n    st.toast('saved')\n    st.rerun()")
    assert [toast.value for toast in at.button[0].click().run().toast] == ["saved"]
    assert len(at.run().toast) == 0
