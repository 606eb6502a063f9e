"""The one door to the page: where things go that callbacks, fragments and caches say."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any

import pytest

import rerun_state as st
from rerun_state.jupyter import sink
from rerun_state.jupyter.sink import TreeSink
from rerun_state.runtime.execution.host import PlainHost
from rerun_state.runtime.execution.run import Run
from rerun_state.runtime.grammar.writes import alter, fill, replace
from rerun_state.runtime.model.tree import MAIN, Element, Node
from rerun_state.testing import AppTest
from tests.runtime.apps import App


def say(text: str) -> None:
    """Print, as far as a run is concerned."""
    Printing.sink.stream("stdout", text)


class Printing(PlainHost):
    """Captures what a run prints."""

    sink: TreeSink

    @contextmanager
    def surround(self, run: Run) -> Iterator[None]:
        Printing.sink = TreeSink(run)
        yield


def printing(program: Any) -> App:
    app = App(program)
    app.session.host = Printing()
    return app.run()


def printed(app: App) -> list[str]:
    shown = [node for node in app.nodes() if node.element.kind == "output"]
    return [str(node.element.props["outputs"][0]["text"]) for node in shown]


def clicked(made: str, callback: str) -> AppTest:
    script = f"import rerun_state as st\n{made}\nst.button('B', on_click=lambda: {callback})"
    return AppTest.from_string(script).run().button[0].click().run()


def test_a_callback_may_write_over_a_container_that_it_has_just_filled() -> None:
    at = clicked(
        "slot = st.empty()\nslot.container().text('new')",
        "(slot.container().text('x'), slot.text('y'))",
    )
    assert at.text.values == ["new"]
    assert not at.exception


def test_a_spinner_may_stand_in_a_container_that_is_written_over() -> None:
    def program() -> None:
        slot = st.empty()
        with slot.container(), st.spinner("Working"):
            slot.text("done")

    app = App(program).run()
    assert (app.texts, app.errors) == (["done"], [])


def test_a_callback_writes_below_what_the_program_puts_there() -> None:
    at = clicked("box = st.container()\nbox.text('program')", "box.text('callback')")
    assert at.text.values == ["program", "callback"]


def test_a_spinner_of_a_callback_in_a_container_of_the_page_before_ends() -> None:
    made = "def work():\n    with box, st.spinner('w'): box.text('callback')\nbox = st.container()"
    at = clicked(made, "work()")
    assert at.text.values == ["callback"]
    assert "spinner" not in [element.type for element in at]


def test_a_handle_of_an_earlier_run_leads_to_what_stands_there_now() -> None:
    def program() -> None:
        box = st.container()
        st.session_state.setdefault("first", box).text("mine")

    app = App(program).run()
    assert app.run().run().texts == ["mine"]


def test_a_handle_of_an_earlier_run_collects_nothing() -> None:
    def program() -> None:
        if "box" not in st.session_state:
            st.session_state.box = st.container()
        st.session_state.box.text("mine")

    app = App(program).run().run().run()
    assert app.texts == ["mine"]
    assert app.state["box"]._node.children is None


@st.fragment
def part(write: Any) -> None:
    st.button("Go")
    write()


def leaves_nothing(app: App, shown: list[str]) -> None:
    """The same page after each rerun of the fragment, with as many places."""
    counts = set[int]()
    for _ in range(3):
        app.press("Go")
        counts.add(len(app.nodes()))
        assert app.texts + printed(app) == shown
    assert len(counts) == 1


def test_a_fragment_may_write_over_a_placeholder_outside_of_it() -> None:
    def program() -> None:
        slot = st.empty()
        part(lambda: slot.text("over"))

    leaves_nothing(App(program).run(), ["over"])


def test_what_a_fragment_replays_from_a_cache_stands_in_the_container_around() -> None:
    @st.cache_data(show_spinner=False)
    def cached() -> None:
        st.text("cached")

    def program() -> None:
        box = st.container()

        def write() -> None:
            with box:
                cached()

        part(write)

    leaves_nothing(App(program).run(), ["cached"])


def test_what_a_fragment_prints_in_a_container_outside_of_it_is_shown_there() -> None:
    def program() -> None:
        box = st.container()

        def write() -> None:
            with box:
                say("out")
                say("put")

        part(write)

    leaves_nothing(printing(program), ["output"])


def test_a_print_where_a_fragment_may_not_write_is_shown_in_the_fragment() -> None:
    def program() -> None:
        box = st.container()

        def write() -> None:
            with box if app.cell.tree.sections else st.container():
                if st.session_state.setdefault("runs", 0):
                    say("late")
                st.session_state.runs += 1

        part(write)

    app = App(program)
    app.session.host = Printing()
    leaves_nothing(app.run(), ["late"])


def test_what_a_callback_of_a_fragment_prints_is_shown_until_the_next_rerun() -> None:
    @st.fragment
    def loud() -> None:
        st.button("Go", on_click=say, args=("callback",))
        st.button("Other")

    def program() -> None:
        st.text("above")
        loud()

    app = printing(program)
    leaves_nothing(app, ["callback"])
    assert printed(app.press("Other")) == []
    assert app.run().texts == ["above"]


def test_what_a_callback_prints_into_a_container_of_the_page_before_is_one_output() -> None:
    def program() -> None:
        box = st.container()

        def callback() -> None:
            with box:
                say("one ")
                say("two")

        st.button("Go", on_click=callback)

    assert printed(printing(program).press("Go")) == ["one two"]


def test_what_a_callback_of_a_fragment_prints_piece_by_piece_is_one_output() -> None:
    def speak() -> None:
        say("piece ")
        say("by piece")

    @st.fragment
    def loud() -> None:
        st.button("Go", on_click=speak)

    def program() -> None:
        st.text("above")
        loud()

    assert printed(printing(program).press("Go")) == ["piece by piece"]


def test_cleared_output_leaves_the_placeholder_that_it_stood_in() -> None:
    def program() -> None:
        slot = st.empty()
        with slot:
            say("before")
            Printing.sink.clear(wait=False)
        slot.text("after")

    app = printing(program)
    assert (app.texts, printed(app)) == (["after"], [])


def test_a_print_goes_on_where_the_program_has_written_over_the_last_one() -> None:
    def program() -> None:
        slot = st.empty()
        with slot:
            say("before")
        with slot.container():
            st.text("box")
            say("after")

    app = printing(program)
    assert (app.texts, printed(app)) == (["box"], ["after"])


def test_output_that_is_cleared_leaves_the_page() -> None:
    def program() -> None:
        say("one")
        st.text("between")
        say("two")
        Printing.sink.clear(wait=False)
        say("three")

    assert printed(printing(program)) == ["three"]


def test_threads_that_print_at_once_lose_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    other = Thread(target=say, args=["other\n"])

    def interrupted(text: str) -> str:
        if other.ident is None:
            other.start()
            other.join(0.2)  # it may have to wait for its turn
        return text

    def program() -> None:
        say("first\n")
        monkeypatch.setattr(sink, "overstrike", interrupted)
        say("second\n")
        other.join()

    assert set("".join(printed(printing(program))).split()) == {"first", "second", "other"}


@pytest.mark.parametrize("details", [None, "full", "none"])
def test_strangers_see_the_details_of_an_error_only_where_its_author_allows_it(
    details: str | None,
) -> None:
    told = list[str]()

    def program() -> None:
        raise ValueError("a secret")

    app = App(program)
    app.session.visitor.confide = told.append
    app.session.settings().update({"client.showErrorDetails": details} if details else {})
    app.run()
    assert app.errors == (["ValueError"] if details == "full" else [])
    assert "ValueError: a secret" in told[0]
    shown = [node.element for node in app.nodes() if node.element.kind == "alert"]
    assert len(shown) == (0 if details == "full" else 1)
    assert "secret" not in str([each.props for each in shown])


def rows(*bodies: str) -> list[Element]:
    return [Element("text", {"body": body}) for body in bodies]


def filled(*steps: list[Element]) -> tuple[App, Node]:
    """An app with a place that was filled with one list of elements after the other."""
    app = App(lambda: None).run()
    run, place = Run(app.cell, app.cell.tree), app.cell.tree.sections[MAIN]
    for elements in steps:
        fill(run, place, elements)
    return app, place


def test_a_place_is_filled_anew_with_what_has_changed_more_and_less() -> None:
    first, second, third = rows("a", "b"), rows("a", "c", "d"), rows("e")
    assert filled(first)[0].texts == ["a", "b"]
    assert filled(first, second)[0].texts == ["a", "c", "d"]
    assert filled(first, second, third)[0].texts == ["e"]
    assert filled(first, [])[0].texts == []


def test_what_is_there_already_keeps_what_stands_below_it() -> None:
    first, more = rows("a", "b")
    app, place = filled([first])
    assert place.children is not None
    place.children[0].append(rows("below")[0])
    fill(Run(app.cell, app.cell.tree), place, [first, more])
    assert app.texts == ["a", "below", "b"]


def test_what_stands_in_a_place_can_be_changed_where_no_run_is() -> None:
    _, place = filled(rows("a"))
    assert place.children is not None
    (node,) = place.children
    node.append(rows("below")[0])
    alter(None, node, body="b", help="h")
    assert (node.element.props, len(node.children or ())) == ({"body": "b", "help": "h"}, 1)
    replace(None, node, rows("c")[0])
    assert (node.element.props, node.children) == ({"body": "c"}, None)


def test_a_page_that_is_no_more_is_not_filled() -> None:
    app, place = filled(rows("a"))
    place.children = None
    fill(Run(app.cell, app.cell.tree), place, rows("b"))
    assert place.children is None


def test_the_page_hears_of_what_will_go_again_when_it_comes_and_when_it_goes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    heard: list[str] = []

    def program() -> None:
        heard.clear()
        with st.spinner("Wait"):
            heard.append("in it")

    app = App(program)
    monkeypatch.setattr(app.cell.renderer, "touched", lambda node: heard.append(node.element.kind))
    app.run()
    assert heard == ["spinner", "in it", "spinner"]
