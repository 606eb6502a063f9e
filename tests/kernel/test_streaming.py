"""A long run is seen while it goes on; a short one costs one message, and nothing flickers."""

import time
from typing import Any

from tests.kernel.live import customs
from tests.kernel.reader import Reader

LONG = """
go = st.button("Go")
n = st.slider("N", 0, 9)
for i in range(10):
    st.text(f"line {i} of {n}")
    if go: time.sleep(0.1)
st.text("end")
"""


def patches(reader: Reader, seen: int) -> list[tuple[float, list[Any]]]:
    reader.page.catch_up()
    return reader.page.patches[seen:]


def test_elements_appear_while_the_run_goes_on(reader: Reader) -> None:
    reader.app("""
for i in range(10):
    st.text(f"line {i}")
    time.sleep(0.1)
""")
    times = [when for when, ops in patches(reader, 0) if "line" in str(ops)]
    assert len(times) >= 6


def test_flushes_are_fifty_milliseconds_apart(reader: Reader) -> None:
    reader.app("st.text('x')")
    reader.kernel.settle()
    reader.app("""
for i in range(400):
    st.text(f"line {i}")
    time.sleep(0.002)
""")
    reader.kernel.settle()
    assert 5 <= len(patches(reader, 0)) <= 30


def test_what_the_run_has_not_reached_is_stale_and_stays(reader: Reader) -> None:
    reader.app(LONG.replace("{n}", "x{st.session_state.get('r', 0)}") + "st.session_state.r = 1\n")
    reader.kernel.settle()
    reader.press("Go")
    reader.see("line 3 of x1")
    assert reader.page.stale
    assert "line 9 of x0" in reader.page.texts()
    reader.see("line 9 of x1")
    reader.settle()
    assert reader.page.stale == []
    assert reader.page.texts()[2:] == [f"line {i} of x1" for i in range(10)] + ["end"]


def test_a_fast_run_is_one_patch_without_stale_rows(reader: Reader) -> None:
    reader.app(LONG)
    reader.kernel.settle()
    reader.page.catch_up()
    seen = len(reader.page.patches)
    reader.change("N", [4])
    reader.settle()
    ((_, ops),) = patches(reader, seen)
    assert {op[0] for op in ops} == {"input", "set"}


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
    took = reader.see("done True", timeout=30) - began
    reader.settle()
    assert len(patches(reader, seen)) <= took / 0.05 + 3
    assert "at 20000" in str(reader.page.rows())


def test_spinner_and_status_are_alive_while_their_block_runs(reader: Reader) -> None:
    reader.app("""
if st.button("Go"):
    with st.spinner("Thinking"):
        time.sleep(0.4)
    with st.status("Working") as status:
        time.sleep(0.4)
        status.update(label="Finished", state="complete")
""")
    reader.press("Go")
    reader.kernel.settle(quiet=0.8)
    reader.page.catch_up()
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
    reader.kernel.settle()
    seen = len(reader.kernel.messages)
    reader.change("N", [2])
    reader.settle()
    own = [m for m in reader.kernel.messages[seen:] if m.type == "status" and m.parent is None]
    assert own == []


def test_what_draws_a_new_kind_of_element_comes_while_the_run_goes_on(reader: Reader) -> None:
    reader.app("if st.button('Go'):\n    st.metric('M', 'shown')\n    time.sleep(1)")
    reader.kernel.settle()
    reader.press("Go")
    chunk = {"event": "chunk", "name": "show"}
    sent = reader.kernel.wait_for(lambda message: message.data.get("content") == chunk)
    assert reader.see("shown") - sent.when < 0.5
    reader.settle()
    assert customs(reader.kernel.messages).count(chunk) == 1
