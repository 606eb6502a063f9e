"""Apps in a host of ipywidgets that is no notebook."""

import pytest

import rerun_state as st
from rerun_state.elsewhere.hosted import host as placed
from rerun_state.errors import NoRunError
from tests.elsewhere.conftest import Host, texts


def counter() -> None:
    n = st.slider("N", 0, 9, 3, key="n")
    st.text(f"n is {n}")


def test_a_change_runs_the_app_before_the_host_goes_on(host: Host) -> None:
    page = st.app(counter)
    host.change(page, "n", [5])
    assert texts(page) == ["n is 5"]
    assert page.inputs["n"].value == [5]
    page.close()


def test_each_call_makes_an_app_with_a_session_of_its_own(host: Host) -> None:
    one, other = placed(counter, "counter"), placed(counter, "counter")
    host.change(one, "n", [5])
    assert (texts(one), texts(other)) == (["n is 5"], ["n is 3"])
    one.close()
    other.close()


def test_a_view_that_comes_late_is_told_the_page(host: Host) -> None:
    page = placed(counter, "counter")
    host.log.clear()
    greeting = {"event": "context", "viewer": "a"}
    page._handle_msg({"content": {"data": {"method": "custom", "content": greeting}}})
    (told,) = [m.data["content"] for m in host.log if m.data.get("method") == "custom"]
    assert (told["event"], told["rows"]) == ("snapshot", page.rows)
    page.close()


def test_text_is_a_script_which_may_import_streamlit(host: Host) -> None:
    page = placed("import streamlit as st\nst.text('by its name')", "script")
    assert texts(page) == ["by its name"]
    page.close()


def test_what_the_program_raises_is_shown(host: Host) -> None:
    page = placed(lambda: 1 / 0, "failing")
    assert "division by zero" in str(page.rows)
    page.close()


def test_reruns_without_end_do_not_hold_up_the_host(host: Host) -> None:
    page = placed(st.rerun, "endless")
    assert "RerunLimitError" in str(page.rows)
    page.close()


def test_what_ends_the_page_ends_the_app(host: Host) -> None:
    page = placed(counter, "counter")
    input = page.inputs["n"]
    page.close()
    assert input.comm is None


def test_where_nothing_shows_widgets_there_are_no_apps() -> None:
    with pytest.raises(NoRunError, match="AppTest"):
        placed(counter, "counter")
