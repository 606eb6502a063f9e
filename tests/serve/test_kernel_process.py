"""Which of a kernel's messages goes where."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from jupyter_client.session import Session

from rerun_state.serve.kernel_process import Kernel
from rerun_state.serve.served_file import Document


class Heard:
    """A visit that notes what it is told."""

    def __init__(self) -> None:
        self.notes: list[Any] = []

    def hear(self, data: dict[str, Any], buffers: list[Any]) -> None:
        self.notes.append((data, buffers))

    def handled(self, message: str) -> None:
        self.notes.append(message)

    def show_status(self, status: str) -> None:
        self.notes.append(status)

    def catch_up(self) -> None:
        self.notes.append("catch up")

    def refuse(self) -> None:
        self.notes.append("refused")

    def end(self) -> None:
        self.notes.append("ended")


class Link:
    """The way to a kernel that hears nothing."""

    session = Session()

    def send(self, message: dict[str, Any]) -> None:
        """It is lost."""


def message(kind: str, parent: str | None = None, **content: Any) -> dict[str, Any]:
    header = {} if parent is None else {"msg_id": parent}
    return {"msg_type": kind, "content": content, "parent_header": header, "buffers": [b"x"]}


@pytest.fixture
def kernel() -> Kernel:
    return Kernel(Document(Path("a.py"), (), None), Path("k"))


def test_each_visit_hears_its_own_comm_alone(kernel: Kernel) -> None:
    kernel.visits |= {"a": (one := Heard()), "b": (two := Heard())}
    kernel._take(message("comm_msg", comm_id="a", data={"said": 1}))
    kernel._take(message("comm_msg", comm_id="c", data={"said": 2}))
    kernel._take(message("execute_result", data={"text/plain": "3"}))
    assert (one.notes, two.notes) == ([({"said": 1}, [b"x"])], [])


def test_a_long_run_is_told_to_all_and_the_end_of_a_message_to_its_visit(kernel: Kernel) -> None:
    kernel.visits |= {"a": (one := Heard()), "b": (two := Heard())}
    kernel._underway["m1"] = one
    kernel._take(message("status", execution_state="busy"))
    kernel._take(message("status", "m1", execution_state="busy"))
    kernel._take(message("status", "m1", execution_state="idle"))
    kernel._take(message("status", "m2", execution_state="idle"))
    assert (one.notes, two.notes) == (["busy", "m1"], ["busy"])


def test_who_comes_in_the_middle_of_a_long_run_is_told(kernel: Kernel) -> None:
    kernel._link = Link()
    kernel._take(message("status", execution_state="busy"))
    kernel.open("a", one := Heard(), {})
    assert one.notes == ["busy"]


def test_visits_are_busy_while_it_cannot_be_reached_and_catch_up_then(kernel: Kernel) -> None:
    kernel._link = Link()
    kernel.open("a", one := Heard(), {})
    sent = kernel.say("a", "p1", {}, [])
    kernel._show_cut(True)
    kernel.open("b", two := Heard(), {})
    kernel._show_cut(False)
    assert one.notes == ["idle", "busy", sent, "idle", "catch up"]
    assert two.notes == ["busy", "idle", "catch up"]


def test_a_visit_with_which_the_kernel_cannot_begin_is_told(kernel: Kernel) -> None:
    kernel.visits["a"] = one = Heard()
    kernel._take(message("comm_close", comm_id="a"))
    kernel._take(message("comm_close", comm_id="a"))
    assert (one.notes, kernel.visits) == (["refused"], {})


def test_all_visits_hear_of_its_end(kernel: Kernel) -> None:
    kernel.visits |= {"a": (one := Heard()), "b": (two := Heard())}
    asyncio.run(kernel.shutdown())
    assert (one.notes, two.notes, kernel.ended.is_set()) == (["ended"], ["ended"], True)


def test_what_it_prints_is_for_the_terminal(
    kernel: Kernel, capsys: pytest.CaptureFixture[str]
) -> None:
    kernel._take(message("stream", name="stdout", text="printed"))
    assert capsys.readouterr().err == "printed"
