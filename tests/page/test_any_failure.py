"""Wherever the engine fails: an error on the page, browser and kernel agree, the next press works.

Memory may run out at any line. Here a press is answered again and again, and each time another
line of the package raises.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import copy_context
from pathlib import Path
from typing import Any

import pytest

import rerun_state as st
from rerun_state.page import closings
from tests.contract import unpacked
from tests.page.browser import Browser, Message, Page

PACKAGE = str(Path(st.__file__).parent)
ALWAYS = ("cell.py", "history.py", "reconcile.py", "renderer.py")
"""Modules through which every answer goes: of them, each line is tried, first time and last."""
TAKEN = ("history.py", "cell.py, _answer", "cell.py, _run")
"""Where the event is with the app; earlier it is refused, which the log says."""


class Fault:
    """Raises when a line of the package comes for the n-th time, and knows how often each came."""

    def __init__(self, where: str = "", time: int = 0) -> None:
        self.where = where
        self.time = time
        self.came = Counter[str]()

    def __call__(self, frame: Any, event: str, argument: Any) -> Any:
        code = frame.f_code
        drives = code.co_name == "complete"
        return self._line if code.co_filename.startswith(PACKAGE) and not drives else None

    def _line(self, frame: Any, event: str, argument: Any) -> Any:
        if event == "line":
            code = frame.f_code
            where = f"{Path(code.co_filename).name}, {code.co_name}, line {frame.f_lineno}"
            self.came[where] += 1
            if where == self.where and self.came[where] == self.time:
                raise MemoryError(where)
        return self._line

    @contextmanager
    def at_work(self) -> Iterator[None]:
        before = sys.gettrace()
        sys.settrace(self)
        try:
            yield
        finally:
            sys.settrace(before)


class App:
    """An app with inputs, fragments and a callback, and a browser that hears its messages."""

    def __init__(self, log: list[Message]) -> None:
        self.called: list[str] = []
        self.page = Page(self._program, log)
        self.browser = Browser(self.page.renderer._snapshot())
        self.version = 0
        self.page.run()
        self.hear()

    def _program(self) -> None:
        runs = st.session_state.setdefault("runs", 0)
        st.session_state.runs = runs + 1
        st.button("Go", key="go", on_click=self.called.append, args=["Go"])
        st.button("Again", on_click=self.called.append, args=["Again"])
        name = st.text_input("Name", key="name")
        left, right = st.columns(2)
        left.selectbox("Choice", list("abc"), key=f"choice{runs % 2}")
        right.expander("More").write({"run": runs})
        st.markdown(f"run *{runs}* of {name}")
        with st.form("form"):
            st.number_input("Number")
            st.form_submit_button("Send")
        st.fragment(lambda: st.checkbox("Part"))()
        st.sidebar.metric("Runs", runs)
        st.text("end")

    def press(self, label: str) -> None:
        """Press a button, or run the app if the page lacks that."""
        told = {"event": "change", "value": True, "seq": "test"}
        for row in self._inputs:
            if row.element.props["label"] == label:
                data = {"method": "custom", "content": told}
                row.model._handle_msg({"content": {"data": data}})
                self.page.drain()
                return
        self.page.run()

    @property
    def _inputs(self) -> list[Any]:
        return list(self.page.renderer._rows_by_model.values())

    def hear(self) -> None:
        """Let the browser hear what was sent, and ask for the whole where a patch is missing."""
        log = self.page.log[:]
        self.page.log.clear()
        for message in log:
            content = unpacked(message.data.get("content", {}), message.buffers)
            if content.get("event") == "patch" and content["v"] != self.version + 1:
                self.page.tell_page({"event": "resync"})
                self.hear()
                return
            self.version = content.get("v", self.version)
            if content.get("event") == "snapshot":
                inputs, self.browser = self.browser.inputs, Browser(content["rows"])
                self.browser.inputs = inputs | content["inputs"]
            self.browser.receive([message])

    @property
    def misses(self) -> bool:
        """Will the browser find at the next patch that one was lost?"""
        return bool(self.version != self.page.renderer.model.version)

    def differs(self) -> bool:
        """Does the browser show anything else than the kernel means it to?"""
        meant = Browser(self.page.renderer._snapshot())
        for row in self._inputs:
            shown = {"props": row.model.props, "value": row.model.value}
            meant.inputs[row.model.model_id] = shown
        return bool(meant.page() != self.browser.page())

    @property
    def failed(self) -> bool:
        """Does the browser show an error?"""
        return "'exception'" in str(self.browser.page())

    @property
    def whole(self) -> bool:
        """Is all of the program shown, and no error?"""
        return "'end'" in str(self.browser.page()) and not self.failed


def trial(log: list[Message], fault: Fault) -> list[str]:
    """Let the answer to a press fail at a line; return what is wrong after that."""
    log.clear()
    app = App(log)
    with fault.at_work():
        copy_context().run(app.press, "Go")  # as a kernel answers: what is left set goes with it
    app.hear()
    wrong = ["what is shown"] if app.differs() and not app.misses else []
    if fault.where.startswith(TAKEN) and not app.called and not app.failed:
        wrong.append("nothing is said")
    app.press("Again")
    app.hear()
    if app.differs() or not app.whole:
        wrong.append("what is shown after the next press")
    if app.called not in (["Go", "Again"], ["Again"], ["Go"], []):
        wrong.append(f"calls: {app.called}")
    app.page.session.close()
    return [f"{each} ({fault.where})" for each in wrong]


@pytest.mark.long
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_wherever_the_engine_fails_the_next_press_heals_it(
    messages: list[Message], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Lines are counted: none may depend on how many models were closed in the last second.
    monkeypatch.setattr(closings, "AT_ONCE", sys.maxsize)
    trial(messages, Fault())  # what is done once in a kernel comes in no answer after that
    answer = Fault()
    assert trial(messages, answer) == []
    assert answer.came.total() > 2_000
    faults = [
        Fault(where, time)
        for where, times in sorted(answer.came.items())
        if where.startswith(ALWAYS)
        for time in (range(1, times + 1) if "_reconcile" in where else {1, times})
    ]
    assert [wrong for fault in faults for wrong in trial(messages, fault)] == []
