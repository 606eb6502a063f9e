"""What a callback writes into containers of the page before."""

from rerun_state.testing import AppTest


def after_click(made: str, written: str) -> AppTest:
    script = f"import rerun_state as st\n{made}\nst.button('B', on_click=lambda: {written})"
    return AppTest.from_string(script).run().button[0].click().run()


def test_it_is_shown_in_the_container_of_the_new_run_for_that_run() -> None:
    at = after_click("box = st.expander('E')\nbox.text('own')", "box.text('late')")
    assert at.expander[0].text.values == ["own", "late"]
    assert at.run().expander[0].text.values == ["own"]


def test_what_the_program_puts_in_its_place_writes_over_it() -> None:
    made = "n = st.session_state.n = st.session_state.get('n', 0) + 1\n"
    at = after_click(
        made + "box = st.container()\nfor i in range(n): box.text(str(i))", "box.text('late')"
    )
    assert at.text.values == ["0", "1"]


def test_it_is_lost_where_no_container_stands_any_more() -> None:
    made = "if not st.session_state.get('gone'): box = st.container()\nelse: st.text('instead')\n"
    at = after_click(made, "(st.session_state.update(gone=True), box.text('late'))")
    assert at.text.values == ["instead"]


def test_containers_in_containers_come_along() -> None:
    at = after_click("_, box = st.columns(2)", "box.container().text('deep')")
    assert at.columns[1].text.values == ["deep"]
