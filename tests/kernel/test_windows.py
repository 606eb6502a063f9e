"""Rows of a long table, and points of a chart, are answered during a run and between runs."""

from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from rerun_state.jupyter import urgent
from rerun_state.jupyter.urgent import UrgentMessages
from tests.kernel.live import customs
from tests.kernel.reader import Reader

APP = """
import pandas as pd
st.dataframe(pd.DataFrame({"n": range(20_000)}))
go = st.button("Go")
for step in range(2000 if go else 0):
    time.sleep(0.005)
    st.text(f"step {step}")
st.text("end" if go else "idle")
"""


def ask(reader: Reader, number: int, *, subshell: str | None = None, **wanted: Any) -> None:
    row = next(row["k"] for row in reader.page.root["c"][0]["c"] if row.get("t") == "dataframe")
    content = {"event": "rows", "row": row, "view": "v", "ask": number, "start": 0, "stop": 50}
    reader.kernel.send_custom(reader.page.comm, content | wanted, subshell=subshell)


def answers(reader: Reader) -> list[Any]:
    return [each for each in customs(reader.kernel.messages) if each.get("event") == "rows"]


def hear(reader: Reader, number: int) -> Any:
    reader.kernel.wait_for(
        lambda message: any(each.get("ask") == number for each in customs([message]))
    )
    return next(each for each in reversed(customs(reader.kernel.messages)) if "ask" in each)


def test_rows_are_answered_between_runs(reader: Reader) -> None:
    reader.app(APP)
    ask(reader, 1, start=19_990, stop=20_500)
    assert hear(reader, 1)["rows"] == 10


def test_rows_are_answered_during_a_run_at_its_yield_points(reader: Reader) -> None:
    reader.app(APP)
    reader.press("Go")
    reader.see("step 3")
    ask(reader, 1, sort=[1, True])
    assert hear(reader, 1)["total"] == 20_000
    assert "end" not in reader.page.texts()
    reader.kernel.interrupt()
    reader.settle()
    assert len(answers(reader)) == 1


BUSY = """
import pandas as pd
st.dataframe(pd.DataFrame({"n": range(20_000)}))
if st.button("Go"):
    st.text("begun")
    wait()
st.text("end")
"""
WAIT = """
import time, pathlib
def wait():
    print("waits", flush=True)
    while not pathlib.Path(HEARD).exists(): time.sleep(0.01)
"""


@pytest.fixture
def heard(reader: Reader, tmp_path: Path) -> Path:
    """A file for which `wait()` in the kernel waits, with no yield point for questions."""
    file = tmp_path / "heard"
    reader.kernel.run(WAIT.replace("HEARD", repr(str(file))))
    reader.app(BUSY)
    return file


@pytest.mark.subshell
def test_rows_are_answered_by_a_subshell_while_a_run_computes(reader: Reader, heard: Path) -> None:
    subshell = reader.kernel.create_subshell()
    reader.press("Go")
    reader.see("begun")
    ask(reader, 1, subshell=subshell)
    assert hear(reader, 1)["rows"] == 50
    assert "end" not in reader.page.texts()
    heard.touch()
    reader.see("end")


@pytest.mark.subshell
def test_rows_are_answered_by_a_subshell_while_an_ordinary_cell_runs(
    reader: Reader, heard: Path
) -> None:
    subshell = reader.kernel.create_subshell()
    request = reader.kernel.start("wait()")
    reader.kernel.wait_for(lambda message: message.type == "stream")
    ask(reader, 1, subshell=subshell)
    assert hear(reader, 1)["rows"] == 50
    heard.touch()
    reader.kernel.finish(request)


@pytest.mark.subshell
def test_after_an_answer_by_a_subshell_that_ends_the_page_is_heard(reader: Reader) -> None:
    reader.app(APP)
    subshell = reader.kernel.create_subshell()
    ask(reader, 1, subshell=subshell)
    hear(reader, 1)
    reader.kernel.delete_subshell(subshell)
    ask(reader, 2)
    assert hear(reader, 2)["rows"] == 50
    reader.press("Go")
    reader.see("step 3")
    reader.kernel.send_custom(reader.page.comm, {"event": "stop"})
    reader.settle()
    assert "end" not in reader.page.texts()


LASTING = """
import polars as pl
def work(rows):
    time.sleep(0.3)
    if hold:
        hold.clear()
        wait()
    return rows
plan = pl.LazyFrame({"n": range(20_000)}).map_batches(work, slice_pushdown=False)
st.dataframe(plan, key="table")
st.text(f"pressed {st.button('Go')}")
"""


def test_nobody_waits_for_rows_that_last(reader: Reader, tmp_path: Path) -> None:
    """The button's app runs, on the main thread, while a plan is read for the table."""
    heard = tmp_path / "heard"
    reader.kernel.run(WAIT.replace("HEARD", repr(str(heard))) + "\nhold = []")
    reader.app(LASTING)
    reader.kernel.run("hold.append(1)")
    ask(reader, 1, start=5_000, stop=5_050, keep=True)
    reader.kernel.wait_for(lambda message: "waits" in str(message.content))
    reader.press("Go")
    reader.see("pressed True")
    assert [each for each in answers(reader) if "rows" in each] == []
    heard.touch()
    assert hear(reader, 1)


CHART = APP.replace(
    'st.dataframe(pd.DataFrame({"n": range(20_000)}))',
    'st.line_chart(pd.DataFrame({"n": range(30_000)}))',
)


def zoom(reader: Reader, number: int, *ends: int) -> Any:
    row = next(row["k"] for row in reader.page.root["c"][0]["c"] if "finer" in row.get("p", ()))
    content = {"event": "points", "row": row, "view": "v", "ask": number, "x": [*ends]}
    reader.kernel.send_custom(reader.page.comm, content)
    return hear(reader, number)


def test_points_of_a_chart_are_answered_between_runs_and_during_one(reader: Reader) -> None:
    reader.app(CHART)
    zoom(reader, 1, 100, 199)
    reader.press("Go")
    reader.see("step 3")
    zoom(reader, 2, 100, 150)
    assert "end" not in reader.page.texts()
    reader.kernel.interrupt()
    reader.settle()
    notes = [each["note"] for each in customs(reader.kernel.messages) if "note" in each]
    assert [note.split(" points")[0] for note in notes] == ["100 of 30,000", "51 of 30,000"]


def test_a_question_that_a_subshell_gets_to_meanwhile_is_answered_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answered, settled = list[Any](), list[bool]()
    messages = UrgentMessages({"page": answered.append})
    messages.waiting["id"] = ("page", [])
    subshell = Thread(target=lambda: settled.append(messages.settled("id")))

    def read(parts: list[bytes]) -> dict[str, Any]:
        subshell.start()
        subshell.join(0.1)
        return {}

    monkeypatch.setattr(urgent, "_read", read)
    messages.answer()
    subshell.join()
    assert (answered, settled) == ([{}], [True])
