"""Visitors of a kernel, whose comms are the test's."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from threading import Lock
from typing import Any, cast

import pytest

import rerun_state as st
from rerun_state.jupyter import kernel
from rerun_state.jupyter.host import KernelHost
from rerun_state.jupyter.offers import Offer, Options
from rerun_state.jupyter.program import Program
from rerun_state.jupyter.visiting.visitors import TARGET, Visitors
from rerun_state.keeping.scribe import Scribe
from rerun_state.runtime.execution.host import PlainHost
from rerun_state.runtime.loop.cell import complete
from rerun_state.runtime.loop.session import Session


class Comms:
    """What opens comms: it keeps who takes the server's."""

    def __init__(self) -> None:
        self.targets: dict[str, Any] = {}

    def register_target(self, name: str, take: Any) -> None:
        self.targets[name] = take

    def unregister_target(self, name: str, take: Any) -> None:
        assert self.targets.pop(name) == take


class Comm:
    """The kernel's end of a visit."""

    def __init__(self, name: str) -> None:
        self.comm_id = name
        self.told: list[Any] = []

    def on_msg(self, take: Any) -> None:
        self.take = take

    def on_close(self, take: Any) -> None:
        self.leave = take

    def send(self, data: Any, buffers: Any = ()) -> None:
        self.told.append(data)

    def say(self, **data: Any) -> None:
        self.take({"content": {"data": data}, "buffers": []})


class Host(PlainHost):
    """Runs what waits when the test says so."""

    def __init__(self) -> None:
        self.sessions: list[Session] = []
        self.belongings = self

    def tidy(self) -> None:
        """Nothing was made."""

    def show_busy(self, busy: bool) -> None:
        """Nobody looks."""

    def touching(self, message: object) -> AbstractContextManager[None]:
        """No app follows."""
        return nullcontext()

    def serve(self, session: Session) -> None:
        self.sessions.append(session)

    def leave(self, session: Session) -> None:
        self.sessions.remove(session)

    def run(self) -> None:
        for session in self.sessions:
            complete(session.drain())


class App:
    """A program that shows what it sees."""

    pages, title = None, ""

    def __init__(self, names: Any = None) -> None:
        self.names = names
        self.latest: dict[str, Any] = {}

    def __call__(self) -> None:
        st.text(f"x is {self.names['x']}, y is {self.names.get('y')}, n is {st.session_state.n}")
        st.session_state.n.append(1)
        self.latest = {"y": self.names.get("y", 0) + 1}

    def loaded_names(self) -> list[str]:
        return []

    def twin(self, names: Any) -> "App":
        return App(names)


class Kernel:
    """One that expects visitors."""

    def __init__(self, comms: Comms) -> None:
        self.host, self.comms = Host(), comms
        self.user_ns: dict[str, Any] = {"x": 1}
        self.state: dict[str, Any] = {"n": [1], "lock": Lock()}
        host = cast(KernelHost, self.host)
        self.visitors = Visitors(self, host, self.state, Scribe())

    def come(self, name: str, **said: Any) -> Comm:
        comm = Comm(name)
        self.comms.targets[TARGET](comm, {"content": {"data": said}})
        self.host.run()
        return comm


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Iterator[Kernel]:
    comms = Comms()
    monkeypatch.setattr(kernel, "comms", lambda: comms)
    made = Kernel(comms)
    made.visitors.offer(Offer("name:a", cast(Program, App())))
    yield made
    made.visitors.close()
    assert (comms.targets, made.host.sessions, made.visitors.visits) == ({}, [], {})


def test_each_visitor_is_told_the_pages_and_then_what_is_on_them(made: Kernel) -> None:
    comm = made.come("c1")
    assert comm.told[0]["said"]["shown"] == ["p1"]
    assert "x is 1, y is None, n is [1]" in str(comm.told[1])


def test_what_ordinary_cells_stored_is_copied_and_what_cannot_be_is_shared(made: Kernel) -> None:
    made.come("c1")
    assert "n is [1]" in str(made.come("c2").told)
    first, second = (visit.session.state for visit in made.visitors.visits.values())
    assert (made.state["n"], first["lock"]) == ([1], second["lock"])


def test_what_an_app_exports_is_for_its_visitor_alone(made: Kernel) -> None:
    made.visitors.offer(Offer("name:a", cast(Program, App()), Options(export=("y",))))
    one = made.come("c1")
    next(iter(made.host.sessions[0].cells.values())).ask()
    made.host.run()
    assert "y is 1" in str(one.told)
    assert "y is None" in str(made.come("c2").told)
    assert made.user_ns == {"x": 1}


def test_cells_with_a_session_of_their_own_have_one_for_each_visitor(made: Kernel) -> None:
    made.visitors.offer(Offer("name:b", cast(Program, App()), Options(session="lesson")))
    made.state["n"] = []
    made.come("c1")
    made.come("c2")
    assert len({id(session) for session in made.host.sessions}) == 4


def test_all_sessions_of_a_visitor_who_leaves_are_closed(made: Kernel) -> None:
    made.visitors.offer(Offer("name:b", cast(Program, App()), Options(session="lesson")))
    comm = made.come("c1")
    sessions = [*made.host.sessions]
    comm.leave({})
    assert ([session.cells for session in sessions], made.host.sessions) == ([{}, {}], [])


def test_hidden_apps_have_a_page_that_is_not_shown_by_itself(made: Kernel) -> None:
    made.visitors.offer(Offer("name:b", cast(Program, App()), Options(hidden=True)))
    said = made.come("c1").told[0]["said"]
    assert (said["shown"], [id for id, _ in said["pages"]]) == (["p1"], ["p1", "p2"])


def test_the_server_decides_whether_there_is_a_browser(made: Kernel) -> None:
    comm = made.come("c1")
    comm.say(to="", event="detach")
    before = len(comm.told)
    next(iter(made.host.sessions[0].cells.values())).ask()
    made.host.run()
    assert len(comm.told) == before
    comm.say(to="", event="attach")
    assert "n is [1, 1]" in str(comm.told[-1])


def test_messages_of_inputs_and_pages_have_addresses(made: Kernel) -> None:
    made.come("c1")
    assert list(made.visitors) == ["c1/p1"]
    assert "c1/p1" in made.visitors
    assert "c2/p1" not in made.visitors
    assert "c1/p1" not in made.visitors.inputs


def test_a_visitor_who_is_gone_leaves_nothing(made: Kernel) -> None:
    comm = made.come("c1")
    comm.leave({})
    comm.leave({})
    assert (made.host.sessions, len(made.visitors)) == ([], 0)
