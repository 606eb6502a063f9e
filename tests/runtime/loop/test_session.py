"""The session: its cells, what they share, and what they leave."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

import rerun_state as st
from rerun_state.runtime.loop.cell import complete
from rerun_state.runtime.model.lead import Lead
from tests.runtime.apps import App, hiding, writer


def silent() -> None:
    st.text("silent")


def test_a_session_tells_of_runs_to_come_that_others_have_led_to() -> None:
    app = App(silent).run()
    led = [app.session.led]
    app.cell.ask()
    led.append(app.session.led)
    app.drain().cell.ask(lead=Lead().through("another"))
    led.append(app.session.led)
    led.append(app.drain().session.led)
    assert led == [False, False, True, False]


def test_a_run_that_an_earlier_event_ends_is_still_led_by_what_had_led_to_it() -> None:
    led = list[bool]()

    def program() -> None:
        led.append(bool(app.cell.lead.rounds))
        st.text("shown")

    app = App(program).run()
    led.clear()
    earlier, later = Lead(), Lead().through("another")
    app.cell.yields, app.cell.last_frame = True, float("inf")
    app.host.arrivals = {app.host.polls + 1: lambda: app.cell.ask(lead=earlier)}
    app.cell.ask(lead=later)
    app.drain()
    assert led == [True, True]


def test_who_wants_to_know_is_told_that_events_were_answered() -> None:
    app, told = App(silent), list[int]()
    app.session.on_rest = lambda: told.append(1)
    app.run()
    assert told == [1]


def test_two_cells_that_keep_each_other_busy_come_to_an_error() -> None:
    def program() -> None:
        st.session_state["n"] = st.session_state.get("n", 0) + 1

    one = App(program, name="one")
    two = App(program, name="two", beside=one)
    one.run()
    two.run()
    assert "RerunLimitError" in one.errors + two.errors


def other_kind() -> None:
    st.text_input("T", key="n")


@pytest.mark.parametrize("program", [writer, other_kind])
def test_a_key_belongs_to_one_cell_only(program: Callable[[], None]) -> None:
    one = App(writer, name="one").run().change("N", 5)
    two = App(program, name="two", beside=one).run()
    assert (one.errors, two.errors) == ([], ["StreamlitDuplicateElementKey"])
    message = str(two.cell.error)
    assert "slider of the app 'one'" in message
    assert "of the app 'two'" in message
    assert one.state["n"] == 5


@pytest.mark.parametrize("program", [writer, other_kind])
def test_a_key_is_free_once_its_cell_is_gone(program: Callable[[], None]) -> None:
    one = App(writer, name="one").run()
    two = App(program, name="two", beside=one).run()
    one.session.remove("one")
    assert two.drain().errors == []
    assert list(two.state) == ["n"]


def test_a_key_is_free_while_nobody_looks_at_its_cell() -> None:
    one = App(writer, name="one").run().change("N", 5)
    one.cell.sleep(True)
    two = App(writer, name="two", beside=one).run()
    assert (two.errors, two.state["n"]) == ([], 5)


def test_a_key_is_free_once_its_cell_no_longer_shows_it() -> None:
    one = App(hiding, name="one").run()
    two = App(writer, name="two", beside=one).run()
    one.change("Hide", True)
    assert (two.errors, [n.value for n in two.nodes() if n.widget is not None]) == ([], [0])


def test_a_cell_that_is_executed_again_keeps_its_keys() -> None:
    one = App(writer, name="one").run().change("N", 5)
    again = App(writer, name="one", beside=one).run()
    assert (again.errors, again.state["n"]) == ([], 5)


def test_a_cell_that_replaces_another_finds_its_values() -> None:
    old = App(writer).run().change("N", 5)
    new = App(writer, beside=old).run()
    assert (new.state["n"], old.cell.abandoned) == (5, True)
    assert list(new.session.cells.values()) == [new.cell]


def test_a_cell_that_replaces_another_finds_what_its_forms_hold_back() -> None:
    def program() -> None:
        with st.form("form"):
            name = st.text_input("Name", key="name")
            st.form_submit_button("Send")
        st.text(f"name {name!r}")

    old = App(program).run().change("Name", "Ada")
    new = App(program, beside=old).run()
    assert new.texts == ["name ''"]
    assert new.press("Send").texts == ["name 'Ada'"]


def test_a_cell_that_replaces_another_stays_on_the_page_where_its_reader_is() -> None:
    def one() -> None:
        if st.button("Go"):
            st.switch_page(pages[1])

    def two() -> None:
        st.text_input("Name", key="name")

    pages = [st.Page(one), st.Page(two)]

    def program() -> None:
        st.navigation(pages).run()

    old = App(program).run().press("Go").change("Name", "Ada")
    new = App(program, beside=old).run()
    assert new.state["name"] == "Ada"
    pages.pop()
    last = App(program, beside=new).run()
    assert last.errors == []
    last.press("Go")


def test_what_a_form_held_back_is_gone_with_the_form() -> None:
    shows = [True, False, True]

    def program() -> None:
        if shows.pop(0):
            with st.form("form"):
                st.text_input("Name", key="name")
                st.form_submit_button("Send")

    old = App(program).run().change("Name", "Ada")
    between = App(program, beside=old).run()
    assert App(program, beside=between).run().press("Send").state["name"] == ""


def test_closing_a_session_closes_its_cells() -> None:
    app = App(writer).run()
    app.session.close()
    assert (app.session.cells, app.cell.abandoned) == ({}, True)


def test_removing_a_cell_that_is_not_there_does_nothing() -> None:
    App(writer).session.remove("nobody")


# -- what a cell leaves ----------------------------------------------------------------------------


def sliders(start: int) -> Callable[[], None]:
    def program() -> None:
        for n in range(start, start + 10):
            st.slider(f"S{n}", 0, 99, key=f"k{n}")

    return program


def test_values_of_a_cell_that_was_edited_are_gone_after_its_run() -> None:
    app = App(sliders(0)).run()
    for n in range(1, 20):
        app = App(sliders(n * 10), beside=app).run()
    assert len(app.state) == 10
    assert len(app.state.store.values) == len(app.state._settling) == 10


def test_values_of_a_cell_that_is_removed_are_gone() -> None:
    app = App(sliders(0)).run()
    app.state["mine"] = 1
    app.session.remove("app")
    assert app.state.to_dict() == {"mine": 1}


def test_a_cell_that_is_removed_takes_its_parameter_out_of_the_address() -> None:
    def program() -> None:
        st.slider("A", 0, 9, key="a", bind="query-params")

    app = App(program).run()
    app.session.query["own"] = "1"
    app.state["a"] = 5
    app.run()
    assert app.session.query.to_dict() == {"own": "1", "a": "5"}
    app.session.remove("app")
    assert app.session.query.to_dict() == {"own": "1"}


def test_a_session_that_is_closed_keeps_what_code_stored_alone() -> None:
    app = App(sliders(0)).run()
    App(sliders(20), name="two", beside=app).run()
    app.state["mine"] = 1
    app.session.close()
    assert app.state.to_dict() == {"mine": 1}


def test_a_cell_that_is_closed_for_another_leaves_it_its_values() -> None:
    app = App(writer).run().change("N", 5)
    app.session.vacate("app")
    new = App(writer, beside=app).run()
    new.session.clean()
    assert new.state["n"] == 5


def test_a_session_whose_reader_never_rests_lets_others_have_their_turn() -> None:
    app = App(writer).run()
    runs = list[Any]()

    def go_on(run: Any) -> None:
        runs.append(run)
        if len(runs) < 5:
            app.send("N", len(runs))

    app.cell.on_complete = go_on
    app.send("N", 9)
    complete(app.session.drain(lambda: True))
    assert (len(runs), app.session.waiting) == (1, True)
    complete(app.session.drain())
    assert (len(runs), app.session.waiting) == (5, False)


def test_a_drain_within_another_leaves_all_to_that() -> None:
    log: list[str] = []

    async def first() -> None:
        log.append("begin")
        await one.session.drain()
        log.append("end")

    one = App(first, name="one")
    two = App(lambda: log.append("two"), name="two", beside=one)
    one.cell.ask()
    two.cell.ask()
    asyncio.run(one.session.drain())
    assert log == ["begin", "end", "two"]


def test_parameters_may_be_set_where_no_app_runs() -> None:
    session = App(lambda: None).run().session
    session.query["a"] = "1"
    assert session.query.to_dict() == {"a": "1"}
