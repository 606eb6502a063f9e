"""What a task says, from wherever it works."""

from collections.abc import Sequence
from threading import Thread
from typing import Any

import pytest

from rerun_state.jupyter import tasks
from rerun_state.jupyter.sink import lengthen
from rerun_state.jupyter.tasks import TaskHearing
from rerun_state.runtime.model.tree import Element


def test_processes_that_speak_at_once_for_one_task_are_all_heard(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = list[Sequence[Element]]()
    hearing = TaskHearing(told.append)
    other = Thread(target=hearing.stream, args=["stdout", "other\n"])

    def interrupted(last: Sequence[Element], name: str, text: str) -> list[Element]:
        if other.ident is None:
            other.start()
            other.join(0.2)  # it may have to wait for its turn
        return lengthen(last, name, text)

    hearing.stream("stdout", "first\n")
    monkeypatch.setattr(tasks, "lengthen", interrupted)
    hearing.stream("stdout", "second\n")
    other.join()
    said: Any = [row.props["outputs"][0]["text"] for row in told[-1]]
    assert set("".join(said).split()) == {"first", "second", "other"}
