"""Widgets bound to a query parameter."""

import pytest

import rerun_state as st
from rerun_state.errors import StreamlitAPIException
from tests.runtime.apps import App


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
        with pytest.raises(StreamlitAPIException, match="reserved for embedding"):
            st.slider("N", 0, 9, key="embed", bind="query-params")
        st.text("refused")

    assert App(program).run().texts == ["refused"]
