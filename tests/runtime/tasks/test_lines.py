"""What other processes say, and how it reaches the ear that it is meant for."""

import io
import json
import pickle
import sys
from concurrent.futures import CancelledError
from multiprocessing.connection import Listener
from threading import Thread
from typing import Any

import numpy as np
import pytest

from rerun_state.errors import StreamlitValueError
from rerun_state.runtime.tasks.lines import (
    CANCELLED,
    Exchange,
    Line,
    SocketLine,
    dask_line,
    hear,
    number_of,
)


class Heard:
    """Notes what it is told; raises what it has been given for a report."""

    def __init__(self, error: Exception | None = None) -> None:
        self.said: list[Any] = []
        self.error = error

    def stream(self, name: str, text: str) -> None:
        self.said.append((name, text))

    def report(self, value: float, text: str | None = None) -> None:
        if self.error is not None:
            raise self.error
        self.said.append((value, text))


class Said(Line):
    """A line that keeps what is said over it."""

    def __init__(self, answer: str | None = "") -> None:
        super().__init__(1)
        self.said: list[Any] = []
        self.answer = answer

    def send(self, kind: str, *values: Any) -> str | None:
        self.said.append((kind, *values))
        return self.answer


def streams(monkeypatch: pytest.MonkeyPatch) -> tuple[io.StringIO, io.StringIO]:
    """What this process prints from now on, where no line takes it."""
    out, err = io.StringIO(), io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    return out, err


def is_open(line: SocketLine) -> bool:
    return line._connection is not None


def test_what_is_said_reaches_its_ear() -> None:
    one, other = Heard(), Heard()
    numbers = number_of(one), number_of(other)
    assert hear([numbers[0], "stdout", "out"]) == ""
    assert hear([numbers[1], "stderr", "err"]) == ""
    assert hear([numbers[0], "progress", 0.5, "half"]) == ""
    assert (one.said, other.said) == ([("stdout", "out"), (0.5, "half")], [("stderr", "err")])


def test_what_is_no_stream_is_not_shown() -> None:
    ear = Heard()
    assert hear([number_of(ear), "end"]) == ""
    assert ear.said == []


def test_who_is_heard_by_nobody_any_more_is_to_end() -> None:
    number = number_of(Heard())  # gone at once
    assert hear([number, "stdout", "out"]) == ""
    assert hear([number, "progress", 0.5]) == CANCELLED


@pytest.mark.parametrize(
    ("error", "answer"),
    [
        (CancelledError(), CANCELLED),
        (ValueError("no progress"), "no progress"),
        (ValueError(), "ValueError"),
    ],
)
def test_a_report_is_answered_by_what_is_wrong_with_it(error: Exception, answer: str) -> None:
    ear = Heard(error)
    assert hear([number_of(ear), "progress", 2.5]) == answer


def test_a_report_tells_a_number_that_json_knows() -> None:
    line = Said()
    line.report(np.float32(0.5), "half")  # type: ignore[arg-type]
    line.report(7)
    assert json.dumps(line.said) == '[["progress", 0.5, "half"], ["progress", 7, null]]'


def test_a_report_ends_the_function_or_tells_it_what_is_wrong() -> None:
    with pytest.raises(CancelledError):
        Said(CANCELLED).report(0.5)
    with pytest.raises(StreamlitValueError, match="from 0 to 100"):
        Said("It goes from 0 to 100.").report(101)


@pytest.mark.parametrize("answer", ["", None])
def test_a_report_that_nobody_answers_lets_the_function_go_on(answer: str | None) -> None:
    line = Said(answer)
    line.report(1)
    assert line.said == [("progress", 1, None)]


def test_what_a_thread_prints_goes_over_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    out, err = streams(monkeypatch)
    with Said() as line:
        assert sys.stdout.write("four") == 4
        sys.stderr.write("err")
        beside = Thread(target=print, args=["beside"])
        beside.start()
        beside.join()
    print("after")
    assert line.said == [("stdout", "four"), ("stderr", "err")]
    assert (out.getvalue(), err.getvalue()) == ("beside\nafter\n", "")


def test_what_cannot_be_said_is_printed_where_it_always_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out, _ = streams(monkeypatch)
    with Said(answer=None):
        print("lost")
    assert out.getvalue() == "lost\n"


def test_streams_are_routed_once_and_stay_what_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    streams(monkeypatch)
    routed = list[Any]()
    for _ in range(2):
        with Said():
            routed.append(sys.stdout)
    assert routed[0] is routed[1]
    assert routed[0].getvalue() == ""


def test_a_line_of_this_machine_leads_to_its_ear(monkeypatch: pytest.MonkeyPatch) -> None:
    out, _ = streams(monkeypatch)
    ear = Heard()
    line = pickle.loads(pickle.dumps(Exchange.line(number_of(ear))))
    with line:
        assert line.send("stdout", "out") == ""
        line.report(0.5)
        ear.error = CancelledError()
        with pytest.raises(CancelledError):
            line.report(0.6)
    print("after")
    assert ear.said == [("stdout", "out"), (0.5, None)]
    assert (out.getvalue(), is_open(line)) == ("after\n", False)


def test_a_line_is_opened_with_the_first_that_is_said_and_closed_with_the_last(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    streams(monkeypatch)
    number = number_of(ear := Heard())
    line = Exchange.line(number)
    with line:
        assert not is_open(line)
        line.send("stdout", "one")
        connection = line._connection
        line.send("stdout", "two")
        assert line._connection is connection
        assert is_open(line)
    assert not is_open(line)
    assert connection is not None
    assert connection.closed
    assert ear.said == [("stdout", "one"), ("stdout", "two")]


def test_a_process_has_one_exchange() -> None:
    assert Exchange.line(1)._address == Exchange.line(2)._address


def test_a_line_that_is_lost_is_not_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    streams(monkeypatch)
    with Listener(authkey=b"x") as listener:
        line = SocketLine(1, listener.address, b"x")
    with line:
        assert line.send("stdout", "out") is None
        line._address = None  # which nobody could connect to
        assert line.send("stdout", "out") is None


class Client:
    """A client of Dask, as far as lines know one."""

    def __init__(self) -> None:
        self.topics: list[Any] = []

    def subscribe_topic(self, topic: str, handler: Any) -> None:
        self.topics.append((topic, handler))


def test_all_lines_from_a_cluster_come_by_one_topic_of_its_client() -> None:
    clients, ears = [Client(), Client()], [Heard(), Heard()]
    numbers = [number_of(ear) for ear in ears]
    lines = [dask_line(clients[0], number) for number in numbers]
    dask_line(clients[1], numbers[0])
    ((topic, handler),) = clients[0].topics
    ((other, _),) = clients[1].topics
    assert [line._topic for line in lines] == [topic, topic] != [other, other]
    assert [line._number for line in lines] == numbers
    handler(("a moment", [numbers[1], "stdout", "out"]))
    assert [ear.said for ear in ears] == [[], [("stdout", "out")]]
