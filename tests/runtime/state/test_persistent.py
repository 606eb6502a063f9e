"""Values that stay while their widgets are not shown (`persist_state`)."""

import pytest

import rerun_state as st
from rerun_state.testing import AppTest, run_fragment
from tests.runtime.apps import App

PAGES = """
    import rerun_state as st

    def one() -> None:
        st.text_input("A", key="a", persist_state="{}")
        if st.button("to two"):
            st.switch_page(pages[1])

    def two() -> None:
        st.text(st.session_state.get("a"))
        st.text_area("B", "default", key="{}")
        if st.button("to one"):
            st.switch_page(pages[0])

    pages = [st.Page(one), st.Page(two)]
    st.navigation(pages).run()
"""


def turned(persist: str, key: str) -> AppTest:
    """An app on its second page, after a text was written on the first."""
    at = AppTest.from_string(PAGES.format(persist, key)).run()
    at.text_input[0].set_value("written").run()
    return at.button[0].click().run()


def test_another_page_shows_what_persists_under_its_key() -> None:
    at = turned("session", "a")
    assert (at.text[0].value, at.text_area[0].value) == ("written", "written")
    assert at.button[0].click().run().text_input[0].value == "written"


def test_the_next_page_can_read_once_what_persists_as_long_as_its_page() -> None:
    at = turned("page", "b")
    assert at.text[0].value == "written"
    assert at.run().text[0].value == "None"
    assert at.button[0].click().run().text_input[0].value == ""


FAILING = """
    import rerun_state as st

    def one() -> None:
        st.text(st.session_state.get("a"))
        st.text_input("A", key="a", persist_state="page")

    def two() -> None:
        st.text(st.session_state.get("a"))
        st.stop()

    pages = [st.Page(one), st.Page(two)]
    page = st.navigation(pages)
    if st.button("turn"):
        st.switch_page(pages[1 - pages.index(page)])
    page.run()
"""


def test_what_lasts_as_long_as_its_page_is_gone_when_the_next_is_left_that_never_completed() -> (
    None
):
    at = AppTest.from_string(FAILING).run()
    at.text_input[0].set_value("written").run()
    assert at.button[0].click().run().text[0].value == "written"
    assert at.button[0].click().run().text[0].value == "None"
    assert at.text_input[0].value == ""


SHARED = """
    import rerun_state as st

    pages = [st.Page(lambda: None, url_path=name, title=name) for name in "ab"]
    page = st.navigation(pages)
    if {}:
        st.slider("C", 0, 9, 3, key="c", persist_state="page")
    if st.button("turn"):
        st.switch_page(pages[1 - pages.index(page)])
    st.text(st.session_state.get("c"))
"""


def test_the_next_page_can_read_once_what_its_page_showed_beside_it() -> None:
    at = AppTest.from_string(SHARED.format("page is pages[0]")).run()
    at.slider[0].set_value(7).run()
    assert at.button[0].click().run().text[0].value == "7"
    assert at.run().text[0].value == "None"


def test_a_widget_of_all_pages_starts_anew_where_its_value_lasted_as_long_as_the_page() -> None:
    at = AppTest.from_string(SHARED.format("True")).run()
    at.slider[0].set_value(7).run()
    assert at.button[0].click().run().slider[0].value == 3
    assert at.run().slider[0].value == 3


def test_what_lasts_as_long_as_its_page_begins_anew_on_the_next_where_that_lasts_as_long() -> None:
    program = PAGES.format("page", "a").replace('key="a")', 'key="a", persist_state="page")')
    at = AppTest.from_string(program).run()
    at.text_input[0].set_value("written").run()
    at.button[0].click().run()
    assert (at.text[0].value, at.text_area[0].value) == ("written", "default")


def test_what_code_sets_under_the_key_of_a_page_that_was_left_lasts_for_a_run() -> None:
    at = AppTest.from_string(PAGES.format("page", "b")).run()
    at.button[0].click().run()
    at.session_state["a"] = "by code"
    assert at.run().text[0].value == "by code"
    assert at.run().text[0].value == "None"


def test_what_persists_comes_back_to_a_widget_that_other_bounds_have_renewed() -> None:
    program = """
    import rerun_state as st
    if st.toggle("narrow"):
        st.slider("N", 0, 8, key="n", persist_state="session")
    else:
        st.slider("N", 0, 9, key="n", persist_state="session")
    """
    at = AppTest.from_string(program).run()
    at.slider[0].set_value(7).run()
    at.toggle[0].set_value(True).run()
    assert at.session_state["n"] == 7
    assert at.run().slider[0].value == 7


def test_what_a_run_first_showed_when_it_turned_the_page_is_gone() -> None:
    program = """
    import rerun_state as st
    pages = [st.Page(lambda: None, url_path=name, title=name) for name in "ab"]
    page = st.navigation(pages)
    st.text("k" in st.session_state)
    if page is pages[0] and st.button("turn"):
        st.text_input("K", key="k", persist_state="session")
        st.switch_page(pages[1])
    """
    at = AppTest.from_string(program).run()
    assert at.button[0].click().run().text[0].value == "False"


def test_a_fragment_that_turns_the_page_ends_the_values_of_its_own_widgets_alone() -> None:
    program = """
    import rerun_state as st

    @st.fragment
    def turn() -> None:
        st.checkbox("Own", key="own")
        if st.button("turn"):
            st.switch_page(pages[1])

    pages = [st.Page(turn), st.Page(lambda: None, url_path="b", title="b")]
    page = st.navigation(pages)
    st.text([key in st.session_state for key in ("shared", "own")])
    st.checkbox("Shared", key="shared")
    page.run()
    """
    at = AppTest.from_string(program).run()
    at.checkbox(key="shared").check()
    at.checkbox(key="own").check()
    run_fragment(at.run(), at.button[0].click())
    assert at.text[0].value == "[True, False]"
    assert at.checkbox[0].value


def test_what_code_gave_to_a_widget_that_is_not_there_ends_with_the_page() -> None:
    program = """
    import rerun_state as st
    pages = [st.Page(lambda: None, url_path=name, title=name) for name in "ab"]
    page = st.navigation(pages)
    st.text(st.session_state.get("k"))
    if st.checkbox("show", True):
        st.text_input("K", key="k")
    if st.button("turn"):
        st.switch_page(pages[1 - pages.index(page)])
    """
    at = AppTest.from_string(program).run()
    at.checkbox[0].uncheck().run()
    at.session_state["k"] = "given"
    assert at.button[0].click().run().text[0].value == "None"


@pytest.mark.parametrize(("follows", "kept"), [(True, "written"), (False, "default")])
def test_what_a_browser_holds_stays_when_what_persists_with_its_page_ends(
    follows: bool, kept: str
) -> None:
    def program() -> None:
        pages = [st.Page(one), st.Page(two)]
        st.navigation(pages).run()

    def one() -> None:
        st.text_input("A", key="a", persist_state="page")
        if st.button("turn"):
            st.switch_page(st.Page(two))

    def two() -> None:
        st.text_area("B", "default", key="a")

    app = App(program).run()
    app.change("A", "written").session.query.follows = follows
    app.press("turn")
    assert app.session.state.get("a") == ("written" if follows else None)
    assert app.run().session.state["a"] == kept


def test_what_the_page_before_has_left_waits_for_a_complete_run_not_for_a_fragments() -> None:
    program = """
    import rerun_state as st

    def one() -> None:
        st.text_input("A", key="a", persist_state="page")
        if st.button("to two"):
            st.switch_page(pages[1])

    @st.fragment
    def part() -> None:
        st.button("again")
        st.text(st.session_state.get("a"))

    def two() -> None:
        part()
        st.stop()

    pages = [st.Page(one), st.Page(two)]
    st.navigation(pages).run()
    """
    at = AppTest.from_string(program).run()
    at.text_input[0].set_value("written").run()
    at.button[0].click().run()
    for _ in range(2):
        run_fragment(at, at.button[0].click())
        assert at.text[0].value == "written"
