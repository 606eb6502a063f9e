"""What a scheduled run prints and displays lands in its sink, in order, and nowhere else."""

from typing import Any

import pytest

from tests.kernel.live import LiveKernel

APP = """
import asyncio, logging, sys, threading, time, warnings
import ipywidgets
from IPython.display import HTML, clear_output, display, update_display
handler = logging.StreamHandler()  # made before, holds the stream itself
logging.getLogger("mine").addHandler(handler)
from rerun_state.jupyter.capture import capture, remove_hooks
class Taken(list):
    def stream(self, name, text):
        if self and self[-1][0] == name: self[-1] = (name, self[-1][1] + text)
        else: self.append((name, text))
    def display(self, data, metadata, display_id, update):
        shown = data.get("text/html", data.get("text/plain"))
        if update and not any(each[2:] == (display_id,) for each in self): return False
        self.append(("update" if update else "display", shown, display_id))
    def draw(self, value): pass
    def clear(self, wait): self.append(("clear", wait))
sink, ended = Taken(), threading.Event()
loop = get_ipython().kernel.io_loop.asyncio_loop
def rerun(code, *args):
    def run():
        try:
            with capture(sink) as captured:
                globals().update(captured=captured)
                exec(code, globals())
        finally: ended.set()
    ended.clear()
    loop.call_later(0.05, run)
"""


def rerun(kernel: LiveKernel, code: str) -> list[tuple[Any, ...]]:
    """Run code the way the engine does, from the loop; return what the sink took."""
    kernel.run(f"rerun({code!r})")
    kernel.run("while not ended.is_set(): await asyncio.sleep(0.01)")
    return list(kernel.value("list(sink)"))


@pytest.fixture
def app(kernel: LiveKernel) -> LiveKernel:
    assert kernel.run(APP).error is None
    return kernel


def test_prints_displays_logs_and_warnings_come_in_order(app: LiveKernel) -> None:
    code = """
print("one")
display(HTML("<b>two</b>"))
print("three", file=sys.stderr)
logging.getLogger("mine").error("four")
warnings.warn("five")
sys.stdout.write("six\\r")
"""
    taken = rerun(app, code)
    assert taken[:2] == [("stdout", "one\n"), ("display", "<b>two</b>", None)]
    assert taken[2][1].startswith("three\nfour\n")
    assert "UserWarning: five" in taken[2][1]
    assert taken[3:] == [("stdout", "six\r")]


def test_nothing_of_a_run_is_published(app: LiveKernel) -> None:
    with app.recording() as seen:
        rerun(app, "print('out'); display(1); print('err', file=sys.stderr); clear_output()")
    kinds = {message.type for message in seen}
    assert kinds & {"stream", "display_data", "clear_output", "error"} == set()


def test_the_notebook_prints_as_ever_afterwards(app: LiveKernel) -> None:
    rerun(app, "print('in the run')")
    reply = app.run("print('in the cell'); display(1)")
    assert reply.text == "in the cell\n"
    assert [m.type for m in reply.outputs] == ["stream", "display_data"]


def test_an_update_replaces_what_has_its_id(app: LiveKernel) -> None:
    code = "display('a', display_id='x'); update_display('b', display_id='x')"
    assert rerun(app, code) == [("display", "'a'", "x"), ("update", "'b'", "x")]


def test_an_update_of_the_notebooks_display_goes_to_the_notebook(app: LiveKernel) -> None:
    app.run("display('a', display_id='elsewhere')")
    with app.recording() as seen:
        assert rerun(app, "update_display('b', display_id='elsewhere')") == []
    assert [m.content["data"] for m in seen if m.type == "update_display_data"] == [
        {"text/plain": "'b'"}
    ]


def test_clear_output_reaches_the_sink(app: LiveKernel) -> None:
    assert rerun(app, "clear_output(wait=True)") == [("clear", True)]


def test_a_failing_run_restores_the_output(app: LiveKernel) -> None:
    rerun(app, "print('before'); 1 / 0")
    assert app.run("print('cell')").text == "cell\n"


def test_a_run_that_leaves_other_streams_in_place_takes_none_from_the_notebook(
    app: LiveKernel,
) -> None:
    rerun(app, "import sys, io; sys.stdout = io.StringIO(); sys.stderr = None; 1 / 0")
    assert app.run("print('cell')").text == "cell\n"


def test_an_inner_capture_has_it_all(app: LiveKernel) -> None:
    code = "inner = Taken()\nwith capture(inner): print('in')\nprint('out', inner)"
    assert rerun(app, code) == [("stdout", "out [('stdout', 'in\\n')]\n")]


def test_a_sink_that_prints_is_not_called_for_it(app: LiveKernel) -> None:
    app.run("class Loud(Taken):\n  def stream(self, *a): print('sink'); super().stream(*a)")
    code = "loud = Taken.__new__(Loud)\nwith capture(loud): print('in')\nprint(loud)"
    assert rerun(app, code)[-1] == ("stdout", "[('stdout', 'in\\n')]\n")


def test_threads_of_a_run_write_to_its_sink_even_later(app: LiveKernel) -> None:
    code = """
def late():
    time.sleep(0.2); print("late"); display(1)
    global child
    child = threading.Thread(target=print, args=("grandchild",)); child.start()
thread = threading.Thread(target=late); thread.start()
"""
    rerun(app, code)
    app.run("thread.join(); child.join()")
    assert app.value("list(sink)") == [
        ("stdout", "late\n"),
        ("display", "1", None),
        ("stdout", "grandchild\n"),
    ]


def test_a_thread_of_a_run_in_a_cell_outlives_the_cell(app: LiveKernel) -> None:
    app.run("""
def late(): go.wait(); print("late")
go = threading.Event()
thread = threading.Thread(target=late)
with capture(sink): print("first"); thread.start()
""")
    app.run("go.set(); thread.join()")
    assert app.value("list(sink)") == [("stdout", "first\nlate\n")]


def test_a_run_after_one_in_a_cell_is_captured(app: LiveKernel) -> None:
    app.run("with capture(sink): print('in the cell')")
    assert rerun(app, "print('later')") == [("stdout", "in the cell\nlater\n")]


def test_threads_of_a_released_run_write_to_the_notebook(app: LiveKernel) -> None:
    rerun(
        app,
        "go = threading.Event()\n"
        "def late(): go.wait(); print('late', flush=True)\n"
        "thread = threading.Thread(target=late); thread.start()",
    )
    with app.recording() as seen:
        app.run("captured.release(); go.set(); thread.join()")
    assert "late\n" in [m.content["text"] for m in seen if m.type == "stream"]
    assert app.value("list(sink)") == []


def test_tasks_of_a_run_write_to_its_sink(app: LiveKernel) -> None:
    code = """
async def late(): await asyncio.sleep(0.1); print("late")
task = asyncio.get_event_loop().create_task(late())
"""
    rerun(app, code)
    assert app.run("await task; print('cell')").text == "cell\n"
    assert app.value("list(sink)") == [("stdout", "late\n")]


def test_a_cell_during_an_awaiting_run_keeps_its_output(app: LiveKernel) -> None:
    app.run("""
async def run():
    with capture(sink):
        print("run"); await asyncio.sleep(0.5); print("still")
task = asyncio.get_event_loop().create_task(run())
""")
    assert app.run("await asyncio.sleep(0.1); print('cell'); display(1)").text == "cell\n"
    app.run("await task")
    assert app.value("list(sink)") == [("stdout", "run\nstill\n")]


def test_an_output_widget_in_a_run_keeps_working(app: LiveKernel) -> None:
    code = """
out = ipywidgets.Output()
print("outside")
with out:
    print("inside"); display(HTML("<b>x</b>")); print("again"); clear_output(); print("new")
print("after")
"""
    assert rerun(app, code) == [("stdout", "outside\nafter\n")]
    assert app.value("[o['text'] for o in out.outputs]") == ["new\n"]


def test_an_output_widget_shows_an_exception_and_goes_on(app: LiveKernel) -> None:
    code = "out = ipywidgets.Output()\nwith out: 1 / 0\nprint('after')"
    assert rerun(app, code) == [("stdout", "after\n")]
    assert app.value("out.outputs[0]['ename']") == "ZeroDivisionError"


def test_an_output_widget_lets_a_control_exception_through(app: LiveKernel) -> None:
    code = """
class Stop(BaseException): ...
out = ipywidgets.Output()
try:
    with out: raise Stop
except Stop: print("stopped")
"""
    assert rerun(app, code) == [("stdout", "stopped\n")]


def test_an_output_widget_outside_a_run_is_untouched(app: LiveKernel) -> None:
    rerun(app, "out = ipywidgets.Output()")
    app.run("with out: print('cell'); seen = out.msg_id")
    assert app.value("(seen != '', out.msg_id, out.outputs)") == (True, "", ())


def test_figures_left_open_end_a_run(app: LiveKernel) -> None:
    app.run("import matplotlib.pyplot as plt")
    taken = rerun(app, "print('plot'); plt.plot([1, 2]); print('end')")
    assert [each[0] for each in taken] == ["stdout", "display"]
    assert app.value("plt.get_fignums()") == []
    assert app.run("1").outputs[0].type == "execute_result"


def test_dropped_figures_are_not_drawn(app: LiveKernel) -> None:
    app.run("import matplotlib.pyplot as plt")
    assert rerun(app, "plt.plot([1, 2]); captured.figures.drop()") == []
    assert app.value("plt.get_fignums()") == []


def test_shell_commands_print_in_place(app: LiveKernel) -> None:
    ((name, text),) = rerun(app, "print('a'); get_ipython().system('echo b'); print('c')")
    assert (name, text.split()) == ("stdout", ["a", "b", "c"])


@pytest.mark.parametrize(
    "way",
    ["os.write(1, b'0' * 50_000)", "os.system('printf %050000d 0')"],
)
def test_much_that_is_written_past_python_keeps_its_place(app: LiveKernel, way: str) -> None:
    ((name, text),) = rerun(app, f"import os; print('a'); {way}; print('c')")
    assert (name, text[:2], text.strip("ac\n").count("0"), text[-2:]) == (
        "stdout",
        "a\n",
        50_000,
        "c\n",
    )


def test_what_is_written_last_is_taken_before_the_run_ends(app: LiveKernel) -> None:
    app.run("import ctypes\nc = ctypes.CDLL(None)\ndata = b'x' * 50_000")
    ((_, text),) = rerun(app, "c.write(1, data, len(data))")
    assert text == "x" * 50_000


def test_capture_output_inside_a_run_works(app: LiveKernel) -> None:
    code = """
from IPython.utils.capture import capture_output
with capture_output() as inner: print("in"); display(1)
print(inner.stdout.strip(), len(inner.outputs))
"""
    assert rerun(app, code) == [("stdout", "in 1\n")]


def test_the_hooks_can_be_taken_out(app: LiveKernel) -> None:
    look = "('write' in vars(sys.stdout), 'publish' in vars(get_ipython().display_pub))"
    look = (
        look[:-1] + ", threading.Thread.start.__module__, ipywidgets.Output.__enter__.__module__)"
    )
    before = app.value(look)
    rerun(app, "1")
    assert app.value(look) != before
    app.run("remove_hooks()")
    assert app.value(look) == before


@pytest.fixture
def outside_pytest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the kernel started from here watch its file descriptors, as it does for readers."""
    monkeypatch.delenv("PYTEST_CURRENT_TEST", raising=False)


@pytest.mark.usefixtures("outside_pytest")
def test_child_processes_that_inherit_stdout_are_captured(app: LiveKernel) -> None:
    code = "import os, subprocess\nos.system('echo b')\nsubprocess.run(['echo', 'c'])"
    assert rerun(app, code) == [("stdout", "b\nc\n")]


def test_tqdm_overwrites_its_line(app: LiveKernel) -> None:
    pytest.importorskip("tqdm")
    ((name, text),) = rerun(app, "from tqdm import tqdm\nfor _ in tqdm(range(3)): pass")
    assert name == "stderr"
    assert "\r100%" in text
