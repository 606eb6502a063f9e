"""A long run is seen while it goes on; a short one costs one message, and nothing flickers."""

import time
from collections.abc import Callable
from typing import Any

from tests.kernel.live import Message, customs
from tests.kernel.live import patches as sent
from tests.kernel.reader import Reader

LONG = """
go = st.button("Go")
n = st.slider("N", 0, 9)
for i in range(10):
    st.text(f"line {i} of {n}")
    if go: time.sleep(0.1)
st.text("end")
"""


CHUNK = ("chunk", "data")


def patches(reader: Reader, seen: int) -> list[tuple[float, list[Any]]]:
    reader.page.catch_up()
    return reader.page.patches[seen:]


def short_run(reader: Reader, act: Callable[[int], object]) -> list[Message]:
    """What the kernel sends for a run that was short: others may keep it from running at first."""
    for n in range(1, 8):
        with reader.kernel.recording() as seen:
            act(n)
        if len(sent(seen)) == 1:
            break
    return seen


def test_elements_appear_while_the_run_goes_on(reader: Reader) -> None:
    reader.app("""
for i in range(10):
    st.text(f"line {i}")
    time.sleep(0.1)
""")
    times = [when for when, ops in patches(reader, 0) if "line" in str(ops)]
    assert len(times) >= 4


def test_flushes_are_fifty_milliseconds_apart(reader: Reader) -> None:
    reader.app("st.text('x')")
    reader.kernel.settle()
    reader.app("""
began = time.monotonic()
for i in range(400):
    st.text(f"line {i}")
    time.sleep(0.002)
st.session_state.took = time.monotonic() - began
""")
    reader.kernel.settle()
    took = reader.value("__import__('rerun_state').session_state.took")
    assert 3 <= len(patches(reader, 0)) <= took / 0.05 + 3


def test_what_the_run_has_not_reached_is_stale_and_stays(reader: Reader) -> None:
    reader.app(LONG.replace("{n}", "x{st.session_state.get('r', 0)}") + "st.session_state.r = 1\n")
    reader.kernel.settle()
    reader.press("Go")
    reader.see("line 1 of x1")
    assert reader.page.stale
    assert "line 9 of x0" in reader.page.texts()
    reader.see("line 9 of x1")
    reader.settle()
    assert reader.page.stale == []
    assert reader.page.texts()[2:] == [f"line {i} of x1" for i in range(10)] + ["end"]


def test_a_fast_run_is_one_patch_without_stale_rows(reader: Reader) -> None:
    reader.app(LONG)
    (patch,) = sent(short_run(reader, lambda n: reader.change("N", [n])))
    assert {op[0] for op in patch["ops"]} == {"input", "set"}


def test_no_row_is_removed_and_put_back(reader: Reader) -> None:
    """Not even by runs that are ended in their middle by newer events."""
    reader.app(LONG.replace("if go", "if n"))
    reader.kernel.settle()
    reader.page.catch_up()
    seen = len(reader.page.patches)
    for n in range(1, 8):
        reader.change("N", [n])
        time.sleep(0.17)
    reader.see("line 9 of 7")
    reader.settle()
    kinds = {op[0] for _, ops in patches(reader, seen) for op in ops}
    assert kinds <= {"input", "set", "stale"}


def test_twenty_thousand_updates_of_a_bar_become_a_few_patches(reader: Reader) -> None:
    reader.app("""
go = st.button("Go")
bar = st.progress(0)
for i in range(20_000 if go else 0):
    bar.progress((i + 1) / 20_000, text=f"at {i + 1}")
st.text(f"done {go}")
""")
    reader.kernel.settle()
    reader.page.catch_up()
    seen, began = len(reader.page.patches), time.monotonic()
    reader.press("Go")
    took = reader.see("done True") - began
    reader.settle()
    assert len(patches(reader, seen)) <= took / 0.05 + 3
    assert "at 20000" in str(reader.page.rows())


def test_spinner_and_status_are_alive_while_their_block_runs(reader: Reader) -> None:
    reader.app("""
if st.button("Go"):
    with st.spinner("Thinking"):
        time.sleep(0.6)
    with st.status("Working") as status:
        time.sleep(0.6)
        status.update(label="Finished", state="complete")
""")
    reader.press("Go")
    reader.settle()
    log = str([ops for _, ops in reader.page.patches])
    assert log.index("Thinking") < log.index("Working") < log.index("Finished")
    assert "Thinking" not in str(reader.page.texts())


def test_a_stream_of_words_is_seen_word_by_word(reader: Reader) -> None:
    reader.app("""
if st.button("Go"):
    def words():
        for i in range(8):
            yield f"word{i} "
            time.sleep(0.1)
    st.write_stream(words)
""")
    reader.press("Go")
    reader.see("word7")
    reader.settle()
    assert sum("word" in str(ops) for _, ops in reader.page.patches) >= 4


def test_a_long_run_shows_the_kernel_as_busy(reader: Reader) -> None:
    reader.app(LONG)
    reader.kernel.settle()
    seen = len(reader.kernel.messages)
    reader.press("Go")
    reader.see("end")
    reader.settle()
    states = [
        m.content["execution_state"]
        for m in reader.kernel.messages[seen:]
        if m.type == "status" and m.parent is None
    ]
    assert states == ["busy", "idle"]


def test_a_short_run_leaves_the_kernels_state_alone(reader: Reader) -> None:
    reader.app(LONG)
    seen = short_run(reader, lambda n: reader.change("N", [n]))
    assert [m for m in seen if m.type == "status" and m.parent is None] == []


def test_messages_close_together_leave_the_kernel_idle(reader: Reader) -> None:
    """A kernel that says busy last would look so for ever."""
    reader.app("n = st.slider('N', 0, 99)")
    for n in range(1, 20):
        with reader.kernel.recording() as seen:
            reader.change("N", [n])  # and a message of the recording's own comes close behind
        assert [m.content for m in seen if m.type == "status"][-1]["execution_state"] == "idle"


def test_what_draws_a_new_kind_of_element_comes_while_the_run_goes_on(reader: Reader) -> None:
    reader.app(
        "if st.button('Go'):\n    st.metric('M', 'now')\n    time.sleep(2)\n    st.text('end')"
    )
    reader.kernel.settle()
    reader.press("Go")

    def is_chunk(content: Any) -> bool:
        return isinstance(content, dict) and (content.get("event"), content.get("name")) == CHUNK

    reader.kernel.wait_for(lambda message: is_chunk(message.data.get("content")))
    reader.see("now")
    assert "end" not in reader.page.texts()
    reader.settle()
    assert sum(map(is_chunk, customs(reader.kernel.messages))) == 1
