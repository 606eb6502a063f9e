"""Widgets bound to a query parameter."""

import pytest

import rerun_state as st
from rerun_state.errors import StreamlitAPIException
from rerun_state.testing import AppTest
from tests.runtime.apps import App

HIDDEN = """
    import rerun_state as st
    if st.toggle("show", True):
        st.slider("N", 0, 9, 3, key="n", bind="query-params")
    st.text(dict(st.query_params))
"""


def program() -> None:
    st.text(str(st.slider("N", 0, 9, 3, key="n", bind="query-params")))


def app_at(**address: str) -> App:
    app = App(program)
    for name, text in address.items():
        app.session.query[name] = text
    return app.run()


def address(app: App) -> dict[str, str]:
    return dict(app.session.query.items())


def test_an_address_gives_a_widget_its_first_value() -> None:
    assert app_at(n="7").texts == ["7"]


def test_the_address_follows_the_reader() -> None:
    app = app_at(n="7")
    assert address(app.change("N", 5)) == {"n": "5"}


def test_a_default_leaves_the_address() -> None:
    app = app_at(n="7")
    assert address(app.change("N", 3)) == {}


def test_what_a_widget_does_not_offer_is_taken_out_of_the_address() -> None:
    app = app_at(n="77")
    assert (app.texts, address(app)) == (["3"], {})


def test_names_that_embedding_uses_are_refused() -> None:
    def program() -> None:
        with pytest.raises(StreamlitAPIException, match=r"for embedding the page\. Take another"):
            st.slider("N", 0, 9, key="embed", bind="query-params")
        st.text("refused")

    assert App(program).run().texts == ["refused"]


def test_a_widget_that_was_hidden_takes_what_the_address_says_meanwhile() -> None:
    app = AppTest.from_string(HIDDEN).run()
    app.slider[0].set_value(7)
    app.run().toggle[0].set_value(False).run()
    app.query_params["n"] = "5"
    app.toggle[0].set_value(True).run()
    assert app.slider[0].value == 5


def test_a_disabled_widget_follows_the_address() -> None:
    program = 'import rerun_state as st\nst.slider("N", 0, 9, key="n", disabled=True, {})'
    app = AppTest.from_string(program.format('bind="query-params"')).run()
    app.query_params["n"] = "5"
    assert app.run().slider[0].value == 5


def test_a_widget_that_is_bound_no_longer_takes_its_parameter_with_it() -> None:
    program = """
    import rerun_state as st
    st.text_input("T", key="t", bind=None if st.toggle("free") else "query-params")
    st.text(dict(st.query_params))
    """
    app = AppTest.from_string(program)
    app.query_params["t"] = "x"
    app.run().toggle[0].set_value(True).run()
    assert (app.text[0].value, app.text_input[0].value) == ("{}", "x")


def test_a_value_from_before_is_told_to_an_address_that_lacks_it() -> None:
    app = AppTest.from_string(HIDDEN).run()
    app.slider[0].set_value(7)
    app.run().toggle[0].set_value(False).run()
    app.toggle[0].set_value(True).run()
    app.query_params.clear()
    assert app.run().query_params == {"n": "7"}


def test_a_page_takes_a_default_out_of_its_address_itself() -> None:
    app = AppTest.from_string(HIDDEN)
    app.query_params["n"] = "7"
    app.run().slider[0].set_value(3)
    assert app.run().text[0].value == "{}"
    assert app.query_params == {"n": "7"}  # a test has no page which would do that


def test_a_bound_parameter_that_the_address_lacks_is_not_to_be_deleted_either() -> None:
    app = AppTest.from_string(HIDDEN + '\n    del st.query_params["n"]').run()
    assert app.exception[0].message.startswith("The query parameter 'n' cannot be deleted")


def test_the_address_of_the_next_page_says_what_all_pages_share() -> None:
    program = """
    import rerun_state as st
    pages = [st.Page(lambda: None, url_path=name, title=name) for name in "ab"]
    page = st.navigation(pages)
    st.slider("N", 0, 9, 3, key="n", bind="query-params")
    if page is pages[0] and st.button("turn"):
        st.switch_page(pages[1])
    """
    app = AppTest.from_string(program).run()
    app.slider[0].set_value(7).run()
    assert app.button[0].click().run().query_params == {"n": "7"}


def test_what_the_run_itself_wrote_into_the_address_is_no_wish_of_the_reader() -> None:
    program = """
    import rerun_state as st
    st.query_params["n"] = 7
    st.slider("N", 0, 9, 3, key="n", bind="query-params")
    """
    app = AppTest.from_string(program).run()
    assert (app.slider[0].value, app.exception.values) == (3, [])


def test_bound_widgets_persist_longer_than_their_page() -> None:
    program = """
    import rerun_state as st
    pages = [st.Page(lambda: None, url_path=name, title=name) for name in "ab"]
    page = st.navigation(pages)
    if page is pages[0]:
        st.slider("N", 0, 9, 3, key="n", bind="query-params", persist_state="page")
    if st.button("turn"):
        st.switch_page(pages[1 - pages.index(page)])
    """
    app = AppTest.from_string(program).run()
    app.slider[0].set_value(7).run()
    app.button[0].click().run()
    assert app.button[0].click().run().slider[0].value == 7


STOPPABLE = """
import rerun_state as st
if st.toggle("stop"):
    st.stop()
st.slider("N", 0, 9, 3, key="n", bind="query-params")
"""


def test_a_widget_that_the_run_before_did_not_reach_takes_what_the_address_says() -> None:
    app = AppTest.from_string(STOPPABLE).run()
    app.slider[0].set_value(7).run()
    app.toggle[0].set_value(True).run()
    app.query_params["n"] = "5"
    app.toggle[0].set_value(False).run()
    assert app.slider[0].value == 5


def test_a_widget_that_a_stop_kept_from_the_page_is_none_that_comes_back() -> None:
    app = AppTest.from_string(STOPPABLE).run()
    app.slider[0].set_value(7).run()
    app.toggle[0].set_value(True).run()
    app.toggle[0].set_value(False).run()
    assert (app.slider[0].value, app.query_params) == (7, {})


def test_the_address_says_what_a_widget_is_given_that_was_unbound_on_the_page_before() -> None:
    program = """
    import rerun_state as st

    def one() -> None:
        st.slider("N", 0, 9, 3, key="n", bind="query-params")

    def two() -> None:
        st.slider("N", 0, 9, 3, key="n")

    pages = [st.Page(one), st.Page(two)]
    page = st.navigation(pages)
    if st.button("turn"):
        st.switch_page(pages[1 - pages.index(page)])
    page.run()
    """
    app = AppTest.from_string(program).run()
    app.slider[0].set_value(7).run()
    app.button[0].click().run()
    assert (app.slider[0].value, app.query_params) == (7, {})
    assert app.button[0].click().run().query_params == {"n": "7"}


def test_a_widget_of_runs_that_asked_for_another_has_no_value_from_before() -> None:
    again = "n = st.session_state.n = st.session_state.get('n', 0) + 1\nif n < 4: st.rerun()\n"
    shown = "import rerun_state as st\nst.slider('N', 0, 9, 3, key='k', bind='query-params')\n"
    at = AppTest.from_string(shown + again).run().slider[0].set_value(5).run()
    assert at.query_params == {}


def test_code_that_sets_a_value_before_the_widget_is_shown_tells_the_address() -> None:
    script = """
        import rerun_state as st
        n = st.session_state.n = st.session_state.get("n", 0) + 1
        st.session_state.k = n
        if n > 1: st.slider("N", 0, 9, key="k", bind="query-params")
    """
    assert AppTest.from_string(script).run().run().query_params == {"k": "2"}


def test_a_value_of_another_widget_under_the_key_is_none_from_before() -> None:
    script = """
        import rerun_state as st
        n = st.session_state.n = st.session_state.get("n", 0) + 1
        st.slider("N", 0, 10 if n % 2 else 5, key="k", bind="query-params")
        raise ValueError
    """
    at = AppTest.from_string(script).run().slider[0].set_value(3).run()
    assert at.run().query_params == {}
