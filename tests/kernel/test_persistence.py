"""`%%rerun --persist`: the state outlives the kernel, however that ends."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kernel.conftest import start
from tests.kernel.live import LiveKernel
from tests.kernel.reader import Reader

APP = """
n = st.number_input("n", value=1)
word = st.text_input("word", key="word")
st.text(f"{n} {word} {st.session_state.get('log', [])}")
if st.button("note"):
    st.session_state.setdefault("log", []).append(n)
    st.rerun()
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RERUN_STATE_KEPT", str(tmp_path / "kept"))
    return tmp_path / "kept"


@pytest.fixture
def live(folder: Path, tmp_path: Path) -> Iterator[LiveKernel]:
    kernel = start(tmp_path)
    yield kernel
    kernel.shutdown()


def app(kernel: LiveKernel, name: str = "sales", code: str = APP) -> Reader:
    line = f"%%rerun --persist {name}\nimport rerun_state as st\n"
    assert kernel.run("%load_ext rerun_state").error is None
    reply = kernel.run(line + code, cell_id="app")
    assert reply.error is None, reply.content
    return Reader(kernel)


def await_kept(folder: Path, text: str) -> None:
    """Wait until the file of the state says so."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        files = list(folder.glob("*.json"))
        if files and text in files[0].read_text("utf-8"):
            return
        time.sleep(0.05)
    raise TimeoutError(f"{text!r} is not kept.")


def await_said(kernel: LiveKernel, text: str) -> None:
    """Wait until a page is told so."""
    if not any(text in str(message.content) for message in kernel.messages):
        kernel.wait_for(lambda message: text in str(message.content))


def test_a_killed_kernel_loses_nothing_that_was_kept(live: LiveKernel, folder: Path) -> None:
    reader = app(live)
    reader.change("n", 7)
    reader.change("word", "hello")
    reader.press("note")
    reader.see("7 hello [7]")
    await_kept(folder, '"log": [7]')
    live.restart(now=True)
    assert app(live).settle() == ["n", "word", "7 hello [7]", "note"]


def test_a_kernel_that_is_restarted_writes_what_is_left(live: LiveKernel) -> None:
    reader = app(live)
    reader.change("n", 5)
    reader.see("5 ")
    live.restart()
    assert app(live).settle()[2] == "5  []"


def test_what_an_ordinary_cell_sets_is_kept(live: LiveKernel, folder: Path) -> None:
    app(live)
    live.run("import rerun_state\nrerun_state.session_state.word = 'typed'")
    await_kept(folder, "typed")


def test_a_second_kernel_is_told_who_keeps_the_name(live: LiveKernel, tmp_path: Path) -> None:
    app(live)
    other = start(tmp_path)
    other.run("%load_ext rerun_state")
    reply = other.run("%%rerun --persist sales\n1", cell_id="app")
    other.shutdown()
    assert reply.error == "UsageError"
    assert "another kernel (process " in reply.content["evalue"]


def test_a_damaged_file_is_set_aside_with_a_message(live: LiveKernel, folder: Path) -> None:
    folder.mkdir()
    (folder / "sales.json").write_text("{half", "utf-8")
    app(live)
    await_said(live, "is damaged")
    assert [file.read_text("utf-8") for file in folder.glob("*.aside")] == ["{half"]


def test_what_cannot_be_kept_is_named_on_the_page(live: LiveKernel, folder: Path) -> None:
    app(live, code="class Model: pass\nst.session_state.model = Model()\nst.text('there')")
    await_said(live, "is not kept: it is a Model")
    await_kept(folder, "entries")
    assert json.loads((folder / "sales.json").read_text("utf-8"))["entries"] == {}


def test_without_a_name_the_notebook_is_the_name(live: LiveKernel, folder: Path) -> None:
    app(live, name="")
    await_kept(folder, "entries")


def test_cells_of_one_session_cannot_be_kept_apart(live: LiveKernel) -> None:
    app(live)
    reply = live.run("%%rerun --persist other\n1", cell_id="two")
    assert reply.error == "UsageError"
    assert "kept as 'sales' already" in reply.content["evalue"]
