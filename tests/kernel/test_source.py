"""Cells compiled in a real kernel: tracebacks, the debugger's names, values shown."""

import pytest

from tests.kernel.live import LiveKernel

APP = r"""
import re
from rerun_state.jupyter.tracebacks import remember, traceback_lines
from rerun_state.jupyter.compilation import SHOW, compile_cell
from IPython.core.magic import register_cell_magic
shown, codes = [], []
@register_cell_magic
def check(line, body):
    request = get_ipython().get_parent()["content"]["code"]
    names = {**get_ipython().user_ns, SHOW: lambda value, call=None: shown.append(value)}
    try:
        codes.append(compile_cell(get_ipython(), body, request))
        codes[-1].run(names)
    except Exception as error:
        trace = re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(traceback_lines(error)))
        remember(error)
        print(trace)
"""


@pytest.fixture
def app(kernel: LiveKernel) -> LiveKernel:
    assert kernel.run(APP).error is None
    return kernel


def test_a_traceback_names_the_cell_and_its_line(app: LiveKernel) -> None:
    text = app.run("%%check\n\ndef f():\n    1 / 0\n\nf()").text
    assert "Cell In[2], line 6" in text
    assert "Cell In[2], line 4, in f()" in text
    assert "----> 4     1 / 0" in text
    assert "jupyter/compilation.py" not in text


def test_blank_lines_and_magics_keep_the_count(app: LiveKernel) -> None:
    text = app.run("\n%%check\n%precision 3\n!true\n1 / 0").text
    assert "line 5" in text


def test_a_syntax_error_is_shown_at_its_line(app: LiveKernel) -> None:
    text = app.run("%%check\nx = 1\ny = = 2").text
    assert "Cell In[2], line 3" in text
    assert "y = = 2" in text


def test_the_debugger_starts_at_the_users_line(app: LiveKernel) -> None:
    app.run("%%check\nculprit = 0\n1 / culprit")
    look = "import sys\ntb = sys.last_traceback\nwhile tb.tb_next: tb = tb.tb_next"
    app.run(look)
    assert app.value("tb.tb_frame.f_globals['culprit'], tb.tb_lineno") == (0, 3)
    assert app.value("get_ipython().InteractiveTB.tb is sys.last_traceback") is True


def test_debug_opens_on_the_failure(app: LiveKernel) -> None:
    app.run("%%check\nculprit = 7\n1 / (culprit - 7)")
    app.run("import builtins; answers = iter(['p culprit * 6', 'q']); seen = []")
    reply = app.run(
        "from unittest import mock\n"
        "with mock.patch.object(type(get_ipython().kernel), 'raw_input',"
        " lambda self, prompt='': next(answers)):\n"
        "    import builtins; builtins.input = get_ipython().kernel.raw_input\n"
        "    get_ipython().run_line_magic('debug', '')"
    )
    assert "42" in reply.text


def test_the_name_is_the_one_that_the_front_ends_debugger_expects(app: LiveKernel) -> None:
    cell = "%%check\nx = 1\n"
    app.run(cell)
    assert app.value(f"codes[-1].filename == get_ipython().compile.get_code_name({cell!r}, '', 0)")


def test_values_follow_the_notebooks_setting(app: LiveKernel) -> None:
    app.run("%%check\n1\n2")
    app.run("%config InteractiveShell.ast_node_interactivity = 'all'")
    app.run("%%check\n3\n4")
    assert app.value("shown") == [2, 3, 4]
