"""The tasks of one app: which call finds which, and who runs when one ends."""

from threading import Condition, Event, Thread
from typing import Any

import pytest

from rerun_state.runtime.model.lead import Lead
from rerun_state.runtime.tasks.handle import Task
from rerun_state.runtime.tasks.table import Followed, Tasks

LEAD = Lead()


class Table:
    """A table whose requests for runs are noted: the fragments, or None for the app."""

    def __init__(self) -> None:
        self.asked: list[Any] = []
        self.causes: list[str] = []
        self.leads: list[Lead | None] = []
        self.tasks = Tasks(self._ask)

    def _ask(self, fragment: Any, *, cause: str, lead: Lead | None) -> None:
        self.asked.append(fragment)
        self.causes.append(cause)
        self.leads.append(lead)

    def task(self, *fragments: Any, call: str = "call", lead: Lead = LEAD) -> Task[Any]:
        """A task of a call that these ask for."""
        task: Task[Any] = Task("work()", lambda task: None)
        self.tasks.add(call, task)
        for fragment in fragments:
            self.tasks.follow(task, fragment, afresh=False, lead=lead)
        return task


def test_a_call_finds_its_task() -> None:
    table = Table()
    task = table.task(None)
    assert table.tasks.find("call") is task
    assert table.tasks.find("other") is None


def test_the_fragments_that_ask_for_a_task_run_at_its_end() -> None:
    table = Table()
    table.task("one", "two").end(1)
    assert sorted(table.asked) == ["one", "two"]
    assert set(table.causes) == {"the end of a task"}


def test_the_app_runs_alone_if_it_asks_as_its_fragments_do() -> None:
    table = Table()
    table.task("one", None).end(1)
    assert table.asked == [None]


def test_a_full_run_that_asks_afresh_forgets_who_asked_before() -> None:
    table = Table()
    task = table.task("one")
    table.tasks.follow(task, "two", afresh=True, lead=LEAD)
    task.end(1)
    assert table.asked == ["two"]


def test_the_end_leads_on_from_the_run_that_asked_first() -> None:
    table, later = Table(), Lead()
    task = table.task(None)
    table.tasks.follow(task, None, afresh=True, lead=later)
    task.end(1)
    assert table.leads == [LEAD]


def test_an_end_that_no_run_has_seen_is_undelivered() -> None:
    table = Table()
    task = table.task(None)
    assert table.tasks.undelivered("call") is None
    task.end(1)
    assert table.tasks.undelivered("call") is task
    assert table.tasks.undelivered("other") is None
    table.tasks.settle({task: True}, None)
    assert table.tasks.undelivered("call") is None


def test_a_run_that_began_before_the_end_has_not_seen_it() -> None:
    table = Table()
    task = table.task(None)
    task.end(1)
    table.tasks.settle({task: False}, None)
    assert table.tasks.undelivered("call") is task


def test_what_was_seen_stays_seen() -> None:
    table = Table()
    task = table.task(None)
    task.end(1)
    table.tasks.settle({task: True}, None)
    table.tasks.settle({task: False}, None)
    assert task.delivered


def test_what_a_full_run_does_not_ask_for_is_left() -> None:
    table = Table()
    left, kept = table.task(None), table.task(None, call="other")
    table.tasks.settle({kept: False}, None)
    assert (table.tasks.find("call"), table.tasks.find("other")) == (None, kept)
    left.end(1)
    assert table.asked == []


def test_a_fragment_leaves_what_it_alone_has_asked_for() -> None:
    table = Table()
    shared, own = table.task("one", "two"), table.task("one", call="own")
    table.tasks.settle({}, ["one"])
    assert (table.tasks.find("call"), table.tasks.find("own")) == (shared, None)
    shared.end(1)
    own.end(1)
    assert table.asked == ["two"]


def test_nothing_is_told_once_the_table_is_closed() -> None:
    table = Table()
    tasks = [table.task(None), table.task("one", call="other")]
    table.tasks.close()
    for task in tasks:
        task.end(1)
    assert table.asked == []
    assert not table.tasks.wait()


def test_what_is_tried_again_is_submitted_anew_by_those_that_ask_for_it() -> None:
    table = Table()
    task, other = table.task("one"), table.task(None, call="other")
    task.end(None, ValueError())
    task.retry()
    assert table.causes == ["the end of a task", "a task that is tried again"]
    assert (table.asked, table.leads) == (["one", "one"], [LEAD, LEAD])
    assert (table.tasks.find("call"), table.tasks.find("other")) == (None, other)


def test_the_app_runs_alone_for_what_is_tried_again() -> None:
    table = Table()
    task = table.task("one", None)
    task.end(None, ValueError())
    table.asked.clear()
    task.retry()
    assert table.asked == [None]


def test_nobody_waits_where_nothing_is_under_way() -> None:
    table = Table()
    assert not table.tasks.wait()
    task = table.task(None)
    task.end(1)
    table.tasks.follow(task, None, afresh=False, lead=LEAD)  # it had ended by then
    assert not table.tasks.wait()


class Announced(Condition):
    """A condition that says when somebody waits for it, and by then holds its lock."""

    def __init__(self) -> None:
        super().__init__()
        self.begun = Event()

    def wait(self, timeout: float | None = None) -> bool:
        self.begun.set()
        return super().wait(timeout)


@pytest.mark.parametrize("left", [False, True])
def test_whoever_waits_goes_on_with_the_next_end(left: bool) -> None:
    table, waited = Table(), list[bool]()
    table.tasks._changed = changed = Announced()
    task = table.task(None)
    thread = Thread(target=lambda: waited.append(table.tasks.wait()), daemon=True)
    thread.start()
    assert changed.begun.wait(20)
    if left:
        table.tasks.settle({}, None)
    else:
        task.end(1)
    thread.join(20)
    assert waited == [True]


def test_a_run_follows_a_task_afresh_once() -> None:
    followed, task = Followed(), Table().task(None)
    assert [followed.note(task), followed.note(task)] == [True, False]


def test_a_task_that_ends_during_a_run_had_not_ended_when_that_began() -> None:
    table = Table()
    early, late = table.task(None), table.task(None, call="other")
    early.end(1)
    early.ended_at -= 1
    followed = Followed()
    late.end(1)
    for task in (early, late):
        followed.note(task)
    assert followed.ended == {early: True, late: False}
