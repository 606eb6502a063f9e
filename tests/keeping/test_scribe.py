"""The thread that writes."""

import logging
import threading
from collections.abc import Iterator

import pytest

from rerun_state.keeping import scribe as scribe_module
from rerun_state.keeping.scribe import Scribe


@pytest.fixture
def scribe(monkeypatch: pytest.MonkeyPatch) -> Iterator[Scribe]:
    """One with little patience."""
    monkeypatch.setattr(scribe_module, "SOON", 0.01)
    monkeypatch.setattr(scribe_module, "RENEW", 0.02)
    made = Scribe()
    yield made
    made.close()


class Work:
    """Counts how often it was done, up to a number at which all is done."""

    def __init__(self, most: int = 1, error: Exception | None = None) -> None:
        self.times, self.most, self.error = 0, most, error
        self.done = threading.Event()

    def count(self) -> None:
        self.times += 1
        self.thread = threading.current_thread()
        if self.times >= self.most:
            self.done.set()

    def __call__(self) -> bool:
        self.count()
        if self.error is not None:
            raise self.error
        return self.times >= self.most


def test_what_was_asked_for_many_times_is_done_once(scribe: Scribe) -> None:
    often, last, gate = Work(), Work(), threading.Event()
    scribe.ask(lambda: gate.wait(20))
    for _ in range(3):
        scribe.ask(often)
    scribe.ask(last)
    gate.set()
    assert last.done.wait(20)
    assert often.times == 1


def test_what_could_not_be_done_yet_is_done_again(scribe: Scribe) -> None:
    scribe.ask(work := Work(most=3))
    assert work.done.wait(20)


def test_who_fails_is_logged_and_the_others_go_on(
    scribe: Scribe, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    scribe.ask(Work(error=ValueError("full")))
    scribe.ask(work := Work())
    assert work.done.wait(20)
    assert "full" in caplog.text


def test_signs_of_life_are_given_also_while_much_is_asked_for(scribe: Scribe) -> None:
    beats = Work(most=3)
    scribe.repeat(beats.count)
    scribe.ask(Work(most=10**9))
    assert beats.done.wait(20)


def test_all_ask_one_thread_which_ends_when_it_is_closed(scribe: Scribe) -> None:
    works = [Work(), Work(), Work()]
    for work in works:
        scribe.ask(work)
        assert work.done.wait(20)
    scribe.close()
    (thread,) = {work.thread for work in works}
    thread.join(20)
    assert not thread.is_alive()


def test_without_threads_whoever_asks_waits(no_threads: None) -> None:
    Scribe().ask(work := Work())
    assert work.times == 1
