"""The cells of a kernel: what they share, and who runs when another one writes."""

import asyncio
from collections.abc import Callable
from enum import Enum
from typing import Any

import numpy as np
import pandas as pd
import pytest

import rerun_state as st
from rerun_state.runtime.loop.cell import complete
from rerun_state.runtime.model.lead import Lead
from rerun_state.runtime.state.value_store import ALL_KEYS
from tests.runtime.apps import App


def writer() -> None:
    st.slider("N", 0, 99, key="n")


def reader() -> None:
    st.text(f"n is {st.session_state.get('n')}")


def silent() -> None:
    st.text("silent")


def test_a_cell_runs_again_when_another_changes_state_that_it_read() -> None:
    one = App(writer, name="one").run()
    two = App(reader, name="two", beside=one).run()
    one.change("N", 5)
    assert two.texts == ["n is 5"]


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


def test_a_cell_runs_again_when_ordinary_code_changes_state_that_it_read() -> None:
    app = App(reader).run()
    app.state["n"] = 5
    assert app.drain().texts == ["n is 5"]
    del app.state["n"]
    assert app.drain().texts == ["n is None"]


def test_the_same_value_again_runs_nothing() -> None:
    app = App(reader).run()
    app.state["n"] = None
    app.drain()
    wakes = app.host.wakes
    app.state["n"] = None
    assert (app.cell.queue.waiting, app.host.wakes) == (False, wakes)


def test_a_cell_that_did_not_read_it_stays_as_it_is() -> None:
    app = App(silent).run()
    app.state["n"] = 5
    assert not app.cell.queue.waiting


def test_a_cell_does_not_run_again_for_what_it_writes_itself() -> None:
    def program() -> None:
        st.session_state["n"] = st.session_state.get("n", 0) + 1

    app = App(program).run()
    assert app.state["n"] == 1


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


def hiding() -> None:
    if not st.checkbox("Hide"):
        writer()


def test_a_cell_that_replaces_another_finds_its_values() -> None:
    old = App(writer).run().change("N", 5)
    new = App(writer, beside=old).run()
    assert (new.state["n"], old.cell.abandoned) == (5, True)
    assert list(new.session.cells.values()) == [new.cell]


def test_closing_a_session_closes_its_cells() -> None:
    app = App(writer).run()
    app.session.close()
    assert (app.session.cells, app.cell.abandoned) == ({}, True)


def test_removing_a_cell_that_is_not_there_does_nothing() -> None:
    App(writer).session.remove("nobody")


# -- who depends on what ---------------------------------------------------------------------------


class Counting:
    """A program that counts its runs."""

    def __init__(self, program: Callable[[], object]) -> None:
        self.program = program
        self.runs = 0

    def __call__(self) -> None:
        self.runs += 1
        self.program()


def member() -> object:
    class Kind(Enum):
        X = 1

    return Kind.X


VALUES: list[Callable[[], Any]] = [
    lambda: float("nan"),
    lambda: [float("nan")],
    lambda: {"a": np.array([1.0, float("nan")])},
    lambda: pd.DataFrame({"a": [1.0, float("nan")]}),
    lambda: np.array([1, 2]),
    object,
    lambda: lambda: 1,
    lambda: [object()],
    member,
]


@pytest.mark.parametrize("make", VALUES)
def test_cells_that_write_one_key_with_what_never_equals_itself_leave_each_other_in_peace(
    make: Callable[[], Any],
) -> None:
    def program() -> None:
        st.session_state["v"] = make()
        st.text(str(st.session_state["v"])[:1])

    programs = [Counting(program), Counting(program)]
    one = App(programs[0], name="one").run()
    two = App(programs[1], name="two", beside=one).run()
    assert [each.runs for each in programs] == [1, 1]
    two.run()
    assert ([each.runs for each in programs], one.errors + two.errors) == ([1, 2], [])


@pytest.mark.parametrize("make", VALUES)
def test_cells_that_look_first_and_write_then_come_to_rest(make: Callable[[], Any]) -> None:
    def program() -> None:
        st.text(str("v" in st.session_state))
        st.session_state["v"] = make()

    programs = [Counting(program), Counting(program)]
    one = App(programs[0], name="one").run()
    two = App(programs[1], name="two", beside=one).run().run()
    assert max(each.runs for each in programs) <= 4
    assert one.errors + two.errors == []


def test_a_cell_follows_what_it_only_reads_though_nobody_can_compare_it() -> None:
    def program() -> None:
        n = st.slider("N", 0, 9)
        st.session_state["f"] = lambda: n

    one = App(program, name="one").run()
    two = App(Counting(lambda: st.text(str(st.session_state["f"]()))), name="two", beside=one).run()
    one.change("N", 5)
    assert two.texts == ["5"]


def test_a_cell_that_wrote_a_key_itself_follows_one_that_writes_another_value() -> None:
    def program() -> None:
        if st.button("Reset"):
            st.session_state["n"] = 0
        st.text(str(st.session_state.get("n")))

    app = App(program).run().press("Reset")
    app.state["n"] = 7
    assert app.drain().texts == ["7"]


@pytest.mark.parametrize(("old", "new"), [(1, True), (1, 1.0), (0, False)])
def test_a_cell_follows_a_value_that_is_equal_and_looks_otherwise(old: Any, new: Any) -> None:
    app = App(Counting(lambda: st.text(repr(st.session_state["n"]))))
    app.state["n"] = old
    app.run()
    app.state["n"] = new
    assert app.drain().texts == [repr(new)]


WHOLES: list[Callable[[], object]] = [
    lambda: st.write(st.session_state),
    lambda: st.json(st.session_state),
    lambda: st.session_state.to_dict(),
    lambda: repr(st.session_state),
    lambda: dict(st.session_state),
    lambda: list(st.session_state.items()),
    lambda: list(st.session_state.values()),
    lambda: st.session_state == {},
]
KEYS: list[Callable[[], object]] = [
    lambda: len(st.session_state),
    lambda: list(st.session_state),
    lambda: bool(st.session_state),
    lambda: st.session_state.keys() == {"a"},
]


@pytest.mark.parametrize("look", [*WHOLES, *KEYS])
def test_a_cell_that_looks_at_the_state_as_a_whole_follows_new_entries(
    look: Callable[[], object],
) -> None:
    app = App(program := Counting(look)).run()
    app.state["a"] = 1
    app.drain()
    assert program.runs == 2
    del app.state["a"]
    app.drain()
    assert program.runs == 3


@pytest.mark.parametrize("look", WHOLES)
def test_a_cell_that_looks_at_all_entries_follows_their_values(
    look: Callable[[], object],
) -> None:
    app = App(program := Counting(look))
    app.state["a"] = 1
    app.run()
    app.state["a"] = 2
    app.drain()
    assert program.runs == 2


def test_a_cell_that_counts_entries_does_not_run_for_their_values() -> None:
    app = App(program := Counting(lambda: len(st.session_state)))
    app.state["a"] = 1
    app.run()
    app.state["a"] = 2
    app.drain()
    assert program.runs == 1


@pytest.mark.parametrize("name", ["__dataframe__", "__array__", "_repr_html_", "_ipython_display_"])
def test_what_libraries_ask_of_any_object_is_no_look_at_an_entry(name: str) -> None:
    app = App(Counting(lambda: st.text(str(hasattr(st.session_state, name))))).run()
    assert (app.texts, app.cell.reads) == (["False"], set())


def test_writing_the_state_looks_at_its_entries_alone() -> None:
    app = App(Counting(lambda: st.write(st.session_state)))
    app.state["a"] = 1
    assert app.run().cell.reads == {"a", ALL_KEYS}


def test_a_cell_follows_a_widget_that_comes_and_goes_in_another() -> None:
    two = App(reader, name="two").run()
    one = App(hiding, name="one", beside=two).run()
    assert two.texts == ["n is 0"]
    one.change("Hide", True)
    assert two.texts == ["n is None"]


def test_a_cell_does_not_run_again_for_its_own_widget_that_goes() -> None:
    def program() -> None:
        st.session_state.get("n")
        hiding()

    app = App(counting := Counting(program)).run().change("Hide", True)
    assert (counting.runs, app.cell.queue.waiting) == (2, False)


def test_a_cell_follows_a_choice_that_another_had_to_take_back() -> None:
    def program() -> None:
        few = st.checkbox("few")
        st.radio("R", ["a"] if few else ["a", "b"], key="r")

    one = App(program, name="one").run().change("R", "b")
    two = App(Counting(lambda: st.text(st.session_state["r"])), name="two", beside=one).run()
    one.change("few", True)
    assert two.texts == ["a"]


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
