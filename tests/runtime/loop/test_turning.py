"""Which page an address asks for, and which it names."""

from typing import Any

import rerun_state as st
from rerun_state.runtime.execution.pages import Asked
from rerun_state.runtime.loop.page_messages import take_message
from tests.runtime.apps import App

SAID = "Page not found"


def one() -> None:
    st.text("one")
    if st.button("Go"):
        st.switch_page(st.Page(two, url_path="zwei"), query_params={"from": "one"})


def two() -> None:
    st.text("two")
    st.text_input("T", "none", key="t", bind="query-params")


def program() -> None:
    st.text(str(st.query_params.to_dict()))
    st.navigation([one, st.Page(two, url_path="zwei")]).run()


def opened(path: str, query: str = "") -> App:
    app = App(program)
    app.session.query.parse(query)
    app.cell.pages.asked = Asked(path)
    return app.run()


def go(app: App, path: str, query: str = "", turn: int = 1) -> App:
    take_message(app.cell, {"event": "address", "path": path, "query": query, "turn": turn})
    return app.drain()


def told(app: App) -> Any:
    props = app.cell.tree.root.element.props
    return props["page"]["path"], props["page"]["turn"], props["query"]


def complains(app: App) -> bool:
    events = app.cell.tree.sections["event"].children or ()
    return any(SAID in str(node.element.props.get("body")) for node in events)


def test_an_address_opens_its_page_with_its_parameters() -> None:
    app = opened("zwei", "?a=1")
    assert app.texts == ["{'a': '1'}", "two"]
    assert told(app) == ("zwei", 0, "a=1")
    assert not complains(app)


def test_without_a_page_it_is_that_of_the_default_one() -> None:
    app = opened("", "?a=1")
    assert told(app) == ("", 0, "a=1")


def test_an_address_of_no_page_opens_the_default_one_and_says_so() -> None:
    app = opened("nowhere", "?a=1")
    assert app.texts == ["{'a': '1'}", "one"]
    assert told(app) == ("", 0, "a=1")
    assert complains(app)


def test_the_default_page_has_no_address_by_its_name() -> None:
    app = opened("one")
    assert (app.texts[1], told(app)[0]) == ("one", "")
    assert complains(app)


def test_going_back_shows_the_page_with_its_parameters_from_the_start_of_the_run() -> None:
    app = opened("").press("Go")
    assert told(app) == ("zwei", 0, "from=one")
    assert go(app, "", "?b=2").texts == ["{'b': '2'}", "one"]
    assert told(app) == ("", 1, "b=2")
    assert go(app, "zwei", "?from=one", 2).texts == ["{'from': 'one'}", "two"]
    assert told(app) == ("zwei", 2, "from=one")


def test_going_back_to_no_page_answers_as_well() -> None:
    app = go(opened("zwei"), "nowhere", "?a=1", 7)
    assert told(app) == ("", 7, "a=1")
    assert complains(app)


def test_going_back_gives_a_bound_widget_the_value_of_the_address() -> None:
    app = opened("zwei").change("T", "first")
    assert app.session.query.encoded() == "t=first"
    go(app, "")
    assert go(app, "zwei", "?t=then", 2).state["t"] == "then"
    assert told(app) == ("zwei", 2, "t=then")


def test_an_app_that_does_not_have_the_address_tells_as_well_which_wish_it_answered() -> None:
    first = opened("")
    second = App(program, name="second", beside=first).run()
    take_message(second.cell, {"event": "page", "name": "zwei", "query": "", "turn": 3})
    assert second.drain().texts[1] == "two"
    assert second.cell.tree.root.element.props["page"] == {"turn": 3}


def test_a_link_names_the_default_page_by_its_address_or_its_name() -> None:
    for name in ("", "one"):
        app = opened("zwei")
        take_message(app.cell, {"event": "page", "name": name, "query": "c=3", "turn": 1})
        assert told(app.drain()) == ("", 1, "c=3")


def test_what_embeds_the_page_stays_when_a_link_is_followed() -> None:
    app = opened("", "?embed=true&a=1")
    take_message(app.cell, {"event": "page", "name": "zwei", "query": "", "turn": 1})
    assert told(app.drain()) == ("zwei", 1, "embed=true")


def test_of_several_apps_the_first_has_the_address() -> None:
    first = opened("zwei")
    second = App(program, name="second", beside=first).run()
    assert "path" in first.cell.tree.root.element.props["page"]
    assert "path" not in second.cell.tree.root.element.props["page"]


def test_an_app_without_pages_has_its_address_as_it_is() -> None:
    app = App(lambda: None)
    app.cell.pages.asked = Asked("nowhere")
    assert "page" not in app.run().cell.tree.root.element.props
