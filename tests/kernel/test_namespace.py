"""Runs in a real kernel have the notebook's names and leave it none."""

import pytest

from tests.kernel.live import LiveKernel
from tests.kernel.reader import Reader

APP = """
import asyncio, sys
from rerun_state.jupyter.namespace import Namespace
from rerun_state.jupyter.compilation import SHOW, compile_cell
from rerun_state.runtime.model.names import stepwise
loop = get_ipython().kernel.io_loop.asyncio_loop
def rerun(body):
    "Run a cell from the loop; put what it shows, and what it raises, into a list."
    async def run():
        names = Namespace(get_ipython())
        names.globals[SHOW] = show
        try:
            code = compile_cell(get_ipython(), body)
            if code.is_async:
                await stepwise(code.run(names.globals), names.active)
            else:
                with names.active(): code.run(names.globals)
        except BaseException as error:
            shown.append(repr(error))
        return names
    shown.clear()
    return asyncio.ensure_future(run())
shown = []
def show(value, call=None): shown.append(value)
"""


@pytest.fixture
def app(kernel: LiveKernel) -> LiveKernel:
    assert kernel.run(APP).error is None
    return kernel


def shown_by(app: LiveKernel, body: str) -> list[object]:
    app.run(f"last = await rerun({body!r})")
    return list(app.value("shown"))


def test_a_run_reads_names_and_leaves_none(app: LiveKernel) -> None:
    app.run("x = 7")
    app.run("before = set(globals())")
    assert shown_by(app, "x = x + 1\nown: int = x\nown") == [8]
    left = "{name for name in set(globals()) - before if not name.startswith('_')}"
    assert app.value(f"(x, {left})") == (7, {"before", "last"})


def test_magics_and_shell_commands_use_the_runs_names(app: LiveKernel) -> None:
    body = "word = 'hello'\nlines = !echo {word}\n%time z = 1\nlines[0], z"
    assert shown_by(app, body) == [("hello", 1)]


def test_time_inside_a_cell_magic_body_works(app: LiveKernel) -> None:
    shown_by(app, "%%time\nq = 5\n")
    assert app.value("last.globals['q']") == 5


def test_who_lists_the_run_and_completion_the_notebook(app: LiveKernel) -> None:
    assert "own_name" in str(
        shown_by(app, "own_name = 1\nget_ipython().run_line_magic('who_ls', '')")
    )
    assert app.value("'own_name' in get_ipython().run_line_magic('who_ls', '')") is False


def test_pickling_and_dataclasses_and_hints_work(app: LiveKernel) -> None:
    body = """
from __future__ import annotations
import dataclasses, inspect, pickle, typing
@dataclasses.dataclass
class Point:
    x: int
def double(n): return 2 * n
same = pickle.loads(pickle.dumps(Point(3))) == Point(3)
same, typing.get_type_hints(Point), inspect.getsource(double)
"""
    assert app.run(f"last = await rerun({body!r})").error is None
    assert app.value("shown[0] == (True, {'x': int}, 'def double(n): return 2 * n\\n')") is True


def test_a_cell_during_a_run_that_awaits_has_its_own_names(app: LiveKernel) -> None:
    app.run("task = rerun('import asyncio\\nmine = 1\\nawait asyncio.sleep(0.5)\\nmine')")
    app.run("await asyncio.sleep(0.1)")
    cell = "theirs = 2; ('mine' in globals(), sys.modules['__main__'].theirs)"
    assert app.value(cell) == (False, 2)
    app.run("last = await task")
    assert app.value("(shown, 'theirs' in last.globals)") == ([1], False)


def test_a_reset_in_a_run_spares_the_notebook(app: LiveKernel) -> None:
    app.run("kept = 1")
    assert shown_by(app, "%reset -f\n5") == [5]
    assert app.value("kept") == 1


def test_ipythons_own_state_survives(app: LiveKernel) -> None:
    shown_by(app, "a = 1\n%timeit -n1 -r1 a\nget_ipython().user_ns['b'] = 2")
    app.run("41 + 1")
    assert app.value("(_, 'b' in globals(), get_ipython().user_ns is globals())") == (
        42,
        False,
        True,
    )


LATER = """
import pickle
word = "hello"
class Point: pass
def look():
    same = type(pickle.loads(pickle.dumps(Point()))) is Point
    lines = !echo {word}
    %time st.text(f"{lines[0]} {same} {'get_ipython' in vars(__import__('builtins'))}")
"""


@pytest.mark.parametrize(
    "shown",
    [
        "st.button('Go', on_click=look)",
        "async def later(): look()\nst.button('Go', on_click=later)",
        "@st.fragment\ndef part():\n    if st.button('Go'): look()\npart()",
    ],
)
def test_callbacks_and_fragments_have_the_names_of_their_run(reader: Reader, shown: str) -> None:
    reader.app(LATER + shown)
    reader.press("Go")
    reader.see("hello True True")
    assert reader.value("'Point' in globals()") is False
