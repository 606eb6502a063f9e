"""An untrusted browser: whatever its messages say, programs see only what their widgets offer."""

import random
import string
from collections.abc import Callable
from typing import Any

import pytest

from tests.kernel.live import Comm, LiveKernel
from tests.kernel.reader import Reader

MESSAGES = 10_000

# The program checks each value against what it declared. Any violation is put on record.
APP = """
import datetime as dt, re
import pandas as pd

state = st.session_state
bad = state.setdefault("bad", [])
state.setdefault("runs", 0)
state.runs += 1


def check(name, value, possible):
    try:
        fine = possible(value)
    except Exception as error:
        fine = False
    if not fine:
        bad.append((name, repr(value)[:200]))


def changed(name):
    state.setdefault("called", set()).add(name)


def whole(value, low, high):
    return type(value) is int and low <= value <= high


def real(value, low, high):
    return type(value) is float and low <= value <= high


def some(values, options):
    return (
        type(values) is list and set(values) <= set(options) and len(values) == len(set(values))
    )


D, T = dt.date, dt.time
low, high = D(2020, 1, 1), D(2020, 12, 31)
check("button", st.button("button"), lambda v: v is True or v is False)
check(
    "checkbox",
    st.checkbox("checkbox", on_change=changed, args=("checkbox",)),
    lambda v: type(v) is bool,
)
check("toggle", st.toggle("toggle"), lambda v: type(v) is bool)
check("off", st.checkbox("off", disabled=True), lambda v: v is False)
check("radio", st.radio("radio", ["a", "b"]), lambda v: v in ["a", "b"])
check("select", st.selectbox("select", [1, 2.5, None, "x"]), lambda v: v in [1, 2.5, None, "x"])
check(
    "new",
    st.selectbox("new", ["a"], accept_new_options=True),
    lambda v: v is None or type(v) is str,
)
check(
    "multi",
    st.multiselect("multi", list("abcd"), max_selections=2),
    lambda v: some(v, "abcd") and len(v) <= 2,
)
check("pills", st.pills("pills", ["p", "q"], selection_mode="multi"), lambda v: some(v, "pq"))
check("segmented", st.segmented_control("segmented", ["p", "q"]), lambda v: v in [None, "p", "q"])
check("feedback", st.feedback("stars"), lambda v: v is None or whole(v, 0, 4))
check("slider", st.slider("slider", 3, 30, 10), lambda v: whole(v, 3, 30))
check(
    "range",
    st.slider("range", 0.0, 1.0, (0.25, 0.75)),
    lambda v: len(v) == 2 and real(v[0], 0, 1) and real(v[1], v[0], 1),
)
check(
    "days",
    st.slider("days", low, high, D(2020, 6, 1)),
    lambda v: type(v) is D and low <= v <= high,
)
check("steps", st.select_slider("steps", ["s", "m", "l"]), lambda v: v in ["s", "m", "l"])
check("number", st.number_input("number", 0, 9, 4), lambda v: whole(v, 0, 9))
check("float", st.number_input("float", -1.0, 1.0, 0.5), lambda v: real(v, -1, 1))
check(
    "text",
    st.text_input("text", max_chars=10),
    lambda v: type(v) is str and len(v) <= 10 and v.encode() is not None,
)
check(
    "area",
    st.text_area("area", max_chars=50),
    lambda v: type(v) is str and len(v) <= 50 and v.encode() is not None,
)
check("color", st.color_picker("color"), lambda v: re.fullmatch("#[0-9a-fA-F]{6}", v))
check(
    "date",
    st.date_input("date", D(2020, 6, 1), low, high),
    lambda v: type(v) is D and low <= v <= high,
)
check(
    "dates",
    st.date_input("dates", (low, high), low, high),
    lambda v: type(v) is tuple and len(v) <= 2 and all(low <= d <= high for d in v),
)
check("time", st.time_input("time", T(8, 45)), lambda v: type(v) is T)
check(
    "file", st.file_uploader("file", type="txt"), lambda v: v is None or v.name.endswith(".txt")
)
check(
    "chat",
    st.chat_input("chat", max_chars=20),
    lambda v: v is None or (type(v) is str and 0 < len(v) <= 20),
)
check("download", st.download_button("download", b"x"), lambda v: v is True or v is False)
edited = st.data_editor(pd.DataFrame({"i": [1, 2], "t": ["x", "y"]}), key="editor")
check("editor", edited, lambda v: list(v.columns) == ["i", "t"] and len(v) == 2)
with st.form("form"):
    check("held", st.number_input("held", 0, 5), lambda v: whole(v, 0, 5))
    check("submit", st.form_submit_button("submit"), lambda v: v is True or v is False)
for i in range(state.runs % 4):
    check("coming", st.checkbox(f"coming {i} of {state.runs % 7}"), lambda v: type(v) is bool)
"""


def junk(rng: random.Random, depth: int = 0) -> Any:
    """Any JSON that a browser may make up, most of it near to what an input would send."""
    kinds: list[Callable[[], Any]] = [
        lambda: None,
        lambda: rng.random() < 0.5,
        lambda: rng.randint(-5, 40),
        lambda: rng.choice([10**30, -(2**63), 1e308, 0.5, -0.0, float("nan"), float("inf")]),
        lambda: "".join(rng.choices(string.printable, k=rng.randint(0, 30))),
        lambda: rng.choice(["a", "b", "p", "x", "s", "#12345g", "#a1b2c3", "", "\ud800", "\x00"]),
        lambda: rng.choice(["2020-05-05", "2021-01-01", "08:45", "25:00", "2020-02-30T00:00"]),
        lambda: rng.choice(["__class__", "constructor", "x" * 100_000, "0", "1", "-1", "NaN"]),
    ]
    if depth < 3:
        kinds += [
            lambda: [junk(rng, depth + 1) for _ in range(rng.randint(0, 4))],
            lambda: [rng.randint(-2, 12) for _ in range(rng.randint(0, 3))],
            lambda: {
                str(junk(rng, 3))[:50]: junk(rng, depth + 1) for _ in range(rng.randint(0, 4))
            },
            lambda: {"files": junk(rng, depth + 1), "text": junk(rng, 3), "edited": junk(rng, 3)},
        ]
    return rng.choice(kinds)()


def event(rng: random.Random) -> Any:
    """A custom message: nearly right, or not at all."""
    if rng.random() < 0.6:
        change = {"event": "change", "value": junk(rng), "seq": f"fuzz{rng.randint(0, 999)}:1"}
        return change | ({"seen": junk(rng)} if rng.random() < 0.2 else {})
    name = rng.choice(
        ["change", "upload", "cancel", "rows", "edit", "select", "chunk", "resync", ""]
    )
    content = {"event": name, "value": junk(rng), "seq": junk(rng)}
    content |= {
        k: junk(rng) for k in ("id", "name", "type", "size", "offset", "rows", "start", "end")
    }
    return rng.choice([content, junk(rng), {}, [content], {"value": junk(rng)}])


def message(rng: random.Random, seen: list[tuple[str, Any]]) -> tuple[dict[str, Any], list[bytes]]:
    buffers = [
        rng.randbytes(rng.choice([0, 1, 50, 5000])) for _ in range(rng.choice([0, 0, 0, 1, 3]))
    ]
    traits = [
        "value",
        "kind",
        "props",
        "ack",
        "library",
        "_esm",
        "_view_name",
        "comm",
        "rows",
        "keys",
    ]
    kind = rng.random()
    if kind < 0.7:
        return {"method": "custom", "content": event(rng)}, buffers
    if kind < 0.85:
        state = {rng.choice(traits): junk(rng) for _ in range(rng.randint(0, 3))}
        paths = rng.choice([[], [["value"]], junk(rng)])
        return {"method": "update", "state": state, "buffer_paths": paths}, buffers
    if kind < 0.9:
        return {"method": rng.choice(["request_state", "backbone", "echo_update", "", 5])}, buffers
    if kind < 0.95 and seen:
        return rng.choice(seen)[1], buffers
    return {"method": junk(rng), "state": junk(rng)}, buffers


def is_ours(comm: Comm) -> bool:
    """Is it a page, an input in it, or the library?"""
    return "kind" in comm.state or "anywidget" in str(comm.state.get("_model_module"))


def fuzz(reader: Reader, seed: int, count: int) -> None:
    rng = random.Random(seed)
    kernel, sent = reader.kernel, 0
    seen: list[tuple[str, Any]] = []
    closed: list[Comm] = []
    while sent < count:
        targets = [c for c in kernel.open_comms() if is_ours(c)]
        closed = [c for c in kernel.comms.values() if not c.is_open][-20:]
        for _ in range(100):
            comm = rng.choice(closed if closed and rng.random() < 0.05 else targets)
            data, buffers = message(rng, seen)
            kernel.send_comm(comm.id, data, buffers)
            seen = [*seen[-50:], (comm.id, data)]
            sent += 1
        kernel.run("'all are handled'")  # a socket drops what a slow reader leaves lying


@pytest.fixture
def fuzzed(reader: Reader) -> Reader:
    pytest.importorskip("pandas")
    assert reader.app(APP).error is None
    fuzz(reader, 20261123, MESSAGES)
    reader.kernel.settle(quiet=1)
    return reader


def test_ten_thousand_random_messages_change_nothing_that_they_may_not(fuzzed: Reader) -> None:
    state = "__import__('rerun_state').session_state"
    assert set(fuzzed.value(f"{state}.bad")) == set()
    assert fuzzed.value(f"{state}.runs") > 20
    assert warnings(fuzzed.kernel) > 500
    assert_views_show_what_the_kernel_has(fuzzed)
    fuzzed.change("number", 7)
    fuzzed.change("slider", [29])
    fuzzed.settle()
    assert (fuzzed.page.value("number"), fuzzed.page.value("slider")) == (7, [29])
    assert "Traceback" not in printed(fuzzed.kernel)


def assert_views_show_what_the_kernel_has(reader: Reader) -> None:
    reader.kernel.run(
        "from ipywidgets.widgets.widget import _instances\n"
        "have = {m.model_id: m.value for m in _instances.values() if hasattr(m, 'touched')}"
    )
    have = reader.value("have")
    for row in reader.page.inputs():
        assert row["value"] == have[row["id"]], row


def printed(kernel: LiveKernel) -> str:
    return "".join(m.content["text"] for m in kernel.messages if m.type == "stream")


def warnings(kernel: LiveKernel) -> int:
    return printed(kernel).count("Ignored a")


REFUSED: dict[str, list[Any]] = {
    "slider": [[31], [2], ["10"], [True], [float("nan")], 10, [10, 11], None, {}],
    "radio": [2, -1, "c", None, 1.5, [0]],
    "multi": [[0, 1, 2], [4], [0, 0], "a", 0],
    "number": [10, -1, "4", True],
    "float": [1.5, float("inf"), "x", []],
    "text": ["x" * 11, 5, None.__class__.__name__ * 5, ["a"]],
    "color": ["red", "#12", "#12345g", 5],
    "date": ["2021-01-01", "2020-02-30", "yesterday", 5],
    "time": ["25:00", "8", 5],
    "off": [True],
}


@pytest.mark.parametrize("label", REFUSED)
def test_an_impossible_value_is_refused_with_a_warning_and_the_view_set_right(
    reader: Reader, label: str
) -> None:
    pytest.importorskip("pandas")
    reader.app(APP)
    reader.kernel.settle()
    runs = reader.value("__import__('rerun_state').session_state.runs")
    right = reader.page.value(label)
    for value in REFUSED[label]:
        reader.page.catch_up()
        before = len(reader.page.patches)
        reader.change(label, value)
        reader.kernel.wait_for(lambda m: "patch" in str(m.content.get("data")))
        reader.page.catch_up()
        ops = [op for _, patch in reader.page.patches[before:] for op in patch]
        assert [[*op[:1], *op[2:]] for op in ops] == [["input", {"value": right}]], value
    assert warnings(reader.kernel) == 1  # it is named once, however often it comes
    assert repr(label) in printed(reader.kernel)
    assert reader.value("__import__('rerun_state').session_state.runs") == runs


def test_a_replayed_message_is_the_same_value_again(reader: Reader) -> None:
    reader.app("n = st.slider('N', 0, 9)\nst.text(f'value {n}')")
    data = {"event": "change", "value": [4], "seq": "a:1"}
    id = reader.page.input("N")["id"]
    for _ in range(5):
        reader.kernel.send_custom(id, data)
    assert reader.settle() == ["N", "value 4"]


def test_an_event_of_a_widget_that_is_gone_is_ignored_with_a_warning(reader: Reader) -> None:
    reader.app("n = st.slider('N', 0, 9)\nif not n: st.button('Old')")
    old = reader.page.input("Old")["id"]
    reader.change("N", [4])
    reader.kernel.settle()
    reader.kernel.send_custom(old, {"event": "change", "value": True, "seq": "a:1"})
    assert reader.settle() == ["N"]
    assert reader.value("6 * 7") == 42


def test_a_huge_message_does_not_stall_the_kernel(reader: Reader) -> None:
    reader.app("t = st.text_input('T', max_chars=5)\nst.text('shown')")
    reader.change("T", "x" * 20_000_000)
    reader.kernel.settle()
    assert reader.value("6 * 7") == 42


def test_deeply_nested_junk_is_refused(reader: Reader) -> None:
    reader.app("t = st.text_input('T')\nst.text('shown')")
    deep: Any = []
    for _ in range(300):
        deep = [deep]
    reader.change("T", deep)
    assert reader.settle() == ["T", "shown"]
    assert warnings(reader.kernel) == 1
